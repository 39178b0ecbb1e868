//! The size of the ephemeral storage is outside of what Fargate offers.
//!
//! `sizeInGiB` is the whole size, from 21 to 200 GiB. 20 GiB are there without asking, so 20 and
//! less cannot be asked for.
//!
//! Ask for a size in the range, or take `ephemeralStorage` out.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EphemeralStorage.html>

use crate::rule::prelude::*;

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(
        &[Request("/overrides/ephemeralStorage/sizeInGiB"), TaskDefinition("/ephemeralStorage/sizeInGiB")],
        check,
    ),
};

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    let least = i64::from(cx.limit(&facts::EPHEMERAL_STORAGE_LEAST));
    let most = i64::from(cx.limit(&facts::EPHEMERAL_STORAGE_MOST));
    let Some(size) = node.as_integer().filter(|it| !(least..=most).contains(it)) else { return };
    // What is outside of the model's integers is `value-range`'s.
    if i32::try_from(size).is_err() {
        return;
    }
    let report =
        cx.report(node, format!("ephemeral storage of {size} GiB is outside of {least} to {most} GiB"));
    report.label(if size < least { "too small" } else { "too large" });
    report.help(format!("ask for {least} to {most} GiB, or take `ephemeralStorage` out to get 20"));
}
