//! A number in `linuxParameters` is out of its range.
//!
//! `swappiness` is from 0 to 100, `maxSwap` is 0 or more. Without `maxSwap`, `swappiness` is ignored, which is a warning,
//! as is a size of less than nothing for shared memory or a `tmpfs`. Sizes are in MiB.
//!
//! Write a number within the range.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinuxParameters.html>

use crate::{containers::check_range, rule::prelude::*, suggest};

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

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    if node.shape().get().name == "swappiness" {
        check_range(node, &facts::SWAPPINESS, "percent", cx);
        swappiness(node, cx);
        return;
    }
    // What does not fit into the model's integers is `value-range`'s.
    if let Some(size) = node.as_integer().filter(|size| (i64::from(i32::MIN)..0).contains(size)) {
        negative(node, size, cx);
    }
}

fn swappiness(node: Node<'_>, cx: &mut Cx<'_>) {
    let Some(parameters) = node.parent() else { return };
    if parameters.get("maxSwap").is_some()
        || !cx.complete(parameters)
        || suggest::is_misspelled("maxSwap", parameters)
    {
        return;
    }
    let (least, most) = cx.limit(&facts::SWAPPINESS);
    // What is out of range is one finding.
    if node.as_integer().is_some_and(|percent| (i64::from(least)..=i64::from(most)).contains(&percent)) {
        let report = cx.report(node, "`swappiness` is ignored without `maxSwap`");
        report.severity(Warning).rejected_by(Nobody).label("ignored").help("add `maxSwap` (MiB)");
    }
}

#[cold]
fn negative(node: Node<'_>, size: i64, cx: &mut Cx<'_>) {
    let name = node.shape().get().name;
    let report = cx.report(node, format!("`{name}` is {size} MiB, but it must not be negative"));
    report.label("less than nothing").help("write a number of MiB");
    if name != "maxSwap" {
        report.severity(Warning).rejected_by(Nobody);
    }
}
