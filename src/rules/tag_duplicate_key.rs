//! Two tags have the same key.
//!
//! A task or volume has at most one value per key; keys that differ in case are different. ECS responds with
//! `Multiple tags contain the same key.`
//!
//! Remove one of the two, or use a different key.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tag.html>

use crate::{json::repeated_by, lint::rule::prelude::*};

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
    for group in repeated_by(list, |tag| tag.get("key")?.as_str().filter(|it| !it.is_empty())) {
        let keys: Vec<_> = group.iter().filter_map(|tag| tag.get("key")).collect();
        let [first, again, more @ ..] = keys.as_slice() else { continue };
        let name = quoted(&first.as_str().unwrap_or_default());
        let message = match keys.len() {
            2 => format!("duplicate tag key {name}"),
            number => format!("tag key {name} appears {}", times(number)),
        };
        let report = cx.report(*again, message);
        report.label("duplicate").also(*first, "first tag with this key");
        for key in more.iter().take(16) {
            report.also(*key, "another duplicate");
        }
        let last = group[group.len() - 1];
        let value = |tag: Node<'_>| tag.get("value").and_then(Node::as_str).unwrap_or_default().into_owned();
        if value(group[0]) == value(last) {
            report.fix(Safe, "remove the last tag, which is the same as the first", vec![last.removal()]);
        } else {
            report.help("remove all but one, or use different keys");
        }
    }
}
