//! A task definition for Fargate uses a log driver that Fargate does not support.
//!
//! Containers on Fargate can use `awslogs`, `splunk` or `awsfirelens`. ECS rejects the other drivers, which need
//! access to a host with a Docker daemon.
//!
//! Use one of the three: `awslogs` sends to CloudWatch Logs, `awsfirelens` to a log router in the same task.
//!
//! AWS says:
//! - `* is not a valid log driver. Must be one of *`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html>

use crate::{
    lint::rule::prelude::*,
    model::{fargate, log_driver::LogDriver},
};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[TaskDefinition("/containerDefinitions/*/logConfiguration")], check),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(driver) = LogDriver::of(node).filter(|driver| !driver.fargate) else { return };
    let Some(required) = fargate::required(fargate::definition(node)) else { return };
    let Some(place) = node.get("logDriver") else { return };
    let report = cx.report(place, format!("log driver `{}` is not supported on Fargate", driver.name));
    report.label("unsupported log driver").also(required, "the task definition is for Fargate");
    report.help("use `awslogs`, `splunk` or `awsfirelens`");
}
