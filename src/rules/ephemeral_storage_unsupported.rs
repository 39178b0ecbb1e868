//! `ephemeralStorage` is for tasks on Fargate, where StartTask never places one.
//!
//! StartTask starts tasks on the container instances it names. Their disk space is what the
//! instance has, and a size asked for here is of no use. What ECS does about it is not
//! documented.
//!
//! Take `ephemeralStorage` out, or start the task on Fargate with RunTask. In a file that holds
//! overrides alone, which may be for RunTask, it is no finding.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EphemeralStorage.html>

use crate::rule::prelude::*;

pub const CONFIDENCE: Confidence = Likely;
pub const RULE: Rule = Rule {
    severity: Warning,
    rejected_by: Nobody,
    check: Nodes(&[Request("/overrides/ephemeralStorage")], check),
};

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    let is_null = node.kind() == crate::json::Kind::Null;
    if cx.kind() != Kind::StartTask || is_null {
        return;
    }
    let Some(key) = node.key() else { return };
    let report = cx.report(key, "`ephemeralStorage` is for Fargate, where StartTask never places a task");
    report.help("take it out, or start the task on Fargate with `run-task`");
    report.fix(Unsafe, "take `ephemeralStorage` out", vec![node.removal()]);
}
