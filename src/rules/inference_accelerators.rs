//! A task definition requests an Elastic Inference accelerator, which AWS no longer offers.
//!
//! AWS has shut down Amazon Elastic Inference, and ECS rejects task definitions that still request it.
//!
//! Remove `inferenceAccelerators`, and the resource requirements of type `InferenceAccelerator`.
//!
//! AWS says:
//! - `Unsupported field 'inferenceAccelerators'`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_InferenceAccelerator.html>

use crate::{lint::rule::prelude::*, model::fargate};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[TaskDefinition("/inferenceAccelerators")], check),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    // ECS still prints it for task definitions that were registered with it.
    let is_described = fargate::definition(node).get("taskDefinitionArn").is_some();
    if is_described || !fargate::is_set(node) {
        return;
    }
    let report = cx.report(node.key().unwrap_or(node), "`inferenceAccelerators` is no longer supported");
    report.label("AWS has shut down Elastic Inference").help("remove it");
}
