//! A value of shorthand that the AWS CLI drops without a word.
//!
//! Two things vanish. Of two equal keys in one pair of braces the last one counts. And where values stand
//! between commas (`a=b,c,d=e`) the AWS CLI takes one value after the other until it meets an `=`, and then
//! goes back to the nearest comma, also where that one was escaped or stands in quotes: what lies before it
//! is gone.
//!
//! Write lists in brackets, and each key once.
//!
//! Source: <https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-shorthand.html>

use crate::{command::slip::SlipKind, rule::prelude::*, shorthand::LostWhy};

pub const RULE: Rule = Rule { severity: Warning, rejected_by: Nobody, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut Cx<'_>) {
    let Fault::Command { place, slip, also, .. } = *fault else { return };
    let SlipKind::Lost(lost, _) = &slip.kind else { return };
    match &lost.why {
        LostWhy::Repeated { key, .. } => {
            let key = quoted(key);
            let report = cx.report(place, format!("the key {key} stands again; the AWS CLI drops this one"));
            report.label("lost");
            if let Some(again) = also {
                report.also(again, "this one counts");
            }
            report.help("keep one of them; for several values write a list in brackets");
        }
        LostWhy::Backtracked => {
            let report =
                cx.report(place, "the AWS CLI drops this value: it goes back to the comma behind it");
            report.label("lost").help("put brackets around the list before it");
        }
    }
}
