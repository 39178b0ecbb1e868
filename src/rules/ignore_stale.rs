//! An entry of `ecs-preflight.ignore.toml` no longer suppresses anything.
//!
//! The finding was fixed, or the value has changed since: its fingerprint no longer matches `value`, so nobody has
//! reviewed the new value. An unused entry could hide the next mistake of the same kind.
//!
//! Remove the entry; `ecs-preflight check --prune-ignores` does this. Only files that were checked in the same run and
//! could be read completely are considered, and patterns only if the run included all files below the folder of the
//! ignore file.

use crate::{
    diagnostic::fault::suppression::{Stale, SuppressionFault},
    lint::rule::prelude::*,
};

pub const RULE: Rule = Rule { severity: Warning, rejected_by: Nobody, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    let Fault::Ignore { place, mistake: SuppressionFault::Stale(why) } = fault else { return };
    match why {
        Stale::Silent { rule, path } => {
            let message = format!(
                "unused suppression: {} reports nothing at this place in {}",
                quoted(rule),
                quoted(path)
            );
            cx.report(*place, message)
                .label("suppresses nothing")
                .help("remove the entry; `--prune-ignores` does this");
        }
        Stale::Comment { rule } => {
            let message =
                format!("unused suppression: {} reports nothing for the command below", quoted(rule));
            cx.report(*place, message).label("suppresses nothing").help("remove the comment");
        }
        Stale::Changed { path } => {
            let message =
                format!("the value in {} has changed since the finding was suppressed", quoted(path));
            let report = cx.report(*place, message);
            report
                .label("fingerprint of a different value")
                .help("fix the file, or suppress the new value with `--add-ignore`");
        }
    }
}
