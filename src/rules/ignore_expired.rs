//! The last day of an entry of `ecs-preflight.ignore.toml` is over.
//!
//! It suppresses nothing since, and the finding is back. `expires` names the last day on which the
//! entry holds; days begin and end in UTC.
//!
//! Mend the finding and take the entry out (`--prune-ignores` does), or decide anew: a later day, and a
//! reason that says why. For reproducible runs `SOURCE_DATE_EPOCH` says what day it is.

use crate::{rule::prelude::*, suppress::Flaw};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Nobody, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut Cx<'_>) {
    let Fault::Ignore { place, flaw: Flaw::Expired(day) } = fault else { return };
    let report = cx.report(*place, format!("the entry held until {day}"));
    report.label("is over").help("mend what it is about, or give it a later day and say why");
}
