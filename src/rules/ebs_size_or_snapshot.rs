//! A managed volume has neither a size nor a snapshot.
//!
//! ECS creates the volume either empty, with `sizeInGiB`, or from `snapshotId`, whose size it
//! takes over where no other is given. With neither it refuses the request.
//!
//! Add one of them.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskManagedEBSVolumeConfiguration.html>

use crate::{json, rule::prelude::*, suggest};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[Request("/volumeConfigurations/*/managedEBSVolume")], check),
};

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    let is_there = |name| node.get(name).is_some();
    if node.kind() != json::Kind::Object || is_there("sizeInGiB") || is_there("snapshotId") {
        return;
    }
    // A misspelled one is `unknown-member`'s.
    if !cx.complete(node)
        || ["size", "snapshot", "sizeInGiB", "snapshotId"].iter().any(|it| suggest::is_misspelled(it, node))
    {
        return;
    }
    let report = cx.report(node.opening(), "a managed volume has neither `sizeInGiB` nor `snapshotId`");
    report.label("how large?").help("add `sizeInGiB` for an empty volume, or `snapshotId` for a copy");
}
