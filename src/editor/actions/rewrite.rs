//! Rewrites parts of a document that is valid JSON.

use crate::{
    document::language,
    editor::{
        actions::{ADD_REQUIRED, Asked, WRAP},
        lsp::CodeAction,
        reading,
    },
    json::{Node, ShapeId, ValueKind, quote_json},
    model::{
        revision::Date,
        shape::{LATEST, Shape, Type},
    },
    text::{display::join, edit::Edit},
};

/// The rewrites of what is at the beginning of the range.
pub fn rewrites(asked: &Asked<'_>) -> Vec<CodeAction> {
    let Some(document) = asked.checked.and_then(|checked| checked.document) else { return Vec::new() };
    let is_script = language::of(asked.document.source.name(), asked.document.text()).is_some();
    if is_script || !asked.wants(ADD_REQUIRED) && !asked.wants(WRAP) {
        return Vec::new();
    }
    reading::read(&asked.document.source, Some(document), |parsed| {
        if !parsed.faults.is_empty() {
            return Vec::new();
        }
        let node = reading::value_of(reading::at(parsed, asked.span.start as usize));
        let Some(object) = reading::object_around(node) else { return Vec::new() };
        let add =
            add_required(asked, object, document.revision.applied).filter(|_| asked.wants(ADD_REQUIRED));
        let wrap = wrap(asked, object).filter(|_| asked.wants(WRAP));
        add.into_iter().chain(wrap).collect()
    })
}

/// Adds the required members that an object lacks.
fn add_required(asked: &Asked<'_>, object: Node<'_>, date: Date) -> Option<CodeAction> {
    let is_missing =
        |member: &&Shape| member.required_on(date) && !member.read_only && object.get(member.name).is_none();
    let missing: Vec<_> = object.shape().members().filter(is_missing).collect();
    let members: Vec<_> = missing
        .iter()
        .map(|member| {
            let value = empty_value(member, date);
            format!("{}: {value}", quote_json(&spelled(object, member.name)))
        })
        .collect();
    let first = members.first()?;
    let mut edit = object.append(first);
    let separator =
        edit.text.strip_suffix(first.as_str()).filter(|it| !it.is_empty()).unwrap_or(", ").to_owned();
    for member in members.iter().skip(1) {
        edit.text.push_str(&separator);
        edit.text.push_str(member);
    }
    let names = join(missing.iter().map(|member| format!("`{}`", spelled(object, member.name))), "and");
    let title = match members.len() {
        1 => format!("Add the required member {names}"),
        _ => format!("Add the required members {names}"),
    };
    asked.edit_of_document(ADD_REQUIRED, title, &[edit])
}

/// A name as the document spells names: inside other documents they begin with a capital letter.
pub fn spelled(object: Node<'_>, name: &str) -> String {
    let starts = |node: Node<'_>| node.as_str().and_then(|key| key.chars().next());
    let known =
        |key: &Node<'_>| object.shape().member(&lowercase(&key.as_str().unwrap_or_default())).is_some();
    let sibling = object.members().map(|(key, _)| key).find(known);
    let key = sibling.or_else(|| object.key());
    let is_pascal = key.and_then(starts).is_some_and(char::is_uppercase);
    if is_pascal { capitalized(name) } else { name.to_owned() }
}

fn capitalized(name: &str) -> String {
    let mut characters = name.chars();
    characters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(characters).collect()
}

fn lowercase(name: &str) -> String {
    let mut characters = name.chars();
    characters.next().map(|first| first.to_ascii_lowercase()).into_iter().chain(characters).collect()
}

/// A value to begin with.
pub fn empty_value(member: &Shape, date: Date) -> String {
    match member.form {
        Type::List => "[]".to_owned(),
        Type::Struct | Type::Map => "{}".to_owned(),
        Type::Integer(least, _) => least.max(0).to_string(),
        Type::Boolean => "false".to_owned(),
        Type::Text | Type::Timestamp | Type::Unknown => {
            quote_json(member.words_on(date).next().unwrap_or_default())
        }
    }
}

/// Wraps members of a container override, which are directly in an override, in `containerOverrides`.
fn wrap(asked: &Asked<'_>, object: Node<'_>) -> Option<CodeAction> {
    let list = object.shape().member("containerOverrides")?;
    let element = list.element();
    let is_of_container = |name: &str| is_member(element, name) && !is_member(object.shape(), name);
    let members: Vec<_> = object.members().collect();
    let is_whole = !members.is_empty()
        && members
            .iter()
            .all(|(key, _)| key.as_str().is_some_and(|name| is_member(element, &lowercase(&name))));
    let is_meant =
        members.iter().any(|(key, _)| key.as_str().is_some_and(|name| is_of_container(&lowercase(&name))));
    if !is_whole || !is_meant || object.kind() != ValueKind::Object {
        return None;
    }
    let name = spelled(object, "containerOverrides");
    let edits: [Edit; 2] =
        [object.insert_before(format!("{{{}: [", quote_json(&name))), object.insert_after("]}")];
    asked.edit_of_document(WRAP, format!("Wrap in `{name}`"), &edits)
}

fn is_member(of: ShapeId, name: &str) -> bool {
    of.member(name).is_some_and(|member| member.get().known_on(LATEST))
}
