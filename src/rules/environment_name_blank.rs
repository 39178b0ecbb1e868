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

use crate::{rule::prelude::*, suggest};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(
        &[
            Request("/overrides/containerOverrides/*/environment/*"),
            TaskDefinition("/containerDefinitions/*/environment/*"),
        ],
        check,
    ),
};

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    const HELP: &str = "name the variable or take the entry out";
    if let Some(name) = node.get("name") {
        if name.is_blank() {
            let report = cx.report(name, "the `name` of an environment variable is blank");
            report.label("which variable?").help(HELP);
        }
        return;
    }
    // A misspelled name, or the `key` of other AWS services, is `unknown-member`'s; an entry that
    // is no object is `wrong-type`'s.
    let is_object = node.kind() == crate::json::Kind::Object;
    let is_named = || node.get("key").is_some() || suggest::is_misspelled("name", node);
    if !is_object || !cx.complete(node) || is_named() {
        return;
    }
    let report = cx.report(node.opening(), "an environment variable has no `name`");
    report.label("which variable?").help(HELP);
}
