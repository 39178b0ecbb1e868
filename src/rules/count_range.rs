//! `count` is less than 1, or more than RunTask starts per call.
//!
//! RunTask starts 1 to 10 tasks per call, or one if `count` is not set.
//!
//! Call RunTask several times, or use a service with a desired count to keep that many tasks running.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html>

use crate::lint::rule::prelude::*;

pub const RULE: Rule =
    Rule { severity: Error, rejected_by: Service, check: Nodes(&[RunTask("/count")], check) };

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let most = i64::from(cx.limit(&limits::RUN_TASK_COUNT));
    let Some(number) = node.as_integer().filter(|it| !(1..=most).contains(it)) else { return };
    // `value-range` reports numbers outside the model's integers.
    if i32::try_from(number).is_err() {
        return;
    }
    let report = cx.report(node, format!("`count` must be between 1 and {most}, not {number}"));
    report.label(if number < 1 { "no task to start" } else { "too many tasks for one call" });
    report.help(if number < 1 { "start at least one task" } else { "call RunTask several times" });
}
