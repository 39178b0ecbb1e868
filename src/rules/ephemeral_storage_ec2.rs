//! A task definition that is not for Fargate contains `ephemeralStorage`.
//!
//! `ephemeralStorage` sets the disk size of a task on Fargate. A task on EC2 uses the disk of its instance, and ECS
//! rejects a definition with `ephemeralStorage` whose `requiresCompatibilities` names EC2 but not `FARGATE`.
//!
//! Remove it, or add `FARGATE` to `requiresCompatibilities`.
//!
//! AWS says:
//! - `Tasks using the EC2 launch type do not support EphemeralStorage`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EphemeralStorage.html>

use crate::{lint::rule::prelude::*, model::fargate};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[TaskDefinition("/ephemeralStorage")], check),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let list = node.parent().and_then(|it| it.get("requiresCompatibilities"));
    let Some(list) = list.filter(|_| fargate::is_set(node)) else { return };
    let Some(ec2) = list.elements().find(|it| it.is("EC2")) else { return };
    if list.elements().all(|it| ["EC2", "EXTERNAL"].iter().any(|name| it.is(name))) {
        report(node, ec2, cx);
    }
}

#[cold]
fn report(node: Node<'_>, ec2: Node<'_>, cx: &mut RuleContext<'_>) {
    let report = cx.report(node.key().unwrap_or(node), "tasks on EC2 do not support `ephemeralStorage`");
    report.label("supported on Fargate only").also(ec2, "the task definition is for EC2");
    report.help("remove it, or add `FARGATE` to `requiresCompatibilities`");
    report.fix(Unsafe, "remove `ephemeralStorage`", vec![node.removal()]);
}
