//! Where to read on about a finding: the page of the structure or of the operation that it is about.

use crate::{json::Node, model::kind::DocumentKind};

/// The beginning of the pages of the ECS API.
pub(crate) const API: &str = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_";

/// The page of the structure around a node, or of the operation of its document, if `page` is one of the API: rules name
/// one of them, and what they report may be in any.
pub(crate) fn of(node: Node<'_>, kind: DocumentKind, page: Option<&str>) -> Option<String> {
    let page = page?;
    if kind == DocumentKind::RunTask && page.ends_with("/ecs/start-task.html") {
        return Some(page.replace("/start-task.html", "/run-task.html"));
    }
    if !page.starts_with(API) {
        return None;
    }
    let around = std::iter::successors(Some(node), |node| node.parent());
    let structure = around.map(|node| node.shape().structure()).find(|name| !name.is_empty());
    let name = structure.or(match kind {
        DocumentKind::StartTask => Some("StartTask"),
        DocumentKind::RunTask => Some("RunTask"),
        DocumentKind::TaskDefinition => Some("RegisterTaskDefinition"),
        DocumentKind::Overrides => Some("TaskOverride"),
        DocumentKind::ContainerOverrides => Some("ContainerOverride"),
        DocumentKind::NetworkConfiguration => Some("NetworkConfiguration"),
        DocumentKind::Response => None,
    })?;
    Some(format!("{API}{name}.html"))
}
