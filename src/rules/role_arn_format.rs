//! A role is not given by the ARN of an IAM role.
//!
//! `taskRoleArn`, `executionRoleArn` and the `roleArn` of a volume want the whole ARN of a role,
//! with its path where it has one: `arn:aws:iam::123456789012:role/team/app`. IAM is one service
//! for all regions: the place of the region is empty. Policies, users, instance profiles and
//! assumed roles have ARNs of their own, and no task can run as one of them.
//!
//! A name alone is documented for task definitions only; whether ECS looks it up in an override is
//! not known. The AWS CLI sends any string.
//!
//! AWS says:
//! - `Role is not valid`
//!
//! Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html>

use crate::{
    arn::{Flaw, Part, is_account_in_bytes},
    characters,
    identifier::{Format, named, report_account_placeholder, report_slip},
    rule::prelude::*,
};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(
        &[
            Request("/overrides/taskRoleArn"),
            Request("/overrides/executionRoleArn"),
            Request("/volumeConfigurations/*/managedEBSVolume/roleArn"),
            TaskDefinition("/taskRoleArn"),
            TaskDefinition("/executionRoleArn"),
        ],
        check,
    ),
};

const FORMAT: Format = Format { noun: "the ARN of a role, `arn:aws:iam::ACCOUNT:role/NAME`", is_valid };

const FORM: &str =
    "write it as `arn:aws:iam::ACCOUNT:role/NAME`; `aws iam get-role --role-name NAME` shows it";

/// As nearly all are written: in the partition `aws`, without a path.
fn is_usual(text: &[u8]) -> bool {
    let account = text.strip_prefix(b"arn:aws:iam::").and_then(|it| it.split_at_checked(12));
    account.is_some_and(|(account, rest)| {
        is_account_in_bytes(account) && rest.strip_prefix(b":role/").is_some_and(is_role_name)
    })
}

fn is_valid(text: &str) -> bool {
    Arn::parse(text).is_some_and(|arn| {
        let role = arn.resource.text.strip_prefix("role/");
        arn.service.text == "iam"
            && arn.region.text.is_empty()
            && role.is_some_and(is_path)
            && flaw(&arn).is_none()
    })
}

/// A role's ARN has no region.
fn flaw<'a>(arn: &Arn<'a>) -> Option<Flaw<'a>> {
    arn.partition_flaw().or_else(|| arn.account_flaw())
}

/// A path, of any printable characters, and the name.
fn is_path(text: &str) -> bool {
    let bytes = |it: &'_ str| is_role_name(it.as_bytes());
    let Some((path, name)) = Part::from(text).rsplit_once(b'/') else { return bytes(text) };
    path.text.bytes().all(|it| it.is_ascii_graphic()) && bytes(name.text)
}

fn is_role_name(text: &[u8]) -> bool {
    (1..=64).contains(&text.len()) && characters::ROLE.has_all(text)
}

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    if !node.plain_bytes().is_some_and(is_usual) {
        look_closely(node, cx);
    }
}

#[cold]
fn look_closely(node: Node<'_>, cx: &mut Cx<'_>) {
    let Some(value) = node.as_str() else { return };
    // An empty string counts as absent; `skeleton-placeholder` may have a word to say.
    if value.is_empty() || is_valid(&value) || report_slip(node, &value, &FORMAT, cx) {
        return;
    }
    let named = named(node);
    let Some(arn) = Arn::parse(&value) else { return no_arn(node, &value, &named, cx) };
    if arn.is("sts", "assumed-role") {
        let role = arn.name().text.split('/').next().unwrap_or_default();
        let whole = format!("arn:{}:iam::{}:role/{role}", arn.partition.text, arn.account.text);
        cx.report(node, format!("{named} is the ARN of an assumed role, not of the role"))
            .help("give the ARN of the role that was assumed")
            .fix(Unsafe, "name the role, as if it had no path", vec![node.replace_str(&whole)]);
    } else if !arn.is("iam", "role") {
        let part = if arn.service.text == "iam" { arn.kind() } else { arn.service };
        let message = format!("{named} is {}, not of a role", arn.described());
        cx.report(node.part(part.range()), message).help(FORM);
    } else if !arn.region.text.is_empty() {
        let region = node.part(arn.region.range());
        cx.report(region, format!("{named} is an ARN with a region, and IAM has none"))
            .label("empty in an ARN of IAM")
            .help("leave the region out and keep its two colons")
            .fix(Safe, "remove the region", vec![region.replace("")]);
    } else if report_account_placeholder(node, &arn, cx) {
        // One finding for the whole file.
    } else if let Some(flaw) = flaw(&arn) {
        let place = node.part(flaw.part().range());
        cx.report(place, format!("{named} is an ARN {}", flaw.clause())).help(flaw.help());
    } else {
        let place = node.part(arn.name().range());
        cx.report(place, format!("{named} is an ARN that ends in no name of a role"))
            .help("a name has 1 to 64 letters, digits and `+=,.@_-`");
    }
}

fn no_arn(node: Node<'_>, value: &str, named: &str, cx: &mut Cx<'_>) {
    if is_role_name(value.as_bytes()) {
        if cx.kind() == Kind::TaskDefinition {
            return;
        }
        cx.report(node, format!("{named} is a name, which no page of ECS allows in an override"))
            .severity(Warning)
            .rejected_by(Nobody)
            .help(FORM);
    } else if value.starts_with("arn:") {
        let parts = value.split(':').count();
        let report = cx.report(node, format!("{named} is an ARN of {parts} parts instead of 6"));
        report.help("an ARN of IAM has two colons between `iam` and the account");
        let whole = value.replacen(":iam:", ":iam::", 1);
        if is_valid(&whole) {
            report.fix(Safe, "write the second colon", vec![node.replace_str(&whole)]);
        }
    } else {
        cx.report(node, format!("{named} is not an ARN")).help(FORM);
    }
}
