//! A document as a tree whose values know their places in the model. It is read for each request: that takes less than a
//! check.

use crate::{
    check::Document,
    json::{self, Node, Parsed, ShapeId, ValueKind},
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

/// The innermost value, or key, at a byte; directly after one and at nothing else, that one.
pub fn at<'t>(parsed: &'t Parsed<'_>, offset: usize) -> Node<'t> {
    let node = parsed.tree.at(offset as u32);
    let before = parsed.tree.at((offset as u32).saturating_sub(1));
    let is_scalar = |node: Node<'_>| !matches!(node.kind(), ValueKind::Object | ValueKind::Array);
    if !is_scalar(node) && before.span().end as usize == offset { before } else { node }
}

/// The value of a key; a value itself.
pub fn value_of(node: Node<'_>) -> Node<'_> {
    let mut members = node.parent().filter(|_| node.is_key()).into_iter().flat_map(Node::members);
    members.find(|(key, _)| *key == node).map_or(node, |(_, value)| value)
}

/// The nearest object of the model at or around a node.
pub fn object_around(node: Node<'_>) -> Option<Node<'_>> {
    let around = std::iter::successors(Some(node), |node| node.parent());
    let is_object = |node: &Node<'_>| {
        node.kind() == ValueKind::Object
            && node.shape() != ShapeId::UNKNOWN
            && node.shape().get().form == Type::Struct
    };
    around.into_iter().find(is_object)
}
