//! The schema for editors.

use crate::support::{
    fixtures::{cases, file_name, fixtures, options},
    root,
};
use ecs_preflight::{
    Date, DocumentKind, Options, RULES, Requested, Source, check,
    document::dialect::Dialect,
    model::{
        editor_schema::{Draft, schema},
        shape::LATEST,
    },
    text::placeholder,
};
use serde_json::{Value, json};
use std::fs;

/// Every schema in a schema, with its place.
fn each<'a>(at: String, schema: &'a Value, then: &mut impl FnMut(&str, &'a Value)) {
    then(&at, schema);
    for (name, it) in schema["properties"].as_object().into_iter().flatten() {
        each(format!("{at}/{name}"), it, then);
    }
    for keyword in ["items", "additionalProperties"] {
        if schema[keyword].is_object() {
            each(format!("{at}/*"), &schema[keyword], then);
        }
    }
}

/// No note of `schemas/editors.json` is for a place that no schema has, no word for a value that no enumeration has.
#[test]
fn every_note_is_used() {
    let text = fs::read_to_string(root().join("schemas/editors.json")).expect("the notes");
    let notes: Value = serde_json::from_str(&text).expect("JSON");
    // FireLens was in the model for four weeks only.
    let days = [Date::from_number(20_190_901), LATEST];
    let kinds = DocumentKind::ALL.into_iter().flat_map(|kind| days.map(|day| (kind, day)));
    let all: String = kinds.map(|(kind, day)| schema(kind, day, Draft::Seven).to_string()).collect();
    for (place, note) in notes.as_object().expect("notes") {
        let texts: Vec<&Value> = match (&note["x-words"], &note["defaultSnippets"]) {
            (Value::Object(words), _) => words.values().collect(),
            (_, Value::Array(snippets)) => snippets.iter().map(|it| &it["label"]).collect(),
            _ => Vec::new(),
        };
        for it in texts {
            assert!(all.contains(&it.to_string()), "{place}: {it} is in no schema");
        }
    }
}

#[test]
fn limits_are_those_of_the_day() {
    let started_by =
        |day| schema(DocumentKind::StartTask, day, Draft::Seven)["properties"]["startedBy"].clone();
    let (old, new) = (started_by(Date::from_number(20_180_301)), started_by(LATEST));
    assert_eq!((old["maxLength"].clone(), old["pattern"].clone()), (json!(36), json!("^[-_A-Za-z0-9]*$")));
    assert_eq!(new["pattern"], "^[-_/A-Za-z0-9]*$");
    let tags = schema(DocumentKind::StartTask, LATEST, Draft::Seven)["properties"]["tags"].clone();
    assert_eq!(
        (tags["maxItems"].clone(), tags["items"]["properties"]["key"]["maxLength"].clone()),
        (json!(50), json!(128))
    );
    assert!(
        schema(DocumentKind::StartTask, Date::from_number(20_180_301), Draft::Seven)["properties"]
            .get("tags")
            .is_none()
    );
}

/// What passes a check passes in an editor; and what the schema's limits are about does not.
#[test]
fn the_editor_schema_accepts_everything_that_passes() {
    const LIMITS: [&str; 8] = [
        "container-instances-count",
        "ephemeral-storage-range",
        "security-groups-count",
        "started-by-charset",
        "started-by-length",
        "subnets-count",
        "tag-key-length",
        "tags-count",
    ];
    let mut passed = 0;
    for rule in RULES {
        for case in cases(&fixtures().join(rule.id)) {
            let bytes = fs::read(&case).expect("a fixture");
            let Ok(document) = serde_json::from_slice::<Value>(&bytes) else { continue };
            // An editor knows no placeholders.
            if !placeholder::holes(&String::from_utf8_lossy(&bytes)).is_empty() {
                continue;
            }
            let checked = check(&Source::new(file_name(&case).to_owned(), bytes), &options(&case));
            let plain = |it: &ecs_preflight::Document| it.dialect == Dialect::Cli;
            let Some(kind) = checked.document.filter(plain).map(|it| (it.kind, it.revision.applied)) else {
                continue;
            };
            let validator = jsonschema::draft7::new(&schema(kind.0, kind.1, Draft::Seven)).expect("a schema");
            if checked.diagnostics.is_empty() {
                let why: Vec<_> = validator.iter_errors(&document).map(|it| it.to_string()).collect();
                assert!(why.is_empty(), "{}: {why:?}", case.display());
                passed += 1;
            } else if file_name(&case).starts_with("bad-") && LIMITS.contains(&rule.id) {
                assert!(!validator.is_valid(&document), "{} passes", case.display());
            }
        }
    }
    assert!(passed > 80, "only {passed} documents");
}

/// A snippet with its placeholders filled in: `${1:app}` is `app`.
fn filled(body: &Value) -> Value {
    match body {
        Value::String(text) => text
            .split("${")
            .enumerate()
            .fold(String::new(), |done, (at, part)| {
                let Some((name, rest)) = part.split_once('}').filter(|_| at > 0) else { return done + part };
                done + name.split_once(':').map_or("", |it| it.1) + rest
            })
            .into(),
        Value::Array(all) => all.iter().map(filled).collect(),
        Value::Object(all) => all.iter().map(|(name, it)| (name.clone(), filled(it))).collect(),
        other => other.clone(),
    }
}

/// Every snippet is what its place takes, on any day that offers it, and a whole request passes a check.
#[test]
fn snippets_are_right() {
    let mut snippets = 0;
    for kind in DocumentKind::ALL {
        for day in [20_150_427, 20_180_301, 20_190_101, 20_240_601]
            .map(Date::from_number)
            .into_iter()
            .chain([LATEST])
        {
            let whole = schema(kind, day, Draft::Seven);
            each(kind.word().to_owned(), &whole, &mut |at, it| {
                for snippet in it["defaultSnippets"].as_array().into_iter().flatten() {
                    let body = filled(&snippet["body"]);
                    let validator = jsonschema::draft7::new(it).expect("a schema");
                    let why: Vec<_> = validator.iter_errors(&body).map(|it| it.to_string()).collect();
                    assert!(why.is_empty(), "{at} on {day}: {}: {why:?}", snippet["label"]);
                    if at == kind.word() {
                        let options =
                            Options { kind: Some(kind), revision: Requested::On(day), ..Options::default() };
                        let checked = check(&Source::new("snippet", body.to_string().into_bytes()), &options);
                        let said: Vec<_> = checked.diagnostics.iter().map(|it| &it.message).collect();
                        assert!(said.is_empty(), "{at} on {day}: {}: {said:?}", snippet["label"]);
                    }
                    snippets += 1;
                }
            });
        }
    }
    assert!(snippets > 50, "only {snippets}");
}
