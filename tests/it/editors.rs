//! `schema`: the schema for editors, by the library, by jsonschema, and in Visual Studio Code's own JSON service.

use crate::{
    clients::{self, must, root, skip},
    rules::{cases, file_name, fixtures, options},
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
use std::{
    fs,
    io::Write,
    process::{Command, Stdio},
};

fn program(arguments: &[&str]) -> std::process::Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ecs-preflight"));
    command.args(arguments).env_clear().output().expect("the program starts")
}

fn printed(arguments: &[&str]) -> Value {
    let output = program(arguments);
    assert!(output.status.success(), "{}", clients::text(&output));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

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

#[test]
fn every_kind_has_a_schema_in_words_for_any_day() {
    for kind in DocumentKind::ALL {
        for day in ["2015-04-27", "2018-03-01", "latest"] {
            let plain = printed(&["schema", kind.word(), "--api-revision", day]);
            assert_eq!(plain["$schema"], "http://json-schema.org/draft-07/schema#");
            assert!(jsonschema::draft7::meta::is_valid(&plain), "{kind} {day}");
            each(kind.word().to_owned(), &plain, &mut |at, it| {
                let is_word = at.ends_with("/*") && it["type"] == "string";
                assert!(is_word || it["description"].is_string(), "{kind} {day}: {at} says nothing");
                if let Some(words) = it["enum"].as_array() {
                    let texts = it["enumDescriptions"].as_array().map_or(0, Vec::len);
                    assert_eq!(texts, words.len(), "{kind} {day}: {at}: schemas/editors.json has no words");
                }
            });
        }
        let newer = printed(&["schema", kind.word(), "--draft", "2020-12"]);
        assert!(jsonschema::draft202012::meta::is_valid(&newer), "{kind}");
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
fn an_editor_refuses_nothing_that_passes() {
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

#[test]
fn wrong_usage_is_told() {
    for (arguments, said) in [
        (&["schema", "start-tusk"][..], "start-task"),
        (&["schema", "start-task", "--draft", "4"], "2020-12"),
        (&["schema", "start-task", "--api-revision", "latst"], "latest"),
        (&["man", "chek"], "did you mean `check`?"),
        (&["completions", "bsh"], "bash"),
    ] {
        let output = program(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(clients::text(&output).contains(said), "{arguments:?}: {}", clients::text(&output));
    }
}

/// Answers of Visual Studio Code's JSON service for texts with a cursor, `¦`.
fn session(schema: &Value, texts: &[&str]) -> Result<Vec<Value>, String> {
    let at = clients::npm("editor", &["vscode-json-languageservice@5"])?;
    let script = root().join("tests/data/editor/session.cjs");
    let mut node = Command::new("node");
    let node = node.arg(script).arg(&at).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = node.spawn().map_err(|it| it.to_string())?;
    let input = json!({"schema": schema, "texts": texts}).to_string();
    child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("node reads");
    let output = child.wait_with_output().expect("node ends");
    assert!(output.status.success(), "{}", clients::text(&output));
    Ok(serde_json::from_slice(&output.stdout).expect("answers"))
}

fn offers<'a>(answer: &'a Value, label: &str) -> &'a Value {
    let all = answer["offered"].as_array().expect("offers");
    all.iter().find(|it| it["label"] == label).unwrap_or_else(|| panic!("no {label} in {all:?}"))
}

const SKIPPED: &str = "the schema in an editor";

#[test]
fn an_editor_completes_explains_and_underlines() {
    let schema = printed(&["schema", "start-task", "--draft", "7"]);
    let answers = session(
        &schema,
        &[
            "¦",
            r#"{"taskDefinition": "web:1", "containerInstances": ["a"], ¦}"#,
            r#"{"taskDefinition": "web:1", "containerInstances": ["a"], "propagateTags": ¦}"#,
            r#"{"taskDefinition": "web:1", "containerInstances": ["a"], "overrides": {"containerOverrides": [¦]}}"#,
            r#"{"taskDefinition": "web:1", "containerInstances": ["a"], "over¦rides": {}}"#,
            r#"{"taskDefinition": "web:1", "containerInstances": ["a"], "propagateTags": "SER¦VICE"}"#,
            r#"{"taskDefinitoin": "web:1", "containerInstances": [], "startedBy": "a b", "group": 1, "propagateTags": "ALL"}"#,
            r#"{"taskDefinition": "web:1", "containerInstances": ["a"], "referenceId": "x"}"#,
            r#"{"taskDefinition": "web:1", "containerInstances": ["a"], "startedBy": "ci/7", "tags": [{"key": "a", "value": ""}]}"#,
        ],
    );
    let answers = match answers {
        Ok(answers) => answers,
        Err(why) => return skip(SKIPPED, &why),
    };
    let [empty, member, value, element, hover, word, wrong, deprecated, clean] = &answers[..] else {
        panic!("{answers:?}")
    };
    let snippet = offers(empty, "StartTask request");
    assert!(
        snippet["inserts"].as_str().is_some_and(|it| it.contains("\"taskDefinition\": \"${2:family:1}\"")),
        "{snippet}"
    );
    let offered = offers(member, "startedBy");
    assert!(offered["documentation"].as_str().is_some_and(|it| it.contains("36 letters")), "{offered}");
    assert!(member["offered"].as_array().expect("offers").iter().all(|it| it["label"] != "referenceId"));
    let offered = offers(value, "\"SERVICE\"");
    assert!(
        offered["documentation"].as_str().is_some_and(|it| it.contains("tags of the service")),
        "{offered}"
    );
    assert!(offers(element, "environment")["inserts"].as_str().is_some_and(|it| it.contains("${2:STAGE}")));
    assert!(hover["hover"].as_str().is_some_and(|it| it.contains("8192 characters")), "{hover}");
    assert!(word["hover"].as_str().is_some_and(|it| it.contains("tags of the service")), "{word}");

    let found = wrong["errors"].as_array().expect("errors");
    let said = |text: &str, part: &str| {
        let hit =
            |it: &Value| it["text"] == text && it["message"].as_str().is_some_and(|it| it.contains(part));
        assert!(found.iter().any(hit), "{part} of {text} in {found:?}");
    };
    said("\"taskDefinitoin\"", "not allowed");
    said("[]", "too few");
    said("\"a b\"", "letters, digits and -_/ only");
    said("1", "string");
    said("\"ALL\"", "SERVICE");
    let [old] = &deprecated["errors"].as_array().expect("errors")[..] else { panic!("{deprecated}") };
    assert!(
        old["severity"] == 2 && old["message"].as_str().is_some_and(|it| it.contains("not for customers"))
    );
    assert_eq!(clean["errors"], json!([]));
}

/// The schema of an old day knows neither the members nor the marks of later ones.
#[test]
fn an_editor_keeps_to_the_day() {
    let schema = printed(&["schema", "start-task", "--api-revision", "2018-03-01"]);
    let text =
        r#"{"taskDefinition": "web:1", "containerInstances": ["a"], "startedBy": "ci/7", "tags": []¦}"#;
    match session(&schema, &[text]) {
        Err(why) => skip(SKIPPED, &why),
        Ok(answers) => {
            let found = answers[0]["errors"].as_array().expect("errors");
            let texts: Vec<_> = found.iter().filter_map(|it| it["text"].as_str()).collect();
            assert_eq!(texts, ["\"ci/7\"", "\"tags\""], "{found:?}");
        }
    }
}

/// Each shell reads its completions, and man its page; where they are installed.
#[test]
fn completions_and_man_pages_are_read() {
    for (shell, word) in [
        ("bash", "--api-revision"),
        ("zsh", "#compdef"),
        ("fish", "complete -c"),
        ("powershell", "Register"),
        ("elvish", "edit:"),
    ] {
        let output = program(&["completions", shell]);
        let script = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(script.contains(word) && script.contains("completions"), "{shell}");
    }
    let script = clients::empty("completions").join("ecs-preflight.bash");
    fs::write(&script, program(&["completions", "bash"]).stdout).expect("a file");
    let line = format!(
        "source {}; COMP_WORDS=(ecs-preflight schema net); COMP_CWORD=2; function=$(complete -p ecs-preflight); function=${{function#*-F }}; ${{function%% *}} ecs-preflight net schema; echo ${{COMPREPLY[*]}}",
        script.display()
    );
    let offered = must(Command::new("bash").args(["--norc", "-c", &line]));
    assert_eq!(offered.trim(), "network-configuration");
    for command in [&["man"][..], &["man", "check"]] {
        let page = String::from_utf8(program(command).stdout).expect("UTF-8");
        assert!(
            page.contains(".TH") && page.contains(".SH SYNOPSIS") && page.contains("Exit codes"),
            "{page}"
        );
    }
}
