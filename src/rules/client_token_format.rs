//! `clientToken` is too long, or contains a character that ECS does not allow.
//!
//! A token has up to 64 printable ASCII characters, without spaces. A second call with the same token does
//! not start tasks again. If the request has no token, the AWS CLI generates one.
//!
//! The next call with the same file uses the same token and starts no tasks, so remove the token unless you
//! want that.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html>

use crate::{lint::rule::prelude::*, rules::shared::format::report_too_long, text::display::character};

pub const RULE: Rule =
    Rule { severity: Error, rejected_by: Service, check: Nodes(&[RunTask("/clientToken")], check) };

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(text) = node.as_str() else { return };
    let most = cx.limit(&limits::CLIENT_TOKEN_LENGTH) as usize;
    if let Some((at, c)) = text.char_indices().find(|(_, it)| !it.is_ascii_graphic()) {
        let message = format!("`clientToken` contains {}, which ECS does not allow", character(c));
        cx.report(node.part(at..at + c.len_utf8()), message)
            .label("not allowed")
            .help("use letters, digits and `-`");
    } else if let Some(report) = report_too_long(node, &text, most, "`clientToken`", cx) {
        report.help("shorten it, or remove it and let the AWS CLI generate one");
    }
}
