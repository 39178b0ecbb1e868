//! What the tree consists of.

use crate::json::ValueKind;

/// The number of a place in the model: the request's `/overrides/containerOverrides/*/name`, say. The model gives it its
/// meaning; here it is only stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ShapeId(pub(crate) u16);

impl ShapeId {
    /// What lies outside the model.
    pub const UNKNOWN: ShapeId = ShapeId(0);
}

/// One value or key, 20 bytes. An object's children are key, value, key, value, each followed by its own.
#[derive(Debug)]
pub(crate) struct Cell {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) parent: u32,
    /// The cell after this one's last descendant.
    pub(super) next: u32,
    pub(super) kind: ValueKind,
    pub(super) flags: u8,
    /// Its place in the model, written once by the shape's walk, and [`MISSING_MEMBER`].
    pub(super) shape: std::cell::Cell<ShapeId>,
}

/// The parent of the root.
pub(super) const NONE: u32 = u32::MAX;
pub(super) const ESCAPED: u8 = 1;
/// Not delimited by `"` on both sides: recovery read a single-quoted, bare or unterminated string.
pub(super) const UNQUOTED: u8 = 2;
pub(super) const KEY: u8 = 4;
/// A string that is one placeholder: its text is not known. Such a string has `ESCAPED` too.
pub(super) const OPEN: u8 = 8;
/// A bit beside the number of a shape: an object without a member that some rule misses.
pub(super) const MISSING_MEMBER: u16 = 1 << 15;
/// A bit beside the number of a shape: some rule looks there.
pub(crate) const HAS_RULES: u16 = 1 << 14;

impl Cell {
    pub(super) fn new(kind: ValueKind, start: u32, end: u32, parent: u32, next: u32) -> Cell {
        Cell { start, end, parent, next, kind, flags: 0, shape: ShapeId::UNKNOWN.into() }
    }
    #[inline]
    pub(crate) fn kind(&self) -> ValueKind {
        self.kind
    }
    /// The index of the cell after its last descendant.
    #[inline]
    pub(crate) fn next(&self) -> usize {
        self.next as usize
    }
    #[inline]
    pub(crate) fn set_shape(&self, shape: ShapeId, bits: u16) {
        self.shape.set(ShapeId(shape.0 | bits));
    }
    /// Notes that it is an object without a member that some rule misses.
    pub(crate) fn set_missing_member(&self) {
        self.shape.set(ShapeId(self.shape.get().0 | MISSING_MEMBER));
    }
}
