//! The schema in Visual Studio Code's own JSON service.

use crate::support::{clients, root};
use serde_json::{Value, json};
use std::{
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

/// Answers of Visual Studio Code's JSON service for texts with a cursor, `¦`.
fn session(schema: &Value, texts: &[&str]) -> Vec<Value> {
    let at = clients::npm("editor", &["vscode-json-languageservice@5"]);
    let script = root().join("tests/data/editor/session.cjs");
    let mut node = Command::new("node");
    let node = node.arg(script).arg(&at).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = node.spawn().expect("node starts");
    let input = json!({"schema": schema, "texts": texts}).to_string();
    child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("node reads");
    let output = child.wait_with_output().expect("node ends");
    assert!(output.status.success(), "{}", clients::text(&output));
    serde_json::from_slice(&output.stdout).expect("answers")
}

fn offers<'a>(answer: &'a Value, label: &str) -> &'a Value {
    let all = answer["offered"].as_array().expect("offers");
    all.iter().find(|it| it["label"] == label).unwrap_or_else(|| panic!("no {label} in {all:?}"))
}

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
    let answers = session(&schema, &[text]);
    let found = answers[0]["errors"].as_array().expect("errors");
    let texts: Vec<_> = found.iter().filter_map(|it| it["text"].as_str()).collect();
    assert_eq!(texts, ["\"ci/7\"", "\"tags\""], "{found:?}");
}
