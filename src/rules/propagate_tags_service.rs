//! `propagateTags` copies tags from a service, but the task does not belong to a service.
//!
//! ECS rejects `SERVICE` for a standalone task. The documentation says so for RunTask; this rule
//! assumes the same for StartTask.
//!
//! Use `TASK_DEFINITION`, or remove `propagateTags` and list the tags in `tags`.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html>

use crate::lint::rule::prelude::*;

pub const CONFIDENCE: Confidence = Likely;
pub const RULE: Rule =
    Rule { severity: Error, rejected_by: Service, check: Nodes(&[Request("/propagateTags")], check) };

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    if !node.is("SERVICE") {
        return;
    }
    let report = cx.report(node, "a standalone task has no service to copy tags from");
    report.help("use `TASK_DEFINITION`, or remove `propagateTags`");
    report.fix(Unsafe, "change to `TASK_DEFINITION`", vec![node.replace_str("TASK_DEFINITION")]);
}
