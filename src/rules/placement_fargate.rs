//! A launch on Fargate has placement constraints or strategies.
//!
//! Fargate has no container instances to choose from, and spreads tasks across Availability Zones
//! automatically. ECS rejects a request that combines `FARGATE` with placement constraints or strategies.
//!
//! Remove `placementConstraints` and `placementStrategy`.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement.html>

use crate::lint::rule::prelude::*;

pub const RULE: Rule =
    Rule { severity: Error, rejected_by: Service, check: Nodes(&[RunTask("/launchType")], check) };

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    if !node.is("FARGATE") {
        return;
    }
    for name in ["placementConstraints", "placementStrategy"] {
        let Some((key, value)) = node.parent().and_then(|it| it.member(name)) else { continue };
        if value.elements().next().is_none() {
            continue;
        }
        let report = cx.report(key, format!("`{name}` cannot be used on Fargate"));
        report.label("no container instances to choose from").also(node, "the launch type");
        report.help("remove it, or use another launch type").fix(
            Unsafe,
            format!("remove `{name}`"),
            vec![value.removal()],
        );
    }
}
