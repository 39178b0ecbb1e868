//! A container override does not say which container it overrides.
//!
//! ECS finds the container by `name`. An override that changes anything and has no name, or a
//! blank one, is refused with `name cannot be blank.`, even if the task has a single container.
//! An empty override (`{}`) changes nothing and is allowed.
//!
//! Add `name` with the container's name as it stands in the task definition.
//!
//! AWS says:
//! - `name cannot be blank`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerOverride.html>

use crate::{json, rule::prelude::*, suggest};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: OddStrings(
        &[Request("/overrides/containerOverrides/*/name"), Request("/overrides/containerOverrides/*/!name")],
        check,
    ),
};

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    const HELP: &str = "write the name that the container has in the task definition";
    if node.kind() != json::Kind::Object {
        if node.is_blank() {
            cx.report(node, "the `name` of a container override is blank")
                .label("which container?")
                .help(HELP);
        }
        return;
    }
    let overrides = |(key, value): &(Node<'_>, Node<'_>)| {
        value.kind() != json::Kind::Null && key.as_str().is_some_and(|it| node.shape().member(&it).is_some())
    };
    let Some((key, _)) = node.members().find(overrides) else { return };
    // A misspelled name is `unknown-member`'s.
    if !cx.complete(node) || node.get("container").is_some() || suggest::is_misspelled("name", node) {
        return;
    }
    let report = cx.report(node.opening(), "a container override has no `name`");
    report.label("which container?").also(key, "overridden here");
    report.help("add `name`, with the name that the container has in the task definition");
}
