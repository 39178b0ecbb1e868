//! A volume is given a tag that ECS gives it itself.
//!
//! `AmazonECSCreated` and `AmazonECSManaged` are how ECS knows its volumes again.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskManagedEBSVolumeConfiguration.html>

use crate::rule::prelude::*;

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(
        &[Request("/volumeConfigurations/*/managedEBSVolume/tagSpecifications/*/tags/*/key")],
        check,
    ),
};

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    let Some(name) = ["AmazonECSCreated", "AmazonECSManaged"].into_iter().find(|it| node.is(it)) else {
        return;
    };
    let report = cx.report(node, format!("`{name}` is a tag that ECS gives a volume itself"));
    report.label("kept for ECS").help("remove it");
}
