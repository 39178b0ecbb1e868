//! JSONTestSuite, all of it: what RFC 8259 demands, and what it leaves to each reader.

use ecs_preflight::{Options, Severity, Source, check, json};
use serde_json::Value;
use std::{collections::BTreeMap, fs, path::Path};

/// A text of the suite.
struct Case {
    name: String,
    bytes: Vec<u8>,
}

impl Case {
    fn parse(line: &str) -> Case {
        let case: Value = serde_json::from_str(line).expect("a line of JSON");
        let text = |name: &str| case[name].as_str().unwrap_or_default();
        let mut bytes = text("repeat").repeat(case["times"].as_u64().unwrap_or(0) as usize).into_bytes();
        bytes.extend(text("text").bytes());
        let digits = text("hex").as_bytes().chunks(2).map(|it| str::from_utf8(it).expect("two digits"));
        bytes.extend(digits.map(|it| u8::from_str_radix(it, 16).expect("a byte")));
        Case { name: text("name").to_owned(), bytes }
    }
    /// The heaviest thing found in it. It is a document of nobody, so only the reader has a say.
    fn worst(&self) -> Option<Severity> {
        let source = Source::new(self.name.clone(), self.bytes.clone());
        let checked = check(&source, &Options::default());
        let about = |rule: &str| ["syntax", "encoding"].contains(&rule);
        assert!(checked.diagnostics.iter().all(|it| about(&it.rule)), "{}", self.name);
        let clean = checked.diagnostics.is_empty();
        let strict = str::from_utf8(&self.bytes).is_ok_and(json::is_strict);
        assert_eq!(clean, strict, "{}: the reader and its findings differ", self.name);
        checked.diagnostics.iter().map(|it| it.severity).max()
    }
}

fn suite() -> Vec<Case> {
    include_str!("../../data/json-test-suite/cases.jsonl").lines().map(Case::parse).collect()
}

fn all(sign: &str) -> Vec<Case> {
    suite().into_iter().filter(|it| it.name.starts_with(sign)).collect()
}

/// The names of those that are read otherwise than they should be.
fn wrong(cases: &[Case], worst: Option<Severity>) -> Vec<&str> {
    cases.iter().filter(|it| it.worst() != worst).map(|it| it.name.as_str()).collect()
}

#[test]
fn valid_documents_are_accepted() {
    let cases = all("y_");
    assert_eq!(cases.len(), 95);
    assert_eq!(wrong(&cases, None), [""; 0]);
}

#[test]
fn invalid_documents_are_rejected() {
    let cases = all("n_");
    assert_eq!(cases.len(), 188);
    assert_eq!(wrong(&cases, Some(Severity::Error)), [""; 0]);
}

/// What is left to each reader is decided as `docs/reliability.md` says.
#[test]
fn choices_of_the_reader_are_as_documented() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reliability.md");
    let page = fs::read_to_string(page).expect("the page");
    let row = |line: &str| {
        let mut cells = line.strip_prefix("| `i_")?.split(" | ");
        let name = format!("i_{}", cells.next()?.strip_suffix('`')?);
        let answer = cells.next()?.to_owned();
        cells.next().filter(|why| why.len() > 3).map(|_| (name, answer))
    };
    let documented: BTreeMap<String, String> = page.lines().filter_map(row).collect();
    let word = |it: &Case| match it.worst() {
        None => "accepted",
        Some(Severity::Warning | Severity::Info) => "warning",
        Some(Severity::Error) => "rejected",
    };
    let decided: BTreeMap<String, String> =
        all("i_").iter().map(|it| (it.name.clone(), word(it).to_owned())).collect();
    assert_eq!(decided.len(), 35);
    assert_eq!(documented, decided);
}
