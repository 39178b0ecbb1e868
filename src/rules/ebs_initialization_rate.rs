//! `volumeInitializationRate` is set for a volume that is not created from a snapshot.
//!
//! It is the rate at which the blocks of a snapshot are loaded. An empty volume has nothing to load.
//!
//! Add `snapshotId`, or remove `volumeInitializationRate`.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskManagedEBSVolumeConfiguration.html>

use crate::{lint::rule::prelude::*, model::member_suggestion};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[Request("/volumeConfigurations/*/managedEBSVolume/volumeInitializationRate")], check),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(volume) = node.parent().filter(|it| it.get("snapshotId").is_none() && cx.complete(*it)) else {
        return;
    };
    // A volume without a size and a snapshot is `ebs-size-or-snapshot`'s.
    if volume.get("sizeInGiB").is_none() || member_suggestion::is_misspelled("snapshotId", volume) {
        return;
    }
    let report = cx.report(node, "`volumeInitializationRate` needs `snapshotId`");
    report.label("no snapshot to load").help("add `snapshotId`, or remove `volumeInitializationRate`");
    report.fix(Unsafe, "remove `volumeInitializationRate`", vec![node.removal()]);
}
