//! Tags are to be copied from a service, and StartTask starts a task that belongs to none.
//!
//! ECS refuses `SERVICE` for a task that is started by hand. The documentation says so for
//! RunTask; StartTask is taken to do the same.
//!
//! Write `TASK_DEFINITION`, or leave `propagateTags` out and list the tags in `tags`.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html>

use crate::rule::prelude::*;

pub const CONFIDENCE: Confidence = Likely;
pub const RULE: Rule =
    Rule { severity: Error, rejected_by: Service, check: Nodes(&[Request("/propagateTags")], check) };

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    if !node.is("SERVICE") {
        return;
    }
    let report = cx.report(node, "a task that is started by hand has no service to copy tags from");
    report.help("write `TASK_DEFINITION` or leave `propagateTags` out");
    report.fix(Unsafe, "copy the tags of the task definition", vec![node.replace_str("TASK_DEFINITION")]);
}
