//! `schema`, `completions` and `man`.

use crate::support::{
    clients::{self, must},
    scratch::empty,
};
use ecs_preflight::DocumentKind;
use serde_json::Value;
use std::{fs, process::Command};

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

#[test]
fn wrong_usage_is_reported() {
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
    let script = empty("completions").join("ecs-preflight.bash");
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
