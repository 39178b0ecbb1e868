//! Members of the model that were probably meant.

use crate::{
    json::{Node, ShapeId},
    model::{
        kind::DocumentKind,
        shape::{Shape, below},
    },
    text::edit_distance::{LONG, distance_of_folded, folded, is_near},
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
        // A secret is written like an environment variable.
        (2, "value" | "Value") => named("valueFrom"),
        _ => None,
    };
    named(name).or_else(near).or_else(alias).or_else(other_of_pair)
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
pub fn elsewhere_in_document(name: &str, object: ShapeId, kind: DocumentKind) -> Option<&'static Shape> {
    let here = object.get().pointer;
    // A part of a request may be meant for the whole of it.
    let root =
        if kind.root().get().pointer.is_empty() { kind.root() } else { DocumentKind::StartTask.root() };
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
