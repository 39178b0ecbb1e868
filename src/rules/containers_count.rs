//! A task definition has more than ten containers.
//!
//! ECS does not raise this quota.
//!
//! Split the task definition, or let one container do the work of several.
//!
//! AWS says:
//! - `Too many containers.`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html>

use crate::rule::prelude::*;

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[TaskDefinition("/containerDefinitions")], check),
};

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    let most = cx.limit(&facts::CONTAINERS) as usize;
    let Some(first) = node.element(most) else { return };
    let all = node.elements().count();
    let message = format!("a task definition has {all} containers, but at most {most} are allowed");
    cx.report(first.opening(), message)
        .label(format!("{} too many", all - most))
        .help("move containers into a task definition of their own");
}
