//! Platform versions of Fargate, and the launches that have one.

use crate::json::Node;

/// Whether it is a platform version for Linux before 1.4.0. Whether `1.0.0` is for Linux or for Windows is not known.
pub fn is_before_1_4(version: &str) -> bool {
    ["1.1.0", "1.2.0", "1.3.0"].contains(&version)
}

/// Whether a request can be for Fargate. With other launch types it cannot have a platform version at all.
pub fn may_be_fargate(request: Node<'_>) -> bool {
    request.get("launchType").is_none_or(|it| it.is("FARGATE") || it.as_str().is_none())
}

/// What in a request needs platform version 1.4.0, and how it is called.
pub fn feature<'t>(request: Node<'t>) -> Option<(Node<'t>, &'static str)> {
    let exec = request.get("enableExecuteCommand").filter(|it| it.as_bool() == Some(true));
    let overrides = request.get("overrides");
    let storage =
        || overrides.and_then(|it| it.get("ephemeralStorage")).filter(|it| it.get("sizeInGiB").is_some());
    let filled = |list: Option<Node<'t>>| list.filter(|it| it.elements().next().is_some());
    let containers =
        || overrides.and_then(|it| it.get("containerOverrides")).into_iter().flat_map(Node::elements);
    let files = || containers().find_map(|it| filled(it.get("environmentFiles")));
    let named = |node: Option<Node<'t>>, name| node.map(|it| (it.key().unwrap_or(it), name));
    named(exec, "ECS Exec")
        .or_else(|| named(storage(), "a configurable size of the ephemeral storage"))
        .or_else(|| named(files(), "environment files"))
        .or_else(|| named(filled(request.get("volumeConfigurations")), "EBS volumes"))
}
