//! A list of tags has more entries than ECS allows.
//!
//! A task can have up to 50 tags, and so can a volume. Tags that AWS adds, whose keys start with `aws:`, are not counted.
//! The AWS CLI does not check the number.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-using-tags.html>

use crate::lint::rule::prelude::*;

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

fn check(list: Node<'_>, cx: &mut RuleContext<'_>) {
    let limit = cx.limit(&limits::TAGS) as usize;
    let Some(beyond) = list.element(limit) else { return };
    let number = list.elements().count();
    cx.report(beyond, format!("`tags` has {number} entries; the limit is {limit}"))
        .label("the first entry over the limit")
        .help("remove tags that you do not need, or combine values");
}
