//! Command lines with known answers of three clients: `tests/data/cli.jsonl`.

use crate::support::client_answers::{Memory, rejected, sent, understood};
use ecs_preflight::{
    command::{self, Answer, Operation},
    model::cli_version::CliVersion,
};
use serde_json::Value;

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
                (Some(wire), _) if rejected(&it) => format!("is sent: {wire}"),
                (Some(wire), _) if sent(&it).as_deref() != Some(wire) => {
                    format!("{wire}\n    {:?}", sent(&it))
                }
                (None, None) if !rejected(&it) => format!("is not sent: {}", answer["err"]),
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

const INSTANCE: &str = "765936fadbdd46b5991a4bd70c2a43d4";

/// Findings in a value are in the argument, also after escapes; those in a file are in the file.
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
