//! `startedBy` is longer than ECS allows.
//!
//! StartTask allows 36 characters and rejects a longer value with `startedBy longer than 36.` RunTask
//! had the same limit until 2023-11-13 and has allowed 128 since then. A UUID with its hyphens is
//! exactly 36 characters long; with a prefix it is too long.
//!
//! Shorten it. `list-tasks --started-by` compares the whole value, so change it there too. Use tags
//! for longer information.
//!
//! AWS says:
//! - `startedBy longer than *`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StartTask.html>

use crate::{lint::rule::prelude::*, rules::shared::format::report_too_long};

pub const RULE: Rule =
    Rule { severity: Error, rejected_by: Service, check: Nodes(&[Request("/startedBy")], check) };

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let is_run = cx.kind() == DocumentKind::RunTask;
    let limit = if is_run { &limits::STARTED_BY_LENGTH_RUN_TASK } else { &limits::STARTED_BY_LENGTH };
    let most = cx.limit(limit) as usize;
    let Some(value) = node.as_str() else { return };
    if value.len() <= most {
        return;
    }
    let since = cx.later(limit, |it| it as usize >= value.chars().count());
    let Some(report) = report_too_long(node, &value, most, "`startedBy`", cx) else { return };
    let more = if is_run { "" } else { " (the limit is 128 only for RunTask)" };
    report.help(format!("shorten it to {most} characters{more}"));
    report.allowed_since(since);
}
