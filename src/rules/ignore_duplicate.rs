//! Two entries of `ecs-preflight.ignore.toml` suppress the same finding.
//!
//! The second entry has no effect, so a reader may rely on the wrong reason.
//!
//! Keep one of them. `ecs-preflight check --prune-ignores` keeps the first.

use crate::{diagnostic::fault::suppression::SuppressionFault, lint::rule::prelude::*};

pub const RULE: Rule = Rule { severity: Warning, rejected_by: Nobody, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    let Fault::Ignore { place, mistake: SuppressionFault::Duplicate(first) } = fault else { return };
    let first = place.node().tree().place(*first);
    let report = cx.report(*place, "duplicate suppression of the same finding");
    report
        .label("already suppressed")
        .also(first, "first suppression")
        .help("remove one of them; `--prune-ignores` keeps the first");
}
