//! Command lines with known answers of three clients: `tests/data/cli.jsonl`.

use ecs_preflight::{
    RejectedBy,
    command::{
        self, Answer, CommandOptions, FileSystem, Line, Operation, Understood,
        wire::{self, Layout},
    },
    json,
    model::cli_version::CliVersion,
};
use serde_json::Value;
use std::{collections::BTreeMap, path::Path, process::Command};

/// FileSystem in memory.
#[derive(Default)]
pub struct Memory(pub BTreeMap<String, Vec<u8>>);

impl FileSystem for Memory {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, String> {
        self.0.get(path).cloned().ok_or_else(|| "no such file".to_owned())
    }
}

/// Understands words as a client would.
pub fn understood(
    operation: Operation,
    words: &[String],
    client: CliVersion,
    files: &mut Memory,
) -> Understood {
    let (line, source) = Line::of_words(operation, words, false);
    let settings = CommandOptions { client, ..CommandOptions::default() };
    command::understand(&line, source, &settings, files)
}

/// The request as bytes; `None` where none would be sent.
pub fn sent(understood: &Understood) -> Option<String> {
    match &understood.answer {
        Answer::Request(text) => Some(wire::dumps(json::parse(text).tree.root(), Layout::Wire)),
        _ => None,
    }
}

/// Whether there is a finding for which the client sends nothing.
pub fn refused(understood: &Understood) -> bool {
    understood.findings.iter().any(|it| it.diagnostic.rejected_by == RejectedBy::Client)
}

/// Base64 without line breaks.
fn decoded(text: &str) -> Vec<u8> {
    let sextet = |byte: u8| match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for byte in text.bytes().filter(|it| *it != b'=') {
        bits = bits << 6 | u32::from(sextet(byte));
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    bytes
}

/// Cases that differ, by id and client, and why.
const DIFFERENT: &[(&str, &str)] = &[];

#[test]
fn command_lines_with_known_answers() {
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for line in include_str!("../data/cli.jsonl").lines() {
        let case: Value = serde_json::from_str(line).expect("a line of JSON");
        let id = case["id"].as_str().expect("an id");
        let words: Vec<String> = serde_json::from_value(case["args"].clone()).expect("words");
        for (name, client) in [("v1", CliVersion::V1), ("old", CliVersion::Old), ("v2", CliVersion::V2)] {
            let files = case["files"].as_object().expect("files").iter();
            let files = files.map(|(name, it)| (name.clone(), decoded(it.as_str().expect("base64"))));
            let it = understood(Operation::StartTask, &words, client, &mut Memory(files.collect()));
            let answer = &case[name];
            let wire = answer["wire"][0].as_str();
            let printed = answer["stdout"].as_str().filter(|it| !it.is_empty() && answer["rc"] == 0);
            let complaint = match (wire, printed) {
                (Some(wire), _) if refused(&it) => format!("is sent: {wire}"),
                (Some(wire), _) if sent(&it).as_deref() != Some(wire) => {
                    format!("{wire}\n    {:?}", sent(&it))
                }
                (None, None) if !refused(&it) => format!("is not sent: {}", answer["err"]),
                (None, Some(_)) if !matches!(it.answer, Answer::Print(_)) => "prints a skeleton".to_owned(),
                _ => String::new(),
            };
            seen += 1;
            let excused = DIFFERENT.iter().any(|(case, _)| *case == format!("{id}/{name}"));
            if complaint.is_empty() == excused {
                let found: Vec<_> = it.findings.iter().map(|it| &it.diagnostic).collect();
                let found: Vec<_> = found
                    .iter()
                    .map(|it| format!("{} {} {}", it.rule, it.rejected_by.word(), it.message))
                    .collect();
                wrong.push(format!("{id}/{name} {words:?}\n    {complaint}\n    {found:#?}"));
            }
        }
    }
    assert!(seen > 250, "only {seen}");
    assert!(wrong.is_empty(), "{} of {seen} cases:\n{}", wrong.len(), wrong.join("\n"));
}

/// The program itself with words behind `start-task`: exit code, standard output, standard error.
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
    // ECS refuses it, the client does not: it would be sent.
    let (code, out, err) = program(&[&base[..], &["--started-by", "a b", "--format=json"]].concat());
    assert_eq!(code, Some(1));
    assert!(out.contains("\"startedBy\": \"a b\""), "{out}");
    let report: Value = serde_json::from_str(&err).expect("a report of JSON");
    assert_eq!(report["diagnostics"][0]["rule"], "started-by-charset");
    assert!(err.contains("--started-by"), "{err}");
    // The client refuses it: nothing would be sent.
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
    // Nothing is asked for, and nothing random: the same in every run.
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
    // Without the required options `output` is refused, and prints nothing.
    let (code, out, _) = program(&["--generate-cli-skeleton", "output"]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
}

/// Findings in a value lie in the argument, also behind escapes; those in a file in the file.
#[test]
fn places_lie_in_the_argument() {
    let words = [
        "--task-definition",
        "web:12",
        "--container-instances",
        INSTANCE,
        "--cli-input-json",
        "fileb://req.json",
    ];
    let words: Vec<_> = words.map(str::to_owned).to_vec();
    let text = "{\"overrides\": {\"containerOverrides\": [{\"name\": \"web\", \"enviroment\": []}]}}";
    let files = Memory([("req.json".to_owned(), text.as_bytes().to_vec())].into_iter().collect());
    let it = understood(Operation::StartTask, &words, CliVersion::V2, &mut { files });
    let [finding] = it.findings.as_slice() else { panic!("{:#?}", it.findings) };
    let source = &it.sources[usize::from(finding.source)];
    assert_eq!(source.name(), "req.json");
    assert_eq!(source.text().get(finding.diagnostic.span.range()), Some("\"enviroment\""));
    let words = [
        "--task-definition",
        "web:12",
        "--container-instances",
        INSTANCE,
        "--started-by",
        "a b",
        "--overrides",
        "containerOverrides=[{name='w\\'b'}]",
    ];
    let it =
        understood(Operation::StartTask, &words.map(str::to_owned), CliVersion::V2, &mut Memory::default());
    let cut = |it: &command::finding::Finding, source: &str| {
        source.get(it.diagnostic.span.range()).map(str::to_owned)
    };
    let found: Vec<_> = it.findings.iter().filter_map(|found| cut(found, it.sources[0].text())).collect();
    assert_eq!(found, [" ", "'"]);
}
