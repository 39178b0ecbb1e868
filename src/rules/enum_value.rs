//! A string is not one of the values that the API model lists.
//!
//! No client checks enumerations: the AWS CLI sends any string, and ECS rejects the call. Values are
//! case-sensitive.
//!
//! Use one of the listed values, or remove the member.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StartTask.html>

use crate::{lint::rule::prelude::*, text::edit_distance};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Service, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    let Fault::EnumValue { node } = *fault else { return };
    let shape = node.shape().get();
    // `assign-public-ip-value` knows more about this one.
    if shape.name == "assignPublicIp" {
        return;
    }
    let Some(value) = node.as_str() else { return };
    let date = cx.date();
    let known: Vec<_> = shape.words_on(date).collect();
    let later = shape.words.iter().find(|(word, since)| *since > date && *word == value);
    let is_response = cx.kind() == DocumentKind::Response;

    let list = node.parent().map_or("", |it| it.shape().get().name);
    let name = if shape.name.is_empty() { list } else { shape.name };
    let report = cx.report(node, format!("{} is not a value of `{name}`", quoted(&value)));
    if is_response {
        // ECS may have added a value since.
        report.severity(Warning);
    }
    let listed = join(known.iter().map(|it| format!("`{it}`")), "or");
    if let Some((_, since)) = later {
        report.label(format!("added on {since}")).allowed_since(Some(*since));
        return;
    }
    let trimmed = value.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`'));
    match edit_distance::word(trimmed, known.iter().copied()) {
        Some(meant) => {
            report.label(format!("did you mean `{meant}`?"));
            if known.len() > 1 {
                report.help(format!("use {listed}"));
            }
            let sure = if edit_distance::is_respelling(trimmed, meant) { Safe } else { Unsafe };
            report.fix(sure, format!("replace with `{meant}`"), vec![node.replace_str(meant)]);
        }
        None => {
            report.label(format!("expected {listed}"));
        }
    }
}
