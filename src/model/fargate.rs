//! Task definitions for Fargate, and what ECS asks of them.

use crate::{json::Node, model::kind::DocumentKind};

/// The task definition that a node is a part of.
pub fn definition(node: Node<'_>) -> Node<'_> {
    let mut node = node;
    while node.shape() != DocumentKind::TaskDefinition.root()
        && let Some(parent) = node.parent()
    {
        node = parent;
    }
    node
}

/// The entry of `requiresCompatibilities` by which a task definition is checked for Fargate.
pub fn required(definition: Node<'_>) -> Option<Node<'_>> {
    definition.get("requiresCompatibilities")?.elements().find(|it| it.is("FARGATE"))
}

/// Whether a list is not empty, a text is not empty, and a flag is on; numbers count as they are.
pub fn is_set(node: Node<'_>) -> bool {
    use crate::json::ValueKind::*;
    match node.kind() {
        Array => node.elements().next().is_some(),
        Object => node.members().next().is_some(),
        Bool => node.as_bool() == Some(true),
        String => node.as_str().is_some_and(|it| !it.trim().is_empty()),
        Number => true,
        Null | Unknown => false,
    }
}

/// Whether an image comes from a private repository of Amazon ECR.
pub fn is_private_ecr(image: &str) -> bool {
    let host = image.split('/').next().unwrap_or_default();
    host.contains(".dkr.ecr") && image.len() > host.len()
}

/// Whether a runtime platform is one of Windows.
pub fn windows(definition: Node<'_>) -> Option<Node<'_>> {
    let family = definition.get("runtimePlatform")?.get("operatingSystemFamily")?;
    family.as_str().is_some_and(|it| it.starts_with("WINDOWS_")).then_some(family)
}
