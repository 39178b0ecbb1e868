//! A value of shorthand cannot be converted to the type of its member.
//!
//! To shorthand everything is text. With the help of its model the AWS CLI makes integers of it as Python
//! does (`5`, `+5`, `1_000`), and where that fails it stops with `invalid literal for int() with base 10`,
//! without the name of the option. Lists and braces where an integer or a boolean belongs end the same way.
//!
//! Source: <https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-shorthand.html>

use crate::{command::slip::SlipKind, rule::prelude::*, shape::Form, shorthand::model::What};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Client, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut Cx<'_>) {
    let Fault::Command { place, slip, .. } = *fault else { return };
    let SlipKind::Refused(refused) = &slip.kind else { return };
    let shape = refused.shape.get();
    let received = match &refused.what {
        What::Text(text) if text.is_empty() => "nothing".to_owned(),
        What::Text(text) => quoted(text),
        What::List => "a list".to_owned(),
        What::Map => "an object".to_owned(),
    };
    let expected = shape.expected(cx.date());
    let report = cx.report(place, format!("`{}` must be {expected}, not {received}", shape.name));
    report.label(format!("expected {expected}"));
    match (shape.form, &refused.what) {
        (Form::Integer(..), What::Text(_)) => {
            report.help("write digits only, without a unit");
            report.help("the AWS CLI says `invalid literal for int() with base 10`");
        }
        _ => drop(report.help("write the value alone, without brackets")),
    }
}
