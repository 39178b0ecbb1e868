//! A string that is none of the values which the model lists.
//!
//! No client compares enumerations: the AWS CLI sends whatever string stands there, and ECS refuses
//! the call. Values are case-sensitive.
//!
//! Write one of the listed values, or leave the member out.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StartTask.html>

use crate::{rule::prelude::*, suggest};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Service, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut Cx<'_>) {
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
    let answer = cx.kind() == Kind::Response;

    let report = cx.report(node, format!("`{}` may not be {}", shape.name, quoted(&value)));
    if answer {
        // The service may have learnt a value since.
        report.severity(Warning);
    }
    let listed = join(known.iter().map(|it| format!("`{it}`")), "or");
    if let Some((_, since)) = later {
        report.label(format!("exists since {since}")).allowed_since(Some(*since));
        return;
    }
    report.help(format!("write {listed}"));
    let trimmed = value.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`'));
    match suggest::word(trimmed, known.iter().copied()) {
        Some(meant) => {
            report.label(format!("did you mean `{meant}`?"));
            let sure = if suggest::is_respelling(trimmed, meant) { Safe } else { Unsafe };
            report.fix(sure, format!("write `{meant}`"), vec![node.replace_str(meant)]);
        }
        None => {
            report.label(format!("not one of {}", count(known.len(), "known value")));
        }
    }
}
