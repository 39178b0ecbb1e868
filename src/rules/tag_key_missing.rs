//! A tag has no key.
//!
//! The model of the API demands neither `key` nor `value`, and so the AWS CLI sends a tag without a
//! key. There is nothing under which ECS could keep it. A tag without a value is fine: the value is
//! then empty.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tag.html>

use crate::rule::prelude::*;

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(
        &[
            Request("/tags/*/!key"),
            TaskDefinition("/tags/*/!key"),
            Request("/volumeConfigurations/*/managedEBSVolume/tagSpecifications/*/tags/*/!key"),
        ],
        check,
    ),
};

fn check(tag: Node<'_>, cx: &mut Cx<'_>) {
    if !cx.complete(tag) {
        return;
    }
    // A member of another name is the business of `unknown-member`: it is probably the key.
    if tag.members().any(|(key, _)| !key.is("value")) {
        return;
    }
    let place = tag.members().next().map_or(tag.opening(), |(key, _)| key.into());
    cx.report(place, "a tag has no `key`").help("add its `key`, or remove the tag");
}
