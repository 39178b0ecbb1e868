//! A value that Step Functions is to compute is not an expression.
//!
//! In a state with JSONPath, the value of a member whose name ends in `.$` must be a string with a path (`$.id`,
//! `$$.Execution.Name`) or a call of an intrinsic function (`States.Format('{}', $.id)`): the 18 functions, with as
//! many arguments as they take, texts in single quotes, `\` before a single quote in a text, and for
//! `States.Format` one value for each `{}`. Anything else makes Step Functions reject the state machine; values that do
//! not fit their `{}` make the execution fail.
//!
//! A member cannot be given both ways, as `Command` and as `Command.$`. In a state with JSONata (`QueryLanguage`) the
//! ending `.$` has no meaning: write the value as `{% … %}`.
//!
//! AWS says:
//! - `The value for the field '*' must be a valid JSONPath or a valid intrinsic function call*`
//! - `Cannot have both the field '*' and the field '*' at the same time*`
//!
//! Source: <https://states-language.net/spec.html#intrinsic-functions>

use crate::{
    dialect::{
        expression::{FUNCTIONS, FlawKind},
        states::{Mistake, MistakeKind, in_jsonata},
    },
    json,
    rule::prelude::*,
    suggest,
};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Client, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut Cx<'_>) {
    let Fault::State { mistake, .. } = fault else { return };
    let Some(name) = mistake.node.as_str() else { return };
    let plain = name.strip_suffix(".$").unwrap_or(&name);
    match &mistake.kind {
        MistakeKind::Suffix => suffix(mistake, &name, plain, cx),
        MistakeKind::Both => both(mistake, &name, plain, cx),
        MistakeKind::NotText => not_text(mistake, &name, plain, cx),
        MistakeKind::Flawed(it) if it.kind == FlawKind::Neither => neither(mistake, &name, plain, cx),
        MistakeKind::Flawed(it) => {
            let (message, help) = words(&it.kind);
            let report = cx.report(mistake.value.part(it.at.clone()), message);
            report.help(help);
            if matches!(it.kind, FlawKind::Braces(..)) {
                report.rejected_by(Runtime);
            }
        }
        MistakeKind::Literal | MistakeKind::Part => {}
    }
}

fn suffix(mistake: &Mistake<'_>, name: &str, plain: &str, cx: &mut Cx<'_>) {
    let report = cx
        .report(mistake.node, format!("{} has the ending of JSONPath in a state with JSONata", quoted(name)));
    report.label("unknown in JSONata").help(format!("write {} with the value as `{{% … %}}`", quoted(plain)));
    let is_free = mistake.node.parent().is_some_and(|it| it.get(plain).is_none());
    let whole = mistake.value.as_str().and_then(|it| in_jsonata(&it)).filter(|_| is_free);
    if let Some(whole) = whole {
        let edits = vec![mistake.node.replace_str(plain), mistake.value.replace_str(&whole)];
        report.fix(Unsafe, "write it in JSONata", edits);
    }
}

fn both(mistake: &Mistake<'_>, name: &str, plain: &str, cx: &mut Cx<'_>) {
    let report =
        cx.report(mistake.node, format!("{} and {} set the same member", quoted(plain), quoted(name)));
    report.label("one of two");
    if let Some(other) = mistake.plain() {
        report.also(other, "the other one").help("remove one of them");
        report.fix(Unsafe, format!("remove {}", quoted(plain)), vec![other.removal()]);
    }
}

fn not_text(mistake: &Mistake<'_>, name: &str, plain: &str, cx: &mut Cx<'_>) {
    let what = match mistake.value.kind() {
        json::Kind::Array => "a list",
        json::Kind::Object => "an object",
        json::Kind::Number => "a number",
        json::Kind::Null => "`null`",
        _ => "`true` or `false`",
    };
    let place = mistake.value.opening();
    let report = cx.report(
        place,
        format!("{} must be a string with a path or an intrinsic function, not {what}", quoted(name)),
    );
    report.label("expected a string");
    if mistake.value.kind() == json::Kind::Array {
        report.help("write `\"States.Array(…)\"` with the elements as arguments");
    } else {
        report.help(format!("write {} for a value that is not computed", quoted(plain)));
    }
}

fn neither(mistake: &Mistake<'_>, name: &str, plain: &str, cx: &mut Cx<'_>) {
    let report =
        cx.report(mistake.value, format!("{} must be a path or an intrinsic function", quoted(name)));
    report.label("plain text");
    if mistake.value.as_str().is_some_and(|it| it.starts_with("{%")) {
        report.help("`{% … %}` is evaluated in states with `\"QueryLanguage\": \"JSONata\"` only");
        return;
    }
    report.help(format!("write {} for text, or a path that begins with `$`", quoted(plain)));
    report.fix(Unsafe, format!("rename it to {}", quoted(plain)), vec![mistake.node.replace_str(plain)]);
}

/// A flaw in words, and what to do about it.
fn words(kind: &FlawKind) -> (String, String) {
    match kind {
        FlawKind::Unknown(name) => {
            let message = format!("there is no intrinsic function {}", quoted(&format!("States.{name}")));
            let help = match suggest::word(name, FUNCTIONS.iter().map(|it| it.0)) {
                Some(near) => format!("write `States.{near}`"),
                None => format!("the functions are {}", join(FUNCTIONS.iter().map(|it| format!("`{}`", it.0)), "and")),
            };
            (message, help)
        }
        FlawKind::Count(name, (least, most), found) => {
            let wanted = match (*least, *most) {
                (least, usize::MAX) => format!("at least {}", count(least, "argument")),
                (least, most) if least == most => count(least, "argument"),
                (least, most) => format!("{least} to {}", count(most, "argument")),
            };
            (format!("`States.{name}` takes {wanted}, not {found}"), "give it as many as it takes".to_owned())
        }
        FlawKind::Braces(braces, values) => (
            format!("`States.Format` has {} for {} of `{{}}`", count(*values, "value"), times_of(*braces)),
            "give one value for each `{}`, and write `\\\\{\\\\}` for the characters themselves".to_owned(),
        ),
        FlawKind::DoubleQuotes => {
            ("a text in an intrinsic function is in double quotes".to_owned(), "put it in single quotes".to_owned())
        }
        FlawKind::Unfinished => (
            "an intrinsic function has no end".to_owned(),
            "close its quotes and brackets, with `\\\\` before a single quote inside a text".to_owned(),
        ),
        FlawKind::Unexpected | FlawKind::Neither => (
            "unexpected text in an intrinsic function".to_owned(),
            "arguments are paths, texts in single quotes, numbers and intrinsic functions, with commas between them"
                .to_owned(),
        ),
        FlawKind::Deep => (
            "more than ten intrinsic functions inside each other".to_owned(),
            "compute a part of it in a state before this one".to_owned(),
        ),
    }
}

fn times_of(number: usize) -> String {
    if number == 1 { "1 occurrence".to_owned() } else { format!("{number} occurrences") }
}
