//! An environment variable has a name but no value.
//!
//! AWS does not document the result. ECS does not inherit the value from the machine that sends the request, as
//! `docker run -e NAME` does, and it does not remove the variable of the task definition.
//!
//! Add a `value`, which can be an empty string. To keep the variable of the task definition or of the image, remove
//! the entry.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KeyValuePair.html>

use crate::{lint::rule::prelude::*, model::member_suggestion};

pub const RULE: Rule = Rule {
    severity: Warning,
    rejected_by: Nobody,
    check: Nodes(
        &[
            Request("/overrides/containerOverrides/*/environment/*/!value"),
            TaskDefinition("/containerDefinitions/*/environment/*/!value"),
        ],
        check,
    ),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    // An empty name is `environment-name-blank`'s, a misspelled value (or the `valueFrom` of
    // secrets) `unknown-member`'s.
    let Some(name) = node.get("name").and_then(Node::as_str).filter(|it| !it.trim().is_empty()) else {
        return;
    };
    if !cx.complete(node) || member_suggestion::is_misspelled("value", node) {
        return;
    }
    let report = cx
        .report(node.opening_bracket(), format!("environment variable {} is missing `value`", quoted(&name)));
    report.label("missing here");
    report.help("add `value` (it can be empty), or remove the entry");
    report.fix(Unsafe, "add an empty `value`", vec![node.append("\"value\": \"\"")]);
}
