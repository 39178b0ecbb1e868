//! `platformVersion` is combined with a launch type that has no platform versions.
//!
//! Only Fargate has platform versions. For other launch types ECS responds with
//! `The platform version must be null when specifying an EC2 launch type.`
//!
//! Remove `platformVersion`, or launch on Fargate.
//!
//! AWS says:
//! - `The platform version must be null when specifying an * launch type`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html>

use crate::lint::rule::prelude::*;

pub const RULE: Rule =
    Rule { severity: Error, rejected_by: Service, check: Nodes(&[RunTask("/platformVersion")], check) };

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(launch) = node.parent().and_then(|it| it.get("launchType")) else { return };
    if !["EC2", "EXTERNAL", "MANAGED_INSTANCES"].iter().any(|it| launch.is(it)) {
        return;
    }
    let name = launch.as_str().unwrap_or_default();
    let report =
        cx.report(node, format!("`platformVersion` cannot be combined with launch type {}", quoted(&name)));
    report.label("only for Fargate").also(launch, "the launch type");
    report.help("remove it, or launch on Fargate").fix(
        Unsafe,
        "remove `platformVersion`",
        vec![node.removal()],
    );
}
