//! What rules on a task definition ask about its containers, and how they report on names and numbers.

use crate::{
    characters,
    document::Kind,
    facts::Dated,
    identifier::character,
    json::Node,
    rule::Cx,
    suggest, template,
    text::{count, quoted},
};
use std::{borrow::Cow, collections::BTreeMap};

/// The most places that a finding points at besides its own.
const ALSO_MAX: usize = 16;

/// The task definition that a node is in.
pub fn definition_of(node: Node<'_>) -> Node<'_> {
    let mut outer = node;
    while outer.shape() != Kind::TaskDefinition.root()
        && let Some(parent) = outer.parent()
    {
        outer = parent;
    }
    outer
}

/// The containers of a task definition.
pub fn containers<'t>(definition: Node<'t>) -> impl Iterator<Item = Node<'t>> + use<'t> {
    definition.get("containerDefinitions").into_iter().flat_map(Node::elements)
}

/// A string without placeholders that is not empty.
pub fn known_text<'t>(node: Node<'t>) -> Option<Cow<'t, str>> {
    let raw = node.raw();
    let text = node.as_str().filter(|text| !text.trim().is_empty())?;
    (!template::may_have_holes(raw) || template::holes(raw).is_empty()).then_some(text)
}

/// The elements of a list by name; `None` where the name of one is missing or contains a placeholder, so that it may
/// be any.
pub fn by_name<'t>(list: Node<'t>) -> Option<BTreeMap<Cow<'t, str>, Node<'t>>> {
    let mut named = BTreeMap::new();
    for element in list.elements() {
        named.insert(element.get("name").and_then(known_text)?, element);
    }
    Some(named)
}

/// Whether an object has a member that the model does not know, which may be meant for one that is missing.
pub fn has_unknown_member(object: Node<'_>) -> bool {
    object.members().any(|(key, _)| key.as_str().is_none_or(|key| object.shape().member(&key).is_none()))
}

/// Whether a task definition has that network mode.
pub fn has_mode(definition: Node<'_>, mode: &str) -> bool {
    definition.get("networkMode").is_some_and(|value| value.is(mode))
}

/// Whether a task definition asks to be checked for a launch type, or may do so.
pub fn may_require(definition: Node<'_>, launch_type: &str) -> bool {
    let list = definition.get("requiresCompatibilities");
    list.is_some_and(|list| {
        list.kind() != crate::json::Kind::Array
            || list.elements().any(|entry| entry.is(launch_type) || known_text(entry).is_none())
    })
}

/// Checks a family or the name of a container or a volume, which `noun` says: letters, digits, `-` and `_`.
pub fn check_name(node: Node<'_>, noun: &str, limit: &'static Dated<u32>, cx: &mut Cx<'_>) {
    let Some(name) = node.as_str() else { return };
    let most = cx.limit(limit) as usize;
    // An empty name is `skeleton-placeholder`'s.
    if name.is_empty() || name.len() <= most && characters::NAME.has_all(name.as_bytes()) {
        return;
    }
    report_name(node, &name, noun, most, cx);
}

#[cold]
fn report_name(node: Node<'_>, name: &str, noun: &str, most: usize, cx: &mut Cx<'_>) {
    let is_wrong = |c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_');
    let wrong: Vec<_> = name.match_indices(is_wrong).collect();
    let place = |(at, text): (usize, &str)| node.part(at..at + text.len());
    let Some((first, more)) = wrong.split_first() else {
        let message =
            format!("{noun} has {}, but at most {most} are allowed", count(name.len(), "character"));
        let report = cx.report(node.part(most..name.len()), message);
        report
            .label(format!("{} too many", name.len() - most))
            .help(format!("shorten it to {most} characters"));
        return;
    };
    let c = character(first.1.chars().next().unwrap_or_default());
    let report = cx.report(place(*first), format!("{noun} {} contains {c}", quoted(name)));
    report.label("not allowed here");
    for other in more.iter().take(ALSO_MAX) {
        report.also(place(*other), "nor here");
    }
    report.help(format!("use 1 to {most} letters, digits, `-` and `_`"));
}

/// Reports a number outside of a documented range.
pub fn check_range(node: Node<'_>, limit: &'static Dated<(u32, u32)>, unit: &str, cx: &mut Cx<'_>) {
    let (least, most) = cx.limit(limit);
    let Some(number) = node.as_integer() else { return };
    // What does not fit into the model's integers is `value-range`'s.
    if (i64::from(least)..=i64::from(most)).contains(&number) || i32::try_from(number).is_err() {
        return;
    }
    let name = node.shape().get().name;
    let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
    let message = format!("`{name}` must be from {least} to {most}{unit}, not {number}");
    cx.report(node, message).label("out of range").help(format!("write a number from {least} to {most}"));
}

/// Reports a name that none of `known` has: `noun` says what it should be, `list` is where they are.
#[cold]
pub fn report_unknown<'t>(
    place: Node<'t>,
    name: &str,
    noun: &str,
    (list, known): (Option<Node<'t>>, &BTreeMap<Cow<'t, str>, Node<'t>>),
    cx: &mut Cx<'_>,
) {
    let is_whole = place.is(name);
    let near = suggest::word(name, known.keys().map(AsRef::as_ref)).map(str::to_owned);
    let report = cx.report(place, format!("the task definition has no {noun} {}", quoted(name)));
    report.label(format!("no such {noun}"));
    match (near, list) {
        (Some(near), _) => {
            if let Some(other) = known.get(near.as_str()).and_then(|element| element.get("name")) {
                report.also(other, format!("there is {}", quoted(&near)));
            }
            report.help(format!("write {}", quoted(&near)));
            if is_whole {
                report.fix(
                    crate::diagnostic::Applicability::Unsafe,
                    format!("write {}", quoted(&near)),
                    vec![place.replace_str(&near)],
                );
            }
        }
        (None, Some(list)) => {
            report.also(list.opening(), format!("its {noun}s"));
            report.help(format!("name one of its {noun}s, or add the {noun}"));
        }
        (None, None) => {
            report.help(format!("add the {noun} to the task definition"));
        }
    }
}
