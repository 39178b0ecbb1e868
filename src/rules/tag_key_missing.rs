//! A tag has no key.
//!
//! The model of the API requires neither `key` nor `value`, so the AWS CLI sends a tag without a key, which ECS cannot
//! store. A tag without a value is valid: its value is empty.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tag.html>

use crate::lint::rule::prelude::*;

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

fn check(tag: Node<'_>, cx: &mut RuleContext<'_>) {
    if !cx.complete(tag) {
        return;
    }
    // Another member is probably the key, misspelled; `unknown-member` reports it.
    if tag.members().any(|(key, _)| !key.is("value")) {
        return;
    }
    let place = tag.members().next().map_or(tag.opening_bracket(), |(key, _)| key.into());
    cx.report(place, "a tag is missing `key`").help("add `key`, or remove the tag");
}
