//! `subnets` is empty, or has more entries than ECS allows.
//!
//! A task in network mode `awsvpc` gets its network interface in one of the listed subnets. ECS requires at least one and
//! allows 16; the documentation of spring and summer 2018 said 10. The AWS CLI does not count them; ECS responds with
//! `subnets can not be empty.` or `subnets can have at most 16 items.`
//!
//! StartTask already specifies the container instance, and the subnet must be in the Availability Zone and VPC of that
//! instance, so one or a few subnets are enough.
//!
//! AWS says:
//! - `subnets can have at most * items`
//! - `subnets can not be empty`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html>

use crate::{json, lint::rule::prelude::*};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[Request("/networkConfiguration/awsvpcConfiguration/subnets")], check),
};

const ON_INSTANCES: &str = "add at least one subnet of the VPC that the container instance is in";
const ELSEWHERE: &str = "add at least one subnet of the VPC in which the task should run";

fn check(list: Node<'_>, cx: &mut RuleContext<'_>) {
    if list.kind() != json::ValueKind::Array {
        return;
    }
    let is_on_instances = cx.kind() == DocumentKind::StartTask;
    if list.element(0).is_none() && cx.complete(list) {
        cx.report(list, "`subnets` is empty")
            .label("no subnet for the network interface")
            .help(if is_on_instances { ON_INSTANCES } else { ELSEWHERE });
    }
    let limit = cx.limit(&limits::SUBNETS) as usize;
    let Some(beyond) = list.element(limit) else { return };
    let number = list.elements().count();
    let since = cx.later(&limits::SUBNETS, |it| it as usize >= number);
    cx.report(beyond, format!("`subnets` has {number} entries; the limit is {limit}"))
        .label("the first entry over the limit")
        .help("remove the extra subnets; the task needs only one that its host can reach")
        .allowed_since(since);
}
