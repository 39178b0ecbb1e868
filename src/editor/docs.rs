//! What the model says about a member, for people: the words of the schema for editors.

use crate::{
    json::{Node, ShapeId},
    lint::reference,
    model::{
        client_release,
        editor_schema::{self, Draft},
        kind::DocumentKind,
        shape::{LATEST, Shape, Type},
    },
    text::display::{grouped, join},
};
use serde_json::Value;
use std::sync::OnceLock;

/// The schema of each kind of document, made when it is first asked for.
static SCHEMAS: [OnceLock<Value>; DocumentKind::ALL.len()] =
    [const { OnceLock::new() }; DocumentKind::ALL.len()];

/// Enumerations with more values are not listed.
const WORDS_MAX: usize = 12;

/// What the schema of a kind of document says about a place. A document that is a part of a request is described by that
/// of the request.
pub fn schema(kind: DocumentKind, shape: &Shape) -> Option<&'static Value> {
    let kinds = [kind, DocumentKind::StartTask, DocumentKind::RunTask];
    kinds.into_iter().find_map(|kind| schema_of_kind(kind, shape))
}

fn schema_of_kind(kind: DocumentKind, shape: &Shape) -> Option<&'static Value> {
    let cell = SCHEMAS.get(DocumentKind::ALL.iter().position(|other| *other == kind)?)?;
    let mut schema = cell.get_or_init(|| editor_schema::schema(kind, LATEST, Draft::Seven));
    for step in shape.pointer.split('/').skip(1) {
        schema = match step {
            "*" => schema.get("items").or_else(|| schema.get("additionalProperties"))?,
            name => schema.get("properties")?.get(name)?,
        };
    }
    Some(schema)
}

/// Makes the schema of a kind of document, before the first request for it.
pub fn prepare(kind: DocumentKind) {
    schema_of_kind(kind, kind.root().get());
}

/// What a member is, its limits, and since when it exists, as Markdown.
pub fn member(kind: DocumentKind, shape: &Shape) -> String {
    let schema = schema(kind, shape).unwrap_or(&Value::Null);
    let required = if shape.required_on(LATEST) { ", required" } else { "" };
    let mut text = format!("`{}`: {}{required}", shape.name, typed(shape));
    let description = schema["description"].as_str().unwrap_or_default();
    let description = description.rsplit_once("\n\nSince ").map_or(description, |(text, _)| text);
    for paragraph in [description, &limits(schema, shape), &since(shape)] {
        if !paragraph.is_empty() {
            text.push_str("\n\n");
            text.push_str(paragraph);
        }
    }
    if let Some(why) = schema["deprecationMessage"].as_str() {
        text.push_str(&format!("\n\nDeprecated: {why}"));
    }
    text
}

/// The address of the page of AWS about a member.
pub fn page(node: Node<'_>, kind: DocumentKind) -> Option<String> {
    reference::of(node, kind, Some(reference::API))
}

/// What a value of an enumeration means.
pub fn word(kind: DocumentKind, shape: &Shape, word: &str) -> Option<&'static str> {
    let schema = schema(kind, shape)?;
    let at = schema["enum"].as_array()?.iter().position(|other| other == word)?;
    schema["enumDescriptions"].get(at)?.as_str().filter(|text| !text.is_empty())
}

/// Whether a member should not be used any more.
pub fn is_deprecated(kind: DocumentKind, shape: &Shape) -> bool {
    schema(kind, shape).is_some_and(|schema| schema["deprecationMessage"].is_string())
}

/// The type of a value.
fn typed(shape: &Shape) -> &'static str {
    match shape.form {
        Type::Unknown => "any value",
        Type::Text if !shape.words.is_empty() => "one of a few strings",
        Type::Text => "string",
        Type::Integer(..) => "integer",
        Type::Boolean => "boolean",
        Type::Timestamp => "time",
        Type::List => "list",
        Type::Struct => "object",
        Type::Map => "object of strings",
    }
}

fn limits(schema: &Value, shape: &Shape) -> String {
    let mut limits = Vec::new();
    let words: Vec<_> = shape.words_on(LATEST).map(|word| format!("`{word}`")).collect();
    if !words.is_empty() && words.len() <= WORDS_MAX {
        limits.push(format!("One of {}.", join(words, "or")));
    }
    let number = |key: &str| schema[key].as_u64().map(|number| grouped(number as usize));
    limits.extend(number("maxLength").map(|most| format!("At most {most} characters.")));
    limits.extend(number("maxItems").map(|most| format!("At most {most} entries.")));
    limits.extend(schema["patternErrorMessage"].as_str().map(str::to_owned));
    limits.join(" ")
}

fn since(shape: &Shape) -> String {
    let client = client_release::needed(shape.since);
    let client = client.map(|client| format!(" ({client})")).unwrap_or_default();
    format!("Since {}{client}.", shape.since)
}

/// The kind of the document, or of the request inside it, that a value is in, and that as a whole.
pub fn document_around(node: Node<'_>) -> Option<(DocumentKind, Node<'_>)> {
    let around = std::iter::successors(Some(node), |node| node.parent());
    let kind_of = |shape: ShapeId| DocumentKind::ALL.into_iter().find(|kind| kind.root() == shape);
    let known = around.into_iter().filter(|node| node.shape() != ShapeId::UNKNOWN);
    // Overrides may be a document too: the outermost one counts.
    known.filter_map(|node| Some((kind_of(node.shape())?, node))).last()
}
