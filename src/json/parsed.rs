//! Reads a text, by whichever reader it takes.

use crate::json::{
    Node, SyntaxError, SyntaxErrorKind, Tree, ValueKind, recover,
    strict::{self, Read},
};

/// A document and what was wrong with its syntax.
pub struct Parsed<'s> {
    /// The tree, of the intact parts where there are faults.
    pub tree: Tree<'s>,
    /// In document order; empty for RFC 8259.
    pub faults: Vec<SyntaxError>,
    /// The number of further syntax errors, beyond those that are kept.
    pub more: usize,
}

/// Reads any text. What RFC 8259 allows costs one pass; anything else a second, patient one.
pub fn parse(text: &str) -> Parsed<'_> {
    match strict::parse(text) {
        Read::Whole(tree) => Parsed { tree, faults: Vec::new(), more: 0 },
        Read::Crowded(tree) => Parsed::crowded(tree),
        Read::Broken => recover::parse(text),
    }
}

/// Whether a text is RFC 8259 within the limits of depth and values.
pub fn is_strict(text: &str) -> bool {
    matches!(strict::parse(text), Read::Whole(_))
}

impl<'s> Parsed<'s> {
    /// A document of too many values, as far as it was read: one unknown value to the rules, while its secrets are
    /// still found.
    pub(super) fn crowded(mut tree: Tree<'s>) -> Parsed<'s> {
        let start = tree.root().span().start as usize;
        if let Some(root) = tree.cells.first_mut() {
            root.kind = ValueKind::Unknown;
        }
        Parsed { tree, faults: vec![SyntaxError::new(SyntaxErrorKind::Crowded, start, start + 1)], more: 0 }
    }

    /// What its beginning shows, if it holds too many values: for this look the root is what it was.
    pub(crate) fn shown_by_beginning<T>(&mut self, look: impl Fn(Node<'_>) -> T) -> Option<T> {
        let fault = self.faults.first().filter(|it| it.kind == SyntaxErrorKind::Crowded)?;
        let is_list = self.tree.text().as_bytes().get(fault.span.start as usize) == Some(&b'[');
        self.tree.cells.first_mut()?.kind = if is_list { ValueKind::Array } else { ValueKind::Object };
        let shown = look(self.tree.root());
        self.tree.cells.first_mut()?.kind = ValueKind::Unknown;
        Some(shown)
    }
}
