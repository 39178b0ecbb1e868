//! The name of a container contains a character that ECS does not allow, or is too long.
//!
//! A container name has up to 255 letters, digits, hyphens and underscores.
//!
//! Rename the container, and change the name in `dependsOn`, `links`, `volumesFrom`, load balancers and overrides too.
//!
//! AWS says:
//! - `Container.name contains invalid characters.`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>

use crate::{lint::rule::prelude::*, rules::shared::containers::check_name};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[TaskDefinition("/containerDefinitions/*/name")], check),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    check_name(node, "container name", &limits::CONTAINER_NAME_LENGTH, cx);
}
