//! An element of `subnets` is not a subnet ID.
//!
//! A subnet ID is `subnet-` and 17 hexadecimal digits, or 8 digits in the format used before 2018. Names, CIDR blocks,
//! Availability Zones and IDs of other resources do not identify a subnet here. The AWS CLI sends any string, including
//! a list of IDs that a shell joined into one: `a,b`.
//!
//! `aws ec2 describe-subnets` lists the IDs.
//!
//! AWS says:
//! - `Error retrieving subnet information for *`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html>

use crate::{
    lint::rule::prelude::*,
    model::resource_id::is_ec2_id,
    rules::shared::{
        ec2_id::{Ec2Id, unexplained},
        format::Format,
    },
};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[Request("/networkConfiguration/awsvpcConfiguration/subnets/*")], check),
};

const ID: Ec2Id = Ec2Id {
    kind: "subnet",
    prefix: "subnet-",
    format: Format { noun: "a subnet ID", is_valid: |text| is_ec2_id(text, "subnet-") },
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(value) = unexplained(node, &ID, cx) else { return };
    let shown = quoted(&value);
    if is_ec2_id(&value, "sg-") {
        cx.report(node, format!("{shown} in `subnets` is a security group"))
            .label("not a subnet")
            .help("move it to `securityGroups`");
    } else if is_ec2_id(&value, "vpc-") {
        cx.report(node, format!("{shown} in `subnets` is a VPC")).label("not a subnet").help(format!(
            "use its subnets; `aws ec2 describe-subnets --filters Name=vpc-id,Values={value}` lists their IDs"
        ));
    } else {
        cx.report(node, format!("{shown} is not a subnet ID"))
            .help("use an ID (`subnet-…`); `aws ec2 describe-subnets` lists them");
    }
}
