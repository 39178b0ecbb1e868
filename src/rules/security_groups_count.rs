//! `securityGroups` names more groups than a network interface takes.
//!
//! Up to five security groups can be given to the network interface of a task. Without any, with an
//! empty list too, it gets the default group of the VPC. The AWS CLI does not count them.
//!
//! Put the rules of several groups together in one.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html>

use crate::rule::prelude::*;

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[Request("/networkConfiguration/awsvpcConfiguration/securityGroups")], check),
};

fn check(list: Node<'_>, cx: &mut Cx<'_>) {
    let limit = cx.limit(&facts::SECURITY_GROUPS) as usize;
    let Some(beyond) = list.element(limit) else { return };
    let number = count(list.elements().count(), "security group");
    cx.report(beyond, format!("`securityGroups` names {number}, and {limit} is the most"))
        .label("the first too many")
        .help("put the rules of several groups together in one");
}
