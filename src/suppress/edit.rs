//! Writes ignore files: adds, removes and sorts entries. Comments stay above their entries.

use std::collections::{BTreeMap, BTreeSet};
use toml_edit::{ArrayOfTables, Datetime, DocumentMut, Item, Table, value};

/// The first lines of a new ignore file.
const HEAD: &str = "\
# Suppressed findings, each with a reason.
# `ecs-preflight check --add-ignore --reason \"...\"` adds entries, `--prune-ignores` removes unused and expired ones.

";

/// An entry to write.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Addition {
    /// The file, relative to the ignore file.
    pub path: String,
    /// The rule's id.
    pub rule: String,
    /// The place.
    pub pointer: String,
    /// The fingerprint of the value there, if only that value is suppressed.
    pub value: Option<String>,
    /// The reason.
    pub reason: String,
    /// The last day, as `YYYY-MM-DD`.
    pub expires: Option<String>,
}

/// The text is not valid TOML, or `ignore` is not a list of tables.
#[derive(Debug)]
pub struct NoToml;

impl Addition {
    pub(super) fn key(&self) -> crate::suppress::file::Key<'_> {
        (&self.path, &self.rule, &self.pointer, self.value.as_deref())
    }
}

/// The sort key of entries: path, rule, pointer.
type Order = (String, String, String);

/// The text of an ignore file without some of its `[[ignore]]` and with others. An unused one for the same path,
/// rule and pointer is renewed; those in `used` are left alone. Unchanged parts keep every byte.
pub fn edit(
    text: &str,
    without: &BTreeSet<usize>,
    used: &BTreeSet<usize>,
    additions: &[Addition],
) -> Result<String, NoToml> {
    let mut document: DocumentMut = text.parse().map_err(|_| NoToml)?;
    if without.is_empty() && additions.is_empty() {
        return Ok(text.to_owned());
    }
    let before = match document.remove("ignore") {
        None => ArrayOfTables::new(),
        Some(Item::ArrayOfTables(all)) => all,
        Some(_) => return Err(NoToml),
    };
    let mut head = if text.trim().is_empty() { HEAD.to_owned() } else { String::new() };
    let mut tables: Vec<Table> = before.into_iter().collect();
    if let Some(first) = tables.first_mut() {
        head = take_head(first);
    } else if head.is_empty() {
        // Nothing but comments: they stay at the top.
        head = format!("{}\n\n", document.trailing().as_str().unwrap_or_default().trim_end());
        document.set_trailing("");
    }
    let (renewed, new) = renew(&mut tables, used, additions);
    let mut at = 0..;
    tables.retain(|_| at.next().is_none_or(|at| renewed.contains(&at) || !without.contains(&at)));
    tables.extend(new);
    // Sorting keeps the order of equals, so that doing it again changes nothing.
    tables.sort_by_cached_key(order);
    let mut sorted = ArrayOfTables::new();
    for (at, mut table) in tables.into_iter().enumerate() {
        let above = prefix(&table).trim_start_matches(['\r', '\n']).to_owned();
        let between = if at == 0 { head.as_str() } else { "\n" };
        table.decor_mut().set_prefix(format!("{between}{above}"));
        // After everything else; among themselves they keep this order.
        table.set_position(Some(isize::MAX));
        sorted.push(table);
    }
    if sorted.is_empty() {
        let rest = format!("{}{}", head.trim_end(), document.trailing().as_str().unwrap_or_default());
        document.set_trailing(if rest.is_empty() { rest } else { rest.trim_end().to_owned() + "\n" });
    } else {
        document.insert("ignore", Item::ArrayOfTables(sorted));
    }
    let edited = document.to_string();
    Ok(if text.contains("\r\n") { edited.replace("\r\n", "\n").replace('\n', "\r\n") } else { edited })
}

fn prefix(table: &Table) -> &str {
    table.decor().prefix().and_then(|it| it.as_str()).unwrap_or_default()
}

/// Takes the comment that is separated from the first entry by an empty line: it belongs to the file.
fn take_head(first: &mut Table) -> String {
    let above = prefix(first).replace("\r\n", "\n");
    let (head, own) = match above.rfind("\n\n") {
        Some(at) => above.split_at(at + 2),
        None => ("", above.as_str()),
    };
    let head = head.to_owned();
    first.decor_mut().set_prefix(own.to_owned());
    head
}

/// Renews unused entries; returns their indices, and new entries for the other additions.
fn renew(
    tables: &mut [Table],
    used: &BTreeSet<usize>,
    additions: &[Addition],
) -> (BTreeSet<usize>, Vec<Table>) {
    let mut idle = BTreeMap::<_, Vec<_>>::new();
    for (at, it) in tables.iter().enumerate().rev().filter(|(at, _)| !used.contains(at)) {
        idle.entry(order(it)).or_default().push(at);
    }
    let (mut renewed, mut new) = (BTreeSet::new(), Vec::new());
    for it in additions {
        let own = idle.get_mut(&(it.path.clone(), it.rule.clone(), it.pointer.clone())).and_then(Vec::pop);
        match own.and_then(|at| tables.get_mut(at).map(|table| (at, table))) {
            Some((at, table)) => {
                fill(table, it);
                renewed.insert(at);
            }
            None => {
                let mut table = Table::new();
                fill(&mut table, it);
                new.push(table);
            }
        }
    }
    (renewed, new)
}

fn order(table: &Table) -> Order {
    let text = |name: &str| table.get(name).and_then(Item::as_str).unwrap_or_default().to_owned();
    (text("path"), text("rule"), text("pointer"))
}

/// Sets only what differs, so that comments after values stay.
fn fill(table: &mut Table, it: &Addition) {
    let mut set = |name: &str, wanted: Option<&str>| match wanted {
        Some(wanted) if table.get(name).and_then(Item::as_str) != Some(wanted) => {
            table.insert(name, value(wanted));
        }
        Some(_) => {}
        None => {
            table.remove(name);
        }
    };
    set("path", Some(&it.path));
    set("rule", Some(&it.rule));
    set("pointer", Some(&it.pointer));
    set("value", it.value.as_deref());
    set("reason", Some(&it.reason));
    match it.expires.as_deref().and_then(|it| it.parse::<Datetime>().ok()) {
        Some(day) => drop(table.insert("expires", value(day))),
        None => drop(table.remove("expires")),
    }
}
