//! An environment variable has no name.
//!
//! `name` is missing, empty or blank. ECS refuses it with `Environment variable name cannot be
//! null or blank.`
//!
//! Name the variable, or take the entry out.
//!
//! AWS says:
//! - `Environment variable name cannot be null or blank`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KeyValuePair.html>

use crate::{json, rule::prelude::*, suggest};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: OddStrings(
        &[
            Request("/overrides/containerOverrides/*/environment/*/name"),
            Request("/overrides/containerOverrides/*/environment/*/!name"),
            TaskDefinition("/containerDefinitions/*/environment/*/name"),
            TaskDefinition("/containerDefinitions/*/environment/*/!name"),
        ],
        check,
    ),
};

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    const HELP: &str = "name the variable or take the entry out";
    if node.kind() != json::Kind::Object {
        if node.is_blank() {
            let report = cx.report(node, "the `name` of an environment variable is blank");
            report.label("which variable?").help(HELP);
        }
        return;
    }
    // A misspelled name, or the `key` of other AWS services, is `unknown-member`'s.
    let is_named = || node.get("key").is_some() || suggest::is_misspelled("name", node);
    if !cx.complete(node) || is_named() {
        return;
    }
    let report = cx.report(node.opening(), "an environment variable has no `name`");
    report.label("which variable?").help(HELP);
}
