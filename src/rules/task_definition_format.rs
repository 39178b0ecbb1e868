//! `taskDefinition` is no family, no family with a revision and no ARN of a task definition.
//!
//! It is one of three: a family (`web`), which stands for its newest ACTIVE revision, a family and a
//! revision (`web:12`), or the ARN of either. A family has 1 to 255 letters, digits, hyphens and
//! underscores; a revision is a whole number from 1 on. There is no revision called `latest`, and
//! the `:*` of IAM policies is known to policies only.
//!
//! Names of container images look alike and are something else: the image stands in the task
//! definition, and `taskDefinition` names that.
//!
//! The AWS CLI sends any string. With `--task-definition file://name.txt` it sends the line break at
//! the end of the file too.
//!
//! AWS says:
//! - `Invalid revision number. Number: *`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StartTask.html>

use crate::{
    arn::{Part, usual},
    characters,
    identifier::{Format, ecs_arn, is_name, is_name_in_bytes, report_name, report_slip},
    rule::prelude::*,
};

pub const RULE: Rule =
    Rule { severity: Error, rejected_by: Service, check: OddStrings(&[Request("/taskDefinition")], check) };

const FORMAT: Format = Format { noun: "a family, family:revision or the ARN of a task definition", is_valid };

/// As nearly all are written: `family:revision`, alone or in an ARN.
fn is_usual(text: &[u8]) -> bool {
    let of_arn = usual(text).and_then(|at| text[at..].strip_prefix(b"task-definition/"));
    let text = of_arn.unwrap_or(text);
    let digits = text.iter().rev().take_while(|it| it.is_ascii_digit()).count();
    let Some((family, revision)) = text.split_at_checked(text.len() - digits) else { return false };
    matches!(digits, 1..=9)
        && revision.first() != Some(&b'0')
        && family.strip_suffix(b":").is_some_and(is_name_in_bytes)
}

fn is_valid(text: &str) -> bool {
    let arn = Arn::parse(text).filter(|it| it.is("ecs", "task-definition") && it.flaw().is_none());
    let name = arn.map_or(text.into(), |it| it.name());
    match name.split_once(b':') {
        Some((family, revision)) => is_name(family.text) && is_revision(revision.text),
        None => is_name(name.text),
    }
}

/// Revisions are counted in 32 bits.
fn is_revision(text: &str) -> bool {
    characters::DIGIT.has_all(text.as_bytes()) && text.parse::<i32>().is_ok_and(|it| it > 0)
}

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    if !node.plain_bytes().is_some_and(is_usual) {
        look_closely(node, cx);
    }
}

#[cold]
fn look_closely(node: Node<'_>, cx: &mut Cx<'_>) {
    let Some(value) = node.as_str() else { return };
    if is_valid(&value) || report_slip(node, &value, &FORMAT, cx) {
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
            cx.report(prefix, "`taskDefinition` is the end of an ARN, which is none of its documented forms")
                .severity(Warning)
                .rejected_by(Nobody)
                .help("give the whole ARN, or the family and the revision alone")
                .fix(Unsafe, "keep only the family and the revision", vec![prefix.replace("")]);
        }
        Some((_, name)) if !name.text.is_empty() => short(node, name, cx),
        _ if value.contains('/') => {
            cx.report(
                node,
                format!("`taskDefinition` is {}, which looks like a container image", quoted(&value)),
            )
            .help("give the family of the task definition that names the image");
        }
        _ => short(node, whole, cx),
    }
}

fn is_latest(revision: &str) -> bool {
    revision.trim_start_matches('$').eq_ignore_ascii_case("latest")
}

/// A family, perhaps with a revision.
fn short(node: Node<'_>, name: Part<'_>, cx: &mut Cx<'_>) {
    let (family, revision) = name.split_once(b':').map_or((name, None), |(it, rest)| (it, Some(rest)));
    // Before a revision that cannot be, an empty family is left to be filled in: it may be a placeholder.
    let is_first = |it: &Part<'_>| family.text.is_empty() && is_latest(it.text);
    if !is_name(family.text) && !revision.as_ref().is_some_and(is_first) {
        return report_name(node, family, "the family of a task definition", cx);
    }
    let Some(revision) = revision else { return };
    let (colon, shown) = (family.range().end, quoted(revision.text));
    let latest = is_latest(revision.text);
    let (start, message) = match revision.text {
        "" => (colon, "`taskDefinition` ends in a colon without a revision".to_owned()),
        "*" => (colon + 1, "the revision `*` is for IAM policies, not for starting a task".to_owned()),
        _ if latest => (colon + 1, format!("there is no revision {shown}")),
        text if text.trim_start_matches('0').len() > 9 && text.bytes().all(|it| it.is_ascii_digit()) => {
            (colon + 1, format!("the revision {shown} is larger than any"))
        }
        _ => (colon + 1, format!("the revision {shown} is not a whole number from 1 on")),
    };
    let report = cx.report(node.part(start..revision.range().end), message);
    if latest || matches!(revision.text, "" | "*") {
        let whole = node.part(colon..revision.range().end);
        report.help(
            "a revision is a number: give it, or leave out colon and revision for the newest ACTIVE one",
        );
        report.fix(Unsafe, "leave out the revision", vec![whole.replace("")]);
    } else {
        report.help("give the number of a revision; the tag of an image stands in the task definition");
    }
}
