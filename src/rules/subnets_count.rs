//! `subnets` names no subnet, or more than one network configuration takes.
//!
//! A task in network mode `awsvpc` gets its network interface in one of the subnets that are named.
//! At least one is needed and 16 are possible; the pages of spring and summer 2018 said 10. The AWS
//! CLI counts neither; ECS answers with `subnets can not be empty.` or
//! `subnets can have at most 16 items.`
//!
//! StartTask names the machine already, and the subnet has to be in the Availability Zone and VPC
//! of that machine: one or a few subnets are enough.
//!
//! AWS says:
//! - `subnets can have at most * items`
//! - `subnets can not be empty`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html>

use crate::{json, rule::prelude::*};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[Request("/networkConfiguration/awsvpcConfiguration/subnets")], check),
};

const ON_INSTANCES: &str = "name at least one subnet of the VPC that the container instance is in";
const ELSEWHERE: &str = "name at least one subnet of the VPC that the task is to run in";

fn check(list: Node<'_>, cx: &mut Cx<'_>) {
    if list.kind() != json::Kind::Array {
        return;
    }
    let is_on_instances = cx.kind() == Kind::StartTask;
    if list.element(0).is_none() && cx.complete(list) {
        cx.report(list, "`subnets` is empty")
            .label("nowhere to put the network interface")
            .help(if is_on_instances { ON_INSTANCES } else { ELSEWHERE });
    }
    let limit = cx.limit(&facts::SUBNETS) as usize;
    let Some(beyond) = list.element(limit) else { return };
    let number = list.elements().count();
    let since = cx.later(&facts::SUBNETS, |it| it as usize >= number);
    let number = count(number, "subnet");
    cx.report(beyond, format!("`subnets` names {number}, and {limit} is the most"))
        .label("the first too many")
        .help("leave the others out: the task needs one that its machine can reach")
        .allowed_since(since);
}
