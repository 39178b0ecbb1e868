//! An Amazon ECR image has `repositoryCredentials`, which are only for other registries.
//!
//! ECS signs in to Amazon ECR with an IAM role: the execution role on Fargate, or the instance role on EC2.
//! `repositoryCredentials` are for other private registries, and ECS rejects them for an ECR repository.
//!
//! Remove `repositoryCredentials`.
//!
//! AWS says:
//! - `Private repository credentials are not a supported authentication method for ECR repositories`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/private-auth.html>

use crate::{lint::rule::prelude::*, model::fargate};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[TaskDefinition("/containerDefinitions/*/repositoryCredentials")], check),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let image = node.parent().and_then(|it| it.get("image")).filter(|_| fargate::is_set(node));
    let Some(image) = image.filter(|it| it.as_str().is_some_and(|it| fargate::is_private_ecr(&it))) else {
        return;
    };
    let report = cx.report(
        node.key().unwrap_or(node),
        "`repositoryCredentials` cannot be used with an Amazon ECR image",
    );
    report.label("only for other private registries").also(image, "Amazon ECR image");
    report.help("remove it; ECS signs in to Amazon ECR with an IAM role");
}
