//! `start-task` stands in for `aws ecs start-task`.

use crate::support::client_answers::{Memory, understood};
use ecs_preflight::{command::Operation, model::cli_version::CliVersion};
use serde_json::Value;
use std::{path::Path, process::Command};

/// The program itself with arguments after `start-task`: exit code, standard output, standard error.
fn program(words: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_ecs-preflight"))
        .arg("start-task")
        .args(words)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/skeletons"))
        .env("LC_ALL", "C.UTF-8")
        .output()
        .expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

const INSTANCE: &str = "765936fadbdd46b5991a4bd70c2a43d4";

#[test]
fn the_request_goes_to_stdout_and_findings_to_stderr() {
    let base = ["--task-definition", "web:12", "--container-instances", INSTANCE];
    let wire = format!("{{\"containerInstances\": [\"{INSTANCE}\"], \"taskDefinition\": \"web:12\"}}");
    assert_eq!(program(&[&base[..], &["--wire"]].concat()), (Some(0), wire, String::new()));
    // ECS rejects it, the client does not: it would be sent.
    let (code, out, err) = program(&[&base[..], &["--started-by", "a b", "--format=json"]].concat());
    assert_eq!(code, Some(1));
    assert!(out.contains("\"startedBy\": \"a b\""), "{out}");
    let report: Value = serde_json::from_str(&err).expect("a report of JSON");
    assert_eq!(report["diagnostics"][0]["rule"], "started-by-charset");
    assert!(err.contains("--started-by"), "{err}");
    // The client rejects it: nothing would be sent.
    let (code, out, err) = program(&["--task-definition", "web:12", "--format", "concise"]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert!(err.starts_with("command line:1:9: error[command-option]"), "{err}");
    // Wrong usage of our own options is another matter.
    let (code, _, err) = program(&[&base[..], &["--compare-client", "v3"]].concat());
    assert_eq!(code, Some(2), "{err}");
    assert_eq!(program(&[&base[..], &["--started-by", "a b", "--fail-on", "never"]].concat()).0, Some(0));
    // A file is named as it was given, and found from where the program runs.
    let (code, _, err) =
        program(&["--cli-input-json", "file://aws-cli-1.46.3-input.jsn", "--format", "concise"]);
    assert!(code == Some(1) && err.contains("parameter-file"), "{err}");
}

/// Member for member and in their order; the values of enumerations are those of version 2.
#[test]
fn skeletons_are_those_of_the_client() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/skeletons");
    for (version, day) in [("1.14.50", "2018-03-01"), ("2.36.7", "2026-10-01")] {
        for what in ["input", "output"] {
            let theirs = std::fs::read_to_string(folder.join(format!("aws-cli-{version}-{what}.json")));
            let mut theirs = theirs.expect("a skeleton");
            // The old client rolls dice for enumerations.
            theirs = theirs.replace("\"assignPublicIp\": \"DISABLED\"", "\"assignPublicIp\": \"ENABLED\"");
            let words = ["--task-definition", "web:12", "--container-instances", INSTANCE];
            let (code, out, err) =
                program(&[&words[..], &["--generate-cli-skeleton", what, "--api-revision", day]].concat());
            assert_eq!((code, out, err), (Some(0), theirs, String::new()), "{version} {what}");
        }
    }
    // No input is requested, and nothing is random: the same in every run.
    assert_eq!(program(&["--generate-cli-skeleton"]), program(&["--generate-cli-skeleton", "input"]));
    let (code, yaml, _) = program(&["--generate-cli-skeleton", "yaml-input"]);
    assert!(code == Some(0) && yaml.contains("\ntaskDefinition: '' # [REQUIRED] "), "{yaml}");
    let again = understood(
        Operation::StartTask,
        &["--cli-input-yaml".to_owned(), yaml],
        CliVersion::V2,
        &mut Memory::default(),
    );
    assert!(again.findings.iter().all(|it| it.diagnostic.rule != "yaml-syntax"), "{:#?}", again.findings);
    // Without the required options `output` is rejected, and prints nothing.
    let (code, out, _) = program(&["--generate-cli-skeleton", "output"]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
}
