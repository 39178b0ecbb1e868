//! The size of a managed volume is outside of what its type offers.
//!
//! In GiB: gp2 and gp3 have 1 to 16,384, io1 and io2 4 to 16,384, st1 and sc1 125 to 16,384, standard 1
//! to 1,024. Without `volumeType` it is gp3.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskManagedEBSVolumeConfiguration.html>

use crate::rule::prelude::*;

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[Request("/volumeConfigurations/*/managedEBSVolume/sizeInGiB")], check),
};

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    let Some(size) = node.as_integer().filter(|it| i32::try_from(*it).is_ok()) else { return };
    let kind = node.parent().and_then(|it| it.get("volumeType"));
    let Some(limits) = facts::ebs(kind) else { return };
    let (least, most) = limits.size;
    if (i64::from(least)..=i64::from(most)).contains(&size) {
        return;
    }
    let name = limits.name;
    let report = cx.report(node, format!("a volume of type `{name}` has {least} to {most} GiB, not {size}"));
    report.label(if size < i64::from(least) { "too small" } else { "too large" });
    if let Some(kind) = kind {
        report.also(kind, "of this type");
    }
    report.help(format!("ask for {least} to {most} GiB, or take another type"));
}
