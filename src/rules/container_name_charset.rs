//! A container of a task definition has a name that ECS does not allow.
//!
//! The name of a container has up to 255 letters, digits, hyphens and underscores.
//!
//! Rename the container, also where `dependsOn`, `links`, `volumesFrom`, load balancers and overrides name it.
//!
//! AWS says:
//! - `Container.name contains invalid characters.`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>

use crate::{containers::check_name, rule::prelude::*};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: OddStrings(&[TaskDefinition("/containerDefinitions/*/name")], check),
};

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    check_name(node, "container name", &facts::CONTAINER_NAME_LENGTH, cx);
}
