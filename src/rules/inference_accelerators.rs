//! A task definition asks for an Elastic Inference accelerator, which no longer exists.
//!
//! AWS has shut down Amazon Elastic Inference, and ECS rejects task definitions that still ask for it.
//!
//! Remove `inferenceAccelerators`, and the resource requirements of type `InferenceAccelerator`.
//!
//! AWS says:
//! - `Unsupported field 'inferenceAccelerators'`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_InferenceAccelerator.html>

use crate::{fargate, rule::prelude::*};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[TaskDefinition("/inferenceAccelerators")], check),
};

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    // What was registered once is printed with it.
    let is_described = fargate::definition(node).get("taskDefinitionArn").is_some();
    if is_described || !fargate::is_set(node) {
        return;
    }
    let report = cx.report(node.key().unwrap_or(node), "`inferenceAccelerators` is no longer supported");
    report.label("Elastic Inference was shut down").help("remove it");
}
