//! A list of tags is longer than a task or volume can have.
//!
//! Up to 50 tags can be put on a task, and as many on a volume. Tags that ECS adds by itself, with
//! keys that begin with `aws:`, do not count. The AWS CLI does not count them.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-using-tags.html>

use crate::rule::prelude::*;

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(
        &[
            Request("/tags"),
            TaskDefinition("/tags"),
            Request("/volumeConfigurations/*/managedEBSVolume/tagSpecifications/*/tags"),
        ],
        check,
    ),
};

fn check(list: Node<'_>, cx: &mut Cx<'_>) {
    let limit = cx.limit(&facts::TAGS) as usize;
    let Some(beyond) = list.element(limit) else { return };
    let number = count(list.elements().count(), "tag");
    cx.report(beyond, format!("`tags` holds {number}, and {limit} is the most"))
        .label("the first too many")
        .help("leave out those that nobody looks at, or put two values into one");
}
