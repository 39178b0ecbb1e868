//! A container of a task definition has no name or no image.
//!
//! The AWS CLI demands neither, but ECS does. An image that is missing is a warning, because the GitHub action that
//! renders task definitions adds it before the definition is registered.
//!
//! Add the member.
//!
//! AWS says:
//! - `Container.name should not be null or empty.`
//! - `Container.image should not be null or empty.`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>

use crate::{json::Kind::Object, rule::prelude::*, suggest};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[TaskDefinition("/containerDefinitions/*")], check),
};

fn check(container: Node<'_>, cx: &mut Cx<'_>) {
    if container.kind() == Object && ["name", "image"].iter().any(|name| container.get(name).is_none()) {
        incomplete(container, cx);
    }
}

#[cold]
fn incomplete(container: Node<'_>, cx: &mut Cx<'_>) {
    if cx.partial() || !cx.complete(container) {
        return;
    }
    let is_missing = |name: &str| container.get(name).is_none() && !suggest::is_misspelled(name, container);
    let place = container.opening();
    match (is_missing("name"), is_missing("image")) {
        (true, true) => {
            cx.report(place, "a container has no `name` and no `image`").help("add both");
        }
        (true, false) => {
            cx.report(place, "a container has no `name`").help("add its `name`");
        }
        (false, true) => {
            let report = cx.report(place, "a container has no `image`");
            report.severity(Warning).rejected_by(Nobody);
            report.help("add its `image`, unless another tool adds it before the definition is registered");
        }
        (false, false) => {}
    }
}
