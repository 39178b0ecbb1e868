//! A task definition configures more than one volume at launch, or configures one twice.
//!
//! A volume with `"configuredAtLaunch": true` is an EBS volume whose settings come with the launch. A task definition can
//! have only one such volume, and this volume cannot have other settings at the same time.
//!
//! Mark only one volume, and remove its other settings.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-ebs-config.html>

use crate::{lint::rule::prelude::*, model::fargate::is_set};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[TaskDefinition("/volumes/*/configuredAtLaunch")], check),
};

/// Settings of a volume that is not configured at launch.
const SETTINGS: [&str; 5] = [
    "host",
    "dockerVolumeConfiguration",
    "efsVolumeConfiguration",
    "s3filesVolumeConfiguration",
    "fsxWindowsFileServerVolumeConfiguration",
];

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    if node.as_bool() != Some(true) {
        return;
    }
    let Some(volume) = node.parent() else { return };
    let settings = SETTINGS.iter().filter_map(|name| volume.get(name).filter(|it| is_set(*it)));
    if let Some(setting) = settings.filter_map(Node::key).next() {
        let report = cx.report(setting, "a volume that is configured at launch cannot have other settings");
        report.also(node, "configured at launch").help("remove one of the two");
    }
    let first = volume.parent().and_then(|list| list.elements().find_map(at_launch));
    if let Some(first) = first.filter(|it| it.span().start < node.span().start) {
        let report = cx.report(node, "only one volume of a task definition can be configured at launch");
        report.also(first, "first volume configured at launch").help("mark only one volume");
    }
}

/// `configuredAtLaunch` of a volume, if it is `true`.
fn at_launch(volume: Node<'_>) -> Option<Node<'_>> {
    volume.get("configuredAtLaunch").filter(|it| it.as_bool() == Some(true))
}
