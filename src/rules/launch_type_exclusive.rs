//! `launchType` and `capacityProviderStrategy` both say where the task runs.
//!
//! A request takes one of them. With neither, the default strategy of the cluster applies. ECS answers
//! both with `Specifying both a launch type and capacity provider strategy is not supported.`
//!
//! Keep the one that is meant: `capacityProviderStrategy` where Spot capacity or shares matter.
//!
//! AWS says:
//! - `Specifying both a launch type and capacity provider strategy`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html>

use crate::{json::Kind::Array, rule::prelude::*};

pub const RULE: Rule =
    Rule { severity: Error, rejected_by: Service, check: Nodes(&[RunTask("/launchType")], check) };

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    let request = node.parent();
    let Some((strategy, list)) = request.and_then(|it| it.member("capacityProviderStrategy")) else { return };
    // An empty list names no provider.
    if list.kind() == Array && list.element(0).is_none() {
        return;
    }
    let report = cx.report(node, "`launchType` and `capacityProviderStrategy` exclude each other");
    report.label("says where the task runs").also(strategy, "so does this");
    report.help("keep one of them");
    report.fix(Unsafe, "remove `launchType`", vec![node.removal()]);
}
