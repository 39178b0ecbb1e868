//! `platformVersion` for a launch type that has no platform versions.
//!
//! Versions of the platform belong to Fargate. ECS answers with
//! `The platform version must be null when specifying an EC2 launch type.`
//!
//! Leave `platformVersion` out, or launch on Fargate.
//!
//! AWS says:
//! - `The platform version must be null when specifying an * launch type`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html>

use crate::rule::prelude::*;

pub const RULE: Rule =
    Rule { severity: Error, rejected_by: Service, check: Nodes(&[RunTask("/platformVersion")], check) };

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    let Some(launch) = node.parent().and_then(|it| it.get("launchType")) else { return };
    if !["EC2", "EXTERNAL", "MANAGED_INSTANCES"].iter().any(|it| launch.is(it)) {
        return;
    }
    let name = launch.as_str().unwrap_or_default();
    let report = cx.report(node, format!("launch type {} has no platform versions", quoted(&name)));
    report.label("for Fargate only").also(launch, "the launch type");
    report.help("remove `platformVersion`").fix(Unsafe, "remove `platformVersion`", vec![node.removal()]);
}
