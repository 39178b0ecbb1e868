//! The key or value of a tag contains a character that ECS does not allow.
//!
//! Letters and digits of any script, spaces, and `_ . : / = + - @` are allowed. Commas, quotation marks, brackets and
//! emoji are not. The AWS CLI sends them; ECS responds with `Some tags contain invalid characters.` and does not say
//! which.
//!
//! Replace each invalid character with a hyphen or another of the characters above.
//!
//! AWS says:
//! - `Some tags contain invalid characters`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tag.html>

use crate::{
    lint::rule::prelude::*,
    text::{display::character, placeholder},
};
use regex::Regex;
use std::sync::LazyLock;

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(
        &[
            Request("/tags/*/key"),
            TaskDefinition("/tags/*/key"),
            Request("/tags/*/value"),
            TaskDefinition("/tags/*/value"),
            Request("/volumeConfigurations/*/managedEBSVolume/tagSpecifications/*/tags/*/key"),
            Request("/volumeConfigurations/*/managedEBSVolume/tagSpecifications/*/tags/*/value"),
        ],
        check,
    ),
};

const MARKS: &str = "_.:/=+-@";

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(value) = node.as_str() else { return };
    let plain = |it: u8| it.is_ascii_alphanumeric() || it == b' ' || MARKS.as_bytes().contains(&it);
    if value.bytes().all(plain) {
        return;
    }
    let mut rejected = value.char_indices().filter(|(_, it)| !allowed(*it));
    let Some((first, c)) = rejected.next() else { return };
    let place = |at: usize, it: char| node.part(at..at + it.len_utf8());
    let more: Vec<_> = rejected.collect();
    let part = node.shape().get().name;
    let report = cx.report(
        place(first, c),
        format!("the {part} of a tag contains {}, which ECS does not allow", character(c)),
    );
    report.label("not allowed");
    for (at, c) in more.iter().take(16) {
        report.also(place(*at, *c), "also not allowed");
    }
    let edits =
        std::iter::once(&(first, c)).chain(&more).map(|(at, c)| place(*at, *c).replace("-")).collect();
    report.help("use only letters, digits, spaces and `_.:/=+-@`");
    if placeholder::names_a_variable(&value) {
        report.help(placeholder::NO_SHELL);
    } else {
        report.fix(Unsafe, "replace the invalid characters with `-`", edits);
    }
}

/// Letters, separators and numbers as Unicode defines them.
fn allowed(c: char) -> bool {
    static ALLOWED: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^[\p{L}\p{Z}\p{N}_.:/=+\-@]$").ok());
    let mut bytes = [0; 4];
    ALLOWED.as_ref().is_none_or(|it| it.is_match(c.encode_utf8(&mut bytes)))
}
