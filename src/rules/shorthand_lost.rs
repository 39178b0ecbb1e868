//! The AWS CLI silently drops a value in shorthand.
//!
//! This happens in two cases. If a key is duplicated inside one pair of braces, the AWS CLI keeps only the last
//! value. If values are separated by commas (`a=b,c,d=e`), the AWS CLI reads one value after another until it
//! reaches an `=`, and then goes back to the nearest comma, even if that comma is escaped or inside quotes. The
//! text before that comma is lost.
//!
//! Write lists in brackets, and write each key only once.
//!
//! Source: <https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-shorthand.html>

use crate::{diagnostic::fault::command::CommandFaultKind, lint::rule::prelude::*, shorthand::LostWhy};

pub const RULE: Rule = Rule { severity: Warning, rejected_by: Nobody, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    let Fault::Command { place, mistake, also, .. } = *fault else { return };
    let CommandFaultKind::Lost(lost, _) = &mistake.kind else { return };
    match &lost.why {
        LostWhy::Repeated { key, .. } => {
            let key = quoted(key);
            let report = cx.report(
                place,
                format!("duplicate key {key}; the AWS CLI silently keeps only the last value"),
            );
            report.label("dropped");
            if let Some(again) = also {
                report.also(again, "kept");
            }
            report.help("remove one of them; to pass several values, write a list in brackets");
        }
        LostWhy::Backtracked => {
            let report =
                cx.report(place, "the AWS CLI silently drops this value and continues after the next comma");
            report.label("dropped").help("put brackets around the list before it");
        }
    }
}
