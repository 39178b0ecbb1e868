//! Writes the table of shapes.

use crate::{
    document_kind::DocumentKind,
    perfect_hash,
    shapes::{Entry, Shapes},
};

/// The tables of `src/model/shape.rs`.
pub fn table(shapes: &Shapes<'_>) -> String {
    let (mut table, mut slots) = (String::new(), Vec::new());
    for entry in &shapes.entries {
        let members = &shapes.entries[entry.first..entry.first + entry.count];
        let (seed, own) = if entry.form == "Struct" { slots_of(members) } else { (0, Vec::new()) };
        let run = (slots.len(), 64 - own.len().max(2).ilog2());
        slots.extend(own);
        table += &shape(entry, members, run, seed);
    }
    let is_structure = |entry: &&Entry<'_>| entry.form == "Struct";
    let structures: Vec<&str> = shapes
        .entries
        .iter()
        .map(|entry| Some(entry).filter(is_structure).map_or("", |it| it.structure))
        .collect();
    let mut roots = String::new();
    for kind in DocumentKind::ALL {
        roots += &format!("ShapeId({}), ", shapes.root(kind));
    }
    format!(
        "pub(crate) static SHAPES: [Shape; {}] = [\n{table}];\n\
         /// The name of each structure in the API; empty for what is not one, and for requests.\n\
         static STRUCTURES: [&str; {}] = {structures:?};\n\
         static SLOTS: [u8; {}] = {slots:?};\n\
         /// The roots of the document kinds, in their order.\n\
         pub(crate) static ROOTS: [ShapeId; {}] = [{roots}];\n\
         /// The day of the newest member or enumeration value.\n\
         pub static LATEST: Date = Date::from_number({});\n",
        shapes.entries.len(),
        structures.len(),
        slots.len(),
        DocumentKind::ALL.len(),
        newest(shapes)
    )
}

/// One shape. `run` is where its slots begin, and their shift.
fn shape(entry: &Entry<'_>, members: &[Entry<'_>], run: (usize, u32), seed: u64) -> String {
    let Entry { name, pointer, form, first, count, since, required_until, key, rules, lacking, .. } = entry;
    let mut words = String::new();
    for (word, since) in &entry.words {
        words += &format!("({word:?}, Date::from_number({since})), ");
    }
    let demands = bits(members, |member| member.required_until > 0);
    let expects = bits(members, |member| lacking.iter().any(|(name, _)| *name == member.name));
    let until = entry.until.unwrap_or(u32::MAX);
    let read_only = entry.is_read_only;
    let on_secrets = &entry.on_secrets;
    let has_rules = !on_secrets.is_empty() || !rules.is_empty();
    let bits = if has_rules { "crate::json::HAS_RULES" } else { "0" };
    format!(
        "    Shape {{ name: {name:?}, pointer: {pointer:?}, form: Type::{form}, first: {first}, count: {count}, \
         slots: {run:?}, seed: {seed}, demands: {demands}, read_only: {read_only}, \
         since: Date::from_number({since}), until: Date::from_number({until}), \
         required_until: Date::from_number({required_until}), words: &[{words}], key: {key:?}, \
         rules: &{rules:?}, on_secrets: &{on_secrets:?}, bits: {bits}, lacking: &{lacking:?}, expects: {expects} }},\n"
    )
}

/// A bit for each member that is so.
fn bits(members: &[Entry<'_>], is_set: impl Fn(&Entry<'_>) -> bool) -> u64 {
    members.iter().enumerate().map(|(at, member)| u64::from(is_set(member)) << at).sum()
}

/// The day of the newest member or enumeration value.
fn newest(shapes: &Shapes<'_>) -> u32 {
    let words = |entry: &Entry<'_>| entry.words.iter().map(|(_, since)| *since).max().unwrap_or(0);
    shapes.entries.iter().map(|entry| entry.since.max(words(entry))).max().unwrap_or(0)
}

/// The smallest table in which no two members share a slot, with its seed: each member's number is in the slot of its
/// name. The other slots contain the number of the first member, whose name differs from the one that is looked up.
/// The table has two slots or more, as one slot would be a shift by 64.
fn slots_of(members: &[Entry<'_>]) -> (u64, Vec<u8>) {
    for power in 1..12 {
        let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
        for _ in 0..2_000 {
            let mut slots = vec![None; 1 << power];
            let free = (0..).zip(members).all(|(number, member)| {
                let slot = perfect_hash::slot(member.name.as_bytes(), seed, 64 - power);
                slots[slot].replace(number).is_none()
            });
            if free {
                return (seed, slots.into_iter().map(Option::unwrap_or_default).collect());
            }
            seed = seed.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        }
    }
    panic!("src/model/perfect_hash.rs finds no table for the members of one structure");
}

/// `ORDERS` of `src/command/options.rs`.
pub fn orders(shapes: &Shapes<'_>) -> String {
    let mut entries = String::new();
    for (id, until, names) in &shapes.orders {
        entries += &format!("    (ShapeId({id}), Date::from_number({until}), &{names:?}),\n");
    }
    format!("static ORDERS: &[(ShapeId, Date, &[&str])] = &[\n{entries}];\n")
}
