//! The size of the ephemeral storage is outside the range that Fargate supports.
//!
//! `sizeInGiB` is the total size, from 21 to 200 GiB. Every task gets 20 GiB by default, so 20 and less cannot be
//! requested.
//!
//! Use a size in the range, or remove `ephemeralStorage`.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EphemeralStorage.html>

use crate::lint::rule::prelude::*;

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(
        &[Request("/overrides/ephemeralStorage/sizeInGiB"), TaskDefinition("/ephemeralStorage/sizeInGiB")],
        check,
    ),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let least = i64::from(cx.limit(&limits::EPHEMERAL_STORAGE_LEAST));
    let most = i64::from(cx.limit(&limits::EPHEMERAL_STORAGE_MOST));
    let Some(size) = node.as_integer().filter(|it| !(least..=most).contains(it)) else { return };
    // `ephemeral-storage-ec2` objects to the whole member.
    let is_of_ec2 = |list: Node<'_>| list.elements().all(|it| it.is("EC2") || it.is("EXTERNAL"));
    let compatibilities =
        node.parent().and_then(|it| it.parent()).and_then(|it| it.get("requiresCompatibilities"));
    if compatibilities.is_some_and(|list| list.elements().any(|it| it.is("EC2")) && is_of_ec2(list)) {
        return;
    }
    // Numbers outside the model's integers are `value-range`'s.
    if i32::try_from(size).is_err() {
        return;
    }
    let report = cx.report(node, format!("`sizeInGiB` must be between {least} and {most}, not {size}"));
    report.label(if size < least { "too small" } else { "too large" });
    report.help("use a size in this range, or remove `ephemeralStorage` to get the default of 20 GiB");
}
