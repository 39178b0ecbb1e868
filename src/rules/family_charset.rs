//! The family contains a character that ECS does not allow, or is too long.
//!
//! A family has up to 255 letters, digits, hyphens and underscores. Common mistakes are a space, a slash, an image
//! name or a variable that was not replaced.
//!
//! Use only letters, digits, `-` and `_`.
//!
//! AWS says:
//! - `Family contains invalid characters.`
//! - `family must match ^[a-zA-Z0-9\-_]+$`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html>

use crate::{lint::rule::prelude::*, rules::shared::containers::check_name};

pub const RULE: Rule =
    Rule { severity: Error, rejected_by: Service, check: Nodes(&[TaskDefinition("/family")], check) };

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    check_name(node, "family", &limits::DEFINITION_NAME_LENGTH, cx);
}
