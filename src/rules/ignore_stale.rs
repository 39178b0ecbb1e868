//! An entry of `ecs-preflight.ignore.toml` suppresses nothing any more.
//!
//! What it accepted was mended, or its `value` is the fingerprint of another value than the one that
//! is there now: whoever accepted the old one has not seen the new one. An entry that is left behind
//! would hide the next mistake of the same sort.
//!
//! Take it out: `ecs-preflight check --prune-ignores` does. It is only said of files that were checked
//! in the same run and could be read as a whole, and of patterns if the run saw all files below the
//! side-car.

use crate::{
    rule::prelude::*,
    suppress::{Flaw, Stale},
};

pub const RULE: Rule = Rule { severity: Warning, rejected_by: Nobody, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut Cx<'_>) {
    let Fault::Ignore { place, flaw: Flaw::Stale(why) } = fault else { return };
    match why {
        Stale::Silent { rule, path } => {
            let message =
                format!("there is nothing to suppress: {} is silent here in {}", quoted(rule), quoted(path));
            cx.report(*place, message)
                .label("suppresses nothing")
                .help("take the entry out; `--prune-ignores` does");
        }
        Stale::Comment { rule } => {
            let message =
                format!("there is nothing to suppress: {} is silent on the command below", quoted(rule));
            cx.report(*place, message).label("suppresses nothing").help("take the comment out");
        }
        Stale::Changed { path } => {
            let message = format!("the value in {} is not the one that was accepted", quoted(path));
            let report = cx.report(*place, message);
            report
                .label("its `value` is of another value")
                .help("mend the file, or accept the new value with `--add-ignore`");
        }
    }
}
