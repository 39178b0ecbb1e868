//! The table of settings in other shapes: a JSON Schema, a starter, a reference.

use crate::settings::{KEYS, Key, Part, Type};
use crate::{rules::RULES, settings::rule_levels};
use serde_json::{Map, Value, json};
use std::fmt::Write;

/// The JSON Schema (draft-07) of a configuration, for editors.
pub fn json_schema() -> Value {
    let mut schema = table(Part::Root);
    schema["$schema"] = "http://json-schema.org/draft-07/schema#".into();
    schema["title"] = "ecs-preflight.toml".into();
    schema["description"] =
        "Configuration of ecs-preflight, the offline validator and linter for Amazon ECS launch requests."
            .into();
    schema
}

fn table(part: Part) -> Value {
    let property = |(key, takes): &(&Key, Type)| {
        let mut schema = of(takes);
        schema["description"] = key.about.into();
        (key.name.to_owned(), schema)
    };
    let properties: Map<_, _> = part.keys().iter().map(property).collect();
    let mut schema = json!({"type": "object", "additionalProperties": false, "properties": properties});
    match part {
        Part::Root => {}
        Part::Override => schema["required"] = json!(["files"]),
        Part::Policy => {
            schema["dependencies"] = json!({"schema": ["files"]});
            schema["anyOf"] = json!([{"required": ["at"]}, {"required": ["schema"]}]);
        }
    }
    schema
}

fn of(takes: &Type) -> Value {
    let text = || json!({"type": "string"});
    match takes {
        Type::Bool => json!({"type": "boolean"}),
        Type::True => json!({"const": true}),
        Type::Integer => json!({"type": "integer"}),
        Type::Word(words) => {
            let word = |(word, about): (&str, &str)| json!({"const": word, "description": about});
            json!({"type": "string", "oneOf": words().into_iter().map(word).collect::<Vec<_>>()})
        }
        Type::Revision => {
            json!({"type": "string", "anyOf": [{"enum": ["auto", "latest"]}, {"pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}]})
        }
        Type::Client => json!({"type": "string", "pattern": "(aws-?cli|botocore)/[0-9]+\\.[0-9]+\\.[0-9]+"}),
        Type::Glob | Type::Path => json!({"type": "string", "minLength": 1}),
        Type::Regex => json!({"type": "string", "format": "regex"}),
        Type::Pointer => json!({"type": "string", "pattern": "^(/.+)?$"}),
        Type::Address => json!({"type": "string", "pattern": "^https?://"}),
        Type::Text | Type::Selector => text(),
        Type::Scalar => json!({"type": ["string", "integer", "boolean"]}),
        Type::Document => json!({"type": ["string", "object", "array"]}),
        Type::List(each) => json!({"type": "array", "items": of(each)}),
        Type::OneOrList(each) => json!({"anyOf": [of(each), {"type": "array", "items": of(each)}]}),
        Type::Map(Type::Selector, value) => selectors(value),
        Type::Map(_, value) => json!({"type": "object", "additionalProperties": of(value)}),
        Type::Named(part) => json!({
            "type": "object",
            "propertyNames": {"pattern": "^[A-Za-z0-9_-]{1,100}$"},
            "additionalProperties": table(*part),
        }),
        Type::Tables(part) => json!({"type": "array", "items": table(*part)}),
    }
}

/// Every rule and every group by name, so that an editor can offer them.
fn selectors(value: &Type) -> Value {
    let described = |about: String| {
        let mut schema = of(value);
        schema["description"] = about.into();
        schema
    };
    let groups = rule_levels::all_groups().into_iter().map(|it| {
        let about = described(format!("The rules of the group `{it}`."));
        (it, about)
    });
    let rules = RULES.iter().map(|it| (it.id.to_owned(), described(it.summary())));
    json!({
        "type": "object",
        "additionalProperties": false,
        "properties": groups.chain(rules).collect::<Map<_, _>>(),
        "patternProperties": {"^policy/[A-Za-z0-9_-]{1,100}$": of(value)},
    })
}

/// A configuration that explains every setting and sets none.
pub fn starter() -> String {
    let mut out = String::from(
        "# Configuration of ecs-preflight. It applies to the files in this folder and below, except in folders\n\
         # with their own configuration. `ecs-preflight config show FILE` shows the settings of a file.\n",
    );
    // In TOML, tables must come after everything else.
    let (tables, plain): (Vec<_>, Vec<_>) = KEYS.iter().partition(|it| it.example.starts_with('['));
    for key in plain.into_iter().chain(tables) {
        out.push('\n');
        comment(&mut out, key.about);
        if !key.default.is_empty() {
            comment(&mut out, &format!("Default: {}.", key.default));
        }
        for line in key.example.lines() {
            // Writing into a string cannot fail.
            let _ = writeln!(out, "#{}{line}", if line.is_empty() { "" } else { " " });
        }
    }
    out
}

/// A paragraph as comments of at most 100 columns. Two `#` tell text from examples.
fn comment(out: &mut String, text: &str) {
    let mut line = String::from("##");
    for word in text.split(' ') {
        if line.chars().count() + word.chars().count() >= 100 {
            let _ = writeln!(out, "{line}");
            line = String::from("##");
        }
        line.push(' ');
        line.push_str(word);
    }
    let _ = writeln!(out, "{line}");
}

/// The reference of all settings, as Markdown.
pub fn reference() -> String {
    let mut out = String::new();
    for key in KEYS {
        entry(&mut out, "###", key, &key.takes);
        if key.in_overrides.is_some() {
            out.push_str("Also allowed in `[[overrides]]`.\n\n");
        }
        if let Type::Named(part) = key.takes {
            for (key, takes) in part.keys() {
                entry(&mut out, "####", key, &takes);
            }
        }
    }
    out.trim_end().to_owned() + "\n"
}

fn entry(out: &mut String, heading: &str, key: &Key, takes: &Type) {
    let _ = writeln!(out, "{heading} `{}`\n\n{}\n", key.name, key.about);
    let default = if key.default.is_empty() { String::new() } else { format!(" Default: {}.", key.default) };
    let _ = writeln!(out, "Type: {}.{default}\n", words(takes));
    let _ = writeln!(out, "```toml\n{}\n```\n", key.example);
}

/// What a setting takes, with its words.
fn words(takes: &Type) -> String {
    match takes {
        Type::Word(words) => {
            let words: Vec<_> = words().iter().map(|it| format!("`\"{}\"`", it.0)).collect();
            format!("one of {}", words.join(", "))
        }
        Type::List(each) => format!("a list in which each entry is {}", words(each)),
        Type::OneOrList(each) => format!("{}, or a list", words(each)),
        Type::Map(key, value) => {
            format!("a table in which each key is {}, and each value is {}", words(key), words(value))
        }
        other => other.described(),
    }
}
