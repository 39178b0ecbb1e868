//! The model as JSON Schemas, and why they say no. Only this module and those below know jsonschema.
//!
//! `schemas/` holds one annotated schema a document kind; the schema of a day is derived from it by leaving out what
//! came later or had gone. That is what is printed, and what tests hold the table of [`shape`](crate::shape) against.
//! A document that the table refused is explained value by value.

mod explain;
pub mod team;

pub use explain::explain;

use crate::{
    document::Kind,
    fault::Fault,
    json::{self, Node},
    revision::Date,
};
use jsonschema::{Validator, paths::LocationSegment};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

include!(concat!(env!("OUT_DIR"), "/schemas.rs"));

/// The plain draft-07 schema of a document kind on a day: self-contained, without our annotations.
pub fn on_day(kind: Kind, date: Date) -> Value {
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

/// A schema as jsonschema runs it.
fn compiled(schema: &Value) -> Option<Validator> {
    jsonschema::draft7::options().offline().build(schema).ok()
}

/// jsonschema's own answer, on the whole schema of a day, with which tests compare the table's and [`explain`]'s.
pub struct Oracle(Option<Validator>);

impl Oracle {
    /// For the documents of a kind on a day.
    pub fn new(kind: Kind, date: Date) -> Oracle {
        Oracle(compiled(&on_day(kind, date)))
    }
    /// Whether the schema accepts the document.
    pub fn accepts(&self, root: Node<'_>) -> bool {
        self.0.as_ref().is_some_and(|it| it.is_valid(&value(root)))
    }
    /// What [`explain`] ought to say.
    pub fn explains<'t>(&self, root: Node<'t>) -> Vec<Fault<'t>> {
        let instance = value(root);
        let mut faults = Vec::new();
        for error in self.0.iter().flat_map(|it| it.iter_errors(&instance)) {
            let node = locate(root, error.instance_path().into_iter());
            if let Some(node) = node.filter(|it| it.kind() != json::Kind::Hole) {
                explain::collect(&mut faults, node, error.kind(), usize::MAX);
            }
        }
        explain::drop_meant(&mut faults);
        faults
    }
}

fn locate<'t, 'p>(root: Node<'t>, path: impl Iterator<Item = LocationSegment<'p>>) -> Option<Node<'t>> {
    let mut node = root;
    for step in path {
        node = match step {
            LocationSegment::Property(name) => node.get(&name)?,
            LocationSegment::Index(at) => node.elements().nth(at)?,
        };
    }
    Some(node)
}

/// A document as jsonschema takes it. A number with a fraction or an exponent is no integer to the
/// AWS CLI, also where it has the value of one, so it is handed over as one half.
fn value(node: Node<'_>) -> Value {
    match node.kind() {
        json::Kind::Null | json::Kind::Hole => Value::Null,
        json::Kind::Bool => Value::Bool(node.raw() == "true"),
        json::Kind::Number if !node.is_integer() => Value::from(0.5),
        json::Kind::Number => serde_json::from_str(node.raw()).unwrap_or(Value::from(f64::MAX)),
        json::Kind::String => Value::String(node.as_str().unwrap_or_default().into_owned()),
        json::Kind::Array => node.elements().map(value).collect(),
        json::Kind::Object => node
            .members()
            .map(|(key, it)| (key.as_str().unwrap_or_default().into_owned(), value(it)))
            .collect(),
    }
}
