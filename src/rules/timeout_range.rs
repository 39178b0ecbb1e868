//! `startTimeout` or `stopTimeout` is out of range.
//!
//! On Fargate both must be between 2 and 120 seconds. On other launch types the documentation specifies no range, and only
//! a negative number is reported, as a warning.
//!
//! Write a number of seconds in the range.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>

use crate::{
    lint::rule::prelude::*,
    rules::shared::containers::{check_range, definition_of},
};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(
        &[
            TaskDefinition("/containerDefinitions/*/startTimeout"),
            TaskDefinition("/containerDefinitions/*/stopTimeout"),
        ],
        check,
    ),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let (least, most) = cx.limit(&limits::FARGATE_TIMEOUT);
    let range = i64::from(least)..=i64::from(most);
    if node.as_integer().is_some_and(|seconds| !range.contains(&seconds)) {
        outside(node, cx);
    }
}

#[cold]
fn outside(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let list = definition_of(node).get("requiresCompatibilities");
    if list.is_some_and(|list| list.elements().any(|entry| entry.is("FARGATE"))) {
        check_range(node, &limits::FARGATE_TIMEOUT, "seconds on Fargate", cx);
    } else if node.as_integer().is_some_and(|seconds| (i64::from(i32::MIN)..0).contains(&seconds)) {
        let name = node.shape().get().name;
        let report = cx.report(node, format!("`{name}` must not be negative, but is {}", quoted(node.raw())));
        report.severity(Warning).rejected_by(Nobody).label("negative").help("write a number of seconds");
    }
}
