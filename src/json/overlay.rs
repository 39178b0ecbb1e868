//! The same document with some of its keys spelled in another way.

use crate::json::{Cell, ESCAPED, Node, OPEN, Tree, UNQUOTED, ValueKind};
use crate::text::span::Span;

/// A key in another spelling: the text that its tree is over has it, and it may be shorter.
pub(crate) struct RenamedKey {
    /// Where the key stands, quotes included.
    pub span: Span,
    /// Where it ends in the new text.
    pub end: u32,
}

/// A key that has another name in another text.
pub(crate) struct Renamed {
    /// Its cell.
    pub id: u32,
    /// Where it ends in the text of its tree.
    pub end: u32,
    /// By how much everything after it moves.
    pub shift: i64,
}

impl Renamed {
    /// Where an offset is in the text with the other names.
    pub fn moved(keys: &[Renamed], offset: u32) -> u32 {
        let before = keys.partition_point(|it| it.end <= offset);
        let shift = before.checked_sub(1).map_or(0, |it| keys[it].shift);
        (i64::from(offset) + shift) as u32
    }
}

impl<'s> Tree<'s> {
    /// The tree over a text in which keys have other names, and in which some values are not known.
    pub(crate) fn as_meant<'x>(&self, text: &'x str, keys: &[Renamed], unknown: &[u32]) -> Tree<'x> {
        let moved = |it: &Cell| Cell {
            start: Renamed::moved(keys, it.start),
            end: Renamed::moved(keys, it.end),
            ..it.copy()
        };
        let mut cells: Vec<Cell> = self.cells.iter().map(moved).collect();
        for key in keys {
            if let Some(cell) = cells.get_mut(key.id as usize) {
                cell.flags &= !(ESCAPED | UNQUOTED);
            }
        }
        for &id in unknown {
            if let Some(cell) = cells.get_mut(id as usize) {
                cell.kind = ValueKind::Unknown;
            }
        }
        Tree::new(text, cells)
    }

    /// The tree over a text of the same length in which keys differ, and in which some values are not known.
    pub(crate) fn respelled<'x>(&self, text: &'x str, keys: &[RenamedKey], unknown: &[u32]) -> Tree<'x> {
        let mut cells: Vec<Cell> = self.cells.iter().map(Cell::copy).collect();
        for key in keys {
            let at = cells.partition_point(|it| it.start < key.span.start);
            if let Some(cell) = cells.get_mut(at) {
                cell.end = key.end;
            }
        }
        for &id in unknown {
            if let Some(cell) = cells.get_mut(id as usize) {
                cell.kind = ValueKind::Unknown;
            }
        }
        Tree::new(text, cells)
    }

    /// Makes what begins at these offsets unknown: a string keeps its kind and loses its text, any
    /// other value loses its kind. Offsets ascend; the spans are those of the whole placeholder.
    pub(crate) fn mark_placeholders(&mut self, spans: &[Span]) {
        for span in spans {
            let at = self.cells.partition_point(|it| it.start < span.start);
            let Some(cell) = self.cells.get_mut(at).filter(|it| it.start == span.start) else { continue };
            match cell.kind {
                ValueKind::String => cell.flags |= OPEN | ESCAPED,
                ValueKind::Number => (cell.kind, cell.end) = (ValueKind::Unknown, span.end),
                _ => {}
            }
        }
    }

    /// The node that is here what another is in a tree of the same cells.
    pub(crate) fn counterpart(&self, other: Node<'_>) -> Node<'_> {
        self.node(other.id)
    }
}

impl Cell {
    fn copy(&self) -> Cell {
        let Cell { start, end, parent, next, kind, flags, ref shape } = *self;
        Cell { start, end, parent, next, kind, flags, shape: shape.get().into() }
    }
}

impl Node<'_> {
    /// Whether it is a string whose text is not known.
    pub fn is_open(self) -> bool {
        self.cell().flags & OPEN != 0
    }
}
