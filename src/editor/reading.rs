//! A document as a tree whose values know their places in the model. It is read for each request: that takes less than a
//! check.

use crate::{
    check::Document,
    json::{self, Node, Parsed, ShapeId},
    model::shape::Type,
    suppress,
    text::source::Source,
};

/// Reads a document, and hands it over. Its text is that of the source; of a template, without its placeholders.
pub fn read<T>(source: &Source, document: Option<Document>, then: impl FnOnce(&Parsed<'_>) -> T) -> T {
    let text = suppress::legible(source);
    let parsed = json::parse(&text);
    suppress::give_shapes(&parsed.tree, document);
    then(&parsed)
}

/// The innermost value, or key, at a byte. Between two tokens, that is what is around them; directly behind a value, the
/// value.
pub fn at<'t>(parsed: &'t Parsed<'_>, offset: usize) -> Node<'t> {
    let node = parsed.tree.at(offset as u32);
    let before = parsed.tree.at((offset as u32).saturating_sub(1));
    let ends_here = before.span().end as usize == offset && before.parent().is_some();
    let is_inside = node.span().start as usize <= offset && node.kind() != json::ValueKind::Object;
    if ends_here && !(is_inside && node.kind() != json::ValueKind::Array) { before } else { node }
}

/// The value of a key; a value itself.
pub fn value_of(node: Node<'_>) -> Node<'_> {
    let of_key = |parent: Node<'_>| {
        let mut members = node.parent().into_iter().flat_map(Node::members);
        let _ = parent;
        members.find(|(key, _)| *key == node).map(|(_, value)| value)
    };
    if node.is_key() { node.parent().and_then(of_key).unwrap_or(node) } else { node }
}

/// The nearest object of the model at or around a node.
pub fn object_around(node: Node<'_>) -> Option<Node<'_>> {
    let around = std::iter::successors(Some(node), |node| node.parent());
    let is_object = |node: &Node<'_>| {
        node.kind() == json::ValueKind::Object
            && node.shape() != ShapeId::UNKNOWN
            && node.shape().get().form == Type::Struct
    };
    around.into_iter().find(is_object)
}
