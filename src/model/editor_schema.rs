//! The schema for editors: what the model of a day says, with words, limits and snippets.
//!
//! An editor that knows JSON Schema then completes, explains and underlines without this program. The descriptions of
//! members are in their schemas; `schemas/editors.json` contains what only an editor needs, by definition (`Tags`),
//! member (`Tag/key`) or element (`Tags/*`). Nothing here runs, and none of its text is read, unless a schema is
//! requested.
//!
//! The schema rejects nothing that a check of the same day accepts.

use crate::model::{
    json_schema::{day, is_known, required, sources, words},
    kind::DocumentKind,
    revision::Date,
};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

static EDITORS: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/editors.json"));
static LIMITS: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/limits.json"));

/// A draft of JSON Schema that can be asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Draft {
    /// Draft-07, which every editor reads.
    Seven,
    /// Draft 2020-12.
    TwentyTwenty,
}

impl Draft {
    fn address(self) -> &'static str {
        match self {
            Draft::Seven => "http://json-schema.org/draft-07/schema#",
            Draft::TwentyTwenty => "https://json-schema.org/draft/2020-12/schema",
        }
    }
}

/// The schema of a document kind on a day, for editors: self-contained.
pub fn schema(kind: DocumentKind, date: Date, draft: Draft) -> Value {
    let editor = Editor {
        schemas: sources(),
        notes: serde_json::from_str(EDITORS).unwrap_or_default(),
        limits: serde_json::from_str(LIMITS).unwrap_or_default(),
        date,
    };
    let mut schema = Map::new();
    schema.insert("$schema".into(), draft.address().into());
    if let Some(root) = editor.schemas.get(kind.word()) {
        schema.append(&mut editor.derive(kind.word(), root, kind.word()));
    }
    Value::Object(schema)
}

struct Editor<'a> {
    schemas: BTreeMap<&'a str, Value>,
    notes: Value,
    limits: Value,
    date: Date,
}

impl Editor<'_> {
    /// The schema at a place; what a reference leads to speaks unless the place has words of its own.
    fn derive(&self, file: &str, schema: &Value, place: &str) -> Map<String, Value> {
        let mut out = match schema["$ref"].as_str() {
            Some(to) => self.follow(file, to),
            None => self.own(file, schema, place),
        };
        for keyword in ["title", "description"] {
            if let Some(text) = schema.get(keyword) {
                out.insert(keyword.into(), text.clone());
            }
        }
        if let (Some(text), Some(since)) =
            (out.get("description").and_then(Value::as_str), day(&schema["x-since"]))
        {
            let text = format!("{text}\n\nSince {since}.");
            out.insert("description".into(), text.into());
        }
        if let Some(text) = schema.get("x-deprecated") {
            out.insert("deprecationMessage".into(), text.clone());
            out.insert("doNotSuggest".into(), true.into());
        }
        self.add_notes(&mut out, place);
        out
    }

    fn follow(&self, file: &str, to: &str) -> Map<String, Value> {
        let Some((other, pointer)) = to.split_once('#') else { return Map::new() };
        let file = if other.is_empty() { file } else { other.trim_end_matches(".json") };
        let target = self.schemas.get(file).and_then(|it| it.pointer(pointer));
        let name = pointer.rsplit('/').next().filter(|it| !it.is_empty()).unwrap_or(file);
        target.map_or_else(Map::new, |it| self.derive(file, it, name))
    }

    fn own(&self, file: &str, schema: &Value, place: &str) -> Map<String, Value> {
        let mut out = Map::new();
        let inner = |it: &Value, step: &str| Value::Object(self.derive(file, it, &format!("{place}/{step}")));
        for (keyword, value) in schema.as_object().into_iter().flatten() {
            let value = match keyword.as_str() {
                "definitions" | "$schema" => continue,
                other if other.starts_with("x-") => continue,
                "properties" => {
                    let members = value.as_object().into_iter().flatten();
                    let members = members.filter(|(_, it)| is_known(it, self.date));
                    members.map(|(name, it)| (name.clone(), inner(it, name))).collect()
                }
                "items" => inner(value, "*"),
                "additionalProperties" if value.is_object() => inner(value, "*"),
                "enum" => words(value, &schema["x-enum-since"], self.date),
                _ => value.clone(),
            };
            out.insert(keyword.clone(), value);
        }
        if schema["properties"].is_object() {
            out.insert("required".into(), required(schema, self.date));
        }
        out
    }

    fn add_notes(&self, out: &mut Map<String, Value>, place: &str) {
        for (keyword, value) in self.notes[place].as_object().into_iter().flatten() {
            match keyword.as_str() {
                "x-words" => {
                    let kept = out.get("enum").and_then(Value::as_array);
                    let texts = kept.into_iter().flatten().filter_map(Value::as_str);
                    let texts: Value = texts.map(|it| value[it].as_str().unwrap_or_default()).collect();
                    out.insert("enumDescriptions".into(), texts);
                }
                "defaultSnippets" => {
                    let snippets = value.as_array().into_iter().flatten();
                    let snippets = snippets.filter(|it| is_known(it, self.date)).map(without_day);
                    out.insert(keyword.clone(), snippets.collect());
                }
                _ => {
                    out.insert(keyword.clone(), self.limited(value));
                }
            }
        }
    }

    /// A value with the day's limits instead of their names: `<tags>` alone is the number 50.
    fn limited(&self, value: &Value) -> Value {
        let Some(text) = value.as_str() else { return value.clone() };
        let Some((before, rest)) = text.split_once('<') else { return value.clone() };
        let Some((name, after)) = rest.split_once('>') else { return value.clone() };
        match self.limit(name) {
            Value::String(limit) => format!("{before}{limit}{after}").into(),
            limit => limit,
        }
    }

    /// As `facts::Dated`: the first entry also holds before its day.
    fn limit(&self, name: &str) -> Value {
        let entries = self.limits[name]["values"].as_array().into_iter().flatten();
        let began = |it: &Value| day(&it["since"]).is_none_or(|it| it <= self.date);
        entries
            .enumerate()
            .filter(|(at, it)| *at == 0 || began(it))
            .last()
            .map_or(Value::Null, |(_, it)| it["value"].clone())
    }
}

fn without_day(snippet: &Value) -> Value {
    let members = snippet.as_object().into_iter().flatten().filter(|(name, _)| *name != "x-since");
    members.map(|(name, it)| (name.clone(), it.clone())).collect()
}
