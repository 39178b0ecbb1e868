//! `startedBy` is longer than ECS allows.
//!
//! StartTask takes 36 characters and refuses more with `startedBy longer than 36.` The 128
//! characters that RunTask takes since 2023-11-13 do not hold for StartTask. An id of 36
//! characters, such as a UUID with its hyphens, just fits; with a prefix it does not.
//!
//! Shorten it. `list-tasks --started-by` compares the whole value, so change it there too. What
//! does not fit can go into tags.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StartTask.html>

use crate::rule::prelude::*;

pub const RULE: Rule =
    Rule { severity: Error, rejected_by: Service, check: Nodes(&[Request("/startedBy")], check) };

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    let most = cx.limit(&facts::STARTED_BY_LENGTH) as usize;
    // Escapes only make it longer.
    if node.raw().len() <= most {
        return;
    }
    let Some(value) = node.as_str() else { return };
    let Some((excess, _)) = value.char_indices().nth(most) else { return };
    let length = value.chars().count();
    let since = cx.later(&facts::STARTED_BY_LENGTH, |it| it as usize >= length);
    let message = format!("`startedBy` has {length} characters, and StartTask takes {most}");
    let report = cx.report(node.part(excess..value.len()), message);
    report.label(format!("{} too many", length - most));
    report.help(format!("shorten it to {most} characters; the 128 of RunTask do not hold for StartTask"));
    report.lifted(since);
}
