//! The chapter on adoption: `tests/clients/adopt.sh` walks its path in a scratch repository, with what this checkout would release.

use crate::support::{
    clients::{self, must, text},
    root,
    scratch::empty,
};
use crate::{packaging, pre_commit};
use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The address that the chapter names, and that stands for the hooks of this checkout here.
const HOME: &str = "https://github.com/ecs-preflight/ecs-preflight";

#[test]
fn a_repository_goes_from_nothing_to_gated() {
    let wheels = packaging::wheels();
    let hook = pre_commit::released();
    let at = empty("adopt");
    let scratch = at.join("scratch");
    fs::create_dir_all(&scratch).expect("a folder");
    must(Command::new("python3").args(["-m", "venv"]).arg(at.join("venv")));
    let run = developer(&at, wheels, &hook).arg(root().join("tests/clients/adopt.sh")).arg(&scratch).output();
    let run = run.expect("bash starts");
    assert!(run.status.success() && text(&run).ends_with("gated\n"), "{}", text(&run));

    let read = |name: &str| fs::read_to_string(at.join(name)).expect(name);
    let sarif: Value = serde_json::from_str(&read("hostile.sarif")).expect("JSON");
    let whole: Value = serde_json::from_str(&read("scratch/ecs-preflight.sarif")).expect("JSON");
    for log in [&sarif, &whole] {
        valid(log);
    }
    // What is accepted is left out; what tries to speak for itself is reported.
    assert_eq!(whole["runs"][0]["results"].as_array().map(Vec::len), Some(0));
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "started-by-charset");
    survives(&read("hostile.github"), &read("hostile.json"));
}

/// Commands of a machine on which nothing but this checkout's release is to be had.
fn developer(at: &Path, wheels: &str, hook: &Path) -> Command {
    let home = at.join("home");
    fs::create_dir_all(&home).expect("a folder");
    let config = format!(
        "[user]\nname = test\nemail = test@example.com\n[url \"{}\"]\ninsteadOf = {HOME}\n[protocol \"file\"]\nallow = always\n",
        hook.display()
    );
    fs::write(home.join(".gitconfig"), config).expect("a file");
    let mut bash = Command::new("bash");
    let path = std::env::var("PATH").unwrap_or_default();
    bash.env("HOME", &home)
        .env("PATH", format!("{}:{path}", at.join("venv/bin").display()))
        .env("PRE_COMMIT_HOME", at.join("pre-commit"))
        .env("PIP_NO_INDEX", "1")
        .env("PIP_FIND_LINKS", wheels)
        .env("PIP_DISABLE_PIP_VERSION_CHECK", "1")
        .env("LC_ALL", "C.UTF-8")
        .env_remove("GITHUB_ACTIONS")
        .env_remove("SOURCE_DATE_EPOCH");
    for variable in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_CONFIG_GLOBAL"] {
        bash.env_remove(variable);
    }
    bash
}

fn valid(log: &Value) {
    let validator = jsonschema::validator_for(&sarif_schema()).expect("a schema");
    let errors: Vec<_> = validator.iter_errors(log).map(|it| it.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
}

fn sarif_schema() -> Value {
    let at = clients::npm("reports-sarif", &["@microsoft/jest-sarif@1.0.0-beta.0"]);
    let schema: PathBuf = at.join("node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
    let mut schema: Value = serde_json::from_slice(&fs::read(schema).expect("a schema")).expect("JSON");
    // The pattern of an absent member is not a regular expression.
    for owner in ["run", "toolComponent"] {
        let language = schema["definitions"][owner]["properties"]["language"].as_object_mut();
        language.and_then(|it| it.remove("pattern"));
    }
    schema
}

/// One annotation, on one line, whose text is that of the JSON report once GitHub has put it back.
fn survives(annotations: &str, report: &str) {
    let lines: Vec<_> = annotations.lines().filter(|it| it.starts_with("::")).collect();
    let [line] = lines[..] else { panic!("{annotations}") };
    assert!(!annotations.contains('\x1b') && !annotations.contains("\n::error::owned"), "{annotations:?}");
    let (_, text) = line[2..].split_once("::").expect("a message");
    let text = text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
    let report: Value = serde_json::from_str(report).expect("JSON");
    let message = report["diagnostics"][0]["message"].as_str().expect("a message");
    assert!(text.contains(message), "{message:?} in {text:?}");
}
