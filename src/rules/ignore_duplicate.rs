//! Two entries of `ecs-preflight.ignore.toml` are for the same finding.
//!
//! The second one does nothing, and the reason that is read may not be the one that counts.
//!
//! Keep one of them; `ecs-preflight check --prune-ignores` keeps the first.

use crate::{rule::prelude::*, suppress::Flaw};

pub const RULE: Rule = Rule { severity: Warning, rejected_by: Nobody, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut Cx<'_>) {
    let Fault::Ignore { place, flaw: Flaw::Duplicate(first) } = fault else { return };
    let first = place.node().tree().place(*first);
    let report = cx.report(*place, "the same finding is suppressed before");
    report
        .label("again")
        .also(first, "first here")
        .help("keep one of them; `--prune-ignores` keeps the first");
}
