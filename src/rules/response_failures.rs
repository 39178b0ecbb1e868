//! A response reports that a task was not started.
//!
//! StartTask and RunTask return status 200 even if they could not start a task, and list the task in
//! `failures`. The exit code of the AWS CLI therefore does not show the failure.
//!
//! - `MISSING`: the container instance or task does not exist. `INACTIVE`: the instance was deregistered.
//! - `RESOURCE:CPU`, `RESOURCE:MEMORY`, `RESOURCE:PORTS`, `RESOURCE:ENI`: the instance does not have enough of
//!   this resource left.
//! - `AGENT`: the agent on the instance is not connected.
//! - `ATTRIBUTE`: the instance lacks an attribute that the task definition requires, or its subnet or VPC
//!   differs from the one in `networkConfiguration`.
//! - `LOCATION`: the instance is not in the location that the request requires.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Failure.html>

use crate::lint::rule::prelude::*;

pub const RULE: Rule =
    Rule { severity: Warning, rejected_by: Nobody, check: Nodes(&[Response("/failures/*")], check) };

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(reason) = node.get("reason") else { return };
    let Some(text) = reason.as_str().filter(|it| !it.trim().is_empty() && *it != "reason" && *it != "String")
    else {
        return;
    };
    let report = cx.report(reason, format!("a task was not started: {}", quoted(&text)));
    report.label("reason");
    if let Some(meaning) = meaning(&text) {
        report.help(meaning);
    }
}

fn meaning(reason: &str) -> Option<&'static str> {
    Some(match reason {
        "MISSING" => {
            "check that the ARN belongs to this region and cluster, and that the resource still exists"
        }
        "INACTIVE" => "the container instance was deregistered: choose another one",
        "AGENT" => "check that the ECS agent on the container instance is running and connected",
        "ATTRIBUTE" => {
            "compare the instance with the requirements of the task definition and the subnets of the request"
        }
        "LOCATION" => "choose an instance in the Availability Zone that the request is for",
        "EMPTY CAPACITY PROVIDER" => "the capacity provider has no instances: check its Auto Scaling group",
        _ if reason.starts_with("RESOURCE:") => {
            "the container instance does not have enough of this resource left: choose another one, or request less"
        }
        _ => return None,
    })
}
