//! A value that Step Functions should evaluate is not a valid expression.
//!
//! In a state that uses JSONPath, the value of a member whose name ends in `.$` must be a string with a path (`$.id`,
//! `$$.Execution.Name`) or a call of an intrinsic function (`States.Format('{}', $.id)`). The function must be one of the
//! 18 intrinsic functions with the right number of arguments. Strings are in single quotes, with `\` before a single
//! quote inside a string, and `States.Format` needs one value for each `{}`. Step Functions rejects the state machine
//! for anything else, except that a wrong number of values for `{}` makes the execution fail.
//!
//! A member cannot be set as both `Command` and `Command.$`. In a state that uses JSONata (`QueryLanguage`) the suffix
//! `.$` has no meaning: write the value as `{% … %}`. Such a state has `Arguments`, and only a state that uses JSONPath has
//! `Parameters`.
//!
//! AWS says:
//! - `The value for the field '*' must be a valid JSONPath or a valid intrinsic function call*`
//! - `Cannot have both the field '*' and the field '*' at the same time*`
//!
//! Source: <https://states-language.net/spec.html#intrinsic-functions>

use crate::{
    diagnostic::fault::state::{ExpressionErrorKind, Mistake, MistakeKind},
    document::dialect::{
        expression::{self, FUNCTIONS},
        states::in_jsonata,
    },
    json,
    lint::rule::prelude::*,
    text::edit_distance,
};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Client, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    let Fault::State { mistake, .. } = fault else { return };
    match mistake.kind {
        MistakeKind::Parameters { can_be_renamed } => return parameters(mistake, can_be_renamed, cx),
        MistakeKind::Arguments => return arguments(mistake, cx),
        _ => {}
    }
    let Some(name) = mistake.node.as_str() else { return };
    let plain = name.strip_suffix(".$").unwrap_or(&name);
    match &mistake.kind {
        MistakeKind::Suffix => suffix(mistake, &name, plain, cx),
        MistakeKind::Both => both(mistake, &name, plain, cx),
        MistakeKind::NotText => not_text(mistake, &name, plain, cx),
        MistakeKind::Flawed(it) if it.kind == ExpressionErrorKind::Neither => {
            neither(mistake, &name, plain, cx)
        }
        MistakeKind::Flawed(it) => {
            let (message, help) = words(&it.kind);
            let report = cx.report(mistake.value.part(it.at.clone()), message);
            report.help(help);
            if matches!(it.kind, ExpressionErrorKind::Braces(..)) {
                report.rejected_by(Runtime);
            }
        }
        MistakeKind::Literal
        | MistakeKind::Part
        | MistakeKind::Parameters { .. }
        | MistakeKind::Arguments => {}
    }
}

fn parameters(mistake: &Mistake<'_>, can_be_renamed: bool, cx: &mut RuleContext<'_>) {
    let report = cx.report(mistake.node, "a state that uses JSONata has no `Parameters`");
    report.label("not defined in JSONata");
    if can_be_renamed {
        report.fix(Unsafe, "rename it to `Arguments`", vec![mistake.node.replace_str("Arguments")]);
    } else {
        report.help("rename it to `Arguments`, and write the values as `{% … %}`");
    }
}

fn arguments(mistake: &Mistake<'_>, cx: &mut RuleContext<'_>) {
    let report = cx.report(mistake.node, "a state that uses JSONPath has no `Arguments`");
    report.label("not defined in JSONPath");
    report.help("add `\"QueryLanguage\": \"JSONata\"` to the state, or write `Parameters`");
}

fn suffix(mistake: &Mistake<'_>, name: &str, plain: &str, cx: &mut RuleContext<'_>) {
    let report = cx.report(
        mistake.node,
        format!("{} has the JSONPath suffix, but the state uses JSONata", quoted(name)),
    );
    report
        .label("not valid in JSONata")
        .help(format!("rename it to {} and write the value as `{{% … %}}`", quoted(plain)));
    let is_free = mistake.node.parent().is_some_and(|it| it.get(plain).is_none());
    let whole = mistake.value.as_str().and_then(|it| in_jsonata(&it)).filter(|_| is_free);
    if let Some(whole) = whole {
        let edits = vec![mistake.node.replace_str(plain), mistake.value.replace_str(&whole)];
        report.fix(Unsafe, "convert it to JSONata", edits);
    }
}

fn both(mistake: &Mistake<'_>, name: &str, plain: &str, cx: &mut RuleContext<'_>) {
    let report =
        cx.report(mistake.node, format!("{} and {} set the same member", quoted(plain), quoted(name)));
    report.label("set here");
    if let Some(other) = mistake.plain() {
        report.also(other, "also set here").help("remove one of them");
        // The one that Step Functions can use stays.
        let is_valid = mistake.value.as_str().is_some_and(|it| expression::error(&it).is_none());
        let (goes, name) = if is_valid { (other, plain) } else { (mistake.node, name) };
        report.fix(Unsafe, format!("remove {}", quoted(name)), vec![goes.removal()]);
    }
}

fn not_text(mistake: &Mistake<'_>, name: &str, plain: &str, cx: &mut RuleContext<'_>) {
    let what = match mistake.value.kind() {
        json::ValueKind::Array => "a list",
        json::ValueKind::Object => "an object",
        json::ValueKind::Number => "a number",
        json::ValueKind::Null => "`null`",
        _ => "a boolean",
    };
    let place = mistake.value.opening_bracket();
    let report = cx.report(
        place,
        format!(
            "{} must be a string that contains a path or an intrinsic function, not {what}",
            quoted(name)
        ),
    );
    report.label("expected a string");
    if mistake.value.kind() == json::ValueKind::Array {
        report.help("write `\"States.Array(…)\"` with the elements as arguments");
    } else {
        report.help(format!("for a constant value, write {}", quoted(plain)));
    }
}

fn neither(mistake: &Mistake<'_>, name: &str, plain: &str, cx: &mut RuleContext<'_>) {
    let report =
        cx.report(mistake.value, format!("{} must be a path or an intrinsic function", quoted(name)));
    report.label("plain text");
    if mistake.value.as_str().is_some_and(|it| it.starts_with("{%")) {
        report.help("`{% … %}` is evaluated in states with `\"QueryLanguage\": \"JSONata\"` only");
        return;
    }
    report.help(format!("for plain text, write {}; for a path, start with `$`", quoted(plain)));
    report.fix(Unsafe, format!("rename to {}", quoted(plain)), vec![mistake.node.replace_str(plain)]);
}

/// The message for a mistake, and its help.
fn words(kind: &ExpressionErrorKind) -> (String, String) {
    match kind {
        ExpressionErrorKind::Unknown(name) => {
            let message = format!("unknown intrinsic function {}", quoted(&format!("States.{name}")));
            let help = match edit_distance::word(name, FUNCTIONS.iter().map(|it| it.0)) {
                Some(near) => format!("write `States.{near}`"),
                None => format!("the functions are {}", join(FUNCTIONS.iter().map(|it| format!("`{}`", it.0)), "and")),
            };
            (message, help)
        }
        ExpressionErrorKind::Count(name, (least, most), found) => {
            let wanted = match (*least, *most) {
                (least, usize::MAX) => format!("at least {}", count(least, "argument")),
                (least, most) if least == most => count(least, "argument"),
                (least, most) => format!("{least} to {}", count(most, "argument")),
            };
            (format!("`States.{name}` takes {wanted}, not {found}"), format!("pass {wanted}"))
        }
        ExpressionErrorKind::Braces(braces, values) => (
            format!("`States.Format` has {} for {} of `{{}}`", count(*values, "value"), times_of(*braces)),
            "pass one value for each `{}`; write literal braces as `\\\\{\\\\}`".to_owned(),
        ),
        ExpressionErrorKind::DoubleQuotes => {
            ("a string in an intrinsic function is in double quotes".to_owned(), "use single quotes".to_owned())
        }
        ExpressionErrorKind::Unfinished => (
            "an intrinsic function is not closed".to_owned(),
            "close its quotes and parentheses; write `\\\\` before a single quote inside a string".to_owned(),
        ),
        ExpressionErrorKind::Unexpected | ExpressionErrorKind::Neither => (
            "unexpected text in an intrinsic function".to_owned(),
            "separate the arguments with commas; each must be a path, a string in single quotes, a number or an intrinsic function"
                .to_owned(),
        ),
        ExpressionErrorKind::Deep => (
            "intrinsic functions are nested more than ten levels deep".to_owned(),
            "compute part of it in an earlier state".to_owned(),
        ),
    }
}

fn times_of(number: usize) -> String {
    if number == 1 { "1 occurrence".to_owned() } else { format!("{number} occurrences") }
}
