//! The AWS CLI cannot parse a value in shorthand.
//!
//! Shorthand is `key=value,key=value`, with `[…]` for lists, `{…}` for objects, and single or double quotes
//! around a value. The AWS CLI stops at the first unexpected character and reports the character that it
//! expected, which seldom explains the mistake:
//!
//! | the AWS CLI reports | look for |
//! | --- | --- |
//! | `Expected: '=', received: ' '` or a letter | a space inside a key or before the first key |
//! | `Expected: '=', received: '''` | single quotes in `cmd.exe`, which supports only double quotes |
//! | `Expected: '=', received: 'EOF'` | a value without a key; a space after a comma, where the shell split the argument |
//! | `Expected: ',', received: 'EOF'` | a missing closing bracket; white space after the last bracket, as at the end of a file |
//! | `Expected: ',', received: '"'` | a quote inside a value; text after a closing quote |
//! | `Expected: '<second>', received: '<none>'` | a trailing comma |
//! | `Second instance of key` | a comma instead of a space between two elements of a list |
//!
//! When in doubt, write JSON.
//!
//! AWS says:
//! - `Error parsing parameter '*': Expected: *`
//! - `Second instance of key *`
//!
//! Source: <https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-shorthand.html>

use crate::{
    diagnostic::fault::command::CommandFaultKind,
    lint::rule::prelude::*,
    model::shape::{Type, below},
    shorthand::{DEPTH_MAX, Failure, FailureKind},
};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Client, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    let Fault::Command { place, mistake, .. } = *fault else { return };
    let CommandFaultKind::Shorthand { text, failure } = &mistake.kind else { return };
    match &failure.kind {
        FailureKind::Duplicate { key, .. } => {
            let report = cx.report(place, format!("duplicate key {}", quoted(key)));
            report.label("duplicate");
            report.help(again(text));
            report.help("the AWS CLI reports `Second instance of key`");
        }
        FailureKind::Depth => {
            let report = cx.report(place, format!("nesting is deeper than {DEPTH_MAX} levels"));
            report.rejected_by(Nobody).label("too deeply nested");
        }
        FailureKind::Expected { expected, actual } => {
            let wanted = match *expected {
                "<second>" => "one more value".to_owned(),
                "<singled quoted>" | "<double quoted>" => "a closing quote".to_owned(),
                other => format!("`{other}`"),
            };
            let end = failure.at >= text.len();
            let message = if end {
                format!("the shorthand ends, but {wanted} is expected")
            } else if matches!(actual.as_str(), "EOF" | "<none>") {
                format!("the shorthand is missing {wanted}")
            } else {
                format!("unexpected {} in shorthand; expected {wanted}", quoted(actual))
            };
            let report = cx.report(place, message);
            report.label(if end { "ends here" } else { "the AWS CLI stops here" });
            report.help(meant(text, failure, expected));
            report
                .help(format!("the AWS CLI reports `Expected: '{expected}', received: '{}'`", shown(actual)));
        }
    }
}

/// Whether the value before an offset belongs to a member that takes a list: `subnets=a,b`.
fn is_in_list(before: &str) -> bool {
    let Some((head, _)) = before.rsplit_once('=') else { return false };
    let key = head.rsplit([',', '{', '[', ' ']).next().unwrap_or_default();
    let kinds = [DocumentKind::RunTask, DocumentKind::StartTask];
    let mut shapes = kinds.iter().flat_map(|kind| below(kind.root()));
    shapes.any(|id| id.get().name == key && id.get().form == Type::List)
}

fn shown(actual: &str) -> String {
    actual.chars().map(crate::text::display::visible).collect()
}

const COLON: &str = "write only `=` between a key and its value";

/// How to fix a duplicate key.
fn again(text: &str) -> &'static str {
    let mut words = text.split_whitespace();
    if words.clone().nth(1).is_some() && words.all(|it| it.contains('=')) {
        return "remove the quotes around the elements: each is a separate argument, with spaces between them";
    }
    "write a space, not a comma, between two elements of a list; otherwise remove one of the keys"
}

/// How to write what was probably meant.
fn meant(text: &str, failure: &Failure, expected: &str) -> &'static str {
    let (before, after) = text.split_at_checked(failure.at).unwrap_or((text, ""));
    let next = after.chars().next();
    let last = before.trim_end().chars().next_back();
    let space_before = before.ends_with(char::is_whitespace);
    let open = |bracket: [char; 2]| before.matches(bracket[0]).count() > before.matches(bracket[1]).count();
    match (expected, next) {
        _ if text.is_empty() => "write a value, or remove the option",
        _ if text.starts_with('\'') => {
            "`cmd.exe` does not support single quotes: put double quotes around the value, and write `\\\"` inside it"
        }
        ("=", _) if text.starts_with('$') || after.starts_with('$') && !space_before => {
            "the shell did not expand the variable: use double quotes, or write the value"
        }
        ("=", Some(_)) if failure.at > 0 && before.chars().all(char::is_whitespace) => {
            "remove the white space at the beginning"
        }
        ("=", _) if !before.contains('=') && before.contains(':') => COLON,
        ("=", Some('[' | '{')) if last != Some(',') => COLON,
        ("=", Some(']' | '}' | ',')) if before.contains('=') && !is_in_list(before) => {
            "put quotes around a value that contains a comma, as in `value=\"a,b\"`"
        }
        ("=", Some(']' | '}' | ',')) => "put all values of a list in brackets: `key=[…]`",
        ("=", Some('"' | '\'')) => "write keys without quotes; values of one list belong in brackets",
        ("=", Some('[' | '{')) => "put all values of a list in brackets: `key=[…]`",
        ("=", Some(_)) if space_before => {
            "a key must not contain spaces; put quotes around a value that contains a comma or a bracket"
        }
        ("=", None) if last == Some(',') || open(['[', ']']) || open(['{', '}']) => {
            "the shell may have split the argument at a space: put quotes around all of it"
        }
        ("=", None) => "write `key=value`; put the values of a list in brackets",
        ("=", _) => "write `key=value`",
        (",", None) if !open(['[', ']']) && !open(['{', '}']) && space_before => {
            "remove the white space, or the final newline of the file, after the last bracket"
        }
        (",", None) if text.ends_with("=}") => "an empty value before `}` needs quotes: `=''`",
        (",", None) if last == Some(',') => {
            "the shell may have split the argument at a space: put quotes around all of it"
        }
        (",", None) => "close the brackets; the shell may have split the argument at a space",
        (",", Some(c)) if c as u32 > 0xffff => {
            "put quotes around the value: an unquoted value cannot contain this character"
        }
        (_, Some(c)) if c.is_control() && !c.is_whitespace() => "remove the control character",
        (",", Some('"' | '\'')) => {
            "put quotes around the whole value, and write `\\` before a quote inside it"
        }
        (",", Some(']' | '}')) => "put quotes around the value, or add the missing opening bracket",
        (",", Some(_)) if matches!(last, Some('"' | '\'')) => "write a comma after the closing quote",
        (",", Some(_)) if matches!(last, Some(']' | '}')) => "write a comma after the closing bracket",
        ("<second>", _) => "remove the comma, or write a value after it",
        ("<singled quoted>" | "<double quoted>", _) => "close the quote",
        _ => "when in doubt, write JSON",
    }
}
