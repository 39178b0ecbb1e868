//! The value of a tag is too long.
//!
//! A value has up to 256 characters and may be empty. The AWS CLI does not check the length.
//!
//! Put longer text into an environment variable, or store only a reference to it in the tag.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tag.html>

use crate::{lint::rule::prelude::*, rules::shared::format::report_too_long};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(
        &[
            Request("/tags/*/value"),
            TaskDefinition("/tags/*/value"),
            Request("/volumeConfigurations/*/managedEBSVolume/tagSpecifications/*/tags/*/value"),
        ],
        check,
    ),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(value) = node.as_str() else { return };
    let limit = cx.limit(&limits::TAG_VALUE_LENGTH) as usize;
    if let Some(report) = report_too_long(node, &value, limit, "the value of a tag", cx) {
        report.help("shorten it");
    }
}
