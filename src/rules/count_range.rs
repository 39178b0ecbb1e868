//! `count` asks for no task, or for more than one call starts.
//!
//! RunTask starts 1 to 10 tasks per call, one where `count` is not set.
//!
//! Call it several times, or let a service with a desired count keep that many running.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html>

use crate::rule::prelude::*;

pub const RULE: Rule =
    Rule { severity: Error, rejected_by: Service, check: Nodes(&[RunTask("/count")], check) };

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    let most = i64::from(cx.limit(&facts::RUN_TASK_COUNT));
    let Some(number) = node.as_integer().filter(|it| !(1..=most).contains(it)) else { return };
    // What is outside of the model's integers is `value-range`'s.
    if i32::try_from(number).is_err() {
        return;
    }
    let report = cx.report(node, format!("`count` is {number}, and one call starts 1 to {most} tasks"));
    report.label(if number < 1 { "no task" } else { "too many" });
    report.help(if number < 1 { "ask for at least one task" } else { "call run-task several times" });
}
