//! An element of `subnets` is not the id of a subnet.
//!
//! An id is `subnet-` and 17 hexadecimal digits, or 8 of them in the form of before 2018.
//! Names, CIDR blocks, Availability Zones and ids of other things do not stand for a subnet here.
//! The AWS CLI sends any string, also a list of ids that a shell put into one: `a,b`.
//!
//! `aws ec2 describe-subnets` shows the ids.
//!
//! AWS says:
//! - `Error retrieving subnet information for *`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html>

use crate::{
    identifier::{Format, is_ec2_id, is_plain_ec2_id, report_near_ec2_id, report_slip},
    rule::prelude::*,
};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[Request("/networkConfiguration/awsvpcConfiguration/subnets/*")], check),
};

const PREFIX: &str = "subnet-";

const FORMAT: Format = Format { noun: "the id of one subnet", is_valid };

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
        || report_near_ec2_id(node, &value, "subnet", PREFIX, cx)
    {
        return;
    }
    let shown = quoted(&value);
    if is_ec2_id(&value, "sg-") {
        cx.report(node, format!("{shown} in `subnets` is a security group"))
            .label("no subnet")
            .help("move it to `securityGroups`");
    } else if is_ec2_id(&value, "vpc-") {
        cx.report(node, format!("{shown} in `subnets` is a VPC")).label("no subnet").help(format!(
            "name subnets of it: `aws ec2 describe-subnets --filters Name=vpc-id,Values={value}` shows their ids"
        ));
    } else {
        cx.report(node, format!("{shown} is not the id of a subnet"))
            .help("give an id, `subnet-…`: `aws ec2 describe-subnets` shows them");
    }
}
