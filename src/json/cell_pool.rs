//! The memory of a tree, used again by the next one.

use crate::json::Cell;
use std::{
    cell,
    ops::{Deref, DerefMut},
};

/// The most cells that are kept: 1.3 MB. No launch document has more than a few thousand.
const KEPT: usize = 1 << 16;

thread_local! {
    /// What the last tree of this thread left: to ask for memory and to give it back for every file takes longer
    /// than to look its strings up in the model.
    static SPARE: cell::Cell<Vec<Cell>> = const { cell::Cell::new(Vec::new()) };
}

/// The cells of a tree.
pub(super) struct Cells(Vec<Cell>);

/// An empty list with room for a number of cells.
pub(super) fn room(capacity: usize) -> Vec<Cell> {
    let mut cells = SPARE.try_with(cell::Cell::take).unwrap_or_default();
    cells.reserve(capacity);
    cells
}

impl From<Vec<Cell>> for Cells {
    fn from(cells: Vec<Cell>) -> Cells {
        Cells(cells)
    }
}

impl Deref for Cells {
    type Target = Vec<Cell>;

    #[inline]
    fn deref(&self) -> &Vec<Cell> {
        &self.0
    }
}

impl DerefMut for Cells {
    #[inline]
    fn deref_mut(&mut self) -> &mut Vec<Cell> {
        &mut self.0
    }
}

impl Drop for Cells {
    fn drop(&mut self) {
        let mut cells = std::mem::take(&mut self.0);
        if cells.capacity() <= KEPT {
            cells.clear();
            // Where the thread has ended already there is nobody to use it.
            let _ = SPARE.try_with(|it| it.set(cells));
        }
    }
}
