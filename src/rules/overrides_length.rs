//! The overrides exceed the length that ECS allows, or are close to it.
//!
//! The limit is 8,192 characters of JSON text, including quotes, brackets and commas. ECS rejects
//! longer overrides with `Container Overrides length must be at most 8192`. The documentation does not
//! say exactly how ECS counts. This rule counts the Unicode characters of the whole value of
//! `overrides`, without whitespace between tokens, so layout and indentation do not matter. More than
//! 8,192 characters are an error. It is a warning if only the text that the AWS CLI sends exceeds the
//! limit: that text has a space after each comma and colon, and `\uXXXX` for every non-ASCII
//! character. (The length in bytes of UTF-8 is never greater than that.) It is also a warning from 90%
//! of the limit, because launchers such as AWS Batch add variables of their own.
//!
//! Store long values elsewhere, such as in Amazon S3, and pass a reference to them.
//!
//! AWS says:
//! - `Container Overrides length must be at most *`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StartTask.html>

use crate::{
    json::{self, Length, Location},
    lint::rule::prelude::*,
    text::display::grouped,
};
use std::cmp::Reverse;

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[Request("/overrides"), Request("/overrides/containerOverrides")], check),
};

/// `{"containerOverrides":}`, which a standalone list still needs around it.
const WRAPPER: Length = Length { compact: 23, sent: 24, bytes: 23 };
/// The most characters that one byte of a file becomes, in any reading, with a space after it.
const GROWTH: usize = 7;
const PARTS_SHOWN: usize = 3;
/// Parts smaller than this fraction of the whole are not shown.
const SHARE_SHOWN: usize = 20;

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    // A list of container overrides is measured separately only if it is the whole document.
    let is_list = node.shape().get().name == "containerOverrides";
    if is_list != (cx.kind() == DocumentKind::ContainerOverrides) {
        return;
    }
    let most = cx.limit(&limits::OVERRIDES_CHARACTERS) as usize;
    let is_value = matches!(node.kind(), json::ValueKind::Array | json::ValueKind::Object);
    let quiet = quiet(most);
    if !is_value || node.span().len() * GROWTH <= quiet {
        return;
    }
    let mut length = node.length();
    if is_list {
        length += WRAPPER;
    }
    if length.sent > most || length.compact * 10 >= most * 9 {
        report(node, length, most, cx);
    }
}

/// Up to this many characters nothing is reported, including any wrapper that is still needed.
fn quiet(most: usize) -> usize {
    most * 9 / 10 - WRAPPER.sent
}

fn report(node: Node<'_>, length: Length, most: usize, cx: &mut RuleContext<'_>) {
    let characters = grouped(length.compact);
    let allowed = grouped(most);
    let message = if length.compact > most {
        format!(
            "are {characters} characters long, {} over the limit of {allowed}",
            grouped(length.compact - most)
        )
    } else if length.sent > most {
        let sent = grouped(length.sent);
        format!("are {characters} characters long, or {sent} as sent by the AWS CLI; the limit is {allowed}")
    } else {
        format!("use {characters} of the {allowed} characters allowed")
    };
    let mut parts = parts(node);
    parts.retain(|it| it.0 * SHARE_SHOWN >= length.compact);
    parts.truncate(PARTS_SHOWN);
    let share = |part: usize| format!("{} characters, {}%", grouped(part), part * 100 / length.compact);
    let place = parts.first().map_or(node.opening_bracket(), |it| first_line(it.1));
    let report = cx.report(place, format!("the overrides {message}"));
    if length.compact <= most {
        report.severity(Warning).rejected_by(Nobody);
    }
    if let Some(((part, _), others)) = parts.split_first() {
        report.label(share(*part));
        for (part, it) in others {
            report.also(first_line(*it), share(*part));
        }
    }
    let whole = node.key().map_or(node.opening_bracket(), |it| it.into());
    report.also(whole, format!("{characters} characters in total"));
    report.help("store long values elsewhere, such as in Amazon S3, and pass a reference to them");
    if parts.len() > 1 {
        let pointers = parts.iter().map(|it| quoted(&it.1.pointer()));
        report.help(format!("the largest parts are {}", join(pointers, "and")));
    }
}

/// A multi-line list or object is shown by its opening bracket.
fn first_line(node: Node<'_>) -> Location<'_> {
    let is_list = matches!(node.kind(), json::ValueKind::Array | json::ValueKind::Object);
    if is_list && node.raw().contains('\n') { node.opening_bracket() } else { node.into() }
}

/// The parts of the overrides, largest first: the members of each container and of the task.
/// If one element makes up more than half of a list, it stands for the list.
fn parts(node: Node<'_>) -> Vec<(usize, Node<'_>)> {
    let containers = node.get("containerOverrides").unwrap_or(node);
    let of_containers = containers.elements().flat_map(Node::members);
    let of_task = node.members().filter(|(_, it)| *it != containers);
    let mut parts: Vec<_> = of_containers.chain(of_task).map(|(_, it)| heart(it)).collect();
    parts.sort_by_key(|it| Reverse(it.0));
    parts
}

fn heart(node: Node<'_>) -> (usize, Node<'_>) {
    let (mut length, mut heart) = (node.length().compact, node);
    while let Some(most) = heart.elements().map(|it| (it.length().compact, it)).find(|it| it.0 * 2 > length) {
        (length, heart) = most;
    }
    (length, heart)
}
