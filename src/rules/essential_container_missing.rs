//! The task definition does not have an essential container.
//!
//! A task stops when an essential container stops, so a task definition needs at least one. A container is
//! essential unless it has `"essential": false`. An empty list of containers has no essential container either.
//!
//! Remove `"essential": false` from the main container of the task.
//!
//! AWS says:
//! - `Task definition doesn't have any essential container.`
//! - `Container list cannot be empty.`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>

use crate::{json::ValueKind::Array, lint::rule::prelude::*};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[TaskDefinition("/containerDefinitions")], check),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let is_essential =
        |container: Node<'_>| container.get("essential").and_then(Node::as_bool) != Some(false);
    if node.kind() == Array && !node.elements().any(is_essential) {
        none(node, cx);
    }
}

#[cold]
fn none(node: Node<'_>, cx: &mut RuleContext<'_>) {
    if !cx.complete(node) || cx.partial() {
        return;
    }
    let mut flags = node.elements().filter_map(|container| container.get("essential"));
    let Some(first) = flags.next() else {
        cx.report(node, "the task definition has no containers").help("add at least one container");
        return;
    };
    let report = cx.report(first, "the task definition has no essential container");
    for other in flags.take(16) {
        report.also(other, "also not essential");
    }
    report.help("remove `\"essential\": false` from the main container of the task");
    if node.elements().count() == 1 {
        report.fix(Unsafe, "set `essential` to `true`", vec![first.replace("true")]);
    }
}
