//! A task definition is inside `{"taskDefinition": …}`, which register-task-definition does not take.
//!
//! describe-task-definition prints it so, together with members that only ECS writes; if these are there, the file is a
//! response, and `read-only-member` says so. Without them somebody prepared the file to be registered, and the wrapper
//! is left over: the AWS CLI misses `family` and does not know `taskDefinition`.
//!
//! Remove the wrapper; with jq, `.taskDefinition` does so.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html>

use crate::{rule::prelude::*, source::Span};

pub const RULE: Rule =
    Rule { severity: Warning, rejected_by: Client, check: Nodes(&[TaskDefinition("")], check) };
pub const CONFIDENCE: Confidence = Likely;

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    if let Some(wrapper) = node.key() {
        wrapped(node, wrapper, cx);
    }
}

#[cold]
fn wrapped(node: Node<'_>, wrapper: Node<'_>, cx: &mut Cx<'_>) {
    // With one, it is what describe-task-definition printed.
    if node.members().any(|(_, value)| value.shape().get().read_only) {
        return;
    }
    let report = cx.report(wrapper, "the task definition is inside `taskDefinition`").rejected_by(Nobody);
    report.label("the wrapper");
    report.help("remove the wrapper: the AWS CLI does not take it in register-task-definition");
    let Some(root) = node.parent().filter(|root| root.members().count() == 1) else { return };
    let (outer, inner) = (root.span(), node.span());
    let edit =
        |start: u32, end: u32| crate::diagnostic::Edit { span: Span { start, end }, text: String::new() };
    report.fix(
        Unsafe,
        "remove the wrapper",
        vec![edit(outer.start, inner.start), edit(inner.end, outer.end)],
    );
}
