//! What the model says about a member in words: from the schema for editors, which is made once for each kind of document.

use crate::{
    model::{
        client_release,
        editor_schema::{self, Draft},
        kind::DocumentKind,
        revision::Date,
        shape::{LATEST, Shape, Type},
    },
    text::display::join,
};
use serde_json::Value;
use std::sync::OnceLock;

static SCHEMAS: [OnceLock<Value>; DocumentKind::ALL.len()] =
    [const { OnceLock::new() }; DocumentKind::ALL.len()];

/// The first day of the model: nothing is known about the time before.
const FIRST_DAY: Date = Date::from_number(20_150_427);

/// The schema of a place in a kind of document.
pub(super) fn of(kind: DocumentKind, shape: &Shape) -> Option<&'static Value> {
    let schema =
        SCHEMAS[kind as usize].get_or_init(|| editor_schema::schema(kind, LATEST, Draft::TwentyTwenty));
    let mut steps = shape.pointer.split('/').skip(1);
    steps.try_fold(schema, |schema, step| {
        let member = || schema.get("properties")?.get(step);
        let element = || schema.get("items").or_else(|| schema.get("additionalProperties"));
        if step == "*" { element() } else { member() }
    })
}

/// The description of a member, without the day since which it exists.
pub(super) fn description(schema: &Value) -> Option<&str> {
    let text = schema.get("description")?.as_str()?;
    Some(text.split("\n\nSince ").next().unwrap_or(text))
}

/// What a value of an enumeration means.
pub(super) fn meaning<'s>(schema: &'s Value, word: &str) -> Option<&'s str> {
    let words = schema.get("enum")?.as_array()?;
    let at = words.iter().position(|value| value == word)?;
    schema.get("enumDescriptions")?.get(at)?.as_str().filter(|text| !text.is_empty())
}

/// The type of a value, in a word.
pub(super) fn type_of(shape: &Shape) -> &'static str {
    match shape.form {
        Type::Unknown => "value",
        Type::Text => "string",
        Type::Integer(..) => "integer",
        Type::Boolean => "boolean",
        Type::Timestamp => "timestamp",
        Type::List => "list",
        Type::Struct => "object",
        Type::Map => "map",
    }
}

/// The limits of a value, each as a line.
pub(super) fn limits(schema: &Value, shape: &Shape) -> Vec<String> {
    let number = |keyword: &str| schema.get(keyword)?.as_i64();
    let mut lines = Vec::new();
    let words: Vec<_> = shape.words_on(LATEST).map(|word| format!("`{word}`")).collect();
    if !words.is_empty() {
        lines.push(format!("One of {}", join(words.into_iter(), "or")));
    }
    let mut range = |least: &str, most: &str, of: &str| match (number(least), number(most)) {
        (Some(least), Some(most)) => lines.push(format!("{least} to {most}{of}")),
        (Some(least), None) if least > 0 => lines.push(format!("At least {least}{of}")),
        (None, Some(most)) => lines.push(format!("At most {most}{of}")),
        _ => {}
    };
    range("minLength", "maxLength", " characters");
    range("minItems", "maxItems", " elements");
    if !matches!((number("minimum"), number("maximum")), (Some(least), _) if least == i64::from(i32::MIN)) {
        range("minimum", "maximum", "");
    }
    if let Some(text) = schema.get("patternErrorMessage").and_then(Value::as_str) {
        lines.push(text.trim_end_matches('.').to_owned());
    }
    lines
}

/// Since when a member exists, and which clients know it; `None` if it has always existed.
pub(super) fn since(shape: &Shape) -> Option<String> {
    if shape.since <= FIRST_DAY {
        return None;
    }
    let clients = client_release::needed(shape.since).map(|clients| format!(" ({clients})"));
    Some(format!("Since {}{}", shape.since, clients.unwrap_or_default()))
}
