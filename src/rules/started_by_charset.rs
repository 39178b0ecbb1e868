//! `startedBy` contains a character that ECS does not allow.
//!
//! Letters, digits, hyphens and underscores are allowed, and slashes since 2024-08-15. Any other
//! character, most often a space, the colons of a timestamp or the `@` of an email address, makes
//! the call fail, and no task starts.
//!
//! Replace it with `-` or `_`. `list-tasks --started-by` compares the whole value, so change it
//! there too.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StartTask.html>

use crate::{
    lint::rule::prelude::*,
    text::{charset, placeholder},
};

pub const RULE: Rule =
    Rule { severity: Error, rejected_by: Service, check: Nodes(&[Request("/startedBy")], check) };

/// A value with more invalid characters than this is not a typo, and gets no fix.
const FIXED_MAX: usize = 256;

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(value) = node.as_str() else { return };
    let punctuation = cx.limit(&limits::STARTED_BY_PUNCTUATION);
    // All allowed characters are ASCII.
    if value.bytes().all(|it| charset::ALPHANUMERIC.has(it) || punctuation.as_bytes().contains(&it)) {
        return;
    }
    let allowed = |c: char| c.is_ascii_alphanumeric() || punctuation.contains(c);
    let rejected = value.match_indices(|c| !allowed(c)).map(|(at, text)| (at..at + text.len(), text));
    let rejected: Vec<_> = rejected.take(FIXED_MAX + 1).collect();
    let [(first, text), more @ ..] = rejected.as_slice() else { return };

    let later = |it: &str| value.chars().all(|c| c.is_ascii_alphanumeric() || it.contains(c));
    let since = cx.later(&limits::STARTED_BY_PUNCTUATION, later);
    let edits = rejected.iter().map(|(range, _)| node.part(range.clone()).replace("-")).collect();
    let report = cx.report(
        node.part(first.clone()),
        format!("`startedBy` contains {}, which ECS does not allow", quoted(text)),
    );
    report.label("not allowed");
    for (range, _) in more.iter().take(16) {
        report.also(node.part(range.clone()), "also not allowed");
    }
    let marks: Vec<_> = punctuation.chars().map(|it| format!("`{it}`")).collect();
    report.help(format!("use only letters, digits, {}", join(marks, "and"))).allowed_since(since);
    if placeholder::names_a_variable(&value) {
        report.help(placeholder::NO_SHELL);
    } else if rejected.len() <= FIXED_MAX {
        report.fix(Unsafe, "replace the invalid characters with `-`", edits);
    }
}
