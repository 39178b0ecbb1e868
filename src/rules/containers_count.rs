//! A task definition has more than ten containers.
//!
//! This quota cannot be increased.
//!
//! Split the task definition, or combine several containers into one.
//!
//! AWS says:
//! - `Too many containers.`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html>

use crate::lint::rule::prelude::*;

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[TaskDefinition("/containerDefinitions")], check),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let most = cx.limit(&limits::CONTAINERS) as usize;
    let Some(first) = node.element(most) else { return };
    let all = node.elements().count();
    let message = format!("the task definition has {all} containers; the limit is {most}");
    cx.report(first.opening_bracket(), message)
        .label("the first entry over the limit")
        .help("move some of the containers to another task definition");
}
