//! The key or value of a tag begins with `aws:`.
//!
//! That prefix, in upper or lower case, is kept for the tags that AWS sets by itself, such as
//! `aws:ecs:clusterName`. ECS answers it in a key with `Tag key must not start with aws:`.
//!
//! Choose another prefix. Where the tags of ECS are wanted, `enableECSManagedTags` brings them.
//!
//! AWS says:
//! - `Tag key must not start with aws:`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tag.html>

use crate::rule::prelude::*;

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: OddStrings(
        &[
            Request("/tags/*/key"),
            TaskDefinition("/tags/*/key"),
            Request("/tags/*/value"),
            TaskDefinition("/tags/*/value"),
            Request("/volumeConfigurations/*/managedEBSVolume/tagSpecifications/*/tags/*/key"),
            Request("/volumeConfigurations/*/managedEBSVolume/tagSpecifications/*/tags/*/value"),
        ],
        check,
    ),
};

const RESERVED: &str = "aws:";

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    let Some(value) = node.as_str() else { return };
    let Some(prefix) = value.get(..RESERVED.len()) else { return };
    if !prefix.eq_ignore_ascii_case(RESERVED) {
        return;
    }
    let part = node.shape().get().name;
    let report = cx.report(
        node.part(0..RESERVED.len()),
        format!("the {part} of a tag begins with {}, which is kept for AWS", quoted(prefix)),
    );
    report.label("kept for AWS");
    if value[RESERVED.len()..].starts_with("ecs:") {
        report.help("set `enableECSManagedTags` for the tags that ECS sets by itself, and remove this one");
    } else {
        report.help("choose another prefix");
    }
}
