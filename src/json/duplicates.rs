//! Strings that stand in a list more than once, and keys that stand in an object more than once.

use crate::{
    json::{Node, ShapeId, ValueKind},
    text::charset::is_same,
};
use std::{
    collections::BTreeMap,
    hash::{BuildHasher, RandomState},
};

/// Up to this number, keys are compared by a table on the stack, without allocating.
const FEW: usize = 128;
/// Up to this number, keys of any sort are compared with each other, without allocating.
const FEWER: usize = 16;

/// The strings that occur more than once among the members of that name in the objects of a list: one
/// group for each, all in document order.
pub fn repeated<'t>(list: Node<'t>, member: &str) -> Vec<Vec<Node<'t>>> {
    // Most lists that are looked at have one element.
    if !list.has_several() || are_all_different(list, member) {
        return Vec::new();
    }
    let strings = list.elements().filter_map(|it| it.get(member));
    groups(strings.filter_map(|it| Some((it.as_str()?, it))))
}

/// The elements of a list whose key occurs more than once: one group for each key, all in document order.
pub fn repeated_by<'t, K: Ord>(list: Node<'t>, key: impl Fn(Node<'t>) -> Option<K>) -> Vec<Vec<Node<'t>>> {
    if !list.has_several() || are_few_and_different(list, &key) {
        return Vec::new();
    }
    groups(list.elements().filter_map(|it| Some((key(it)?, it))))
}

#[cold]
fn groups<'t, K: Ord>(keyed: impl Iterator<Item = (K, Node<'t>)>) -> Vec<Vec<Node<'t>>> {
    let mut groups = BTreeMap::<K, Vec<Node<'t>>>::new();
    keyed.for_each(|(key, node)| groups.entry(key).or_default().push(node));
    let mut groups: Vec<_> = groups.into_values().filter(|group| group.len() > 1).collect();
    groups.sort_by_key(|group| group[0].id);
    groups
}

fn are_few_and_different<'t, K: Ord>(list: Node<'t>, key: impl Fn(Node<'t>) -> Option<K>) -> bool {
    let mut keys = [const { None }; FEWER];
    for (at, element) in list.elements().enumerate() {
        let (before, [free, ..]) = keys.split_at_mut(at.min(FEWER)) else { return false };
        *free = key(element);
        if free.is_some() && before.contains(free) {
            return false;
        }
    }
    true
}

/// Whether strings without escapes all differ; no also where it would cost too much to tell.
fn are_all_different<'t>(list: Node<'t>, member: &str) -> bool {
    match pair(list) {
        Some(pair) => are_both_different(pair, member),
        None => are_many_different(list, member),
    }
}

/// The elements of a list of two.
fn pair<'t>(list: Node<'t>) -> Option<(Node<'t>, Node<'t>)> {
    let mut elements = list.elements();
    let pair = elements.next().zip(elements.next());
    pair.filter(|_| elements.next().is_none())
}

fn are_both_different<'t>((a, b): (Node<'t>, Node<'t>), member: &str) -> bool {
    let (Some(a), Some(b)) = (a.get(member), b.get(member)) else { return true };
    match (a.plain_bytes(), b.plain_bytes()) {
        (Some(a), Some(b)) => !is_same(a, b),
        _ => a.kind() != ValueKind::String || b.kind() != ValueKind::String,
    }
}

#[inline(never)]
fn are_many_different<'t>(list: Node<'t>, member: &str) -> bool {
    let (mut small, mut large);
    // Both sizes are powers of two. An element and its members take three cells at least.
    let table: &mut [u32] = if list.cell().next - list.id <= 3 * 8 {
        small = [0_u32; 16];
        &mut small
    } else {
        large = [0_u32; FEW * 2];
        &mut large
    };
    let last = table.len() - 1;
    // What the first is called tells the place of the others in the model.
    let first = list.element(0).and_then(|it| it.get(member));
    let shape = first.map(Node::shape).filter(|it| *it != ShapeId::UNKNOWN);
    let value = |it: Node<'t>| shape.map_or_else(|| it.get(member), |shape| it.child(shape));
    for (at, element) in list.elements().enumerate() {
        let Some(node) = value(element).filter(|it| it.kind() == ValueKind::String) else { continue };
        let Some(text) = node.plain_bytes().filter(|_| at < FEW) else { return false };
        let mut slot = hash(text) & last;
        // The root is not a member of an element, so 0 is free to mean an empty slot.
        while table[slot] != 0 {
            if (Node { id: table[slot], ..node }).plain_bytes() == Some(text) {
                return false;
            }
            slot = (slot + 1) & last;
        }
        table[slot] = node.id;
    }
    true
}

/// Names differ most at their ends, and at most 128 of them stand in the table: this is enough.
fn hash(text: &[u8]) -> usize {
    let half = |it: Option<&[u8; 4]>| it.map_or(0, |it| u64::from(u32::from_le_bytes(*it)));
    let mixed = match (text.last_chunk::<8>(), text.len()) {
        (Some(end), length) => u64::from_le_bytes(*end) ^ length as u64,
        (None, 4..) => half(text.first_chunk()) << 32 | half(text.last_chunk()),
        (None, length) => text.iter().fold(length as u64, |mixed, byte| mixed << 8 | u64::from(*byte)),
    };
    (mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize
}

/// Hands over each key of an object that is a duplicate, with the last key of that name before it, until `found`
/// returns false.
pub(crate) fn doubled<'t>(object: Node<'t>, found: &mut dyn FnMut(Node<'t>, Node<'t>) -> bool) {
    let children = object.members().count();
    if children < 2 {
        return;
    }
    // Randomly seeded: a file cannot be written to make its names collide. A slot is a hash and a key.
    let hasher = RandomState::new();
    let mut table = vec![0_u64; (children * 2).next_power_of_two()];
    let last = table.len() - 1;
    for (key, _) in object.members() {
        let Some(name) = key.as_str() else { continue };
        let hash = hasher.hash_one(&*name);
        let entry = hash << 32 | u64::from(key.id);
        let mut slot = (hash >> 32) as usize & last;
        loop {
            let there = table[slot];
            if there == 0 {
                table[slot] = entry;
                break;
            }
            let before = Node { id: there as u32, ..key };
            if there >> 32 == entry >> 32 && before.as_str().as_deref() == Some(&*name) {
                if !found(before, key) {
                    return;
                }
                table[slot] = entry;
                break;
            }
            slot = (slot + 1) & last;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_and_many_give_the_same() {
        for fill in [0, 40, FEW] {
            let object = |it: String| format!("{{\"name\": {it}}}, ");
            let fill: String = (0..fill).map(|it| object(format!("\"{it}\""))).collect();
            let rest: String = [r#""b""#, r#""a""#, "1", "1", r#""\u0062""#, r#""c""#, r#""a""#, r#""b""#]
                .map(|it| object(it.to_owned()))
                .concat();
            let text = format!("[{fill}{rest}0]");
            let tree = crate::json::parse(&text).tree;
            let groups = repeated(tree.root(), "name");
            let words: Vec<Vec<_>> =
                groups.iter().map(|group| group.iter().map(|it| it.raw()).collect()).collect();
            assert_eq!(words, [vec!["\"b\"", "\"\\u0062\"", "\"b\""], vec!["\"a\"", "\"a\""]]);
        }
    }
}
