//! A container of a task definition is missing `name` or `image`.
//!
//! ECS requires both, but the AWS CLI does not. A missing `image` is a warning, because the GitHub action that renders
//! task definitions adds it before the definition is registered.
//!
//! Add the missing member.
//!
//! AWS says:
//! - `Container.name should not be null or empty.`
//! - `Container.image should not be null or empty.`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>

use crate::{json::ValueKind::Object, lint::rule::prelude::*, model::member_suggestion};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[TaskDefinition("/containerDefinitions/*")], check),
};

fn check(container: Node<'_>, cx: &mut RuleContext<'_>) {
    if container.kind() == Object && ["name", "image"].iter().any(|name| container.get(name).is_none()) {
        incomplete(container, cx);
    }
}

#[cold]
fn incomplete(container: Node<'_>, cx: &mut RuleContext<'_>) {
    if cx.partial() || !cx.complete(container) {
        return;
    }
    let is_missing =
        |name: &str| container.get(name).is_none() && !member_suggestion::is_misspelled(name, container);
    let place = container.opening_bracket();
    match (is_missing("name"), is_missing("image")) {
        (true, true) => {
            cx.report(place, "a container is missing `name` and `image`").help("add both members");
        }
        (true, false) => {
            cx.report(place, "a container is missing `name`").help("add `name`");
        }
        (false, true) => {
            let report = cx.report(place, "a container is missing `image`");
            report.severity(Warning).rejected_by(Nobody);
            report.help("add `image`, unless another tool adds it before the definition is registered");
        }
        (false, false) => {}
    }
}
