//! A task definition is inside `{"taskDefinition": …}`, which register-task-definition does not accept.
//!
//! describe-task-definition prints this wrapper together with members that only ECS sets; if these are present, the file is
//! a response, and `read-only-member` reports them. Without them, somebody prepared the file for registration and kept the
//! wrapper: the AWS CLI reports that `family` is missing and `taskDefinition` is unknown.
//!
//! Remove the wrapper, for example with jq: `.taskDefinition`.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html>

use crate::{lint::rule::prelude::*, text::span::Span};

pub const RULE: Rule =
    Rule { severity: Warning, rejected_by: Client, check: Nodes(&[TaskDefinition("")], check) };
pub const CONFIDENCE: Confidence = Likely;

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    if let Some(wrapper) = node.key() {
        wrapped(node, wrapper, cx);
    }
}

#[cold]
fn wrapped(node: Node<'_>, wrapper: Node<'_>, cx: &mut RuleContext<'_>) {
    // With one, it is the output of describe-task-definition.
    if node.members().any(|(_, value)| value.shape().get().read_only) {
        return;
    }
    let is_command = cx.is_command();
    let report = cx.report(wrapper, "the task definition is inside `taskDefinition`");
    if is_command {
        report.severity(Error);
    } else {
        report.rejected_by(Nobody);
    }
    report.label("wrapper");
    report.help("register-task-definition does not accept the wrapper; pass only its content");
    let Some(root) = node.parent().filter(|root| root.members().count() == 1) else { return };
    let (outer, inner) = (root.span(), node.span());
    let edit =
        |start: u32, end: u32| crate::text::edit::Edit { span: Span { start, end }, text: String::new() };
    report.fix(
        Unsafe,
        "remove the wrapper",
        vec![edit(outer.start, inner.start), edit(inner.end, outer.end)],
    );
}
