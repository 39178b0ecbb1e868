//! An environment variable is one that ECS sets itself.
//!
//! The agent sets `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI`, `ECS_CONTAINER_METADATA_URI`,
//! `ECS_CONTAINER_METADATA_URI_V4` and `ECS_AGENT_URI` to tell a container where to find its credentials and
//! metadata, and `AWS_EXECUTION_ENV` to tell it where it runs. If you set them yourself, either this has no effect,
//! or the SDK in the container finds no credentials.
//!
//! Remove the variable.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4.html>

use crate::lint::rule::prelude::*;

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

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(name) = NAMES.iter().find(|it| node.is(it)) else { return };
    let report = cx.report(node, format!("environment variable `{name}` is set by ECS itself"));
    report.label("reserved for ECS").help("remove it");
}
