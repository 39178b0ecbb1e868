//! Two containers of a task definition have the same name.
//!
//! Container names are case-sensitive.
//!
//! Give each container a unique name.
//!
//! AWS says:
//! - `Container names must be unique within a Task Definition.`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>

use crate::{json::repeated, lint::rule::prelude::*};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[TaskDefinition("/containerDefinitions")], check),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    repeated(node, "name").iter().for_each(|names| named_again(names, cx));
}

#[cold]
fn named_again(names: &[Node<'_>], cx: &mut RuleContext<'_>) {
    let [first, more @ ..] = names else { return };
    // `skeleton-placeholder` reports empty names.
    let Some(name) = first.as_str().filter(|name| !name.trim().is_empty()) else { return };
    for again in more {
        let report = cx.report(*again, format!("duplicate container name {}", quoted(&name)));
        report.label("duplicate").also(*first, "first used here");
        report.help("give each container a unique name");
    }
}
