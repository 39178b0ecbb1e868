//! Neither a container nor its task has a memory limit.
//!
//! Outside Fargate, ECS requires `memory` (a hard limit) or `memoryReservation` (a soft limit) for each container, or
//! `memory` for the whole task.
//!
//! Add one of them. The `memory` of a task is a string, and that of a container is a number; both are in MiB.
//!
//! AWS says:
//! - `Invalid setting for container '*'. At least one of 'memory' or 'memoryReservation' must be specified.`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>

use crate::{
    json::ValueKind::Object,
    lint::rule::prelude::*,
    model::member_suggestion,
    rules::shared::containers::{definition_of, may_require},
};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[TaskDefinition("/containerDefinitions/*/!memory")], check),
};

fn check(container: Node<'_>, cx: &mut RuleContext<'_>) {
    if container.kind() == Object && container.get("memoryReservation").is_none() {
        without(container, cx);
    }
}

#[cold]
fn without(container: Node<'_>, cx: &mut RuleContext<'_>) {
    let definition = definition_of(container);
    // On Fargate the task needs it, which another rule checks.
    let is_elsewhere = definition.get("memory").is_some()
        || may_require(definition, "FARGATE")
        || may_require(definition, "MANAGED_INSTANCES");
    if is_elsewhere || cx.partial() || !cx.complete(definition) {
        return;
    }
    let is_misspelled =
        ["memory", "memoryReservation"].iter().any(|name| member_suggestion::is_misspelled(name, container));
    if is_misspelled || member_suggestion::is_misspelled("memory", definition) {
        return;
    }
    // A container without a name already has a finding at its bracket.
    let place = container.get("name").map_or(container.opening_bracket(), |name| name.into());
    let name = container.get("name").and_then(Node::as_str).filter(|name| !name.trim().is_empty());
    let called = name.map_or("a container".to_owned(), |name| format!("container {}", quoted(&name)));
    cx.report(place, format!("{called} needs `memory` or `memoryReservation`"))
        .label("no memory limit")
        .help("add `memory` (MiB) to the container, or to the task definition as a string");
}
