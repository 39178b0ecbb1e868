//! The text is not valid JSON.
//!
//! The AWS CLI reads `--cli-input-json` and JSON values of options with Python's `json` module, which accepts RFC 8259
//! and little more: no comments, no trailing commas, no single quotes, no unquoted keys or strings, and no line breaks
//! inside strings. The AWS CLI stops at the first syntax error. ecs-preflight reports each one, and the other rules
//! run on the parts that parse.
//!
//! AWS CLI v2 prints `Invalid JSON received` without a location. AWS CLI v1 repeats the message of Python, which names
//! the text that was expected, not the text that was found:
//!
//! | AWS CLI v1 reports | look for |
//! | --- | --- |
//! | `Expecting value` | a trailing comma in a list, a comment, an empty file or one that is not JSON, `None`, `undefined`, `True` |
//! | `Expecting property name enclosed in double quotes` | a trailing comma in an object, single or typographic quotes, an unquoted key, a comment |
//! | `Expecting ',' delimiter` | a missing comma or closing bracket, a quote inside a string, a number such as `007` |
//! | `Expecting ':' delimiter` | a missing colon or quote |
//! | `Extra data` | a second document, or text after the end |
//! | `Invalid control character at` | a line break or a tab in a string, or a missing closing quote |
//! | `Unterminated string starting at` | a missing closing quote |
//!
//! Python accepts two things that are reported all the same: `NaN` and `Infinity`, which the AWS CLI rejects later
//! because of their type, and half of a surrogate pair (`\ud800`), which is sent although it is not a character.
//!
//! AWS says:
//! - `Invalid JSON: *`
//! - `Invalid JSON received`
//!
//! Source: <https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-skeleton.html>,
//! <https://www.rfc-editor.org/rfc/rfc8259>

use crate::{
    json::{Location, SyntaxError, SyntaxErrorKind},
    lint::rule::prelude::*,
    rules::shared::syntax_words::{in_python, words},
    text::{display, span::Span},
};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Client, check: Faults(check) };

/// The maximum number of unclosed brackets that are shown, innermost last.
const OPENED_MAX: usize = 8;

fn check(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    let Fault::Syntax { place, fault } = *fault else { return };
    let tree = place.node().tree();
    let (message, advice) = match fault.kind {
        SyntaxErrorKind::Word if fault.edits.is_empty() || fault.edits.iter().any(|it| it.text == "null") => {
            (words(SyntaxErrorKind::Word, cx.is_line()).0, "remove the member")
        }
        kind => words(kind, cx.is_line()),
    };
    let advice = advice.replace("{}", &replacement(fault));
    let is_line = cx.is_line();
    let report = cx.report(place, message.replace("{}", &offending(place, fault)));
    match fault.kind {
        SyntaxErrorKind::TooDeep
        | SyntaxErrorKind::TooLarge
        | SyntaxErrorKind::Crowded
        | SyntaxErrorKind::LongLine
        | SyntaxErrorKind::CrowdedLine => report.rejected_by(Nobody),
        SyntaxErrorKind::LoneSurrogate => report.severity(Warning).rejected_by(Nobody),
        SyntaxErrorKind::MissingComma | SyntaxErrorKind::MissingColon | SyntaxErrorKind::MissingValue => {
            report.label("missing after this")
        }
        SyntaxErrorKind::MissingCloser => report.label("the closing bracket belongs before this"),
        SyntaxErrorKind::Unclosed if is_line => report.label("the line ends here"),
        SyntaxErrorKind::Unclosed => report.label("the file ends here"),
        _ => report,
    };
    for &opened in &fault.opened[fault.opened.len().saturating_sub(OPENED_MAX)..] {
        report.also(tree.place(opened), "opened here");
    }
    if fault.edits.is_empty() {
        report.help(&advice);
    } else {
        let (title, more) = advice.split_once("; ").unwrap_or((&advice, ""));
        if !more.is_empty() {
            report.help(more);
        }
        report.fix(fault.applicability, title, fault.edits.clone());
    }
    match fault.kind {
        SyntaxErrorKind::Placeholder => {
            report.help("if the file is a template, pass `--template`");
        }
        SyntaxErrorKind::NotFinite => {
            report.help("Python accepts it, but then the AWS CLI rejects its type");
        }
        SyntaxErrorKind::LoneSurrogate => {
            report.help("the AWS CLI sends it unchanged");
        }
        _ if fault.first => {
            report.help(aws_cli_message(fault.kind));
        }
        _ => {}
    }
}

/// The text for `{}` in a message.
fn offending(place: Location<'_>, fault: &SyntaxError) -> String {
    let whole = place.node().tree().text();
    let cut = |span: Span| whole.get(span.range()).unwrap_or_default();
    let first = cut(place.span()).chars().next().unwrap_or_default();
    match fault.kind {
        SyntaxErrorKind::ControlCharacter if matches!(first, '\r' | '\n') => "a line break".to_owned(),
        SyntaxErrorKind::ControlCharacter if first == '\t' => "a tab".to_owned(),
        SyntaxErrorKind::ControlCharacter | SyntaxErrorKind::OddSpace => {
            format!("the character U+{:04X}", first as u32)
        }
        SyntaxErrorKind::Unclosed | SyntaxErrorKind::MissingCloser => match fault.opened.as_slice() {
            [one] => format!("{} is", quoted(cut(*one))),
            many => format!("{} are", display::count(many.len(), "bracket")),
        },
        _ => quoted(cut(place.span())),
    }
}

/// The text for `{}` in a help.
fn replacement(fault: &SyntaxError) -> String {
    let text = fault.edits.iter().map(|it| it.text.trim_matches(',')).find(|it| !it.is_empty());
    text.map_or("the missing part".to_owned(), quoted)
}

/// The message of the AWS CLI, which people search for.
fn aws_cli_message(mistake: SyntaxErrorKind) -> String {
    match in_python(mistake) {
        Some(words) => format!("AWS CLI v1 reports `{words}`, v2 `Invalid JSON received`"),
        None => "the AWS CLI reports `Invalid JSON` and stops here".to_owned(),
    }
}
