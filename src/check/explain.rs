//! Why the schema says no, place by place.
//!
//! The table of the model rejected the document. Here it is asked again which values it rejects, and jsonschema is asked
//! why: about that value alone, against what the model says of its place and of nothing inside it. So one mistake costs
//! one small validator whatever is around it, and no more mistakes are examined than are reported.

use crate::{
    check::validator::compiled,
    diagnostic::fault::Fault,
    json::{self, Node, ShapeId, ValueKind},
    model::{
        member_suggestion,
        revision::Date,
        shape::{LATEST, Shape, Type},
    },
};
use jsonschema::{Validator, error::ValidationErrorKind};
use serde_json::{Map, Value, json};
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashMap},
};

/// No name and no word of the model is as long, in bytes as written.
const LONG: usize = 256;
/// No structure has more members.
const MEMBERS_MAX: usize = 64;

/// Every reason why a document is not what the schema of a day describes, at most `limit`. Its nodes know their
/// places: [`walk`](crate::check::conform::walk) went over them.
pub fn explain(root: Node<'_>, date: Date, limit: usize) -> Vec<Fault<'_>> {
    let mut explaining = Explaining { date, limit, faults: Vec::new(), parts: BTreeMap::new() };
    explaining.value(root);
    explaining.faults
}

struct Explaining<'t> {
    date: Date,
    limit: usize,
    faults: Vec<Fault<'t>>,
    /// What the model says of the places that were asked about, without what lies in them.
    parts: BTreeMap<u16, Option<Validator>>,
}

impl<'t> Explaining<'t> {
    fn is_full(&self) -> bool {
        self.faults.len() >= self.limit
    }

    /// A value and all that lies in it: no deeper than the model is.
    fn value(&mut self, node: Node<'t>) {
        let shape = node.shape().get();
        match (shape.form, node.kind()) {
            (_, ValueKind::Unknown) => {}
            (Type::Struct, ValueKind::Object) => self.structure(node),
            (Type::Map, ValueKind::Object) => self.map(node),
            (Type::List, ValueKind::Array) => {
                let mut elements = node.elements();
                while let Some(it) = elements.next().filter(|_| !self.is_full()) {
                    self.value(it);
                }
            }
            _ if is_rejected_here(node, shape, self.date) => self.ask(node, &scalar(node, shape)),
            _ => {}
        }
    }

    /// An object with members that the model names. Of two with one name clients read the last.
    fn structure(&mut self, object: Node<'t>) {
        let mut values = [None; MEMBERS_MAX];
        let mut unknown = Vec::new();
        let members = || object.shape().members().zip(0..MEMBERS_MAX);
        for (key, value) in object.members() {
            match members().find(|(it, _)| key.is(it.name)) {
                Some((it, at)) if it.known_on(self.date) => values[at] = Some(value),
                _ if unknown.len() < self.limit && key.as_str().is_some() => unknown.push(key),
                _ => {}
            }
        }
        let lacks = members().any(|(it, at)| it.required_on(self.date) && values[at].is_none());
        if lacks || !unknown.is_empty() {
            let known = members().filter(|(_, at)| values[*at].is_some()).map(|(it, _)| it.name.into());
            let names = known.chain(unknown.iter().map(|it| name(*it).into_owned()));
            self.ask(object, &Value::Object(names.map(|it| (it, Value::Null)).collect()));
        }
        for it in values.into_iter().flatten() {
            self.value(it);
        }
    }

    /// An object from any name to a value.
    fn map(&mut self, object: Node<'t>) {
        let mut last = None;
        for (key, value) in object.members() {
            if self.is_full() {
                return;
            }
            if !is_rejected_here(value, value.shape().get(), self.date) {
                continue;
            }
            let last = last.get_or_insert_with(|| last_of_each(object));
            if key.as_str().is_none_or(|it| last.get(&it) == Some(&value.id())) {
                self.value(value);
            }
        }
    }

    /// Has jsonschema say what is wrong with a value, of which nothing is handed over that lies in it.
    fn ask(&mut self, node: Node<'t>, instance: &Value) {
        let (shape, date) = (node.shape(), self.date);
        let part = self.parts.entry(shape.0).or_insert_with(|| compiled(&part(shape, date)));
        let Some(validator) = part else { return };
        let room = self.limit.saturating_sub(self.faults.len());
        let mut found = Vec::new();
        for error in validator.iter_errors(instance).take(room) {
            collect(&mut found, node, error.kind(), room);
        }
        drop_meant(&mut found);
        self.faults.append(&mut found);
    }
}

/// The last value of each name.
fn last_of_each<'t>(object: Node<'t>) -> HashMap<Cow<'t, str>, u32> {
    object.members().filter_map(|(key, value)| Some((key.as_str()?, value.id()))).collect()
}

/// Whether the table rejects a value for its type, and not for what it contains.
fn is_rejected_here(node: Node<'_>, shape: &Shape, date: Date) -> bool {
    match (shape.form, node.kind()) {
        (_, ValueKind::Unknown) | (Type::Unknown, _) => false,
        (Type::Text, ValueKind::String) => {
            !shape.words.is_empty() && !node.is_open() && !shape.words_on(date).any(|it| node.is(it))
        }
        (Type::Integer(least, most), ValueKind::Number) => {
            !json::integer(node.raw_bytes()).is_some_and(|it| (least..=most).contains(&it))
        }
        (Type::Struct | Type::Map, ValueKind::Object) | (Type::List, ValueKind::Array) => false,
        (Type::Boolean, ValueKind::Bool) | (Type::Timestamp, ValueKind::Number | ValueKind::String) => false,
        _ => true,
    }
}

/// What a schema of a day says of a place, but for what lies in it.
fn part(id: ShapeId, date: Date) -> Value {
    let shape = id.get();
    match shape.form {
        Type::Unknown => Value::Bool(true),
        Type::Text if shape.words.is_empty() => json!({"type": "string"}),
        Type::Text => {
            let words = shape.words_on(date);
            json!({"type": "string", "enum": words.collect::<Vec<_>>()})
        }
        Type::Integer(least, most) => {
            let mut part = json!({"type": "integer"});
            if least > i64::MIN {
                part["minimum"] = least.into();
            }
            if most < i64::MAX {
                part["maximum"] = most.into();
            }
            part
        }
        Type::Boolean => json!({"type": "boolean"}),
        Type::Timestamp => json!({"type": ["number", "string"]}),
        Type::List => json!({"type": "array"}),
        Type::Map => json!({"type": "object"}),
        Type::Struct => {
            let known = || id.members().filter(|it| it.known_on(date));
            let properties: Map<_, _> = known().map(|it| (it.name.to_owned(), true.into())).collect();
            let required: BTreeSet<_> = known().filter(|it| it.required_on(date)).map(|it| it.name).collect();
            json!({"type": "object", "properties": properties, "additionalProperties": false, "required": required})
        }
    }
}

/// A scalar, or a value of the wrong type, as jsonschema takes it. What is longer than any word of the model is not one of
/// them, and need not be copied. A number with a fraction or an exponent is not an integer to the AWS CLI, even if its
/// value is one, so it becomes one half.
fn scalar(node: Node<'_>, shape: &Shape) -> Value {
    let is_short = node.span().len() <= LONG;
    match node.kind() {
        ValueKind::Null | ValueKind::Unknown => Value::Null,
        ValueKind::Bool => Value::Bool(node.raw() == "true"),
        ValueKind::Number if !matches!(shape.form, Type::Integer(..)) => Value::from(0),
        ValueKind::Number if !node.is_integer() => Value::from(0.5),
        ValueKind::Number if is_short => serde_json::from_str(node.raw()).unwrap_or(Value::from(f64::MAX)),
        ValueKind::Number => Value::from(f64::MAX),
        ValueKind::String if is_short => Value::String(node.as_str().unwrap_or_default().into_owned()),
        ValueKind::String => Value::String(String::new()),
        ValueKind::Array => Value::Array(Vec::new()),
        ValueKind::Object => Value::Object(Map::new()),
    }
}

/// The name of a member as jsonschema takes it: one that is longer than any of the model's by its place.
fn name(key: Node<'_>) -> Cow<'_, str> {
    match key.span().len() <= LONG {
        true => key.as_str().unwrap_or_default(),
        false => Cow::Owned(format!("#{}", key.id())),
    }
}

pub(crate) fn collect<'t>(
    faults: &mut Vec<Fault<'t>>,
    node: Node<'t>,
    kind: &ValidationErrorKind,
    limit: usize,
) {
    match kind {
        ValidationErrorKind::AdditionalProperties { unexpected } => {
            let unexpected: BTreeSet<_> = unexpected.iter().map(String::as_str).collect();
            let keys = node.members().map(|(key, _)| key).filter(|it| unexpected.contains(&*name(*it)));
            faults.extend(keys.take(limit).map(|key| Fault::UnknownMember { key, object: node }));
        }
        ValidationErrorKind::Required { property } => {
            let member = property.as_str().and_then(|name| node.shape().member(name));
            faults.extend(member.map(|it| Fault::MissingMember { object: node, member: it.get() }));
        }
        ValidationErrorKind::Type { .. } if node.kind() == ValueKind::Null => {
            faults.push(Fault::NullValue { node })
        }
        ValidationErrorKind::Minimum { .. } | ValidationErrorKind::Maximum { .. } => {
            if let Type::Integer(least, most) = node.shape().get().form {
                faults.push(Fault::ValueRange { node, bounds: (least, most) });
            }
        }
        // A value of another type is not a value of the enumeration either: the type error reports it.
        ValidationErrorKind::Enum { .. } if node.kind() == ValueKind::String && !node.is_open() => {
            faults.push(Fault::EnumValue { node })
        }
        ValidationErrorKind::Enum { .. } => {}
        _ => faults.push(Fault::WrongType { node }),
    }
}

/// What an unknown member of the same object was probably meant to be is not missing too.
pub(crate) fn drop_meant(faults: &mut Vec<Fault<'_>>) {
    if !faults.iter().any(|it| matches!(it, Fault::MissingMember { .. })) {
        return;
    }
    let mistakes: Vec<_> = faults.iter().filter_map(meant).collect();
    let newer: Vec<_> = faults.iter().filter_map(object_of_a_newer_member).collect();
    faults.retain(|fault| {
        let Fault::MissingMember { object, member } = fault else { return true };
        let is_replaced = newer.contains(&object.id()) && !member.required_on(LATEST);
        !mistakes.contains(&(object.id(), member.name)) && !is_replaced
    });
}

/// The object of a member that another day of the model has. What that day requires may be another member.
fn object_of_a_newer_member(fault: &Fault<'_>) -> Option<u32> {
    let Fault::UnknownMember { key, object } = fault else { return None };
    object.shape().member(&key.as_str()?).map(|_| object.id())
}

/// The member that an unknown one was probably meant to be, and its object.
fn meant(fault: &Fault<'_>) -> Option<(u32, &'static str)> {
    let Fault::UnknownMember { key, object } = fault else { return None };
    Some((object.id(), member_suggestion::member(&key.as_str()?, object.shape())?.name))
}
