//! The overrides are longer than ECS allows, or nearly so.
//!
//! They may have 8,192 characters as JSON text, with quotes, brackets and commas; more is refused
//! with `Container Overrides length must be at most 8192`. The documentation does not tell what
//! exactly is counted. Here the whole value of `overrides` is, without white space between its
//! tokens, in Unicode characters: more than 8,192 of them are an error, and layout and indentation
//! cost nothing. It is a warning if only another way of counting exceeds the limit: the text that
//! the AWS CLI sends, with blanks behind commas and colons and `\uXXXX` for everything that is not
//! ASCII; in bytes of UTF-8 it is never longer than that. It is a warning too from 90 % of the limit
//! on: launchers such as AWS Batch add variables of their own.
//!
//! Move long values elsewhere, to Amazon S3 for example, and pass where they are.
//!
//! AWS says:
//! - `Container Overrides length must be at most *`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StartTask.html>

use crate::{
    json::{self, Length, Place},
    rule::prelude::*,
    text::grouped,
};
use std::cmp::Reverse;

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[Request("/overrides"), Request("/overrides/containerOverrides")], check),
};

/// `{"containerOverrides":}`, which a list alone still needs around it.
const WRAPPER: Length = Length { compact: 23, sent: 24 };
/// The most characters that one byte of a file becomes, in any reading, with a blank behind it.
const GROWTH: usize = 7;
const PARTS_SHOWN: usize = 3;
/// Parts below this fraction of the whole explain nothing.
const SHARE_SHOWN: usize = 20;

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    // A list of container overrides is measured by itself only where it is the document.
    let is_list = node.shape().get().name == "containerOverrides";
    if is_list != (cx.kind() == Kind::ContainerOverrides) {
        return;
    }
    let most = cx.limit(&facts::OVERRIDES_CHARACTERS) as usize;
    let is_value = matches!(node.kind(), json::Kind::Array | json::Kind::Object);
    let quiet = quiet(most);
    if is_value && node.span().len() * GROWTH > quiet && node.length_at_a_glance() > quiet {
        look_closely(node, is_list, most, cx);
    }
}

/// So many characters are few enough to say nothing, whatever has to be put around them.
fn quiet(most: usize) -> usize {
    most * 9 / 10 - WRAPPER.sent
}

#[cold]
fn look_closely(node: Node<'_>, is_list: bool, most: usize, cx: &mut Cx<'_>) {
    if node.length_at_most() <= quiet(most) {
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

fn report(node: Node<'_>, length: Length, most: usize, cx: &mut Cx<'_>) {
    let characters = grouped(length.compact);
    let allowed = grouped(most);
    let message = if length.compact > most {
        format!("{characters} characters, {} more than the {allowed} allowed", grouped(length.compact - most))
    } else if length.sent > most {
        let sent = grouped(length.sent);
        format!("{characters} characters, but {sent} as the AWS CLI sends them, of {allowed} allowed")
    } else {
        format!("{characters} of the {allowed} characters allowed")
    };
    let mut parts = parts(node);
    parts.retain(|it| it.0 * SHARE_SHOWN >= length.compact);
    parts.truncate(PARTS_SHOWN);
    let share = |part: usize| format!("{} characters, {} %", grouped(part), part * 100 / length.compact);
    let place = parts.first().map_or(node.opening(), |it| first_line(it.1));
    let report = cx.report(place, format!("the overrides have {message}"));
    if length.compact <= most {
        report.severity(Warning).rejected_by(Nobody);
    }
    if let Some(((part, _), others)) = parts.split_first() {
        report.label(share(*part));
        for (part, it) in others {
            report.also(first_line(*it), share(*part));
        }
    }
    let whole = node.key().map_or(node.opening(), |it| it.into());
    report.also(whole, format!("{characters} characters in all"));
    report.help("keep long values elsewhere, in Amazon S3 for example, and pass where they are");
    if parts.len() > 1 {
        let pointers = parts.iter().map(|it| quoted(&it.1.pointer()));
        report.help(format!("the largest parts are {}", join(pointers, "and")));
    }
}

/// A list or object over many lines is shown by its bracket.
fn first_line(node: Node<'_>) -> Place<'_> {
    let is_list = matches!(node.kind(), json::Kind::Array | json::Kind::Object);
    if is_list && node.raw().contains('\n') { node.opening() } else { node.into() }
}

/// What the overrides consist of, largest first: the members of each container and of the task.
/// A list in which one element is more than half counts as that element.
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
