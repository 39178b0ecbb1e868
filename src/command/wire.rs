//! The request as the client sends it: what Python's `json.dumps` makes of it, byte for byte.

use crate::json::{Node, ValueKind};
use std::collections::BTreeMap;

/// How JSON is laid out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Layout {
    /// As sent: one line, ASCII only.
    Wire,
    /// For people: indented by four, characters as they are.
    Pretty,
}

/// The JSON text of a value. Of two members of one name the last counts, at the place of the first.
pub fn dumps(node: Node<'_>, layout: Layout) -> String {
    let mut out = String::new();
    write(&mut out, node, layout, 1);
    out
}

fn write(out: &mut String, node: Node<'_>, layout: Layout, depth: usize) {
    match node.kind() {
        ValueKind::Null | ValueKind::Unknown => out.push_str("null"),
        ValueKind::Bool => out.push_str(node.raw()),
        ValueKind::Number if node.raw() == "-0" => out.push('0'),
        ValueKind::Number => out.push_str(node.raw()),
        ValueKind::String => string(out, node.raw(), layout),
        ValueKind::Array => {
            let mut any = false;
            out.push('[');
            for it in node.elements() {
                separate(out, &mut any, layout, depth);
                write(out, it, layout, depth + 1);
            }
            close(out, ']', any, layout, depth);
        }
        ValueKind::Object => {
            let mut any = false;
            out.push('{');
            for (key, value) in members(node) {
                separate(out, &mut any, layout, depth);
                string(out, key.raw(), layout);
                out.push_str(": ");
                write(out, value, layout, depth + 1);
            }
            close(out, '}', any, layout, depth);
        }
    }
}

/// The members as a Python dictionary holds them.
fn members<'t>(object: Node<'t>) -> Vec<(Node<'t>, Node<'t>)> {
    let mut places = BTreeMap::new();
    let mut members: Vec<(Node<'t>, Node<'t>)> = Vec::new();
    for (key, value) in object.members() {
        let at = *places.entry(key.as_str().unwrap_or_default()).or_insert(members.len());
        match members.get_mut(at) {
            Some(before) => before.1 = value,
            None => members.push((key, value)),
        }
    }
    members
}

fn separate(out: &mut String, any: &mut bool, layout: Layout, depth: usize) {
    match layout {
        Layout::Wire if *any => out.push_str(", "),
        Layout::Wire => {}
        Layout::Pretty => {
            out.push_str(if *any { ",\n" } else { "\n" });
            indent(out, depth);
        }
    }
    *any = true;
}

fn close(out: &mut String, bracket: char, any: bool, layout: Layout, depth: usize) {
    if any && layout == Layout::Pretty {
        out.push('\n');
        indent(out, depth - 1);
    }
    out.push(bracket);
}

fn indent(out: &mut String, depth: usize) {
    out.extend(std::iter::repeat_n("    ", depth));
}

/// A JSON string from another one. Goes by UTF-16 units, so that half a surrogate pair stays what it is.
fn string(out: &mut String, raw: &str, layout: Layout) {
    out.push('"');
    let inner = raw.get(1..raw.len().saturating_sub(1)).unwrap_or_default();
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            character(out, c, layout);
            continue;
        }
        match chars.next().unwrap_or('\\') {
            'b' => out.push_str("\\b"),
            'f' => out.push_str("\\f"),
            'n' => out.push_str("\\n"),
            'r' => out.push_str("\\r"),
            't' => out.push_str("\\t"),
            'u' => {
                let digits = chars.as_str().get(..4).unwrap_or_default();
                let unit = u16::from_str_radix(digits, 16).unwrap_or(0xfffd);
                chars = chars.as_str().get(4..).unwrap_or_default().chars();
                unicode(out, unit, &mut chars, layout);
            }
            other => character(out, other, layout),
        }
    }
    out.push('"');
}

fn unicode(out: &mut String, unit: u16, rest: &mut std::str::Chars<'_>, layout: Layout) {
    let low = rest.as_str().strip_prefix("\\u").and_then(|it| it.get(..4));
    let low = low.and_then(|it| u16::from_str_radix(it, 16).ok());
    if let (0xd800..=0xdbff, Some(low @ 0xdc00..=0xdfff)) = (unit, low) {
        *rest = rest.as_str().get(6..).unwrap_or_default().chars();
        let both = char::decode_utf16([unit, low]).next().and_then(Result::ok);
        return character(out, both.unwrap_or('\u{fffd}'), layout);
    }
    match char::from_u32(u32::from(unit)) {
        Some(c) => character(out, c, layout),
        None => out.push_str(&format!("\\u{unit:04x}")),
    }
}

fn character(out: &mut String, c: char, layout: Layout) {
    match c {
        '"' | '\\' => out.extend(['\\', c]),
        '\u{8}' => out.push_str("\\b"),
        '\u{c}' => out.push_str("\\f"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        ' '..='~' => out.push(c),
        '\0'..='\x1f' => out.push_str(&format!("\\u{:04x}", c as u32)),
        _ if layout == Layout::Pretty && !crate::text::display::is_unsafe(c) => out.push(c),
        _ => {
            let mut units = [0; 2];
            c.encode_utf16(&mut units).iter().for_each(|it| out.push_str(&format!("\\u{it:04x}")));
        }
    }
}
