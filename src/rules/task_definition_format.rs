//! `taskDefinition` is not a family, a family with a revision, or a task definition ARN.
//!
//! Three forms are valid: a family (`web`), which means its latest ACTIVE revision, a family with a revision (`web:12`), or
//! the ARN of either. A family has 1 to 255 letters, digits, hyphens and underscores; a revision is a positive integer.
//! There is no revision called `latest`, and `:*` works only in IAM policies.
//!
//! Names of container images look similar, but the image belongs in the task definition, and `taskDefinition` refers to
//! that.
//!
//! The AWS CLI sends any string. With `--task-definition file://name.txt`, it also sends the line break at the end of the
//! file.
//!
//! AWS says:
//! - `Invalid revision number. Number: *`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StartTask.html>

use crate::{
    lint::rule::prelude::*,
    model::{arn::Part, resource_id::is_name},
    rules::shared::format::{Format, ecs_arn, report_common_mistake, report_name},
    text::charset,
};

pub const RULE: Rule =
    Rule { severity: Error, rejected_by: Service, check: Nodes(&[Request("/taskDefinition")], check) };

const FORMAT: Format = Format { noun: "a family, family:revision or task definition ARN", is_valid };

fn is_valid(text: &str) -> bool {
    let arn = Arn::parse(text).filter(|it| it.is("ecs", "task-definition") && it.error().is_none());
    let name = arn.map_or(text.into(), |it| it.name());
    match name.split_once(b':') {
        Some((family, revision)) => is_name(family.text) && is_revision(revision.text),
        None => is_name(name.text),
    }
}

/// Revisions are 32-bit integers.
fn is_revision(text: &str) -> bool {
    charset::DIGIT.has_all(text.as_bytes()) && text.parse::<i32>().is_ok_and(|it| it > 0)
}

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(value) = node.as_str() else { return };
    if is_valid(&value) || report_common_mistake(node, &value, &FORMAT, cx) {
        return;
    }
    if value.starts_with("arn:") {
        let Some(arn) = ecs_arn(node, &value, "task-definition", cx) else { return };
        return short(node, arn.name(), cx);
    }
    let whole = Part::from(value.as_ref());
    match whole.split_once(b'/').filter(|it| it.0.text == "task-definition") {
        Some((_, name)) if is_valid(name.text) => {
            let prefix = node.part(0..name.range().start);
            cx.report(prefix, "`taskDefinition` is only the end of an ARN, which ECS does not document")
                .severity(Warning)
                .rejected_by(Nobody)
                .help("write the full ARN, or only the family and revision")
                .fix(Unsafe, "keep only the family and revision", vec![prefix.replace("")]);
        }
        Some((_, name)) if !name.text.is_empty() => short(node, name, cx),
        _ if is_file(&value) => {
            cx.report(
                node,
                format!("`taskDefinition` is {}, which looks like the name of a file", quoted(&value)),
            )
            .help("register the file with `aws ecs register-task-definition`, and write its family here");
        }
        _ if value.contains('/') => {
            cx.report(
                node,
                format!("`taskDefinition` is {}, which looks like a container image", quoted(&value)),
            )
            .help("write the family of the task definition that uses the image");
        }
        _ => short(node, whole, cx),
    }
}

fn is_file(value: &str) -> bool {
    [".json", ".yml", ".yaml", ".tpl"].iter().any(|extension| value.ends_with(extension))
}

fn is_latest(revision: &str) -> bool {
    revision.trim_start_matches('$').eq_ignore_ascii_case("latest")
}

/// A family, perhaps with a revision.
fn short(node: Node<'_>, name: Part<'_>, cx: &mut RuleContext<'_>) {
    let (family, revision) = name.split_once(b':').map_or((name, None), |(it, rest)| (it, Some(rest)));
    // Before an impossible revision, an empty family may be a placeholder.
    let is_first = |it: &Part<'_>| family.text.is_empty() && is_latest(it.text);
    if !is_name(family.text) && !revision.as_ref().is_some_and(is_first) {
        return report_name(node, family, "the family of a task definition", cx);
    }
    let Some(revision) = revision else { return };
    let (colon, shown) = (family.range().end, quoted(revision.text));
    let latest = is_latest(revision.text);
    let (start, message) = match revision.text {
        "" => (colon, "`taskDefinition` ends with a colon but has no revision".to_owned()),
        "*" => (colon + 1, "revision `*` works only in IAM policies".to_owned()),
        _ if latest => (colon + 1, format!("there is no revision {shown}")),
        text if text.trim_start_matches('0').len() > 9 && text.bytes().all(|it| it.is_ascii_digit()) => {
            (colon + 1, format!("revision {shown} is too large"))
        }
        _ => (colon + 1, format!("revision {shown} is not a positive integer")),
    };
    let report = cx.report(node.part(start..revision.range().end), message);
    if latest || matches!(revision.text, "" | "*") {
        let whole = node.part(colon..revision.range().end);
        report.help("write a revision number, or only the family for its latest ACTIVE revision");
        report.fix(Unsafe, "remove the revision", vec![whole.replace("")]);
    } else {
        report.help("write a revision number; an image tag belongs in the task definition");
    }
}
