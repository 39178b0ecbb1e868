//! An entry of `securityGroups` is not a security group ID.
//!
//! An ID is `sg-` and 17 hexadecimal digits, or 8 digits in the format used before 2018. Group
//! names, which some EC2 calls accept, are not valid here. The AWS CLI sends any string, even
//! several IDs that a shell joined into one: `a,b`.
//!
//! Write the ID; `aws ec2 describe-security-groups` lists the IDs.
//!
//! AWS says:
//! - `Error retrieving security group information for *`
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
    check: Nodes(&[Request("/networkConfiguration/awsvpcConfiguration/securityGroups/*")], check),
};

const ID: Ec2Id = Ec2Id {
    kind: "security group",
    prefix: "sg-",
    format: Format { noun: "the ID of one security group", is_valid: |text| is_ec2_id(text, "sg-") },
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(value) = unexplained(node, &ID, cx) else { return };
    let shown = quoted(&value);
    if is_ec2_id(&value, "subnet-") {
        cx.report(node, format!("{shown} in `securityGroups` is a subnet"))
            .label("not a security group")
            .help("move it to `subnets`");
    } else {
        cx.report(node, format!("{shown} is not a security group ID")).help(
            "write an ID, `sg-…`, not a name: \
             `aws ec2 describe-security-groups --filters Name=group-name,Values=NAME` prints it",
        );
    }
}
