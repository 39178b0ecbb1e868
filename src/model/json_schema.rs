//! The model as JSON Schemas.
//!
//! `schemas/` contains one annotated schema per document kind. The schema of a day is derived from it by leaving out what
//! came later or had gone by then. It is printed by `ecs-preflight schema`, and tests compare the table of
//! [`shape`](crate::model::shape) with it.

use crate::model::{kind::DocumentKind, revision::Date};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

include!(concat!(env!("OUT_DIR"), "/schemas.rs"));

/// The plain draft-07 schema of a document kind on a day: self-contained, without our annotations.
pub fn on_day(kind: DocumentKind, date: Date) -> Value {
    let schemas = sources();
    let mut schema = derive(&schemas, kind.word(), &schemas[kind.word()], date);
    schema["$schema"] = "http://json-schema.org/draft-07/schema#".into();
    schema
}

/// The annotated schemas, by their kinds' words.
pub(crate) fn sources() -> BTreeMap<&'static str, Value> {
    SCHEMAS.iter().map(|(name, text)| (*name, serde_json::from_str(text).unwrap_or_default())).collect()
}

/// A schema with its references put in and what the day does not know left out.
fn derive(schemas: &BTreeMap<&str, Value>, file: &str, schema: &Value, date: Date) -> Value {
    if let Some((to, pointer)) = schema["$ref"].as_str().and_then(|it| it.split_once('#')) {
        let file = if to.is_empty() { file } else { to.trim_end_matches(".json") };
        let target = schemas.get(file).and_then(|it| it.pointer(pointer));
        return target.map_or(Value::Bool(true), |it| derive(schemas, file, it, date));
    }
    let mut plain = Map::new();
    for (keyword, value) in schema.as_object().into_iter().flatten() {
        let value = match keyword.as_str() {
            "definitions" => continue,
            other if other.starts_with("x-") => continue,
            "properties" => members(schemas, file, value, date),
            "items" => derive(schemas, file, value, date),
            "additionalProperties" if value.is_object() => derive(schemas, file, value, date),
            "enum" => words(value, &schema["x-enum-since"], date),
            _ => value.clone(),
        };
        plain.insert(keyword.clone(), value);
    }
    if schema["properties"].is_object() {
        plain.insert("required".into(), required(schema, date));
    }
    Value::Object(plain)
}

pub(crate) fn day(annotation: &Value) -> Option<Date> {
    annotation.as_str().and_then(Date::parse)
}

/// Whether a day has a member.
pub(crate) fn is_known(member: &Value, date: Date) -> bool {
    day(&member["x-since"]).is_none_or(|it| it <= date) && day(&member["x-until"]).is_none_or(|it| date < it)
}

fn members(schemas: &BTreeMap<&str, Value>, file: &str, all: &Value, date: Date) -> Value {
    let all = all.as_object().into_iter().flatten();
    all.filter(|(_, it)| is_known(it, date))
        .map(|(name, it)| (name.clone(), derive(schemas, file, it, date)))
        .collect()
}

pub(crate) fn words(all: &Value, since: &Value, date: Date) -> Value {
    let known = |word: &&Value| word.as_str().and_then(|it| day(&since[it])).is_none_or(|it| it <= date);
    all.as_array().into_iter().flatten().filter(known).cloned().collect()
}

pub(crate) fn required(schema: &Value, date: Date) -> Value {
    let listed =
        |name: &str| schema["required"].as_array().is_some_and(|all| all.iter().any(|it| it == name));
    let until = |it: &Value| day(&it["x-required-until"]).is_some_and(|it| date < it);
    let all = schema["properties"].as_object().into_iter().flatten();
    all.filter(|(name, it)| is_known(it, date) && (listed(name) || until(it)))
        .map(|(name, _)| name.as_str())
        .collect()
}
