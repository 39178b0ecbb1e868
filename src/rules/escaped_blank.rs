//! A backslash is followed by a space, so it does not continue the line.
//!
//! In a shell, a backslash continues a line only if the newline follows immediately. Before a space or a tab, it
//! makes that character part of an argument. With whitespace at the end of the line, the command ends there, and
//! the AWS CLI receives an extra argument: a space. A comment after the backslash has the same effect. In YAML, `>`
//! and plain multi-line scalars turn each line break into a space before the shell sees the text, so every
//! backslash at the end of a line becomes an escaped space.
//!
//! Remove the whitespace after the backslash. In folded YAML, use `|` instead of `>`, or remove the backslashes.
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
    let Fault::Command { place, slip, .. } = *fault else { return };
    let CommandFaultKind::Mangled(it) = &slip.kind else { return };
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
    };
    let report = cx.report(place, message);
    report.label(format!("the AWS CLI receives {shown}"));
    if how == Blank::Folded {
        report.help("to keep the backslashes, write the command in a `|` block");
    }
    let safe = if how == Blank::Comment { Unsafe } else { Safe };
    report.fix(safe, title, it.edits.clone());
}
