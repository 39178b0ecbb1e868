//! The GitHub Action and the GitLab job, run as their hosts would: by bash, with the variables that stand in the files.

use crate::packaging;
use crate::support::{
    clients::{must, python, text},
    root,
    scratch::empty,
};
use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// A YAML file as JSON, by PyYAML; an error says why not.
fn yaml(path: &str) -> Value {
    let bin = python("yaml", &["pyyaml"]);
    let script = "import json, sys, yaml; json.dump(yaml.safe_load(open(sys.argv[1])), sys.stdout)";
    let text = must(Command::new(bin.join("python")).args(["-c", script]).arg(root().join(path)));
    serde_json::from_str(&text).expect("JSON")
}

/// A repository with a good and a bad request.
fn repository(name: &str) -> PathBuf {
    let at = empty(name);
    fs::create_dir_all(at.join("work/deploy")).expect("a folder");
    for file in ["clean.json", "nightly.json"] {
        fs::copy(root().join("docs/example").join(file), at.join("work/deploy").join(file)).expect("a file");
    }
    must(Command::new("git").args(["init", "-q"]).current_dir(at.join("work")));
    at
}

/// A step of the action; an input that is not given has its default, as GitHub does it.
fn step(action: &Value, wheels: &str, at: &Path, given: &[(&str, &str)]) -> Output {
    let step = &action["runs"]["steps"][0];
    let mut bash = Command::new("bash");
    bash.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"].as_str().expect("a command")]);
    bash.current_dir(at.join("work"));
    for (variable, value) in step["env"].as_object().expect("variables") {
        let name = value.as_str().and_then(|it| it.strip_prefix("${{ inputs.")?.strip_suffix(" }}"));
        let name = name.unwrap_or_else(|| panic!("{variable} is no input: {value}"));
        let default = action["inputs"][name]["default"].as_str().expect(name);
        bash.env(variable, given.iter().find(|(it, _)| *it == name).map_or(default, |it| it.1));
    }
    bash.env("GITHUB_ACTIONS", "true")
        .env("GITHUB_ACTION_PATH", root())
        .env("GITHUB_WORKSPACE", at.join("work"))
        .env("GITHUB_OUTPUT", at.join("output"))
        .env("GITHUB_STEP_SUMMARY", at.join("summary.md"))
        .env("RUNNER_TEMP", at)
        .env("PIP_NO_INDEX", "1")
        .env("PIP_FIND_LINKS", wheels)
        .output()
        .expect("bash starts")
}

#[test]
fn the_action_checks_annotates_and_reports() {
    let (action, wheels) = (yaml("action.yml"), packaging::wheels());
    let at = repository("action");
    let run = step(
        &action,
        wheels,
        &at,
        &[("paths", "deploy\n\n"), ("api-revision", "2018-03-01"), ("args", "--statistics")],
    );
    let said = text(&run);
    assert_eq!(run.status.code(), Some(1), "{said}");
    assert!(said.contains("::error file=deploy/nightly.json,line=5,"), "{said}");
    assert!(said.contains("3 errors in 2 files"), "{said}");
    assert!(fs::read_to_string(at.join("summary.md")).is_ok_and(|it| it.contains("started-by-charset")));
    let output = fs::read_to_string(at.join("output")).expect("outputs");
    assert_eq!(output, "exit-code=1\nsarif-file=ecs-preflight.sarif\n");
    for name in output.lines().filter_map(|it| it.split('=').next()) {
        assert!(action["outputs"][name]["value"].as_str().is_some_and(|it| it.contains(name)), "{name}");
    }
    let sarif = fs::read_to_string(at.join("work/ecs-preflight.sarif")).expect("SARIF");
    let sarif: Value = serde_json::from_str(&sarif).expect("JSON");
    assert_eq!(sarif["runs"][0]["results"].as_array().map(Vec::len), Some(3));
}

#[test]
fn the_action_passes_what_is_clean_and_writes_only_what_is_asked_for() {
    let (action, wheels) = (yaml("action.yml"), packaging::wheels());
    let at = repository("action-clean");
    let quiet = [("sarif-file", ""), ("summary", "false"), ("annotations", "never")];
    let mut given = quiet.to_vec();
    given.push(("paths", "deploy/clean.json"));
    let run = step(&action, wheels, &at, &given);
    assert_eq!(run.status.code(), Some(0), "{}", text(&run));
    assert_eq!(fs::read_to_string(at.join("output")).expect("outputs"), "exit-code=0\n");
    assert!(!at.join("summary.md").exists());
    // Hostile inputs are arguments and nothing else.
    let mut given = quiet.to_vec();
    given.push(("paths", "$(touch owned)\n--version"));
    let run = step(&action, wheels, &at, &given);
    assert_eq!(run.status.code(), Some(2), "{}", text(&run));
    assert!(!at.join("work/owned").exists());
}

#[test]
fn the_gitlab_job_writes_its_reports() {
    const FILE: &str = "packaging/gitlab/ecs-preflight.gitlab-ci.yml";
    let (job, wheels) = (yaml(FILE)["ecs-preflight"].clone(), packaging::wheels());
    let at = repository("gitlab");
    must(Command::new("python3").args(["-m", "venv"]).arg(at.join("image")));
    let lines = job["script"].as_array().expect("a script").iter().filter_map(Value::as_str);
    let mut bash = Command::new("bash");
    bash.args(["-eo", "pipefail", "-c", &lines.collect::<Vec<_>>().join("\n")]).current_dir(at.join("work"));
    for (name, value) in job["variables"].as_object().expect("variables") {
        bash.env(name, value.as_str().expect("a string"));
    }
    let path = format!("{}:{}", at.join("image/bin").display(), std::env::var("PATH").unwrap_or_default());
    let run = bash.env("PATH", path).env("PIP_NO_INDEX", "1").env("PIP_FIND_LINKS", wheels).output();
    let run = run.expect("bash starts");
    assert_eq!(run.status.code(), Some(1), "{}", text(&run));
    let reports = job["artifacts"]["reports"].as_object().expect("reports");
    let read = |kind: &str| {
        let name = reports[kind].as_str().expect(kind);
        fs::read_to_string(at.join("work").join(name)).expect(name)
    };
    let quality: Value = serde_json::from_str(&read("codequality")).expect("JSON");
    assert_eq!(quality.as_array().map(Vec::len), Some(3));
    assert_eq!(quality[0]["location"]["path"], "deploy/nightly.json");
    assert!(read("junit").contains("<testsuite"));
}
