//! A container override has no name.
//!
//! ECS finds the container by `name`. It rejects an override that changes something but whose name is
//! missing, empty or only whitespace, with `name cannot be blank.`, even if the task has a single
//! container. An empty override (`{}`) changes nothing and is allowed.
//!
//! Add `name` with the exact name of the container in the task definition.
//!
//! AWS says:
//! - `name cannot be blank`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerOverride.html>

use crate::{json, lint::rule::prelude::*, model::member_suggestion};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(
        &[Request("/overrides/containerOverrides/*/name"), Request("/overrides/containerOverrides/*/!name")],
        check,
    ),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    const HELP: &str = "use the name of the container in the task definition";
    if node.kind() != json::ValueKind::Object {
        if node.is_blank() {
            let is_empty = node.as_str().is_some_and(|it| it.is_empty());
            let state = if is_empty { "is empty" } else { "contains only whitespace" };
            cx.report(node, format!("the `name` of a container override {state}"))
                .label("expected a container name")
                .help(HELP);
        }
        return;
    }
    let overrides = |(key, value): &(Node<'_>, Node<'_>)| {
        value.kind() != json::ValueKind::Null
            && key.as_str().is_some_and(|it| node.shape().member(&it).is_some())
    };
    let Some((key, _)) = node.members().find(overrides) else { return };
    // A misspelled `name` belongs to `unknown-member`.
    if !cx.complete(node) || node.get("container").is_some() || member_suggestion::is_misspelled("name", node)
    {
        return;
    }
    let report = cx.report(node.opening_bracket(), "an entry of `containerOverrides` is missing `name`");
    report.label("missing here").also(key, "overridden here");
    report.help("add `name` with the name of the container in the task definition");
}
