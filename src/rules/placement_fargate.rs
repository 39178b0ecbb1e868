//! Placement constraints or strategies for Fargate, where there is nothing to place on.
//!
//! Tasks on Fargate are spread over Availability Zones by themselves. ECS refuses a request that says
//! `FARGATE` and how to choose among container instances.
//!
//! Leave `placementConstraints` and `placementStrategy` out.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement.html>

use crate::rule::prelude::*;

pub const RULE: Rule =
    Rule { severity: Error, rejected_by: Service, check: Nodes(&[RunTask("/launchType")], check) };

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    if !node.is("FARGATE") {
        return;
    }
    for name in ["placementConstraints", "placementStrategy"] {
        let Some((key, value)) = node.parent().and_then(|it| it.member(name)) else { continue };
        if value.elements().next().is_none() {
            continue;
        }
        let report = cx.report(key, format!("`{name}` is not for Fargate"));
        report.label("no container instances to choose from").also(node, "the launch type");
        report.help("remove it").fix(Unsafe, format!("remove `{name}`"), vec![value.removal()]);
    }
}
