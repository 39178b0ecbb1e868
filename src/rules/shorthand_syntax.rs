//! A text in shorthand that the AWS CLI cannot read.
//!
//! Shorthand is `key=value,key=value`, with `[…]` for lists, `{…}` for objects and quotes of either kind
//! around a value. The AWS CLI stops at the first character that does not fit and says which one it had
//! expected, which seldom says what is wrong:
//!
//! | the AWS CLI says | look for |
//! | --- | --- |
//! | `Expected: '=', received: ' '` or a letter | a blank inside of a key or before the first one |
//! | `Expected: '=', received: '''` | quotes of `cmd.exe`, which knows only double ones |
//! | `Expected: '=', received: 'EOF'` | a value without a key, a blank behind a comma at which the shell split the word |
//! | `Expected: ',', received: 'EOF'` | a closing bracket that is missing; white space behind the last one, as at the end of a file |
//! | `Expected: ',', received: '"'` | a quote inside of a value, text behind a closing quote |
//! | `Expected: '<second>', received: '<none>'` | a comma at the end |
//! | `Second instance of key` | a comma where a blank belongs between two elements of a list |
//!
//! In case of doubt write JSON.
//!
//! AWS says:
//! - `Error parsing parameter '*': Expected: *`
//! - `Second instance of key *`
//!
//! Source: <https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-shorthand.html>

use crate::{
    command::slip::SlipKind,
    rule::prelude::*,
    shape::{Form, below},
    shorthand::{DEPTH_MAX, Failure, FailureKind},
};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Client, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut Cx<'_>) {
    let Fault::Command { place, slip, .. } = *fault else { return };
    let SlipKind::Shorthand { text, failure } = &slip.kind else { return };
    match &failure.kind {
        FailureKind::Duplicate { key, .. } => {
            let report = cx.report(place, format!("the key {} stands here again", quoted(key)));
            report.label("again");
            report.help(again(text));
            report.help("the AWS CLI says `Second instance of key`");
        }
        FailureKind::Depth => {
            let report = cx.report(place, format!("more than {DEPTH_MAX} brackets inside of each other"));
            report.rejected_by(Nobody).label("too deep");
        }
        FailureKind::Expected { expected, actual } => {
            let found = match actual.as_str() {
                "EOF" | "<none>" => "nothing".to_owned(),
                actual => quoted(actual),
            };
            let wanted = match *expected {
                "<second>" => "one more value".to_owned(),
                "<singled quoted>" | "<double quoted>" => "a closing quote".to_owned(),
                other => format!("`{other}`"),
            };
            let end = failure.at >= text.len();
            let message = if end {
                format!("the shorthand ends where {wanted} is expected")
            } else {
                format!("the shorthand has {found} where {wanted} is expected")
            };
            let report = cx.report(place, message);
            report.label(if end { "nothing behind this" } else { "not read from here on" });
            report.help(meant(text, failure, expected));
            report.help(format!("the AWS CLI says `Expected: '{expected}', received: '{}'`", shown(actual)));
        }
    }
}

/// Whether the value before an offset belongs to a member that takes a list: `subnets=a,b`.
fn is_in_list(before: &str) -> bool {
    let Some((head, _)) = before.rsplit_once('=') else { return false };
    let key = head.rsplit([',', '{', '[', ' ']).next().unwrap_or_default();
    let kinds = [Kind::RunTask, Kind::StartTask];
    let mut shapes = kinds.iter().flat_map(|kind| below(kind.root()));
    shapes.any(|id| id.get().name == key && id.get().form == Form::List)
}

fn shown(actual: &str) -> String {
    actual.chars().map(crate::text::visible).collect()
}

const COLON: &str = "write `=` between a key and its value, nothing else";

/// What to do about a key that is there again.
fn again(text: &str) -> &'static str {
    let mut words = text.split_whitespace();
    if words.clone().nth(1).is_some() && words.all(|it| it.contains('=')) {
        return "remove the quotes around the elements: each is a word of its own, with a space between two";
    }
    "put a space, not a comma, between two elements of a list; else keep one of them"
}

/// What was probably meant.
fn meant(text: &str, failure: &Failure, expected: &str) -> &'static str {
    let (before, behind) = text.split_at_checked(failure.at).unwrap_or((text, ""));
    let next = behind.chars().next();
    let last = before.trim_end().chars().next_back();
    let blank_before = before.ends_with(char::is_whitespace);
    let open = |bracket: [char; 2]| before.matches(bracket[0]).count() > before.matches(bracket[1]).count();
    match (expected, next) {
        _ if text.is_empty() => "write a value, or leave the option out",
        _ if text.starts_with('\'') => {
            "`cmd.exe` knows no single quotes: put double ones around the value, and `\\\"` inside of it"
        }
        ("=", _) if text.starts_with('$') || behind.starts_with('$') && !blank_before => {
            "the shell has not put in the variable: use double quotes, or write the value"
        }
        ("=", Some(_)) if failure.at > 0 && before.chars().all(char::is_whitespace) => {
            "take away the white space at the beginning"
        }
        ("=", _) if !before.contains('=') && before.contains(':') => COLON,
        ("=", Some('[' | '{')) if last != Some(',') => COLON,
        ("=", Some(']' | '}' | ',')) if before.contains('=') && !is_in_list(before) => {
            "put quotes around a value that contains a comma, as in `value=\"a,b\"`"
        }
        ("=", Some(']' | '}' | ',')) => "put all values of a list in brackets: `key=[…]`",
        ("=", Some('"' | '\'')) => "write keys without quotes; values of one list belong in brackets",
        ("=", Some('[' | '{')) => "put all values of a list in brackets: `key=[…]`",
        ("=", Some(_)) if blank_before => {
            "no blank may stand in a key; put quotes around a value with a comma or a bracket in it"
        }
        ("=", None) if last == Some(',') || open(['[', ']']) || open(['{', '}']) => {
            "a blank may have split the word in the shell: put quotes around all of it"
        }
        ("=", None) => "write `key=value`; put the values of a list in brackets",
        ("=", _) => "write `key=value`",
        (",", None) if !open(['[', ']']) && !open(['{', '}']) && blank_before => {
            "take away the white space, or the final newline of the file, behind the last bracket"
        }
        (",", None) if text.ends_with("=}") => "an empty value before `}` needs quotes: `=''`",
        (",", None) if last == Some(',') => {
            "a blank may have split the word in the shell: put quotes around all of it"
        }
        (",", None) => "close the brackets; a blank may have split the word in the shell",
        (",", Some(c)) if c as u32 > 0xffff => {
            "put quotes around the value: bare ones take no such character"
        }
        (_, Some(c)) if c.is_control() && !c.is_whitespace() => "take the control character away",
        (",", Some('"' | '\'')) => "put quotes around the whole value, and `\\` before a quote inside of it",
        (",", Some(']' | '}')) => "put quotes around the value, or open the bracket that is closed here",
        (",", Some(_)) if matches!(last, Some('"' | '\'')) => "put a comma behind the closing quote",
        (",", Some(_)) if matches!(last, Some(']' | '}')) => "put a comma behind the closing bracket",
        ("<second>", _) => "write a value behind the comma, or take the comma away",
        ("<singled quoted>" | "<double quoted>", _) => "close the quote",
        _ => "write JSON in case of doubt",
    }
}
