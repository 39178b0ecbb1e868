//! An environment variable does not have a name.
//!
//! `name` is missing, empty or only whitespace. ECS rejects it with `Environment variable name cannot be null or
//! blank.`
//!
//! Name the variable, or remove the entry.
//!
//! AWS says:
//! - `Environment variable name cannot be null or blank`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KeyValuePair.html>

use crate::{document::misplaced, json, lint::rule::prelude::*, model::member_suggestion};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(
        &[
            Request("/overrides/containerOverrides/*/environment/*/name"),
            Request("/overrides/containerOverrides/*/environment/*/!name"),
            TaskDefinition("/containerDefinitions/*/environment/*/name"),
            TaskDefinition("/containerDefinitions/*/environment/*/!name"),
        ],
        check,
    ),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    const HELP: &str = "name the variable, or remove the entry";
    if node.kind() != json::ValueKind::Object {
        if node.is_blank() {
            let is_empty = node.as_str().is_none_or(|it| it.is_empty());
            let message = if is_empty {
                "the `name` of an environment variable is empty"
            } else {
                "the `name` of an environment variable contains only whitespace"
            };
            cx.report(node, message).label("expected a name").help(HELP);
        }
        return;
    }
    // A misspelled name, or the `key` of other AWS services, or a map is `unknown-member`'s.
    let is_named = || {
        node.get("key").is_some()
            || member_suggestion::is_misspelled("name", node)
            || misplaced::map_members(node).is_some()
    };
    if !cx.complete(node) || is_named() {
        return;
    }
    let report = cx.report(node.opening_bracket(), "an entry of `environment` is missing `name`");
    report.label("missing here").help(HELP);
}
