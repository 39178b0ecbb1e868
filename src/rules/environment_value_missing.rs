//! An environment variable is named and given no value.
//!
//! Nothing documents what ECS makes of that: it does not inherit the value of the machine that
//! sends the request, as `docker run -e NAME` does, and it does not remove the variable of the
//! task definition.
//!
//! Give it a `value`; the empty string is one. To leave the variable as the task definition or
//! the image has it, take the entry out.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KeyValuePair.html>

use crate::{rule::prelude::*, suggest};

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

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    // A blank name is `environment-name-blank`'s, a misspelled value (or the `valueFrom` of
    // secrets) `unknown-member`'s.
    let Some(name) = node.get("name").and_then(Node::as_str).filter(|it| !it.trim().is_empty()) else {
        return;
    };
    if !cx.complete(node) || suggest::is_misspelled("value", node) {
        return;
    }
    let report = cx.report(node.opening(), format!("environment variable {} has no `value`", quoted(&name)));
    report.label("set to what?");
    report.help("add `value`, which may be empty, or take the entry out");
    report.fix(Unsafe, "give it the empty value", vec![node.append("\"value\": \"\"")]);
}
