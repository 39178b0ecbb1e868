//! A managed volume has neither a size nor a snapshot.
//!
//! ECS creates either an empty volume of `sizeInGiB`, or a volume from `snapshotId`, which has the size of the
//! snapshot unless `sizeInGiB` is set. ECS rejects a request with neither.
//!
//! Add one of them.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskManagedEBSVolumeConfiguration.html>

use crate::{json, lint::rule::prelude::*, model::member_suggestion};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[Request("/volumeConfigurations/*/managedEBSVolume")], check),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let is_there = |name| node.get(name).is_some();
    if node.kind() != json::ValueKind::Object || is_there("sizeInGiB") || is_there("snapshotId") {
        return;
    }
    // A misspelled one is `unknown-member`'s.
    if !cx.complete(node)
        || ["size", "snapshot", "sizeInGiB", "snapshotId"]
            .iter()
            .any(|it| member_suggestion::is_misspelled(it, node))
    {
        return;
    }
    let report = cx.report(node.opening_bracket(), "a managed volume needs `sizeInGiB` or `snapshotId`");
    report
        .label("both are missing here")
        .help("add `sizeInGiB` for an empty volume, or `snapshotId` for a volume from a snapshot");
}
