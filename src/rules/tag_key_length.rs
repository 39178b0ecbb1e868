//! The key of a tag is empty or too long.
//!
//! A key has 1 to 128 characters. The AWS CLI itself rejects an empty key, with `Invalid length for parameter
//! tags[0].key`, and sends one that is too long, which ECS rejects.
//!
//! AWS says:
//! - `Invalid length for parameter *key, value: *`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tag.html>

use crate::{lint::rule::prelude::*, rules::shared::format::report_too_long};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(
        &[
            Request("/tags/*/key"),
            TaskDefinition("/tags/*/key"),
            Request("/volumeConfigurations/*/managedEBSVolume/tagSpecifications/*/tags/*/key"),
        ],
        check,
    ),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(value) = node.as_str() else { return };
    let limit = cx.limit(&limits::TAG_KEY_LENGTH) as usize;
    if value.is_empty() {
        cx.report(node, "the key of a tag is empty")
            .rejected_by(Client)
            .help(format!("write a key of 1 to {limit} characters, or remove the tag"));
    } else if let Some(report) = report_too_long(node, &value, limit, "the key of a tag", cx) {
        report.help("shorten it");
    }
}
