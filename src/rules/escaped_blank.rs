//! A backslash does not continue the line, or continues the wrong one.
//!
//! In a shell, a backslash continues a line only if the newline follows immediately. Before a space or a tab, it
//! makes that character part of an argument. With whitespace at the end of the line, the command ends there, and
//! the AWS CLI receives an extra argument: a space. A comment after the backslash has the same effect. In YAML, `>`
//! and plain multi-line scalars turn each line break into a space before the shell sees the text, so every
//! backslash at the end of a line becomes an escaped space.
//!
//! An empty line or a comment line after the backslash ends the command too, and the shell runs the options below as a
//! command of their own. A backslash after the last option joins the next command to this one.
//!
//! Remove the whitespace, the empty line or the comment after the backslash. In folded YAML, use `|` instead of `>`, or remove the backslashes.
//!
//! Source: <https://github.com/ai-dynamo/dynamo/pull/14321>

use crate::{
    diagnostic::fault::{
        command::CommandFaultKind,
        mangled::{Blank, Cause},
    },
    lint::rule::prelude::*,
};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Client, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    let Fault::Command { place, mistake, .. } = *fault else { return };
    let CommandFaultKind::Mangled(it) = &mistake.kind else { return };
    let Cause::Blank(how) = it.cause else { return };
    let shown = it.receives.first().map_or_else(String::new, |it| quoted(it));
    let (message, title) = match how {
        Blank::Folded => (
            "folding turns this line break into a space, which the backslash escapes",
            "remove the backslashes",
        ),
        Blank::LineEnd => (
            "whitespace after the backslash ends the command here",
            "remove the whitespace after the backslash",
        ),
        Blank::Comment => {
            ("a comment after the backslash ends the command here", "remove the comment after the backslash")
        }
        Blank::Last => (
            "the backslash and the whitespace after it are an extra argument",
            "remove the backslash and the whitespace",
        ),
        Blank::Inside => ("the backslash escapes the space after it", "remove the backslash"),
        Blank::EmptyLine => {
            ("the empty line after the backslash ends the command here", "remove the empty line")
        }
        Blank::CommentLine => {
            ("the comment line after the backslash ends the command here", "remove the comment line")
        }
        Blank::Joins => ("the backslash joins the next line to this command", "remove the backslash"),
    };
    let report = cx.report(place, message);
    if matches!(how, Blank::EmptyLine | Blank::CommentLine) {
        report.label("the options after it are not part of the command");
    } else {
        report.label(format!("the AWS CLI receives {shown}"));
    }
    if how == Blank::Folded {
        report.help("to keep the backslashes, write the command in a `|` block");
    }
    let is_unsafe = matches!(how, Blank::Comment | Blank::CommentLine | Blank::Joins);
    let safe = if is_unsafe { Unsafe } else { Safe };
    report.fix(safe, title, it.edits.clone());
}
