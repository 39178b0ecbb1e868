//! The text breaks a rule of JSON.
//!
//! `--cli-input-json` and the JSON of a single flag are read by Python's `json`, which takes RFC 8259
//! and next to nothing more: no comments, no commas behind the last element, no single quotes, no
//! keys or strings without quotes, no line breaks inside of strings. The AWS CLI stops at the first
//! slip; here each one is named for what it is, and the other rules run on what is intact.
//!
//! Version 2 of the AWS CLI says `Invalid JSON received` and no place. Version 1 repeats Python, which
//! names what it wanted and not what it found:
//!
//! | version 1 says | look for |
//! | --- | --- |
//! | `Expecting value` | a comma behind the last element of a list, a comment, a file that is empty or no JSON, `None`, `undefined`, `True` |
//! | `Expecting property name enclosed in double quotes` | a comma behind the last member, single or typographic quotes, a key without quotes, a comment |
//! | `Expecting ',' delimiter` | a comma or a closing bracket that is missing, a quote inside of a string, a number like `007` |
//! | `Expecting ':' delimiter` | a colon or a quote that is missing |
//! | `Extra data` | a second document, or text behind the end |
//! | `Invalid control character at` | a line break or a tab in a string, or its closing quote that is missing |
//! | `Unterminated string starting at` | a closing quote that is missing |
//!
//! Two things pass Python and are reported all the same: `NaN` and `Infinity`, whose type the AWS CLI
//! refuses in the next step, and half a surrogate pair (`\ud800`), which is sent and is no character.
//!
//! AWS says:
//! - `Invalid JSON: *`
//! - `Invalid JSON received`
//!
//! Source: <https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-skeleton.html>,
//! <https://www.rfc-editor.org/rfc/rfc8259>

use crate::{
    json::{Place, Slip, SyntaxFault},
    rule::prelude::*,
    source::Span,
    text,
};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Client, check: Faults(check) };

/// The most brackets that are shown as not closed, innermost last.
const OPENED_MAX: usize = 8;

fn check(fault: &Fault<'_>, cx: &mut Cx<'_>) {
    let Fault::Syntax { place, fault } = *fault else { return };
    let tree = place.node().tree();
    let (message, mend) = match fault.slip {
        Slip::Word if fault.edits.is_empty() || fault.edits.iter().any(|it| it.text == "null") => {
            (Slip::Word.words().0, "leave the member out")
        }
        slip => slip.words(),
    };
    let mend = mend.replace("{}", &replacement(fault));
    let report = cx.report(place, message.replace("{}", &guilty(place, fault)));
    match fault.slip {
        Slip::TooDeep | Slip::TooLarge | Slip::Crowded | Slip::LongLine | Slip::CrowdedLine => {
            report.rejected_by(Nobody)
        }
        Slip::LoneSurrogate => report.severity(Warning).rejected_by(Nobody),
        Slip::MissingComma | Slip::MissingColon | Slip::MissingValue => report.label("missing behind this"),
        Slip::MissingCloser => report.label("the bracket belongs before this"),
        Slip::Unclosed => report.label("the file ends here"),
        _ => report,
    };
    for &opened in &fault.opened[fault.opened.len().saturating_sub(OPENED_MAX)..] {
        report.also(tree.place(opened), "opened here");
    }
    report.help(&mend);
    match fault.slip {
        Slip::Placeholder => drop(report.help("if the file is a template, pass `--template`")),
        Slip::NotFinite => drop(report.help("Python reads it, and then the AWS CLI refuses its type")),
        Slip::LoneSurrogate => drop(report.help("the AWS CLI sends it as it is")),
        _ if fault.first => drop(report.help(said(fault.slip))),
        _ => {}
    }
    if !fault.edits.is_empty() {
        let title = mend.split(';').next().unwrap_or_default();
        report.fix(fault.applicability, title, fault.edits.clone());
    }
}

/// What stands for `{}` in a message.
fn guilty(place: Place<'_>, fault: &SyntaxFault) -> String {
    let whole = place.node().tree().text();
    let cut = |span: Span| whole.get(span.range()).unwrap_or_default();
    let first = cut(place.span()).chars().next().unwrap_or_default();
    match fault.slip {
        Slip::ControlCharacter if matches!(first, '\r' | '\n') => "a line break".to_owned(),
        Slip::ControlCharacter if first == '\t' => "a tab".to_owned(),
        Slip::ControlCharacter | Slip::OddSpace => format!("the character U+{:04X}", first as u32),
        Slip::Unclosed | Slip::MissingCloser => match fault.opened.as_slice() {
            [one] => format!("{} is", quoted(cut(*one))),
            many => format!("{} are", text::count(many.len(), "bracket")),
        },
        _ => quoted(cut(place.span())),
    }
}

/// What stands for `{}` in how to mend it.
fn replacement(fault: &SyntaxFault) -> String {
    let text = fault.edits.iter().map(|it| it.text.trim_matches(',')).find(|it| !it.is_empty());
    text.map_or("what is missing".to_owned(), quoted)
}

/// The words of the AWS CLI, by which people search.
fn said(slip: Slip) -> String {
    match slip.in_python() {
        Some(words) => format!("AWS CLI v1 says `{words}`, v2 `Invalid JSON received`"),
        None => "the AWS CLI says `Invalid JSON` and stops here".to_owned(),
    }
}
