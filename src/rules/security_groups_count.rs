//! `securityGroups` has more entries than a network interface supports.
//!
//! The network interface of a task can have up to five security groups. Without any, or with an empty
//! list, it gets the default security group of the VPC. The AWS CLI does not check the number.
//!
//! Combine the rules of several groups into one group.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html>

use crate::lint::rule::prelude::*;

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[Request("/networkConfiguration/awsvpcConfiguration/securityGroups")], check),
};

fn check(list: Node<'_>, cx: &mut RuleContext<'_>) {
    let limit = cx.limit(&limits::SECURITY_GROUPS) as usize;
    let Some(beyond) = list.element(limit) else { return };
    let number = list.elements().count();
    cx.report(beyond, format!("`securityGroups` has {number} entries; the limit is {limit}"))
        .label("the first entry over the limit")
        .help("combine the rules of several groups into one group");
}
