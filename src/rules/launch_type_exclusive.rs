//! `launchType` and `capacityProviderStrategy` are both set, but each decides where the task runs.
//!
//! A request can contain only one of them. With neither, the default strategy of the cluster applies. ECS rejects both
//! with `Specifying both a launch type and capacity provider strategy is not supported.`
//!
//! Keep the one you need: `capacityProviderStrategy` if Spot capacity or shares matter.
//!
//! AWS says:
//! - `Specifying both a launch type and capacity provider strategy`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html>

use crate::{json::ValueKind::Unknown, lint::rule::prelude::*};

pub const RULE: Rule =
    Rule { severity: Error, rejected_by: Service, check: Nodes(&[RunTask("/launchType")], check) };

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let request = node.parent();
    let Some((strategy, list)) = request.and_then(|it| it.member("capacityProviderStrategy")) else { return };
    // An empty list names no provider, and what is not a list has a finding of its own.
    if list.kind() != Unknown && list.element(0).is_none() {
        return;
    }
    let report = cx.report(node, "`launchType` cannot be combined with `capacityProviderStrategy`");
    report.label("decides where the task runs").also(strategy, "also decides where the task runs");
    report.help("remove one of them");
    report.fix(Unsafe, "remove `launchType`", vec![node.removal()]);
}
