//! Strings that stand in a list more than once.

use super::{Kind, Node};

/// Up to so many are told apart without allocating, by a table on the stack.
const FEW: usize = 128;
/// Up to so many are simply compared each with each.
const PAIRS: usize = 4;

/// The strings that occur more than once among those that `string` finds in the elements of a list:
/// one group for each, all in document order.
pub fn repeated<'t>(
    list: Node<'t>,
    string: impl Fn(Node<'t>) -> Option<Node<'t>> + Copy,
) -> Vec<Vec<Node<'t>>> {
    let texts = || list.elements().filter_map(string).filter_map(|it| Some((it.as_str()?, it)));
    if list.elements().nth(1).is_none() {
        return Vec::new();
    }
    if are_all_different(list.elements().filter_map(string)) {
        return Vec::new();
    }
    let mut sorted: Vec<_> = texts().collect();
    sorted.sort_by(|a, b| (&a.0, a.1.id).cmp(&(&b.0, b.1.id)));
    let groups = sorted.chunk_by(|a, b| a.0 == b.0).filter(|it| it.len() > 1);
    let mut groups: Vec<Vec<_>> = groups.map(|group| group.iter().map(|it| it.1).collect()).collect();
    groups.sort_by_key(|group| group[0].id);
    groups
}

/// Whether a few strings without escapes all differ; no also where it would cost too much to tell.
fn are_all_different<'t>(strings: impl Iterator<Item = Node<'t>> + Clone) -> bool {
    let mut few: [&[u8]; PAIRS] = [b""; PAIRS];
    for (at, node) in strings.clone().enumerate() {
        let Some(slot) = few.get_mut(at) else { return are_many_different(strings) };
        let Some(text) = node.plain_bytes() else { return false };
        *slot = text;
        if few.iter().take(at).any(|it| *it == text) {
            return false;
        }
    }
    true
}

fn are_many_different<'t>(strings: impl Iterator<Item = Node<'t>>) -> bool {
    let mut table = [0_u32; FEW * 2];
    for (at, node) in strings.filter(|it| it.kind() == Kind::String).enumerate() {
        let Some(text) = node.plain_bytes().filter(|_| at < FEW) else { return false };
        let mut slot = hash(text) % table.len();
        // The root is no element of a list, so 0 is free to mean an empty slot.
        while table[slot] != 0 {
            if (Node { id: table[slot], ..node }).plain_bytes() == Some(text) {
                return false;
            }
            slot = (slot + 1) % table.len();
        }
        table[slot] = node.id;
    }
    true
}

/// Names differ most at their ends, and at most 128 of them stand in the table: this is enough.
fn hash(text: &[u8]) -> usize {
    let mixed = match text.last_chunk::<8>() {
        Some(end) => u64::from_le_bytes(*end) ^ text.len() as u64,
        None => text.iter().fold(text.len() as u64, |mixed, byte| mixed << 8 | u64::from(*byte)),
    };
    (mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_and_many_give_the_same() {
        for fill in [0, 40] {
            let fill: String = (0..fill).map(|it| format!("\"{it}\",")).collect();
            let text = format!(r#"[{fill}"b", "a", 1, 1, "\u0062", "c", "a", "b"]"#);
            let tree = super::super::parse(&text).tree;
            let groups = repeated(tree.root(), Some);
            let words: Vec<Vec<_>> =
                groups.iter().map(|group| group.iter().map(|it| it.raw()).collect()).collect();
            assert_eq!(words, [vec!["\"b\"", "\"\\u0062\"", "\"b\""], vec!["\"a\"", "\"a\""]]);
        }
    }
}
