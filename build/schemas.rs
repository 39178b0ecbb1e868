//! The annotated schemas of the document kinds, and what their keywords mean.

use crate::{data::date, document_kind::DocumentKind};
use serde_json::Value;
use std::{collections::BTreeMap, fs};

/// The schemas by the words of their kinds.
pub struct Schemas(pub BTreeMap<String, Value>);

impl Schemas {
    pub fn load(root: &str) -> Schemas {
        let load = |kind: DocumentKind| {
            let path = format!("{root}/schemas/{}.json", kind.word());
            println!("cargo::rerun-if-changed={path}");
            let text = fs::read_to_string(&path).expect(&path);
            (kind.word().to_owned(), serde_json::from_str(&text).expect(&path))
        };
        Schemas(DocumentKind::ALL.into_iter().map(load).collect())
    }

    /// The schema that a `$ref` in `file` leads to, and its file.
    pub fn resolve<'a>(&'a self, file: &'a str, schema: &'a Value) -> (&'a str, &'a Value) {
        let Some(to) = schema["$ref"].as_str() else { return (file, schema) };
        let (other, pointer) = to.split_once('#').expect("a $ref with #");
        let file =
            if other.is_empty() { file } else { other.strip_suffix(".json").expect("a file of schemas/") };
        let (file, root) = self.0.get_key_value(file).expect("a schema of schemas/");
        self.resolve(file, root.pointer(pointer).unwrap_or_else(|| panic!("{to} leads nowhere")))
    }

    /// The member by which people tell the elements of a list apart; empty where that is the element itself.
    pub fn natural_key<'a>(&'a self, file: &'a str, schema: &'a Value) -> Option<&'a str> {
        let key = schema.get("x-key")?.as_str().expect("a name");
        let items = schema.get("items").expect("only a list has an x-key");
        let (file, element) = self.resolve(file, items);
        let keyed = if key.is_empty() { element } else { &element["properties"][key] };
        let (_, keyed) = self.resolve(file, keyed);
        assert!(keyed["type"] == "string" || keyed["type"] == "integer", "x-key names no scalar: {key:?}");
        Some(key)
    }

    /// Where in a request a kind belongs; `None` for those that are not a part of another.
    pub fn mount(&self, kind: &str) -> Option<&str> {
        self.0[kind]["x-mount"].as_str()
    }

    /// `SCHEMAS` of `src/model/json_schema.rs`.
    pub fn texts(&self) -> String {
        let mut texts = String::new();
        for kind in DocumentKind::ALL {
            let (word, schema) = (kind.word(), &self.0[kind.word()]);
            texts += &format!("    ({word:?}, {:?}),\n", schema.to_string());
        }
        format!("static SCHEMAS: &[(&str, &str)] = &[\n{texts}];\n")
    }
}

/// An unknown keyword stops the build: the table must never accept what the schema rejects.
pub fn check_keywords(schema: &Value) {
    const KNOWN: [&str; 13] = [
        "$schema",
        "$ref",
        "title",
        "description",
        "definitions",
        "type",
        "properties",
        "required",
        "additionalProperties",
        "items",
        "enum",
        "minimum",
        "maximum",
    ];
    for key in schema.as_object().expect("a schema").keys() {
        let is_known = KNOWN.contains(&key.as_str()) || key.starts_with("x-");
        assert!(is_known, "the table does not know the keyword {key:?}");
    }
}

/// The variant of `Type` in `src/model/shape.rs`.
pub fn form(schema: &Value) -> String {
    let name = match &schema["type"] {
        Value::Array(_) => {
            assert_eq!(schema["x-timestamp"], true, "only a timestamp has two types");
            return "Timestamp".into();
        }
        Value::String(name) => name.as_str(),
        other => panic!("a schema without a type: {other}"),
    };
    match (name, &schema["additionalProperties"]) {
        ("string", _) => "Text".into(),
        ("integer", _) => {
            let bound =
                |name: &str, other: i64| schema.get(name).map_or(other, |bound| bound.as_i64().expect(name));
            format!("Integer({}, {})", bound("minimum", i64::MIN), bound("maximum", i64::MAX))
        }
        ("boolean", _) => "Boolean".into(),
        ("array", _) => "List".into(),
        ("object", Value::Bool(false)) => "Struct".into(),
        ("object", Value::Object(_)) => "Map".into(),
        (other, _) => panic!("the table does not know the type {other:?}"),
    }
}

/// The members of a structure, or the one schema of all elements or values, with an empty name.
pub fn children(schema: &Value) -> Vec<(&str, &Value)> {
    match form(schema).as_str() {
        "Struct" => {
            let members = schema["properties"].as_object().expect("properties");
            assert!(members.len() <= 64, "the walk has 64 bits for the members of a structure");
            assert!(!members.is_empty(), "an object without members: {schema}");
            members.into_iter().map(|(name, child)| (name.as_str(), child)).collect()
        }
        "List" => vec![("", &schema["items"])],
        "Map" => vec![("", &schema["additionalProperties"])],
        _ => Vec::new(),
    }
}

/// The day until which a member is required.
pub fn required_until(schema: &Value, name: &str, child: &Value) -> Option<u32> {
    if let Some(until) = child.get("x-required-until") {
        return Some(date(until));
    }
    let required = schema["required"].as_array()?;
    required.iter().any(|member| member == name).then_some(u32::MAX)
}

/// The values of an enumeration, each with the day since which it is known.
pub fn words(schema: &Value) -> Vec<(String, u32)> {
    let Some(words) = schema["enum"].as_array() else { return Vec::new() };
    let word = |word: &Value| {
        let word = word.as_str().expect("an enumeration of strings").to_owned();
        let since = schema.get("x-enum-since").map_or(0, |all| date(&all[&word]));
        (word, since)
    };
    words.iter().map(word).collect()
}
