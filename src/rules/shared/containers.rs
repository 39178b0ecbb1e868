//! Helpers for rules on task definitions: containers, and reports on names and numbers.

use crate::{
    json::Node,
    lint::rule::RuleContext,
    model::{kind::DocumentKind, limits::Dated},
    rules::shared::format::report_too_long,
    text::{
        charset,
        display::{character, quoted},
        edit_distance, placeholder,
    },
};
use std::{borrow::Cow, collections::BTreeMap};

/// The maximum number of secondary locations of a finding.
const ALSO_MAX: usize = 16;

/// The task definition that a node is in.
pub fn definition_of(node: Node<'_>) -> Node<'_> {
    let mut outer = node;
    while outer.shape() != DocumentKind::TaskDefinition.root()
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
    (!placeholder::may_have_holes(raw) || placeholder::holes(raw).is_empty()).then_some(text)
}

/// The elements of a list by name; `None` if a name is missing or contains a placeholder, so that it can be any name.
pub fn by_name<'t>(list: Node<'t>) -> Option<BTreeMap<Cow<'t, str>, Node<'t>>> {
    let mut named = BTreeMap::new();
    for element in list.elements() {
        named.insert(element.get("name").and_then(known_text)?, element);
    }
    Some(named)
}

/// Whether an object has an unknown member, which may be a typo of a missing one.
pub fn has_unknown_member(object: Node<'_>) -> bool {
    object.members().any(|(key, _)| key.as_str().is_none_or(|key| object.shape().member(&key).is_none()))
}

/// Whether a task definition has that network mode.
pub fn has_mode(definition: Node<'_>, mode: &str) -> bool {
    definition.get("networkMode").is_some_and(|value| value.is(mode))
}

/// Whether a task definition requires compatibility with a launch type, or may require it.
pub fn may_require(definition: Node<'_>, launch_type: &str) -> bool {
    let list = definition.get("requiresCompatibilities");
    list.is_some_and(|list| {
        list.kind() != crate::json::ValueKind::Array
            || list.elements().any(|entry| entry.is(launch_type) || known_text(entry).is_none())
    })
}

/// Checks the name of a family, a container or a volume (`noun`): letters, digits, `-` and `_`.
pub fn check_name(node: Node<'_>, noun: &str, limit: &'static Dated<u32>, cx: &mut RuleContext<'_>) {
    let Some(name) = node.as_str() else { return };
    let most = cx.limit(limit) as usize;
    // An empty name is `skeleton-placeholder`'s.
    if name.is_empty() || name.len() <= most && charset::NAME.has_all(name.as_bytes()) {
        return;
    }
    report_name(node, &name, noun, most, cx);
}

#[cold]
fn report_name(node: Node<'_>, name: &str, noun: &str, most: usize, cx: &mut RuleContext<'_>) {
    let is_wrong = |c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_');
    let wrong: Vec<_> = name.match_indices(is_wrong).collect();
    let place = |(at, text): (usize, &str)| node.part(at..at + text.len());
    let Some((first, more)) = wrong.split_first() else {
        if let Some(report) = report_too_long(node, name, most, &format!("the {noun}"), cx) {
            report.help(format!("shorten it to {most} characters"));
        }
        return;
    };
    let c = character(first.1.chars().next().unwrap_or_default());
    let report =
        cx.report(place(*first), format!("{noun} {} contains {c}, which ECS does not allow", quoted(name)));
    report.label("not allowed");
    for other in more.iter().take(ALSO_MAX) {
        report.also(place(*other), "also not allowed");
    }
    report.help(format!("use 1 to {most} letters, digits, `-` and `_`"));
}

/// Reports a number outside a documented range.
pub fn check_range(node: Node<'_>, limit: &'static Dated<(u32, u32)>, unit: &str, cx: &mut RuleContext<'_>) {
    let (least, most) = cx.limit(limit);
    let Some(number) = node.as_integer() else { return };
    // Numbers that do not fit into the model's integers are `value-range`'s.
    if (i64::from(least)..=i64::from(most)).contains(&number) || i32::try_from(number).is_err() {
        return;
    }
    let name = node.shape().get().name;
    let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
    let message = format!("`{name}` must be between {least} and {most}{unit}, not {number}");
    cx.report(node, message).label("out of range");
}

/// Reports a name that is not in `known`. `noun` is the kind of thing that it names, and `list` contains the known ones.
#[cold]
pub fn report_unknown<'t>(
    place: Node<'t>,
    name: &str,
    noun: &str,
    (list, known): (Option<Node<'t>>, &BTreeMap<Cow<'t, str>, Node<'t>>),
    cx: &mut RuleContext<'_>,
) {
    let is_whole = place.is(name);
    let near = edit_distance::word(name, known.keys().map(AsRef::as_ref)).map(str::to_owned);
    let report = cx.report(place, format!("the task definition has no {noun} {}", quoted(name)));
    report.label(format!("no such {noun}"));
    match (near, list) {
        (Some(near), _) => {
            if let Some(other) = known.get(near.as_str()).and_then(|element| element.get("name")) {
                report.also(other, format!("{} is defined here", quoted(&near)));
            }
            if is_whole {
                report.fix(
                    crate::text::edit::Applicability::Unsafe,
                    format!("replace with {}", quoted(&near)),
                    vec![place.replace_str(&near)],
                );
            } else {
                report.help(format!("did you mean {}?", quoted(&near)));
            }
        }
        (None, Some(list)) => {
            report.also(list.opening_bracket(), format!("the {noun}s of the task definition"));
            report.help(format!("use the name of one of its {noun}s, or add the {noun}"));
        }
        (None, None) => {
            report.help(format!("add the {noun} to the task definition"));
        }
    }
}
