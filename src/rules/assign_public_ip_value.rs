//! `assignPublicIp` is neither `ENABLED` nor `DISABLED`.
//!
//! The value must be one of these two strings, in uppercase. The AWS CLI rejects any value that is not a
//! string, including `true`. It accepts every string, but ECS rejects lowercase, `yes`, or extra quotes
//! inside the string, which usually come from a shell.
//!
//! Use `"ENABLED"` or `"DISABLED"`. StartTask places tasks on container instances, which support only
//! `DISABLED`.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html>

use crate::{
    json,
    lint::rule::prelude::*,
    text::{edit::Applicability, edit_distance},
};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[Request("/networkConfiguration/awsvpcConfiguration/assignPublicIp")], check),
};

const WORDS: [&str; 2] = ["DISABLED", "ENABLED"];

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    if !WORDS.iter().any(|it| node.is(it))
        && !matches!(node.kind(), json::ValueKind::Null | json::ValueKind::Unknown)
    {
        another(node, cx);
    }
}

#[cold]
fn another(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let text = node.as_str();
    let rejected_by = if text.is_some() { Service } else { Client };
    let found = match node.kind() {
        json::ValueKind::Array => "a list".to_owned(),
        json::ValueKind::Object => "an object".to_owned(),
        _ if node.is("") => "the empty string".to_owned(),
        _ => quoted(text.as_deref().unwrap_or(node.raw())),
    };
    let report = cx.report(node, format!("`assignPublicIp` must be `ENABLED` or `DISABLED`, not {found}"));
    report.rejected_by(rejected_by);
    match meant(text.as_deref().unwrap_or(node.raw())) {
        Some((word, sure)) => {
            report.fix(sure, format!("change to `{word}`"), vec![node.replace_str(word)]);
        }
        None => {
            report.help("use `\"ENABLED\"` or `\"DISABLED\"`");
        }
    }
}

/// Which of the two was meant, and how sure that is.
fn meant(text: &str) -> Option<(&'static str, Applicability)> {
    let bare = text.trim_matches(|it: char| it.is_whitespace() || matches!(it, '"' | '\'' | '`' | '\\'));
    let word = |on: bool| WORDS[usize::from(on)];
    match bare.to_ascii_lowercase().as_str() {
        "enabled" | "true" => Some((word(true), Safe)),
        "disabled" | "false" => Some((word(false), Safe)),
        "enable" | "yes" | "on" | "1" => Some((word(true), Unsafe)),
        "disable" | "no" | "off" | "0" | "none" => Some((word(false), Unsafe)),
        other => edit_distance::word(other, WORDS).map(|it| (it, Unsafe)),
    }
}
