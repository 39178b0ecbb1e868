//! `ephemeralStorage` has no effect outside Fargate.
//!
//! A task on a container instance uses the disk space of the instance. ECS accepts a size for it and ignores it:
//! the documentation and the maintainers of ECS say that the member is for Fargate only. StartTask always places
//! tasks on container instances, and so does RunTask with the launch type EC2 or EXTERNAL.
//!
//! Remove `ephemeralStorage`, or start the task on Fargate with RunTask. In a file that contains only overrides
//! this is not reported, because they can be for Fargate.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EphemeralStorage.html>

use crate::lint::rule::prelude::*;

pub const CONFIDENCE: Confidence = Likely;
pub const RULE: Rule = Rule {
    severity: Warning,
    rejected_by: Nobody,
    check: Nodes(&[Request("/overrides/ephemeralStorage")], check),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let is_null = node.kind() == crate::json::ValueKind::Null;
    let (Some(key), false) = (node.key(), is_null) else { return };
    let root = node.parent().and_then(Node::parent);
    let launch = root.and_then(|it| it.get("launchType")).filter(|it| it.is("EC2") || it.is("EXTERNAL"));
    let message = match (cx.kind(), launch) {
        (DocumentKind::StartTask, _) => {
            "`ephemeralStorage` has no effect: StartTask never places tasks on Fargate"
        }
        (DocumentKind::RunTask, Some(_)) => "`ephemeralStorage` has no effect outside Fargate",
        _ => return,
    };
    let report = cx.report(key, message);
    if let Some(launch) = launch {
        report.label("ignored by ECS").also(launch, "launch type");
    }
    report.help("remove it, or start the task on Fargate with `run-task`");
    report.fix(Unsafe, "remove `ephemeralStorage`", vec![node.removal()]);
}
