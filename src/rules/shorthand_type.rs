//! A value in shorthand cannot be converted to the type of its member.
//!
//! In shorthand every value is text. The AWS CLI converts it to an integer where its model requires one, with the
//! syntax of Python (`5`, `+5`, `1_000`). If the conversion fails, it stops with `invalid literal for int() with
//! base 10` and does not name the option. A list or an object instead of an integer or a boolean also fails.
//!
//! Write the value as an integer or a boolean, without a unit and without brackets.
//!
//! Source: <https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-shorthand.html>

use crate::{
    diagnostic::fault::command::CommandFaultKind, lint::rule::prelude::*, model::shape::Type,
    shorthand::coerce::What,
};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Client, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    let Fault::Command { place, mistake, .. } = *fault else { return };
    let CommandFaultKind::Rejected(rejected) = &mistake.kind else { return };
    let shape = rejected.shape.get();
    let received = match &rejected.what {
        What::Text(text) if text.is_empty() => "an empty value".to_owned(),
        What::Text(text) => quoted(text),
        What::List => "a list".to_owned(),
        What::Map => "an object".to_owned(),
    };
    let expected = shape.expected(cx.date());
    let report = cx.report(place, format!("`{}` must be {expected}, not {received}", shape.name));
    report.label(format!("expected {expected}"));
    match (shape.form, &rejected.what) {
        (Type::Integer(..), What::Text(_)) => {
            report.help("write digits only, without a unit");
            report.help("the AWS CLI reports `invalid literal for int() with base 10`");
        }
        _ => drop(report.help("write the value without brackets")),
    }
}
