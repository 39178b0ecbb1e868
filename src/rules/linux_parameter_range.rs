//! A number in `linuxParameters` is out of range.
//!
//! `swappiness` must be from 0 to 100, and `maxSwap` must be 0 or more. Two mistakes are only a warning: `swappiness`
//! without `maxSwap`, which ECS ignores, and a negative size of shared memory or of a `tmpfs`. Sizes are in MiB.
//!
//! Use a number within the range.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinuxParameters.html>

use crate::{
    lint::rule::prelude::*,
    model::{fargate, member_suggestion},
    rules::shared::containers::check_range,
};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(
        &[
            TaskDefinition("/containerDefinitions/*/linuxParameters/maxSwap"),
            TaskDefinition("/containerDefinitions/*/linuxParameters/swappiness"),
            TaskDefinition("/containerDefinitions/*/linuxParameters/sharedMemorySize"),
            TaskDefinition("/containerDefinitions/*/linuxParameters/tmpfs/*/size"),
        ],
        check,
    ),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    if is_reported_for_fargate(node) {
        return;
    }
    if node.shape().get().name == "swappiness" {
        check_range(node, &limits::SWAPPINESS, "percent", cx);
        swappiness(node, cx);
        return;
    }
    // `value-range` reports numbers that do not fit into the model's integers.
    if let Some(size) = node.as_integer().filter(|size| (i64::from(i32::MIN)..0).contains(size)) {
        negative(node, size, cx);
    }
}

/// On Fargate there is no swap space at all, which `fargate-unsupported` reports.
fn is_reported_for_fargate(node: Node<'_>) -> bool {
    ["maxSwap", "swappiness"].contains(&node.shape().get().name)
        && fargate::required(fargate::definition(node)).is_some()
}

fn swappiness(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(parameters) = node.parent() else { return };
    if parameters.get("maxSwap").is_some()
        || !cx.complete(parameters)
        || member_suggestion::is_misspelled("maxSwap", parameters)
    {
        return;
    }
    let (least, most) = cx.limit(&limits::SWAPPINESS);
    // A number out of range is already reported.
    if node.as_integer().is_some_and(|percent| (i64::from(least)..=i64::from(most)).contains(&percent)) {
        let report = cx.report(node, "`swappiness` is ignored without `maxSwap`");
        report.severity(Warning).rejected_by(Nobody).label("has no effect").help("add `maxSwap` (in MiB)");
    }
}

#[cold]
fn negative(node: Node<'_>, size: i64, cx: &mut RuleContext<'_>) {
    let name = node.shape().get().name;
    let report = cx.report(node, format!("`{name}` must be 0 MiB or more, not {size}"));
    report.label("negative size").help("use 0 or a positive number of MiB");
    if name != "maxSwap" {
        report.severity(Warning).rejected_by(Nobody);
    }
}
