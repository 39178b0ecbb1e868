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
