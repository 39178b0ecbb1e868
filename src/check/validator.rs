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

/// A document as jsonschema takes it. A number with a fraction or an exponent is no integer to the
/// AWS CLI, also where it has the value of one, so it is handed over as one half.
pub(crate) fn value(node: Node<'_>) -> Value {
    match node.kind() {
        json::ValueKind::Null | json::ValueKind::Unknown => Value::Null,
        json::ValueKind::Bool => Value::Bool(node.raw() == "true"),
        json::ValueKind::Number if !node.is_integer() => Value::from(0.5),
        json::ValueKind::Number => serde_json::from_str(node.raw()).unwrap_or(Value::from(f64::MAX)),
        json::ValueKind::String => Value::String(node.as_str().unwrap_or_default().into_owned()),
        json::ValueKind::Array => node.elements().map(value).collect(),
        json::ValueKind::Object => node
            .members()
            .map(|(key, it)| (key.as_str().unwrap_or_default().into_owned(), value(it)))
            .collect(),
    }
}
