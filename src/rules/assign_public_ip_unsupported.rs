//! The request assigns a public IP address to a task that cannot have one.
//!
//! Only Fargate gives the network interface of a task a public IPv4 address. For the launch types EC2 and EXTERNAL, ECS
//! answers `Assign public IP is not supported for this launch type.` StartTask places tasks on container instances,
//! which are of these types. For StartTask this is a warning, because an example in the AWS CLI documentation has
//! `ENABLED` in a StartTask request.
//!
//! Use `DISABLED` or remove `assignPublicIp`, and reach the internet through a NAT gateway. A file that contains only
//! the network configuration is not reported, because it can be meant for Fargate.
//!
//! AWS says:
//! - `Assign public IP is not supported for this launch type`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking-awsvpc.html>

use crate::{diagnostic::Diagnostic, lint::rule::prelude::*, model::fargate};

pub const CONFIDENCE: Confidence = Likely;
pub const ANSWERED_BY: Answer = needs_no_network;
pub const RULE: Rule = Rule {
    severity: Warning,
    rejected_by: Service,
    check: Nodes(&[Request("/networkConfiguration/awsvpcConfiguration/assignPublicIp")], check),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    if !matches!(cx.kind(), DocumentKind::StartTask | DocumentKind::RunTask) || !node.is("ENABLED") {
        return;
    }
    let root = cx.kind().root();
    let Some(root) = std::iter::successors(Some(node), |it| it.parent()).find(|it| it.shape() == root) else {
        return;
    };
    let launch = root.get("launchType").filter(|it| it.is("EC2") || it.is("EXTERNAL"));
    if launch.is_none() && cx.kind() == DocumentKind::RunTask {
        return;
    }
    let report = cx.report(node, "tasks on container instances cannot have a public IP address");
    if let Some(launch) = launch {
        report.severity(Error).also(launch, "the launch type");
    } else if let Some((key, _)) = root.member("containerInstances") {
        report.also(key, "StartTask places the task on container instances");
    }
    report.help("use a NAT gateway to reach the internet");
    report.fix(Unsafe, "change to `DISABLED`", vec![node.replace_str("DISABLED")]);
}

/// Where the task has no network interface of its own, `network-mode` reports all of `networkConfiguration`, and where
/// the launch type does not allow one, `launch-type-unsupported` reports that.
fn needs_no_network(launch: &Launch<'_>, _: &Diagnostic) -> bool {
    let mode = launch.definition.get("networkMode");
    match mode {
        Some(mode) if mode.is("awsvpc") => launch.member("launchType").is_some_and(|it| it.is("EXTERNAL")),
        Some(mode) => ["bridge", "host", "none"].iter().any(|name| mode.is(name)),
        None => fargate::required(launch.definition).is_none(),
    }
}
