//! An answer says that something was not started.
//!
//! StartTask and RunTask answer with status 200 and list in `failures` where they could not start a task,
//! so whoever looks at the exit code only does not notice.
//!
//! - `MISSING`: no such container instance or task. `INACTIVE`: the instance was deregistered.
//! - `RESOURCE:CPU`, `RESOURCE:MEMORY`, `RESOURCE:PORTS`, `RESOURCE:ENI`: the instance has not enough of it left.
//! - `AGENT`: the agent on the instance is not connected.
//! - `ATTRIBUTE`: the instance lacks what the task definition demands; also where its subnet or VPC is
//!   another than the one of `networkConfiguration`.
//! - `LOCATION`: the instance is not where the request wants it.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Failure.html>

use crate::rule::prelude::*;

pub const RULE: Rule =
    Rule { severity: Warning, rejected_by: Nobody, check: Nodes(&[Response("/failures/*")], check) };

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    let Some(reason) = node.get("reason") else { return };
    let Some(text) = reason.as_str().filter(|it| !it.trim().is_empty() && *it != "reason" && *it != "String")
    else {
        return;
    };
    let report = cx.report(reason, format!("a task was not started: {}", quoted(&text)));
    report.label("the reason");
    if let Some(meaning) = meaning(&text) {
        report.help(meaning);
    }
}

fn meaning(reason: &str) -> Option<&'static str> {
    Some(match reason {
        "MISSING" => "see that the ARN is of this region and cluster, and that it still exists",
        "INACTIVE" => "the container instance was deregistered: take another",
        "AGENT" => "see that the ECS agent on the container instance runs and is connected",
        "ATTRIBUTE" => {
            "compare what the task definition demands, and the subnets of the request, with the instance"
        }
        "LOCATION" => "take an instance of the Availability Zone that the request is for",
        "EMPTY CAPACITY PROVIDER" => "the capacity provider has no instances: see its Auto Scaling group",
        _ if reason.starts_with("RESOURCE:") => {
            "the container instance has not enough of it left: take another, or ask for less"
        }
        _ => return None,
    })
}
