//! Skeletons: what `--generate-cli-skeleton` printed and nobody, or somebody, filled in.

use crate::{
    json::{self, Node},
    model::{kind::DocumentKind, shape::Type},
};

/// How much of a document was filled in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Filled {
    /// Nothing was left over, or so little that it may be meant.
    All,
    /// Some values are those of a skeleton, and others are filled in.
    Half,
    /// Nothing: it is as it was printed.
    Nothing,
}

/// The state of a document and the values that were left as a skeleton has them.
pub struct Skeleton<'t> {
    /// How much was filled in.
    pub filled: Filled,
    /// The values that were not, in document order.
    pub leftovers: Vec<Node<'t>>,
}

/// This number of leftovers beside filled members is not a coincidence.
const HALF_FROM: usize = 3;

/// The cheap question, asked of every string of a clean file.
pub(crate) fn may_be_leftover(raw: &[u8]) -> bool {
    match raw.len() {
        0..=2 => true,
        8 => raw == b"\"string\"" || raw == b"\"String\"",
        _ => matches!(raw, [.., b'.', b'.', b'.', b'"'] | [.., b'A', b'r', b'n', b'"']),
    }
}

/// The careful question, asked of a document in which something looked like a leftover.
pub fn examine(body: Node<'_>, kind: DocumentKind) -> Skeleton<'_> {
    let mut leftovers = Vec::new();
    let mut written = 0;
    let answer = is_answer(body, kind);
    for node in body.nodes().filter(|it| !it.is_key()) {
        match state(node, kind, answer) {
            State::Leftover => leftovers.push(node),
            State::Written => written += 1,
            State::Either => {}
        }
    }
    let filled = match (leftovers.len(), written) {
        (0 | 1, _) => Filled::All,
        (_, 0) => Filled::Nothing,
        (HALF_FROM.., _) => Filled::Half,
        _ => Filled::All,
    };
    if answer && filled == Filled::All {
        leftovers.clear();
    }
    Skeleton { filled, leftovers }
}

enum State {
    Leftover,
    Written,
    /// Says nothing: containers, `true`, an enumeration's first value, an empty environment value.
    Either,
}

/// Whether ECS printed it: an answer, or a task definition in its wrapper.
fn is_answer(body: Node<'_>, kind: DocumentKind) -> bool {
    kind == DocumentKind::Response || kind == DocumentKind::TaskDefinition && body.parent().is_some()
}

fn state(node: Node<'_>, kind: DocumentKind, answer: bool) -> State {
    let shape = node.shape().get();
    match (shape.form, node.kind()) {
        (Type::Text | Type::Timestamp, json::ValueKind::String) if answer => answer_state(node),
        (Type::Text, json::ValueKind::String) if shape.words.is_empty() => request_state(node, shape.pointer),
        (Type::Integer(..), json::ValueKind::Number) if !answer => {
            if node.raw() != "0" {
                State::Written
            } else if is_meant_zero(node, kind) {
                State::Either
            } else {
                State::Leftover
            }
        }
        _ => State::Either,
    }
}

/// Members of a task definition that no one sets to 0.
const NEVER_ZERO: [&str; 4] = ["memory", "memoryReservation", "containerPort", "sizeInGiB"];

/// A 0 that people mean: the `weight` and `base` of a capacity provider that is named, and nearly all of a task
/// definition's numbers (`cpu` and `hostPort` above all).
fn is_meant_zero(node: Node<'_>, kind: DocumentKind) -> bool {
    // An element of a list goes by the key of the list, as in `ignoredExitCodes`.
    let Some(key) = node.key().or_else(|| node.parent()?.key()) else { return false };
    if key.is("weight") || key.is("base") {
        let texts = node.parent().into_iter().flat_map(Node::members).map(|(_, value)| value);
        let mut named =
            texts.filter(|it| !matches!(it.kind(), json::ValueKind::Number | json::ValueKind::Null));
        return named.any(|it| !it.is_blank() && !it.is("string"));
    }
    kind == DocumentKind::TaskDefinition && !NEVER_ZERO.iter().any(|it| key.is(it))
}

/// An output skeleton holds each member's own name, and `String` or the name of the enumeration in lists.
fn answer_state(node: Node<'_>) -> State {
    let shape = node.shape().get();
    if node.is("1970-01-01T00:00:00") {
        return State::Either;
    }
    let leftover = match (shape.name, shape.words) {
        ("", []) => node.is("String") || node.key().is_some_and(|it| it.is("KeyName")) && node.is(""),
        ("", words) => !words.iter().any(|(word, _)| node.is(word)),
        (own, _) => node.is(own),
    };
    if leftover { State::Leftover } else { State::Written }
}

/// Where an empty string is a value that people mean: the value of a pair, in a list or a map of any names, and the path
/// on the host for which Docker chooses one.
fn may_be_empty(node: Node<'_>, pointer: &str) -> bool {
    let of_a_pair = ["environment", "tags", "properties", "systemControls"];
    let ends = |list: &&str| pointer.ends_with(&format!("{list}/*/value"));
    let in_a_map = || node.parent().is_some_and(|it| it.shape().get().form == Type::Map);
    // Of a map a skeleton prints one member, `KeyName`.
    let is_printed = || node.key().is_some_and(|it| it.is("KeyName"));
    of_a_pair.iter().any(ends) || pointer.ends_with("/host/sourcePath") || in_a_map() && !is_printed()
}

fn request_state(node: Node<'_>, pointer: &str) -> State {
    let alone =
        || node.parent().is_none_or(|it| it.kind() != json::ValueKind::Array || it.elements().count() == 1);
    let text = node.as_str().unwrap_or_default();
    match &*text {
        "" if may_be_empty(node, pointer) => State::Either,
        "" if alone() => State::Leftover,
        "string" => State::Leftover,
        text if text.ends_with("...") && text.trim_end_matches('.').ends_with('-') => State::Leftover,
        _ => State::Written,
    }
}
