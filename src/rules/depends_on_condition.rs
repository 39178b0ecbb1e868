//! A `dependsOn` condition cannot be met by the container it names.
//!
//! `COMPLETE` and `SUCCESS` wait for the other container to exit. The whole task stops when an essential container
//! exits, so only a container with `"essential": false` can be waited for in this way. `HEALTHY` waits for a health
//! check in the other container's definition; a health check in its image does not count.
//!
//! Add `"essential": false` or `healthCheck` to the other container, or use another condition.
//!
//! AWS says:
//! - `A dependency container with SUCCESS or COMPLETE condition cannot be an essential container`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html>

use crate::{
    lint::rule::prelude::*,
    model::member_suggestion,
    rules::shared::containers::{by_name, definition_of, known_text},
};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[TaskDefinition("/containerDefinitions")], check),
};

fn check(list: Node<'_>, cx: &mut RuleContext<'_>) {
    let mut dependencies = list.elements().filter_map(|container| container.get("dependsOn"));
    if dependencies.any(|list| list.element(0).is_some()) {
        compare(list, cx);
    }
}

fn compare(list: Node<'_>, cx: &mut RuleContext<'_>) {
    if !cx.complete(definition_of(list)) {
        return;
    }
    let Some(known) = by_name(list) else { return };
    for container in list.elements() {
        for entry in container.get("dependsOn").into_iter().flat_map(Node::elements) {
            let (Some(condition), Some(name)) = (entry.get("condition"), entry.get("containerName")) else {
                continue;
            };
            // A container that waits for itself is `container-cycle`'s.
            let Some(other) =
                known_text(name).and_then(|name| known.get(&name)).filter(|other| **other != container)
            else {
                continue;
            };
            if !cx.is_full() {
                check_condition(condition, *other, cx);
            }
        }
    }
}

fn check_condition(condition: Node<'_>, other: Node<'_>, cx: &mut RuleContext<'_>) {
    let name = other.get("name").and_then(Node::as_str).unwrap_or_default();
    let place = other.get("name").unwrap_or(other);
    if condition.is("HEALTHY") {
        if other.get("healthCheck").is_none() && !member_suggestion::is_misspelled("healthCheck", other) {
            let report = cx.report(
                condition,
                format!(
                    "`HEALTHY` waits for a health check, but container {} has no `healthCheck`",
                    quoted(&name)
                ),
            );
            report.label("never becomes healthy").also(place, "no `healthCheck` here");
            report.help("add `healthCheck` to it, or wait for `START`");
        }
    } else if condition.is("COMPLETE") || condition.is("SUCCESS") {
        let essential = other.get("essential");
        if essential.is_some_and(|value| value.as_bool() != Some(true))
            || member_suggestion::is_misspelled("essential", other)
        {
            return;
        }
        let word = if condition.is("SUCCESS") { "SUCCESS" } else { "COMPLETE" };
        let message = format!(
            "`{word}` waits for container {} to exit, but that container is essential",
            quoted(&name)
        );
        let report = cx.report(condition, message);
        report.label("the task stops before this is met").also(
            essential.unwrap_or(place),
            if essential.is_some() { "essential here" } else { "essential by default" },
        );
        report.help("add `\"essential\": false` to it, or wait for `START` or `HEALTHY`");
    }
}
