//! A role is not a valid IAM role ARN.
//!
//! `taskRoleArn`, `executionRoleArn` and the `roleArn` of a volume require the full ARN of a role,
//! including its path if it has one: `arn:aws:iam::123456789012:role/team/app`. IAM is a global
//! service, so the region in the ARN is empty. Policies, users, instance profiles and assumed roles
//! have different ARNs, and a task cannot run as one of them.
//!
//! AWS documents a role name without an ARN for task definitions only; it is not known whether ECS
//! looks up a name in an override. The AWS CLI sends any string.
//!
//! Write the full ARN; `aws iam get-role --role-name NAME` prints it.
//!
//! AWS says:
//! - `Role is not valid`
//!
//! Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html>

use crate::{
    lint::rule::prelude::*,
    model::arn::{ArnError, Part},
    rules::shared::format::{Format, named, report_account_placeholder, report_common_mistake},
    text::charset,
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

const FORMAT: Format = Format { noun: "a role ARN, `arn:aws:iam::ACCOUNT:role/NAME`", is_valid };

const FORM: &str =
    "write it as `arn:aws:iam::ACCOUNT:role/NAME`; `aws iam get-role --role-name NAME` prints it";

fn is_valid(text: &str) -> bool {
    Arn::parse(text).is_some_and(|arn| {
        let role = arn.resource.text.strip_prefix("role/");
        arn.service.text == "iam"
            && arn.region.text.is_empty()
            && role.is_some_and(is_path)
            && error(&arn).is_none()
    })
}

/// A role's ARN has no region.
fn error<'a>(arn: &Arn<'a>) -> Option<ArnError<'a>> {
    arn.partition_error().or_else(|| arn.account_error())
}

/// A path, of any printable characters, and the name.
fn is_path(text: &str) -> bool {
    let bytes = |it: &'_ str| is_role_name(it.as_bytes());
    let Some((path, name)) = Part::from(text).rsplit_once(b'/') else { return bytes(text) };
    path.text.bytes().all(|it| it.is_ascii_graphic()) && bytes(name.text)
}

fn is_role_name(text: &[u8]) -> bool {
    (1..=64).contains(&text.len()) && charset::ROLE.has_all(text)
}

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(value) = node.as_str() else { return };
    // An empty string is treated as absent; `skeleton-placeholder` may report it.
    if value.is_empty() || is_valid(&value) || report_common_mistake(node, &value, &FORMAT, cx) {
        return;
    }
    let named = named(node);
    let Some(arn) = Arn::parse(&value) else { return not_an_arn(node, &value, &named, cx) };
    if arn.is("sts", "assumed-role") {
        let role = arn.name().text.split('/').next().unwrap_or_default();
        let whole = format!("arn:{}:iam::{}:role/{role}", arn.partition.text, arn.account.text);
        cx.report(node, format!("{named} is the ARN of an assumed role, not of the role itself"))
            .help("write the ARN of the role that was assumed")
            .fix(
                Unsafe,
                "write the ARN of the role, assuming that it has no path",
                vec![node.replace_str(&whole)],
            );
    } else if !arn.is("iam", "role") {
        let part = if arn.service.text == "iam" { arn.kind() } else { arn.service };
        let message = format!("{named} is {}, not of a role", arn.described());
        cx.report(node.part(part.range()), message).help(FORM);
    } else if !arn.region.text.is_empty() {
        let region = node.part(arn.region.range());
        cx.report(region, format!("{named} contains a region, but IAM ARNs do not have one"))
            .label("must be empty in an IAM ARN")
            .help("remove the region, but keep the colons around it")
            .fix(Safe, "remove the region", vec![region.replace("")]);
    } else if report_account_placeholder(node, &arn, cx) {
        // One finding for the whole file.
    } else if let Some(error) = error(&arn) {
        let place = node.part(error.part().range());
        cx.report(place, format!("{named} is an ARN {}", error.clause())).help(error.help());
    } else {
        let place = node.part(arn.name().range());
        cx.report(place, format!("{named} is an ARN without a valid role name"))
            .help("a role name has 1 to 64 letters, digits and `+=,.@_-`");
    }
}

fn not_an_arn(node: Node<'_>, value: &str, named: &str, cx: &mut RuleContext<'_>) {
    if is_role_name(value.as_bytes()) {
        if cx.kind() == DocumentKind::TaskDefinition {
            return;
        }
        cx.report(node, format!("{named} is a role name; ECS documents only full ARNs for overrides"))
            .severity(Warning)
            .rejected_by(Nobody)
            .help(FORM);
    } else if value.starts_with("arn:") {
        let parts = value.split(':').count();
        let report = cx.report(node, format!("{named} is an ARN with {parts} parts instead of 6"));
        report.help("an IAM ARN has two colons between `iam` and the account");
        let whole = value.replacen(":iam:", ":iam::", 1);
        if is_valid(&whole) {
            report.fix(Safe, "add the second colon", vec![node.replace_str(&whole)]);
        }
    } else {
        cx.report(node, format!("{named} is not an ARN")).help(FORM);
    }
}
