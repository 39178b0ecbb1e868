//! What was probably meant.

use crate::{
    document::Kind,
    json::Node,
    shape::{Shape, ShapeId, below},
};

include!(concat!(env!("OUT_DIR"), "/elsewhere.rs"));

/// Names of members that belong to something else: `schemas/elsewhere.json`.
#[derive(Debug)]
pub struct Elsewhere {
    /// Where they belong, as the end of a sentence: `the task definition`.
    pub belongs: &'static str,
    /// The names.
    pub members: &'static [&'static str],
}

/// What is longer, in bytes, is a slip of nothing.
const LONG: usize = 256;

/// A name without case, hyphens, underscores and blanks: `Task-Definition` and `taskDefinition` are alike.
fn folded(name: &str) -> String {
    name.chars().filter(|it| !matches!(it, '-' | '_' | ' ')).flat_map(char::to_lowercase).collect()
}

/// Whether a name is a slip of another: its case, hyphens, a plural, one or two wrong characters.
pub fn is_near(name: &str, wanted: &str) -> bool {
    name.len().abs_diff(wanted.len()) <= 4 && distance(name, wanted).is_some()
}

/// How far a slip is from a name; `None` where it is none.
fn distance(name: &str, wanted: &str) -> Option<usize> {
    if name.len() > LONG { None } else { distance_of_folded(&folded(name), wanted) }
}

/// The same of a slip that is [`folded`] already.
fn distance_of_folded(name: &str, wanted: &str) -> Option<usize> {
    let wanted = folded(wanted);
    if name == wanted {
        return Some(0);
    }
    if name.is_empty() || name.trim_end_matches('s') == wanted.trim_end_matches('s') {
        return (!name.is_empty()).then_some(1);
    }
    let allowed = match wanted.chars().count() {
        0..=3 => 0,
        4..=6 => 1,
        7..=11 => 2,
        _ => 3,
    };
    if at_least(name, &wanted) > allowed {
        return None;
    }
    let distance = strsim::damerau_levenshtein(name, &wanted);
    (distance <= allowed).then_some(distance + 1)
}

/// How far two words are from each other at least: none of the slips makes one longer by more than one character, or
/// brings in more than one that the other does not have. To count on takes a hundred times as long.
fn at_least(a: &str, b: &str) -> usize {
    let marks = |word: &str| word.bytes().fold(0_u64, |marks, it| marks | 1 << (it & 63));
    let count = |word: &str| word.chars().count();
    let others = |a: &str, b: &str| (marks(a) & !marks(b)).count_ones() as usize;
    if a.is_ascii() && b.is_ascii() {
        return a.len().abs_diff(b.len()).max(others(a, b)).max(others(b, a));
    }
    count(a).abs_diff(count(b))
}

/// The nearest of some words, first among equals.
pub fn word<'a>(name: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = words.into_iter().filter_map(|it| Some((distance(name, it)?, it)));
    near.min_by_key(|(distance, _)| *distance).map(|(_, it)| it)
}

/// The member of a structure that a name was probably meant to be; the member itself where it is one.
pub fn member(name: &str, object: ShapeId) -> Option<&'static Shape> {
    if name.len() > LONG {
        return None;
    }
    let named = |wanted: &str| object.members().find(|it| it.name == wanted);
    let own = folded(name);
    let alias = || {
        let alias = ALIASES.iter().find(|(it, _)| folded(it) == own);
        alias.and_then(|(_, member)| named(member))
    };
    let near = || {
        let all = object.members().filter_map(|it| Some((distance_of_folded(&own, it.name)?, it)));
        all.min_by_key(|(distance, _)| *distance).map(|(_, it)| it)
    };
    // `{"key": …, "value": …}` where `name` and `value` are known: one of a pair is there.
    let other_of_pair = || match (object.members().count(), name) {
        (2, "key" | "Key") => named("name"),
        (2, "name" | "Name") => named("key"),
        _ => None,
    };
    named(name).or_else(near).or_else(alias).or_else(other_of_pair)
}

/// Whether a name differs from another only in case, hyphens and underscores.
pub fn is_respelling(name: &str, wanted: &str) -> bool {
    name.len() <= LONG && folded(name) == folded(wanted)
}

/// Whether a member that the model does not have was probably meant to be `name`, as `Name`, `nmae`
/// and `containerName` are: then `name` is misspelled rather than missing.
pub fn is_misspelled(name: &str, object: Node<'_>) -> bool {
    object.members().filter_map(|(key, _)| key.as_str()).any(|key| {
        object.shape().member(&key).is_none()
            && (is_near(&key, name) || key.len() <= LONG && folded(&key).contains(name))
    })
}

/// Where above or below `object` a member of exactly that name stands, the nearest first.
pub fn elsewhere_in_document(name: &str, object: ShapeId, kind: Kind) -> Option<&'static Shape> {
    let here = object.get().pointer;
    // A part of a request may be meant for the whole of it.
    let root = if kind.root().get().pointer.is_empty() { kind.root() } else { Kind::StartTask.root() };
    let on_the_way = |it: &Shape| {
        let parent = it.pointer.rsplit_once('/').map_or("", |(parent, _)| parent);
        here.starts_with(parent) || parent.starts_with(here)
    };
    let all = below(root).into_iter().map(ShapeId::get);
    let all = all.filter(|it| it.name == name && on_the_way(it));
    all.min_by_key(|it| (it.pointer.len().abs_diff(here.len()), it.pointer))
}

/// Which other kind of document a member belongs to.
pub fn elsewhere(name: &str) -> Option<&'static Elsewhere> {
    ELSEWHERE.iter().find(|it| it.members.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_slip_is_nearer_than_at_least() {
        let words =
            ["cpu", "gpu", "name", "nmae", "names", "taskdefinition", "taskdefintion", "größe", "grosse", ""];
        for (a, b) in words.iter().flat_map(|a| words.map(|b| (*a, b))) {
            assert!(at_least(a, b) <= strsim::damerau_levenshtein(a, b), "{a} {b}");
        }
        assert_eq!(at_least("memory", "containeroverrides"), 12);
    }

    #[test]
    fn slips() {
        for (slip, name) in [
            ("taskDefintion", "taskDefinition"),
            ("task-definition", "taskDefinition"),
            ("TaskDefinition", "taskDefinition"),
            ("task_definition", "taskDefinition"),
            ("containerInstance", "containerInstances"),
            ("commands", "command"),
            ("awsVpcConfiguration", "awsvpcConfiguration"),
        ] {
            assert!(is_near(slip, name), "{slip}");
        }
        for (other, name) in
            [("name", "memory"), ("cpu", "gpu"), ("image", "name"), ("tags", "tasks"), ("", "cpu")]
        {
            assert!(!is_near(other, name), "{other}");
        }
    }
}
