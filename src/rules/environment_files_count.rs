//! A container gets more environment files than ECS reads.
//!
//! Up to 10 files can be named for one container. The AWS CLI does not count them.
//!
//! Put the variables of several files together in one.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html>

use crate::rule::prelude::*;

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

fn check(list: Node<'_>, cx: &mut Cx<'_>) {
    let limit = cx.limit(&facts::ENVIRONMENT_FILES) as usize;
    let Some(beyond) = list.element(limit) else { return };
    let number = count(list.elements().count(), "file");
    cx.report(beyond, format!("`environmentFiles` names {number}, and {limit} is the most"))
        .label("the first too many")
        .help("put the variables of several files together in one");
}
