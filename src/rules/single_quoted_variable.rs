//! A variable is in single quotes, so the shell does not expand it.
//!
//! `--overrides '{"containerOverrides": [{"name": "$NAME"}]}'` overrides a container named `$NAME`. The
//! request is well formed, so only ECS can report the mistake, and in the value of an environment variable
//! nobody reports it.
//!
//! Outside the double quotes of a JSON string, as in `"memory": $MEMORY`, the result is not valid JSON. The AWS CLI
//! rejects it, so this is an error.
//!
//! Close the single quotes before the variable and put it in double quotes: `'… "name": "'"$NAME"'" …'`. Or
//! generate the JSON with `jq -n --arg`. A variable in a script for a shell in the container
//! (`["sh", "-c", "echo $HOME"]`) is meant for that shell and is not reported.
//!
//! Source: <https://www.gnu.org/software/bash/manual/html_node/Single-Quotes.html>

use crate::{diagnostic::fault::command::CommandFaultKind, lint::rule::prelude::*};

pub const RULE: Rule = Rule { severity: Warning, rejected_by: Nobody, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    let Fault::Command { place, mistake, .. } = *fault else { return };
    let CommandFaultKind::Unexpanded { what, bare } = &mistake.kind else { return };
    let what = quoted(what);
    if *bare {
        let report = cx.report(place, format!("{what} is in single quotes, so this is not valid JSON"));
        report.severity(Error).rejected_by(Client).label("sent exactly as written");
        report
            .help("close the single quotes around it: `'\"$NAME\"'`; a JSON string needs another pair of double quotes");
        return;
    }
    let report = cx.report(place, format!("{what} is in single quotes, so the shell does not expand it"));
    report.label("sent exactly as written").help("close the single quotes around it: `'\"$NAME\"'`");
}
