//! A path or an intrinsic function is not evaluated, so the container receives its literal text.
//!
//! In a state that uses JSONPath, Step Functions evaluates a value only if the name of its member ends in `.$`. Everywhere
//! else `$.id`, `$$.Execution.Name` and `States.Format('{}', $.id)` are plain text, and the environment variable gets the
//! value `$.id`. In a state that uses JSONata (`QueryLanguage`), only a string that consists entirely of `{% … %}` is
//! evaluated.
//!
//! If the member accepts any text, this is a warning, because a program may need the path itself; variables such as
//! `JSON_PATH` or `CURRENCY` are not reported. If the text is not valid for the member (a list, a number, the name of a
//! cluster), this is an error.
//!
//! Add `.$` to the name of the member. An element of a list has no name: write the whole list as
//! `"Command.$": "States.Array('run', $.id)"`. In JSONata, write `{% $states.input.id %}`.
//!
//! Reported as aws-cdk#24057, #3445, #4078 and #9253.
//!
//! Source: <https://states-language.net/spec.html#payload-template>

use crate::{
    diagnostic::fault::state::{Mistake, MistakeKind, QueryLanguage},
    document::dialect::{
        expression::error,
        states::{in_jsonata, jsonata_of_parts},
    },
    lint::rule::prelude::*,
    text::edit::Edit,
};

pub const CONFIDENCE: Confidence = Likely;
pub const RULE: Rule = Rule { severity: Warning, rejected_by: Nobody, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    let Fault::State { mistake, rejected } = fault else { return };
    let node = mistake.node;
    let Some(text) = node.as_str() else { return };
    let what = match (&mistake.kind, text.as_ref()) {
        (MistakeKind::Part, _) => "an expression",
        (_, it) if it.starts_with("States.") => "an intrinsic function",
        (_, it) if it.starts_with("$$") => "a context object path",
        (_, it) if it.starts_with("{%") => "a JSONata expression",
        _ => "a path",
    };
    let owner = node.key().and_then(Node::as_str);
    let list = node.parent().and_then(Node::key).and_then(Node::as_str).filter(|_| owner.is_none());
    let message = match (&owner, &list) {
        _ if mistake.kind == MistakeKind::Part => {
            "text around `{% … %}` makes the whole string literal text".to_owned()
        }
        (Some(name), _) => format!("{what} in {} is literal text", quoted(name)),
        (None, Some(list)) => format!("{what} in {} is literal text", quoted(list)),
        (None, None) => format!("{what} is literal text here"),
    };
    let report = cx.report(node, message);
    report.label("not evaluated");
    if let Some(by) = rejected {
        report.severity(Error).rejected_by(*by);
    }
    match mistake.language {
        QueryLanguage::JsonPath => json_path(mistake, &text, list.as_deref(), report),
        QueryLanguage::Jsonata => jsonata(mistake, &text, report),
    }
}

fn json_path(
    mistake: &Mistake<'_>,
    text: &str,
    list: Option<&str>,
    report: &mut crate::diagnostic::Diagnostic,
) {
    let node = mistake.node;
    if text.starts_with("{%") {
        report.help("`{% … %}` is evaluated in states with `\"QueryLanguage\": \"JSONata\"` only");
        return;
    }
    if let Some(list) = list {
        report
            .help(format!("to pass its value, write the whole list as `\"{list}.$\": \"States.Array(…)\"`"));
        return;
    }
    let Some((key, name)) = node.key().and_then(|key| Some((key, key.as_str()?))) else { return };
    let renamed = format!("{name}.$");
    report.help(format!("to pass its value, rename the member to {}", quoted(&renamed)));
    let is_free = node.parent().is_some_and(|it| it.get(&renamed).is_none());
    if is_free && error(text).is_none() {
        report.fix(Unsafe, format!("rename to {}", quoted(&renamed)), vec![key.replace_str(&renamed)]);
    }
}

fn jsonata(mistake: &Mistake<'_>, text: &str, report: &mut crate::diagnostic::Diagnostic) {
    report.help("to pass its value, write the whole string as one `{% … %}` expression");
    let whole = if mistake.kind == MistakeKind::Part { jsonata_of_parts(text) } else { in_jsonata(text) };
    if let Some(whole) = whole {
        let edit: Edit = mistake.node.replace_str(&whole);
        report.fix(Unsafe, format!("change it to {}", quoted(&whole)), vec![edit]);
    }
}
