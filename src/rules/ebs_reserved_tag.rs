//! A volume has a tag that ECS adds itself.
//!
//! ECS uses `AmazonECSCreated` and `AmazonECSManaged` to identify the volumes that it manages.
//!
//! Remove the tag.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskManagedEBSVolumeConfiguration.html>

use crate::lint::rule::prelude::*;

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(
        &[Request("/volumeConfigurations/*/managedEBSVolume/tagSpecifications/*/tags/*/key")],
        check,
    ),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(name) = ["AmazonECSCreated", "AmazonECSManaged"].into_iter().find(|it| node.is(it)) else {
        return;
    };
    let report = cx.report(node, format!("tag `{name}` is reserved: ECS adds it to volumes itself"));
    report.label("reserved").help("remove this tag");
}
