//! A variable that ECS sets itself.
//!
//! The agent tells a container where its credentials and its metadata are by
//! `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI`, `ECS_CONTAINER_METADATA_URI`, `ECS_CONTAINER_METADATA_URI_V4` and
//! `ECS_AGENT_URI`, and where it runs by `AWS_EXECUTION_ENV`. Setting them has either no effect, or the SDK in
//! the container finds no credentials.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4.html>

use crate::rule::prelude::*;

pub const CONFIDENCE: Confidence = Likely;
pub const RULE: Rule = Rule {
    severity: Warning,
    rejected_by: Runtime,
    check: Nodes(
        &[
            Request("/overrides/containerOverrides/*/environment/*/name"),
            TaskDefinition("/containerDefinitions/*/environment/*/name"),
        ],
        check,
    ),
};

const NAMES: [&str; 5] = [
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "ECS_CONTAINER_METADATA_URI",
    "ECS_CONTAINER_METADATA_URI_V4",
    "ECS_AGENT_URI",
    "AWS_EXECUTION_ENV",
];

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    // All of them begin like one of two.
    if !node.plain_bytes().is_some_and(|it| !it.starts_with(b"AWS_") && !it.starts_with(b"ECS_")) {
        look_closely(node, cx);
    }
}

#[cold]
fn look_closely(node: Node<'_>, cx: &mut Cx<'_>) {
    let Some(name) = NAMES.iter().find(|it| node.is(it)) else { return };
    let report = cx.report(node, format!("`{name}` is set by ECS itself"));
    report.label("not yours to set").help("leave it out");
}
