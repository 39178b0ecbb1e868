//! An entry of `ecs-preflight.ignore.toml` has expired.
//!
//! It no longer suppresses anything, so the finding is reported again. `expires` is the last day on which the entry
//! applies; days begin and end in UTC.
//!
//! Fix the finding and remove the entry (`--prune-ignores` does this), or renew it with a later date and a reason. For
//! reproducible runs, set `SOURCE_DATE_EPOCH` to choose the current day.

use crate::{diagnostic::fault::suppression::SuppressionFault, lint::rule::prelude::*};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Nobody, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    let Fault::Ignore { place, mistake: SuppressionFault::Expired(day) } = fault else { return };
    let report = cx.report(*place, format!("suppression expired on {day}"));
    report.label("the last day of this entry");
    report.help("fix the finding and remove the entry, or set a later date and update the reason");
}
