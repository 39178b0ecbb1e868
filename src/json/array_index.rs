//! How many elements of a list stand before one: asked for by each finding in it.

use crate::json::{Tree, ValueKind};
use std::cell::{Cell, OnceCell};

/// What is known of places in lists.
#[derive(Default)]
pub(super) struct Positions {
    /// The element that was asked for last, and how many stand before it.
    last: Cell<(u32, u32)>,
    /// How many elements were gone over.
    steps: Cell<usize>,
    /// All of them, once as many elements were gone over as there are cells.
    all: OnceCell<Vec<u32>>,
}

impl Tree<'_> {
    /// How many elements of its list come before a cell. Usually the cell is near the one of the last call; calls here
    /// and there in a long list have all of its elements counted.
    pub(super) fn position(&self, id: u32) -> u32 {
        let Positions { last, steps, all } = &self.positions;
        if let Some(all) = all.get() {
            return all.get(id as usize).copied().unwrap_or(0);
        }
        let list = |id: u32| self.cells.get(id as usize).map(|it| it.parent);
        let (near, before) = last.get();
        let after = near <= id && list(near) == list(id);
        let (mut at, mut position) = if after { (near, before) } else { (list(id).unwrap_or(0) + 1, 0) };
        let mut gone = steps.get();
        while at < id && gone < self.cells.len() {
            at = self.cells[at as usize].next;
            position += 1;
            gone += 1;
        }
        steps.set(gone);
        if at < id {
            return all.get_or_init(|| self.all_positions()).get(id as usize).copied().unwrap_or(0);
        }
        last.set((id, position));
        position
    }

    fn all_positions(&self) -> Vec<u32> {
        let mut positions = vec![0; self.cells.len()];
        for list in self.root().nodes().filter(|it| it.kind() == ValueKind::Array) {
            for (it, at) in list.elements().zip(0..) {
                positions[it.id as usize] = at;
            }
        }
        positions
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn any_order_gives_the_same() {
        let text = r#"[[1, 2, [3], {"a": [4, 5]}], 6, [7, [8, 9]]]"#;
        let order = |seed: u32, count: u32| (0..60).map(move |at| (at * 7 + seed * 13) % count);
        let wanted = crate::json::parse(text).tree.all_positions();
        for seed in 0..20 {
            let tree = crate::json::parse(text).tree;
            let count = tree.len() as u32;
            let is_element = |id: &u32| {
                tree.node(*id).parent().is_some_and(|it| it.kind() == crate::json::ValueKind::Array)
            };
            for id in order(seed, count).filter(is_element) {
                assert_eq!(tree.position(id), wanted[id as usize], "{id} of {seed}");
            }
        }
    }
}
