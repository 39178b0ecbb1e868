//! An element of `securityGroups` is not the id of a security group.
//!
//! An id is `sg-` and 17 hexadecimal digits, or 8 of them in the form of before 2018. Names
//! of groups, which some calls of EC2 take, do not stand for a group here. The AWS CLI sends any
//! string, also a list of ids that a shell put into one: `a,b`.
//!
//! `aws ec2 describe-security-groups` shows the ids.
//!
//! AWS says:
//! - `Error retrieving security group information for *`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html>

use crate::{
    identifier::{Format, is_ec2_id, is_plain_ec2_id, report_near_ec2_id, report_slip},
    rule::prelude::*,
};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[Request("/networkConfiguration/awsvpcConfiguration/securityGroups/*")], check),
};

const PREFIX: &str = "sg-";

const FORMAT: Format = Format { noun: "the id of one security group", is_valid };

fn is_valid(text: &str) -> bool {
    is_ec2_id(text, PREFIX)
}

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    if !is_plain_ec2_id(node, PREFIX) {
        look_closely(node, cx);
    }
}

#[cold]
fn look_closely(node: Node<'_>, cx: &mut Cx<'_>) {
    let Some(value) = node.as_str() else { return };
    if is_valid(&value)
        || report_slip(node, &value, &FORMAT, cx)
        || report_near_ec2_id(node, &value, "security group", PREFIX, cx)
    {
        return;
    }
    let shown = quoted(&value);
    if is_ec2_id(&value, "subnet-") {
        cx.report(node, format!("{shown} in `securityGroups` is a subnet"))
            .label("no security group")
            .help("move it to `subnets`");
    } else {
        cx.report(node, format!("{shown} is not the id of a security group")).help(
            "give an id, `sg-…`, in place of a name: \
             `aws ec2 describe-security-groups --filters Name=group-name,Values=NAME` shows it",
        );
    }
}
