//! An object contains the same key twice.
//!
//! The AWS CLI does not report this: it silently keeps the last value, at any depth, and drops the earlier one. Two
//! lists are not merged, and neither are two objects. The usual cause is a few lines that were copied.
//!
//! Keep one of them, or rename one. The fix removes the earlier one, so the request that is sent stays the same;
//! check which of the two was meant.
//!
//! Source: <https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-skeleton.html>

use crate::lint::rule::prelude::*;

pub const RULE: Rule = Rule { severity: Error, rejected_by: Nobody, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    let Fault::DuplicateKey { before, again } = *fault else { return };
    let name = quoted(&again.as_str().unwrap_or_default());
    let message = format!("duplicate key {name}; the AWS CLI silently keeps only the last value");
    let report = cx.report(again, message);
    report.label("duplicate").also(before, "earlier key");
    report.help("keep the one that you want, and remove or rename the other");
    report.fix(Unsafe, format!("remove the earlier {name}"), vec![before.removal()]);
}
