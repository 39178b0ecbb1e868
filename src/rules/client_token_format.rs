//! `clientToken` is too long, or holds a character that it may not hold.
//!
//! It has up to 64 characters of printable ASCII without blanks. A second call with the same token starts
//! nothing again; the AWS CLI makes one up where none is given.
//!
//! A token that stands in a file is used again by the next call, which then starts nothing: leave it out
//! unless that is meant.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html>

use crate::{identifier::character, rule::prelude::*};

pub const RULE: Rule =
    Rule { severity: Error, rejected_by: Service, check: Nodes(&[RunTask("/clientToken")], check) };

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    let Some(text) = node.as_str() else { return };
    let most = cx.limit(&facts::CLIENT_TOKEN_LENGTH) as usize;
    if let Some((at, c)) = text.char_indices().find(|(_, it)| !it.is_ascii_graphic()) {
        let message = format!("`clientToken` may not hold {}", character(c));
        cx.report(node.part(at..at + c.len_utf8()), message)
            .label("not allowed")
            .help("use letters, digits and `-`");
    } else if text.len() > most {
        let message = format!("`clientToken` has {} characters, and {most} is the most", text.len());
        let report = cx.report(node.part(most..text.len()), message);
        report
            .label(format!("{} too many", text.len() - most))
            .help("shorten it, or leave it to the AWS CLI");
    }
}
