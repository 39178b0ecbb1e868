//! The tags of a volume are to be copied from a service, but the task does not belong to one.
//!
//! `SERVICE` is for the volumes of tasks that a service starts. ECS rejects it for a standalone task.
//!
//! Use `TASK_DEFINITION`, or remove `propagateTags` and list the tags in `tags`.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EBSTagSpecification.html>

use crate::lint::rule::prelude::*;

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(
        &[Request("/volumeConfigurations/*/managedEBSVolume/tagSpecifications/*/propagateTags")],
        check,
    ),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    if !node.is("SERVICE") {
        return;
    }
    let report = cx.report(node, "a standalone task has no service to copy tags from");
    report.help("use `TASK_DEFINITION`, or remove `propagateTags` and list the tags in `tags`");
    report.fix(Unsafe, "replace with `TASK_DEFINITION`", vec![node.replace_str("TASK_DEFINITION")]);
}
