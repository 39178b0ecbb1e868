//! A JSON document as one flat tree in which every value keeps its place.
//!
//! One `Vec` in document order: reading a file costs at most one allocation, and a [`Node`] is two words to copy. Strings
//! and numbers stay in the text and are decoded on demand. Duplicate keys are kept. `strict` reads what RFC 8259 allows;
//! `recover` reads everything else and never fails.
//!
//! `strict` is one loop without recursion, and says no to everything else. Where strings and white space end, it knows
//! for 64 bytes at a time, one bit each (`scanner`); the vectors come from the crate `wide`, since those of the
//! standard library are not stable. The memory of a tree is kept for the next one of its thread (`cell_pool`):
//! allocating 2 to 20 KB took a twelfth of a check. `recover` names every syntax error and keeps the intact parts, so
//! that the rules run on them.
//!
//! Both readers end at [`VALUES_MAX`] values. Such a document is a single unknown value to the rules and one finding,
//! so a tree never takes more than 80 MiB. The part that was read is kept, because secrets are still searched for in
//! it. Numbers are kept as written: to JSON Schema `256.0` is an integer, to the AWS CLI it is not.
//!
//! Layer 1: may import `text`.

mod array_index;
mod cell;
mod cell_pool;
mod duplicates;
mod edit;
mod encoded_length;
mod location;
mod number;
mod overlay;
mod parsed;
mod recover;
mod scanner;
mod strict;
mod string;

use array_index::Positions;
pub use cell::ShapeId;
pub(crate) use cell::{Cell, HAS_RULES};
use cell::{ESCAPED, KEY, MISSING_MEMBER, NONE, OPEN, UNQUOTED};
use cell_pool::Cells;
pub(crate) use duplicates::doubled;
pub use duplicates::{repeated, repeated_by};
pub use encoded_length::Length;
pub use location::Location;
pub(crate) use number::integer;
pub(crate) use overlay::{Renamed, RenamedKey};
pub use parsed::{Parsed, is_strict, parse};
pub use recover::{SyntaxError, SyntaxErrorKind};
pub(crate) use string::quote_json;

use crate::text::{charset::is_same, edit::Edit, source::Source, span::Span};
use std::{borrow::Cow, ops::Range, sync::Arc};

/// The limit of containers inside containers: deeper documents are rejected at the bracket that exceeds it.
///
/// Python, and so the AWS CLI, gives up somewhere above 900; no launch document needs 20.
pub const DEPTH_MAX: u32 = 128;

/// The limit of values and keys in a document: one that exceeds it is rejected as a whole, so that its tree takes 80
/// MiB at most. A response about a hundred tasks has some ten thousand.
pub const VALUES_MAX: usize = 1 << 22;

/// The kind of a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum ValueKind {
    /// `null`
    Null,
    /// `true` or `false`
    Bool,
    /// A number, kept as written.
    Number,
    /// A string, kept with its quotes and escapes.
    String,
    /// `[…]`
    Array,
    /// `{…}`
    Object,
    /// What recovery could not read as a JSON value. Its kind is unknown, so no rule reports it again.
    Unknown,
}

/// A document that was read, whole or in its intact parts.
pub struct Tree<'s> {
    text: &'s str,
    cells: Cells,
    /// How many elements of its list stand before a cell.
    positions: Positions,
    /// The string with escapes of which a part was asked for last, and where that was: decoded, and as written.
    passed: std::cell::Cell<(u32, usize, usize)>,
    /// The string with escapes whose length was asked for last, and that.
    counted: std::cell::Cell<(u32, Length)>,
    /// The file it was read from, where that is not the one that is checked.
    file: Option<Arc<Source>>,
}

/// A value (or a key) of the tree. Copies freely; equal when it is the same place.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    tree: &'t Tree<'t>,
    id: u32,
}

impl<'s> Tree<'s> {
    /// The value that the document is.
    pub fn root(&self) -> Node<'_> {
        Node { tree: self, id: 0 }
    }
    /// The number of cells: values and keys.
    pub fn len(&self) -> usize {
        self.cells.len()
    }
    /// A tree always has a root.
    pub fn is_empty(&self) -> bool {
        false
    }
    /// The text it was read from.
    pub fn text(&self) -> &'s str {
        self.text
    }
    /// All values and keys in document order.
    pub fn nodes(&self) -> impl Iterator<Item = Node<'_>> {
        (0..self.cells.len() as u32).map(|id| Node { tree: self, id })
    }
    /// The smallest node around a byte. Cells are in document order: found by halves, then outwards.
    pub fn at(&self, offset: u32) -> Node<'_> {
        let after = self.cells.partition_point(|it| it.start <= offset);
        let mut node = Node { tree: self, id: after.saturating_sub(1) as u32 };
        while let Some(parent) = node.parent().filter(|_| node.span().end <= offset) {
            node = parent;
        }
        node
    }
    /// The node of a cell.
    #[inline]
    pub(crate) fn node(&self, id: u32) -> Node<'_> {
        Node { tree: self, id: id.min(self.cells.len() as u32 - 1) }
    }
    #[inline]
    pub(crate) fn cells(&self) -> &[Cell] {
        &self.cells
    }
    /// The text of a cell as written, as bytes.
    #[inline]
    pub(crate) fn bytes_of(&self, cell: &Cell) -> &'s [u8] {
        self.text.as_bytes().get(cell.start as usize..cell.end as usize).unwrap_or_default()
    }
    /// The characters of a string that is written without escapes, as nearly all are.
    #[inline]
    pub(crate) fn plain_bytes_of(&self, cell: &Cell) -> Option<&'s [u8]> {
        if cell.kind != ValueKind::String || cell.flags & (ESCAPED | UNQUOTED) != 0 {
            return None;
        }
        self.text.as_bytes().get(cell.start as usize + 1..(cell.end as usize).wrapping_sub(1))
    }
    /// A part of the text that belongs to no node of its own, such as a comment.
    pub fn place(&self, span: Span) -> Location<'_> {
        Location { node: self.at(span.start), span }
    }
    /// Marks the values with exactly these spans as unknown. The spans may be in any order.
    pub(crate) fn mark_unknown(&mut self, values: &[Span]) {
        for value in values {
            let at = self.cells.partition_point(|it| it.start < value.start);
            if let Some(cell) = self.cells.get_mut(at).filter(|it| it.end == value.end) {
                cell.kind = ValueKind::Unknown;
            }
        }
    }
    /// The same tree, of a file that explains what is found in another.
    pub(crate) fn of_file(self, file: &Arc<Source>) -> Tree<'s> {
        Tree { file: Some(Arc::clone(file)), ..self }
    }
    /// A tree of one unknown value, for bytes in which there is nothing to read.
    pub(crate) fn of_unknown(text: &'s str) -> Tree<'s> {
        Tree::new(text, vec![Cell::new(ValueKind::Unknown, 0, text.len() as u32, NONE, 1)])
    }

    fn new(text: &'s str, cells: Vec<Cell>) -> Tree<'s> {
        Tree {
            text,
            cells: cells.into(),
            positions: Positions::default(),
            passed: Default::default(),
            counted: Default::default(),
            file: None,
        }
    }
}

impl<'t> Node<'t> {
    /// What it is.
    pub fn kind(self) -> ValueKind {
        self.cell().kind
    }
    /// Its bytes, quotes and brackets included.
    pub fn span(self) -> Span {
        Span { start: self.cell().start, end: self.cell().end }
    }
    /// Its text as written.
    pub fn raw(self) -> &'t str {
        &self.tree.text[self.span().range()]
    }
    /// Its place in the model, or `ShapeId::UNKNOWN`.
    #[inline]
    pub fn shape(self) -> ShapeId {
        ShapeId(self.cell().shape.get().0 & !(MISSING_MEMBER | HAS_RULES))
    }
    /// Itself and what lies in it, as far as some rule looks at it, in document order; with its place in the model,
    /// and whether it is an object without a member that some rule misses.
    #[inline]
    pub(crate) fn watched(self) -> impl Iterator<Item = (Node<'t>, ShapeId, bool)> + use<'t> {
        // Over cells and not over nodes, which look their cell up for every question.
        let cells = self.tree.cells.get(self.id as usize..self.cell().next as usize).unwrap_or_default();
        (self.id..).zip(cells).filter_map(move |(id, cell)| {
            let bits = cell.shape.get().0;
            let shape = ShapeId(bits & !(MISSING_MEMBER | HAS_RULES));
            (bits != shape.0).then_some((Node { id, ..self }, shape, bits & MISSING_MEMBER != 0))
        })
    }
    /// For ignore files, which read documents in another spelling than that of the file.
    #[cfg(feature = "settings")]
    pub(crate) fn set_shape(self, shape: ShapeId) {
        self.cell().set_shape(shape, 0);
    }
    /// The index of its cell: smaller comes first in the document.
    pub(crate) fn id(self) -> u32 {
        self.id
    }
    pub(crate) fn tree(self) -> &'t Tree<'t> {
        self.tree
    }
    /// The file that contains it, if that is not the file that is checked.
    pub(crate) fn file(self) -> Option<Arc<Source>> {
        self.tree.file.clone()
    }
    /// Whether both stand in the same document.
    pub(crate) fn is_in_tree_of(self, other: Node<'_>) -> bool {
        std::ptr::eq(self.tree, other.tree)
    }

    /// The characters of a string, escapes decoded; `None` for any other kind.
    /// A lone surrogate becomes U+FFFD.
    #[inline]
    pub fn as_str(self) -> Option<Cow<'t, str>> {
        match self.plain() {
            Some(plain) => Some(Cow::Borrowed(plain)),
            None => self.patient_str(),
        }
    }
    /// The characters of a string that holds escapes, or that recovery read.
    #[cold]
    fn patient_str(self) -> Option<Cow<'t, str>> {
        let cell = self.cell();
        if cell.kind != ValueKind::String || cell.flags & OPEN != 0 {
            return None;
        }
        Some(match cell.flags & ESCAPED {
            0 => Cow::Borrowed(self.inner()),
            _ => Cow::Owned(string::decode(self.inner()).map(|(c, _)| c).collect()),
        })
    }
    /// The first characters of a string, escapes decoded.
    pub(crate) fn beginning(self, most: usize) -> String {
        string::decode(self.inner()).map(|(c, _)| c).take(most).collect()
    }
    /// A string's text between its quotes, escapes and all.
    fn inner(self) -> &'t str {
        let raw = self.raw();
        if self.cell().flags & UNQUOTED != 0 {
            return string::strip_quotes(raw);
        }
        raw.get(1..raw.len().saturating_sub(1)).unwrap_or("")
    }
    /// Whether it is a string of nothing but white space, or of nothing at all.
    pub fn is_blank(self) -> bool {
        match self.plain_bytes() {
            Some([first, ..]) if first.is_ascii_graphic() => false,
            _ => self.as_str().is_some_and(|it| it.trim().is_empty()),
        }
    }
    /// Whether the string holds escapes.
    pub fn is_escaped(self) -> bool {
        self.cell().flags & ESCAPED != 0
    }
    /// `true` or `false`.
    pub fn as_bool(self) -> Option<bool> {
        (self.kind() == ValueKind::Bool).then(|| self.raw() == "true")
    }

    /// The value of a member. Of two with one name the last one, as every client reads it.
    #[inline]
    pub fn get(self, name: &str) -> Option<Node<'t>> {
        self.member(name).map(|(_, value)| value)
    }
    /// The key and the value of a member.
    pub fn member(self, name: &str) -> Option<(Node<'t>, Node<'t>)> {
        let tree = self.tree;
        let end = if self.kind() == ValueKind::Object { self.cell().next } else { 0 };
        let mut found = None;
        let mut id = self.id + 1;
        while id < end
            && let Some([key, value, ..]) = tree.cells.get(id as usize..)
        {
            // Most names differ in length already.
            let is = match (key.end - key.start) as usize == name.len() + 2 {
                _ if key.flags & (ESCAPED | UNQUOTED) != 0 => Node { id, tree }.is(name),
                true => tree.plain_bytes_of(key).is_some_and(|it| is_same(it, name.as_bytes())),
                false => false,
            };
            if is {
                found = Some(id);
            }
            id = value.next;
        }
        found.map(|id| (Node { id, tree }, Node { id: id + 1, tree }))
    }
    /// Whether it is the string `text`.
    #[inline]
    pub fn is(self, text: &str) -> bool {
        let cell = self.cell();
        if cell.flags & (ESCAPED | UNQUOTED) != 0 {
            return self.is_patiently(text);
        }
        // Most names differ in length already.
        (cell.end - cell.start) as usize == text.len() + 2
            && self.plain_bytes().is_some_and(|it| is_same(it, text.as_bytes()))
    }
    #[cold]
    fn is_patiently(self, text: &str) -> bool {
        self.as_str().is_some_and(|it| it == text)
    }
    /// The bytes of a string that is written without escapes, as nearly all are.
    #[inline]
    pub(crate) fn plain_bytes(self) -> Option<&'t [u8]> {
        self.tree.plain_bytes_of(self.cell())
    }
    /// Its text as written, as bytes.
    #[inline]
    pub(crate) fn raw_bytes(self) -> &'t [u8] {
        self.tree.bytes_of(self.cell())
    }
    /// The characters of a string that is written without escapes, as nearly all are.
    #[inline]
    pub fn plain(self) -> Option<&'t str> {
        let cell = self.cell();
        if cell.kind != ValueKind::String || cell.flags & (ESCAPED | UNQUOTED) != 0 {
            return None;
        }
        self.tree.text.get(cell.start as usize + 1..(cell.end as usize).checked_sub(1)?)
    }
    /// The elements of an array; nothing for any other kind.
    pub fn elements(self) -> impl Iterator<Item = Node<'t>> + Clone + use<'t> {
        self.children_if(ValueKind::Array)
    }
    /// The value of the member that has that place in the model, without a look at names.
    pub(super) fn child(self, shape: ShapeId) -> Option<Node<'t>> {
        let end = if self.kind() == ValueKind::Object { self.cell().next } else { 0 };
        let mut found = None;
        // A key is one cell.
        let mut id = self.id + 2;
        while id < end {
            let node = Node { id, ..self };
            if node.shape() == shape {
                found = Some(node);
            }
            id = node.cell().next + 1;
        }
        found
    }
    /// Whether it is an array of two elements or more.
    pub fn has_several(self) -> bool {
        let cell = self.cell();
        let first = self.tree.cells.get(self.id as usize + 1);
        cell.kind == ValueKind::Array
            && self.id + 1 < cell.next
            && first.is_some_and(|it| it.next < cell.next)
    }
    /// The element of an array at an index.
    #[inline(never)]
    pub fn element(self, before: usize) -> Option<Node<'t>> {
        self.elements().nth(before)
    }
    /// The members of an object, keys first; nothing for any other kind.
    pub fn members(self) -> impl Iterator<Item = (Node<'t>, Node<'t>)> + use<'t> {
        let mut cells = self.children_if(ValueKind::Object);
        std::iter::from_fn(move || Some((cells.next()?, cells.next()?)))
    }
    /// It and all that lies in it, values and keys in document order.
    pub fn nodes(self) -> impl Iterator<Item = Node<'t>> + use<'t> {
        (self.id..self.cell().next).map(move |id| Node { id, ..self })
    }
    /// The object or array around it.
    pub fn parent(self) -> Option<Node<'t>> {
        (self.cell().parent != NONE).then(|| Node { id: self.cell().parent, ..self })
    }
    /// The key of a member's value: the cell before it.
    pub fn key(self) -> Option<Node<'t>> {
        let key = Node { id: self.id.checked_sub(1)?, ..self };
        (!self.is_key() && key.is_key() && key.cell().parent == self.cell().parent).then_some(key)
    }
    /// Whether it is the key of a member.
    pub fn is_key(self) -> bool {
        self.cell().flags & KEY != 0
    }

    /// Its JSON Pointer (RFC 6901). A key has that of its value.
    pub fn pointer(self) -> String {
        let Some(parent) = self.parent() else { return String::new() };
        let mut pointer = parent.pointer();
        pointer.push('/');
        if parent.kind() == ValueKind::Object {
            let key = if self.is_key() { Some(self) } else { self.key() };
            let name = key.and_then(Node::as_str).unwrap_or_default();
            pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
        } else {
            pointer.push_str(&self.tree.position(self.id).to_string());
        }
        pointer
    }

    /// A part of a string, by a byte range of [`Node::as_str`]; maps through escapes.
    /// An empty range gives the character after it, at the very end the closing quote: no place is empty.
    pub fn part(self, range: Range<usize>) -> Location<'t> {
        let open = string::opening(self.raw()) as u32 + self.cell().start;
        let map = |wanted: usize| {
            if !self.is_escaped() {
                return open + wanted as u32;
            }
            // Many parts of one string are asked for in their order: none is searched for from the beginning.
            let (id, before, from) = self.tree.passed.get();
            let (mut decoded, from) = if id == self.id && before <= wanted { (before, from) } else { (0, 0) };
            for (c, at) in string::decode(self.inner().get(from..).unwrap_or_default()) {
                if decoded >= wanted {
                    self.tree.passed.set((self.id, decoded, from + at as usize));
                    return open + from as u32 + at;
                }
                decoded += c.len_utf8();
            }
            open + self.inner().len() as u32
        };
        let start = map(range.start);
        let mut end = map(range.end).max(start + 1).min(self.cell().end);
        while !self.tree.text.is_char_boundary(end as usize) {
            end += 1;
        }
        Location { node: self, span: Span { start: start.min(end.saturating_sub(1)), end } }
    }
    /// The opening bracket of an object or array; the whole of anything else.
    pub fn opening_bracket(self) -> Location<'t> {
        let span = self.span();
        match self.kind() {
            ValueKind::Object | ValueKind::Array => {
                Location { node: self, span: Span { end: span.start + 1, ..span } }
            }
            _ => self.into(),
        }
    }

    #[inline]
    fn children_until(self, end: u32) -> impl Iterator<Item = Node<'t>> + Clone + use<'t> {
        let mut id = self.id + 1;
        std::iter::from_fn(move || {
            (id < end).then(|| {
                let node = Node { id, ..self };
                id = node.cell().next;
                node
            })
        })
    }
    #[inline]
    fn children_if(self, kind: ValueKind) -> impl Iterator<Item = Node<'t>> + Clone + use<'t> {
        let end = if self.kind() == kind { self.cell().next } else { 0 };
        self.children_until(end)
    }
    #[inline]
    fn cell(self) -> &'t Cell {
        &self.tree.cells[self.id as usize]
    }
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && std::ptr::eq(self.tree, other.tree)
    }
}
