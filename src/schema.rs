//! Why the schema says no: jsonschema's errors as faults with places. Only this module knows jsonschema.
//!
//! `schemas/` holds one annotated schema a document kind; the schema of a day is derived from it
//! by leaving out what came later or had gone. It is built only for a document that the table of
//! [`shape`](crate::shape) has already refused.

pub mod team;

use crate::{
    document::Kind,
    fault::Fault,
    json::{self, Node},
    revision::Date,
    shape::Form,
    suggest,
};
use jsonschema::{Validator, error::ValidationErrorKind, paths::LocationSegment};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

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

fn validator(kind: Kind, date: Date) -> Option<Validator> {
    jsonschema::draft7::options().offline().build(&on_day(kind, date)).ok()
}

/// jsonschema's own yes or no, with which tests compare the table's.
pub struct Oracle(Option<Validator>);

impl Oracle {
    /// For the documents of a kind on a day.
    pub fn new(kind: Kind, date: Date) -> Oracle {
        Oracle(validator(kind, date))
    }
    /// Whether the schema accepts the document.
    pub fn accepts(&self, root: Node<'_>) -> bool {
        self.0.as_ref().is_some_and(|it| it.is_valid(&value(root)))
    }
}

/// Every reason why a document is not what the schema of a day describes, in document order, at most `limit`.
pub fn explain<'t>(root: Node<'t>, kind: Kind, date: Date, limit: usize) -> Vec<Fault<'t>> {
    let instance = value(root);
    let Some(validator) = validator(kind, date) else { return Vec::new() };
    let mut faults = Vec::new();
    for error in validator.iter_errors(&instance).take(limit) {
        let Some(node) = locate(root, error.instance_path().into_iter()) else { continue };
        if node.kind() != json::Kind::Hole {
            collect(&mut faults, node, error.kind(), limit);
        }
    }
    let slips: Vec<_> = faults.iter().filter_map(meant).collect();
    faults.retain(|it| !matches!(it, Fault::MissingMember { object, member } if slips.contains(&(object.id(), member.name))));
    faults
}

/// The member that an unknown one was probably meant to be: then that one is not missing too.
fn meant(fault: &Fault<'_>) -> Option<(u32, &'static str)> {
    let Fault::UnknownMember { key, object } = fault else { return None };
    Some((object.id(), suggest::member(&key.as_str()?, object.shape())?.name))
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

fn collect<'t>(faults: &mut Vec<Fault<'t>>, node: Node<'t>, kind: &ValidationErrorKind, limit: usize) {
    match kind {
        ValidationErrorKind::AdditionalProperties { unexpected } => {
            let unexpected: BTreeSet<_> = unexpected.iter().map(String::as_str).collect();
            let is_unexpected = |key: Node<'_>| key.as_str().is_some_and(|it| unexpected.contains(&*it));
            let keys = node.members().map(|(key, _)| key).filter(|it| is_unexpected(*it));
            faults.extend(keys.take(limit).map(|key| Fault::UnknownMember { key, object: node }));
        }
        ValidationErrorKind::Required { property } => {
            let member = property.as_str().and_then(|name| node.shape().member(name));
            faults.extend(member.map(|it| Fault::MissingMember { object: node, member: it.get() }));
        }
        ValidationErrorKind::Type { .. } if node.kind() == json::Kind::Null => {
            faults.push(Fault::NullValue { node })
        }
        ValidationErrorKind::Minimum { .. } | ValidationErrorKind::Maximum { .. } => {
            if let Form::Integer(least, most) = node.shape().get().form {
                faults.push(Fault::ValueRange { node, bounds: (least, most) });
            }
        }
        // A value of another type is no member of the enumeration either: the type error says it.
        ValidationErrorKind::Enum { .. } if node.kind() == json::Kind::String && !node.is_open() => {
            faults.push(Fault::EnumValue { node })
        }
        ValidationErrorKind::Enum { .. } => {}
        _ => faults.push(Fault::WrongType { node }),
    }
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
