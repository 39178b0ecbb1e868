//! The size of a managed volume is outside the range of its type.
//!
//! In GiB: 1 to 16,384 for gp2 and gp3, 4 to 16,384 for io1 and io2, 125 to 16,384 for st1 and sc1, and 1 to 1,024
//! for standard. Without `volumeType`, the type is gp3.
//!
//! Change the size, or choose another volume type.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskManagedEBSVolumeConfiguration.html>

use crate::lint::rule::prelude::*;

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[Request("/volumeConfigurations/*/managedEBSVolume/sizeInGiB")], check),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(size) = node.as_integer().filter(|it| i32::try_from(*it).is_ok()) else { return };
    let kind = node.parent().and_then(|it| it.get("volumeType"));
    let Some(limits) = limits::ebs(kind) else { return };
    let (least, most) = limits.size;
    if (i64::from(least)..=i64::from(most)).contains(&size) {
        return;
    }
    let name = limits.name;
    let message =
        format!("`sizeInGiB` must be between {least} and {most} for volume type `{name}`, not {size}");
    let report = cx.report(node, message);
    report.label(if size < i64::from(least) { "too small" } else { "too large" });
    if let Some(kind) = kind {
        report.also(kind, "volume type");
    }
    report.help("use a size in this range, or change the volume type");
}
