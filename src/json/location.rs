//! Where something is in a document.

use crate::json::{Edit, Node, Span};

/// What a diagnostic points at: a node, or a part of one.
#[derive(Clone, Copy)]
pub struct Location<'t> {
    pub(super) node: Node<'t>,
    pub(super) span: Span,
}

impl<'t> From<Node<'t>> for Location<'t> {
    fn from(node: Node<'t>) -> Location<'t> {
        Location { node, span: node.span() }
    }
}

impl<'t> Location<'t> {
    /// The bytes it covers; at least one wherever the text has one.
    pub fn span(self) -> Span {
        let length = self.node.tree.text.len() as u32;
        if !self.span.is_empty() || length == 0 {
            return self.span;
        }
        let text = self.node.tree.text;
        let mut start = self.span.start.min(length - 1) as usize;
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let character = text[start..].chars().next().map_or(1, char::len_utf8);
        Span::new(start, start + character)
    }
    /// The node it lies in.
    pub fn node(self) -> Node<'t> {
        self.node
    }
    /// Puts `text`, which must be JSON where it stands, in its place.
    pub fn replace(self, text: impl Into<String>) -> Edit {
        Edit { span: self.span, text: text.into() }
    }
}
