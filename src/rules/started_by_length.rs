//! `startedBy` is longer than ECS allows.
//!
//! StartTask takes 36 characters and refuses more with `startedBy longer than 36.` RunTask did the
//! same until 2023-11-13 and takes 128 since then. An id of 36 characters, such as a UUID with its
//! hyphens, just fits into 36; with a prefix it does not.
//!
//! Shorten it. `list-tasks --started-by` compares the whole value, so change it there too. What
//! does not fit can go into tags.
//!
//! AWS says:
//! - `startedBy longer than *`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StartTask.html>

use crate::rule::prelude::*;

pub const RULE: Rule =
    Rule { severity: Error, rejected_by: Service, check: Nodes(&[Request("/startedBy")], check) };

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    let is_run = cx.kind() == Kind::RunTask;
    let limit = if is_run { &facts::STARTED_BY_LENGTH_RUN_TASK } else { &facts::STARTED_BY_LENGTH };
    // Quotes and escapes only make it longer.
    if node.span().len() > cx.limit(limit) as usize {
        look_closely(node, limit, is_run, cx);
    }
}

#[cold]
fn look_closely(node: Node<'_>, limit: &facts::Dated<u32>, is_run: bool, cx: &mut Cx<'_>) {
    let most = cx.limit(limit) as usize;
    let Some(value) = node.as_str() else { return };
    let Some((excess, _)) = value.char_indices().nth(most) else { return };
    let length = value.chars().count();
    let since = cx.later(limit, |it| it as usize >= length);
    let taker = if is_run { "RunTask" } else { "StartTask" };
    let message = format!("`startedBy` has {length} characters, and {taker} takes {most}");
    let report = cx.report(node.part(excess..value.len()), message);
    report.label(format!("{} too many", length - most));
    report.help(format!("shorten it to {most} characters"));
    if !is_run {
        report.help("the 128 of RunTask do not hold for StartTask");
    }
    report.allowed_since(since);
}
