//! Command lines with known answers of three clients: `tests/data/cli.jsonl`.

use ecs_preflight::{
    RejectedBy,
    command::{
        self, Answer, Files, Line, Operation, Settings, Understood,
        options::Client,
        wire::{self, Layout},
    },
    json,
};
use serde_json::Value;
use std::collections::BTreeMap;

/// Files in memory.
#[derive(Default)]
pub struct Memory(pub BTreeMap<String, Vec<u8>>);

impl Files for Memory {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, String> {
        self.0.get(path).cloned().ok_or_else(|| "no such file".to_owned())
    }
}

/// Understands words as a client would.
pub fn understood(operation: Operation, words: &[String], client: Client, files: &mut Memory) -> Understood {
    let (line, source) = Line::of_words(operation, words, false);
    let settings = Settings { client, ..Settings::default() };
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
        for (name, client) in [("v1", Client::V1), ("old", Client::Old), ("v2", Client::V2)] {
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
