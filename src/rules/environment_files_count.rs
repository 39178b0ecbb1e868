//! A container has more environment files than ECS allows.
//!
//! The limit is 10 files per container. The AWS CLI does not count them.
//!
//! Merge several files into one.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html>

use crate::lint::rule::prelude::*;

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(
        &[
            Request("/overrides/containerOverrides/*/environmentFiles"),
            TaskDefinition("/containerDefinitions/*/environmentFiles"),
        ],
        check,
    ),
};

fn check(list: Node<'_>, cx: &mut RuleContext<'_>) {
    let limit = cx.limit(&limits::ENVIRONMENT_FILES) as usize;
    let Some(beyond) = list.element(limit) else { return };
    let number = list.elements().count();
    cx.report(beyond, format!("`environmentFiles` has {number} entries; the limit is {limit}"))
        .label("the first entry over the limit")
        .help("merge several files into one");
}
