//! The crate jsonschema: building a validator, finding the node of an error, handing over a document.

use crate::json::{self, Node};
use jsonschema::{Validator, paths::LocationSegment};
use serde_json::Value;

/// A schema as jsonschema runs it.
pub(crate) fn compiled(schema: &Value) -> Option<Validator> {
    jsonschema::draft7::options().offline().build(schema).ok()
}

pub(crate) fn locate<'t, 'p>(
    root: Node<'t>,
    path: impl Iterator<Item = LocationSegment<'p>>,
) -> Option<Node<'t>> {
    let mut node = root;
    for step in path {
        node = match step {
            LocationSegment::Property(name) => node.get(&name)?,
            LocationSegment::Index(at) => node.elements().nth(at)?,
        };
    }
    Some(node)
}

/// A document as jsonschema takes it; `number` says what becomes of a number.
pub(crate) fn value(node: Node<'_>, number: fn(Node<'_>) -> Value) -> Value {
    match node.kind() {
        json::ValueKind::Null | json::ValueKind::Unknown => Value::Null,
        json::ValueKind::Bool => Value::Bool(node.raw() == "true"),
        json::ValueKind::Number => number(node),
        json::ValueKind::String => Value::String(node.as_str().unwrap_or_default().into_owned()),
        json::ValueKind::Array => node.elements().map(|element| value(element, number)).collect(),
        json::ValueKind::Object => node
            .members()
            .map(|(key, member)| (key.as_str().unwrap_or_default().into_owned(), value(member, number)))
            .collect(),
    }
}

/// A number as it is written.
pub(crate) fn number(node: Node<'_>) -> Value {
    serde_json::from_str(node.raw()).unwrap_or(Value::from(f64::MAX))
}

/// A number as the AWS CLI takes it: one with a fraction or an exponent is not an integer, whatever its value, so
/// jsonschema gets one half.
pub(crate) fn number_of_cli(node: Node<'_>) -> Value {
    if node.is_integer() { number(node) } else { Value::from(0.5) }
}
