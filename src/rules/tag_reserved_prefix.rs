//! The key or value of a tag starts with `aws:`.
//!
//! This prefix, in upper or lower case, is reserved for tags that AWS sets, such as `aws:ecs:clusterName`. ECS responds to
//! such a key with `Tag key must not start with aws:`.
//!
//! Use a different prefix. To get the tags that ECS manages, set `enableECSManagedTags`.
//!
//! AWS says:
//! - `Tag key must not start with aws:`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tag.html>

use crate::lint::rule::prelude::*;

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(
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

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(value) = node.as_str() else { return };
    let Some(prefix) = value.get(..RESERVED.len()) else { return };
    if !prefix.eq_ignore_ascii_case(RESERVED) {
        return;
    }
    let part = node.shape().get().name;
    let report = cx.report(
        node.part(0..RESERVED.len()),
        format!("the {part} of a tag starts with {}, which is reserved for AWS", quoted(prefix)),
    );
    report.label("reserved prefix");
    if value[RESERVED.len()..].starts_with("ecs:") {
        report.help("remove this tag; to get the tags that ECS manages, set `enableECSManagedTags`");
    } else {
        report.help("use a different prefix");
    }
}
