//! Converts JSON to the shortest possible shorthand, where shorthand can express it.

use crate::shorthand::{
    Dialect, is_space,
    parser::{begins, follows_first, follows_second, read},
};
use crate::{
    json::{Node, ShapeId, ValueKind},
    model::shape::Type,
    text::span::Span,
};

/// Why a value cannot be written in shorthand, and where it is in the JSON.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unsayable {
    /// The value.
    pub span: Span,
    /// Why, as the end of a sentence.
    pub why: &'static str,
}

/// The shortest shorthand of an object; a list of objects gives one text for each. An object instead of a list is
/// treated as one element of it.
pub fn say(node: Node<'_>, shape: Option<ShapeId>) -> Result<Vec<String>, Unsayable> {
    let is_list = |it: &ShapeId| it.get().form == Type::List;
    let element = shape.filter(is_list).map(ShapeId::element);
    match node.kind() {
        ValueKind::Array if shape.is_some() && element.is_none() => {
            unsayable(node, "a list is not valid here")
        }
        ValueKind::Array => node.elements().map(|it| top(it, element)).collect(),
        _ => Ok(vec![top(node, element.or(shape))?]),
    }
}

fn unsayable<T>(node: Node<'_>, why: &'static str) -> Result<T, Unsayable> {
    Err(Unsayable { span: node.opening_bracket().span(), why })
}

fn top(node: Node<'_>, shape: Option<ShapeId>) -> Result<String, Unsayable> {
    if node.kind() != ValueKind::Object {
        return unsayable(node, "shorthand consists of keys and values");
    }
    let mut out = String::new();
    let members: Vec<_> = node.members().collect();
    if members.is_empty() {
        return unsayable(node, "an empty object requires JSON");
    }
    for (at, (key, value)) in members.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        let id = write_key(&mut out, *key, node, shape)?;
        let last = at + 1 == members.len();
        match value.kind() {
            ValueKind::Array => out.push_str(&list_at_top(*value, id, last)?),
            ValueKind::Object => map(&mut out, *value, id)?,
            _ => {
                let text = scalar(*value, id)?;
                out.push_str(&word(&text, *value, Where::Top)?);
                // The next text must not be parsed as another value of this member.
            }
        }
    }
    check(out, node)
}

/// Never returns a text that the client could not parse.
fn check(text: String, node: Node<'_>) -> Result<String, Unsayable> {
    match read(&text, Dialect::Now) {
        Ok(parsed) if parsed.lost.is_empty() => Ok(text),
        _ => unsayable(node, "the AWS CLI could not parse the result"),
    }
}

fn write_key(
    out: &mut String,
    key: Node<'_>,
    object: Node<'_>,
    shape: Option<ShapeId>,
) -> Result<Option<ShapeId>, Unsayable> {
    let name = key.as_str().unwrap_or_default();
    let known = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '#' | '/' | ':');
    if !name.chars().all(known) {
        return unsayable(key, "shorthand keys can contain only letters, digits and `-_.#/:`");
    }
    if object.members().filter(|(it, _)| it.as_str().as_deref() == Some(name.as_ref())).nth(1).is_some() {
        return unsayable(key, "duplicate key");
    }
    out.push_str(&name);
    out.push('=');
    Ok(shape.and_then(|it| it.member(&name)))
}

/// `a`, `a,b` or `[a,b]`: the shortest that is parsed as this list.
fn list_at_top(node: Node<'_>, shape: Option<ShapeId>, last: bool) -> Result<String, Unsayable> {
    let element = shape.map(ShapeId::element);
    let all: Vec<_> = node.elements().collect();
    let scalars = all.iter().all(|it| !matches!(it.kind(), ValueKind::Array | ValueKind::Object));
    let is_list = shape.is_some_and(|it| it.get().form == Type::List);
    if scalars && is_list && all.len() == 1 {
        let text = word(&scalar(all[0], element)?, all[0], Where::Top)?;
        if !text.is_empty() {
            return Ok(text);
        }
    }
    if scalars && all.len() > 1 {
        let words: Result<Vec<_>, _> = all
            .iter()
            .enumerate()
            .map(|(at, it)| {
                word(&scalar(*it, element)?, *it, if at == 0 { Where::Top } else { Where::Second })
            })
            .collect();
        let words = words?;
        // The parser could go back to an escaped or quoted comma.
        let plain = last || words.iter().all(|it| !it.contains([',', '\\', '\'', '"']));
        if plain && words.iter().skip(1).all(|it| !it.is_empty()) {
            return Ok(words.join(","));
        }
    }
    let mut out = String::new();
    list(&mut out, node, shape)?;
    Ok(out)
}

fn list(out: &mut String, node: Node<'_>, shape: Option<ShapeId>) -> Result<(), Unsayable> {
    out.push('[');
    let count = node.elements().count();
    for (at, it) in node.elements().enumerate() {
        if at > 0 {
            out.push(',');
        }
        let before = out.len();
        inner(out, it, shape.map(ShapeId::element))?;
        if out.len() == before && at + 1 == count {
            out.push(',');
        }
    }
    out.push(']');
    Ok(())
}

fn map(out: &mut String, node: Node<'_>, shape: Option<ShapeId>) -> Result<(), Unsayable> {
    out.push('{');
    for (at, (key, value)) in node.members().enumerate() {
        if at > 0 {
            out.push(',');
        }
        let id = write_key(out, key, node, shape)?;
        let before = out.len();
        inner(out, value, id)?;
        if out.len() == before && node.members().nth(at + 1).is_none() {
            // `}` would be parsed as the value.
            out.push_str("''");
        }
    }
    out.push('}');
    Ok(())
}

fn inner(out: &mut String, node: Node<'_>, shape: Option<ShapeId>) -> Result<(), Unsayable> {
    // The client wraps a single value in a list itself, and then leaves the element a string.
    let alone =
        |it: &Node<'_>| it.kind() == ValueKind::String && it.as_str().is_some_and(|it| !it.is_empty());
    let is_list = shape.is_some_and(|it| it.get().form == Type::List);
    match node.kind() {
        ValueKind::Array
            if is_list && node.elements().count() == 1 && node.elements().all(|it| alone(&it)) =>
        {
            let only = node.elements().next().unwrap_or(node);
            out.push_str(&word(&scalar(only, shape.map(ShapeId::element))?, only, Where::Inside)?);
            Ok(())
        }
        ValueKind::Array => list(out, node, shape),
        ValueKind::Object => map(out, node, shape),
        _ => {
            out.push_str(&word(&scalar(node, shape)?, node, Where::Inside)?);
            Ok(())
        }
    }
}

/// The text that the client converts to this value with the help of the model.
fn scalar(node: Node<'_>, shape: Option<ShapeId>) -> Result<String, Unsayable> {
    let form = shape.map(|it| it.get().form);
    match (node.kind(), form) {
        (ValueKind::String, Some(Type::Integer(..))) => {
            unsayable(node, "a string instead of an integer requires JSON")
        }
        (ValueKind::String, Some(Type::Boolean)) if is_bool(node) => {
            unsayable(node, "a string instead of a boolean requires JSON")
        }
        (ValueKind::String, _) => Ok(node.as_str().unwrap_or_default().into_owned()),
        (ValueKind::Number, Some(Type::Integer(..))) if node.is_integer() => Ok(node.raw().to_owned()),
        (ValueKind::Bool, Some(Type::Boolean)) => Ok(node.raw().to_owned()),
        (ValueKind::Null, _) => unsayable(node, "shorthand has no `null`"),
        (ValueKind::Number | ValueKind::Bool, None) => {
            unsayable(node, "without `--param`, every scalar in shorthand is a string")
        }
        _ => unsayable(node, "the value would become a string"),
    }
}

fn is_bool(node: Node<'_>) -> bool {
    node.as_str().is_some_and(|it| matches!(it.to_lowercase().as_str(), "true" | "false"))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Where {
    /// After an `=` of the outermost level.
    Top,
    /// After a comma of the outermost level.
    Second,
    /// Between brackets.
    Inside,
}

/// A string in the form in which it is parsed again: unquoted if possible, otherwise in the shorter quotes.
fn word(text: &str, node: Node<'_>, place: Where) -> Result<String, Unsayable> {
    let follows = if place == Where::Second { follows_second } else { follows_first };
    let first = text.chars().next();
    let bare =
        text.chars().enumerate().all(|(at, c)| c == ',' || if at == 0 { begins(c) } else { follows(c) });
    let ends = text.chars().next_back();
    // `\,` is an escape, and the parser strips white space at the end.
    let safe = bare && !text.contains("\\,") && !ends.is_some_and(|c| is_space(c) || c == '\\');
    let bracket = place == Where::Inside && first.is_some_and(|c| matches!(c, ']' | '}'));
    if (safe && !bracket) || (text.is_empty() && place != Where::Second) {
        let escaped = text.replace(',', "\\,");
        if text.matches(',').count() <= 2 {
            return Ok(escaped);
        }
    }
    let mut best: Option<String> = None;
    for quote in ['\'', '"'] {
        let Some(quoted) = in_quotes(text, quote) else { continue };
        if best.as_ref().is_none_or(|it| quoted.len() < it.len()) {
            best = Some(quoted);
        }
    }
    match best {
        Some(quoted) => Ok(quoted),
        None => unsayable(node, "its backslashes and quotes cannot be escaped in shorthand"),
    }
}

/// The string between quotes, if the client reads it so.
fn in_quotes(text: &str, quote: char) -> Option<String> {
    let escaped = text.replace('\\', "\\\\").replace(quote, &format!("\\{quote}"));
    // Most strings do not need doubled backslashes, which the client's two replacements do not always undo.
    let plain = text.replace(quote, &format!("\\{quote}"));
    [plain, escaped].into_iter().map(|it| format!("{quote}{it}{quote}")).find(|quoted| {
        let length = crate::shorthand::quotes::length(quoted, quote, Dialect::Now);
        let inner = quoted.get(1..quoted.len() - 1).unwrap_or_default();
        // Any text may follow it, so the parser must not need to backtrack to find its end.
        let closed = length == Some(quoted.len())
            && crate::shorthand::quotes::length(&format!("{quoted}{quote}"), quote, Dialect::Now) == length;
        closed && crate::shorthand::quotes::unescape(inner, 0, quote).text == text
    })
}
