//! A variable stands inside of single quotes, where the shell leaves it as it is.
//!
//! `--overrides '{"containerOverrides": [{"name": "$NAME"}]}'` asks for a container of the name `$NAME`. The
//! request is well formed, so nothing complains before ECS does, if it does: in the value of an environment
//! variable it goes unnoticed.
//!
//! Outside of the double quotes of JSON, as in `"memory": $MEMORY`, it leaves text that is not JSON, and the AWS CLI
//! rejects that: this is an error.
//!
//! End the single quotes around the variable and put double quotes there: `'… "name": "'"$NAME"'" …'`. Or
//! have `jq -n --arg` write the JSON. A variable in a script for a shell of the container
//! (`["sh", "-c", "echo $HOME"]`) is meant for that shell and not reported.
//!
//! Source: <https://www.gnu.org/software/bash/manual/html_node/Single-Quotes.html>

use crate::{command::slip::SlipKind, rule::prelude::*};

pub const RULE: Rule = Rule { severity: Warning, rejected_by: Nobody, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut Cx<'_>) {
    let Fault::Command { place, slip, .. } = *fault else { return };
    let SlipKind::Unexpanded { what, bare } = &slip.kind else { return };
    let what = quoted(what);
    if *bare {
        let report = cx.report(place, format!("{what} is in single quotes, so this is not valid JSON"));
        report.severity(Error).rejected_by(Client).label("sent as it is written here");
        report
            .help("end the single quotes around it: `'\"$NAME\"'`; a string needs double quotes around that");
        return;
    }
    let report = cx.report(place, format!("{what} inside of single quotes is not put in"));
    report.label("sent as it stands here").help("end the single quotes around it: `'\"$NAME\"'`");
}
