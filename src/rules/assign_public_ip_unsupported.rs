//! A public address is asked for, which tasks on container instances cannot have.
//!
//! Only Fargate gives the network interface of a task a public IPv4 address. StartTask places
//! tasks on container instances, for which ECS answers `Assign public IP is not supported for
//! this launch type.` It is a warning because an example of the AWS CLI's own documentation has
//! `ENABLED` in a StartTask request.
//!
//! Write `DISABLED` or leave `assignPublicIp` out, and reach the internet through a NAT gateway. In
//! a file that holds the network configuration alone, which may be for RunTask, it is no finding.
//!
//! AWS says:
//! - `Assign public IP is not supported for this launch type`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking-awsvpc.html>

use crate::rule::prelude::*;

pub const CONFIDENCE: Confidence = Likely;
pub const RULE: Rule = Rule {
    severity: Warning,
    rejected_by: Service,
    check: Nodes(&[Request("/networkConfiguration/awsvpcConfiguration/assignPublicIp")], check),
};

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    if cx.kind() != Kind::StartTask || !node.is("ENABLED") {
        return;
    }
    let root = std::iter::successors(Some(node), |it| it.parent()).last();
    let instances = root.and_then(|it| it.member("containerInstances"));
    let report = cx.report(node, "tasks on container instances cannot have a public IP address");
    if let Some((key, _)) = instances {
        report.also(key, "StartTask places the task on these");
    }
    report.help("write `DISABLED` and reach the internet through a NAT gateway");
    report.fix(Unsafe, "write `DISABLED`", vec![node.replace_str("DISABLED")]);
}
