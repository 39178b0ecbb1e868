//! The readers: strict where serde_json is, with its values; patient with anything else, and one tree of both.

use crate::{Holds, Seen, ensure, split};
use ecs_preflight::{diagnostic::FINDINGS_MAX, Source, json::{self, ValueKind, Node, Parsed, Tree}};
use serde_json::Value;

pub fn run(data: &[u8], seen: &mut Seen) -> Holds {
    let (_, bytes) = split(data);
    let source = Source::new("x.json", bytes.to_vec());
    let text = source.text();
    let parsed = json::parse(text);
    let strict = json::is_strict(text);
    for it in parsed.faults.iter().take(40) {
        seen.note((it.kind as usize, it.edits.len().min(3), it.hides_members, parsed.faults.len().min(4)));
    }
    seen.note((strict, parsed.tree.len().checked_ilog2()));
    let marked = text.strip_prefix('\u{feff}').is_some_and(json::is_strict);
    ensure(parsed.faults.is_empty() == (strict || marked), || "the readers disagree".into())?;
    tree(&parsed.tree)?;
    faults(text, &parsed)?;
    if str::from_utf8(bytes).is_ok() { same_as_serde(text) } else { Ok(()) }
}

/// Strict where serde_json is, and then with the same values.
pub fn same_as_serde(text: &str) -> Holds {
    let strict = json::is_strict(text);
    match serde_json::from_str::<Value>(text) {
        Ok(value) => {
            ensure(strict, || "serde_json takes it".into())?;
            let parsed = json::parse(text);
            same(parsed.tree.root(), &value)
        }
        // It has nothing to keep 1e999 in, and goes one level less deep.
        Err(error) if strict => {
            let words = error.to_string();
            let known = ["out of range", "recursion limit"].iter().any(|it| words.contains(it));
            ensure(known, || format!("serde_json refuses it: {words}"))
        }
        Err(_) => Ok(()),
    }
}

fn same(node: Node<'_>, value: &Value) -> Holds {
    let equal = match (node.kind(), value) {
        (ValueKind::Null, Value::Null) => true,
        (ValueKind::Bool, Value::Bool(it)) => node.as_bool() == Some(*it),
        (ValueKind::Number, Value::Number(it)) => {
            let whole = it.as_i64().is_none_or(|it| node.as_integer() == Some(it));
            whole && serde_json::from_str::<Value>(node.raw()).ok().as_ref() == Some(value)
        }
        (ValueKind::String, Value::String(it)) => node.as_str().as_deref() == Some(it) && node.is(it),
        (ValueKind::Array, Value::Array(all)) => {
            ensure(node.elements().count() == all.len(), || "a list has another length".into())?;
            return node.elements().zip(all).try_for_each(|(node, value)| same(node, value));
        }
        (ValueKind::Object, Value::Object(all)) => {
            // Of a key that stands twice, the last one counts.
            let name = |it: Node<'_>| it.as_str().unwrap_or_default().into_owned();
            let known = node.members().all(|(key, _)| all.contains_key(&name(key)));
            ensure(known, || "an object has other members".into())?;
            return all.iter().try_for_each(|(name, value)| match node.get(name) {
                Some(node) => same(node, value),
                None => Err(format!("{name:?} is not found")),
            });
        }
        _ => false,
    };
    ensure(equal, || format!("{:?} is no {value}", node.raw()))
}

/// Cells in document order, each where it says it is.
fn tree(tree: &Tree<'_>) -> Holds {
    let mut before = 0;
    for node in tree.nodes() {
        ensure(tree.text().get(node.span().range()).is_some(), || format!("{:?}", node.span()))?;
        ensure(before <= node.span().start, || format!("{:?} is out of order", node.span()))?;
        before = node.span().start;
        let inside = node.parent().is_none_or(|it| it.span().contains(node.span()));
        ensure(inside, || format!("{:?} is not in its parent", node.raw()))?;
        ensure(node.key().is_none_or(|it| it.is_key() && it.as_str().is_some()), || "no key".into())?;
    }
    ensure(tree.root().parent().is_none(), || "the root has a parent".into())
}

fn faults(text: &str, parsed: &Parsed<'_>) -> Holds {
    ensure(parsed.faults.len() <= FINDINGS_MAX, || "too many faults".into())?;
    ensure(parsed.faults.is_sorted_by_key(|it| it.span), || "faults are out of order".into())?;
    let filled = |it: ecs_preflight::Span| text.get(it.range()).is_some_and(|it| !it.is_empty());
    for it in &parsed.faults {
        let edits = it.edits.iter().all(|it| text.get(it.span.range()).is_some());
        let apart = it.edits.is_sorted_by(|a, b| a.span.end <= b.span.start);
        let sound =
            (filled(it.span) || text.is_empty()) && edits && apart && it.opened.iter().all(|it| filled(*it));
        ensure(sound, || format!("{it:?}"))?;
    }
    let [only] = parsed.faults.as_slice() else { return Ok(()) };
    if only.edits.is_empty() || parsed.more > 0 {
        return Ok(());
    }
    let mut fixed = text.to_owned();
    for edit in only.edits.iter().rev() {
        fixed.replace_range(edit.span.range(), &edit.text);
    }
    let plain = fixed.strip_prefix('\u{feff}').unwrap_or(&fixed);
    ensure(json::is_strict(plain), || format!("{:?} was mended to {fixed:?}", only.kind))
}
