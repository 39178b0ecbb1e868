//! SARIF: the official schema, what GitHub asks for on top, and the hash by which it knows lines again.

use super::{BAD, Folder, GOOD};
use crate::{clients, reports::Case};
use ecs_preflight::{Span, report::RenderOptions};
use serde_json::Value;
use std::{collections::BTreeSet, fs};

fn results(log: &Value) -> &Vec<Value> {
    log["runs"][0]["results"].as_array().expect("results")
}

/// All that GitHub reads and refuses; its documentation has no schema.
fn suits_github(log: &Value) {
    let run = &log["runs"][0];
    assert_eq!(log["version"], "2.1.0");
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
    assert!(run.get("originalUriBaseIds").is_none());
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    for it in rules {
        let text = |member: &str, most: usize| {
            let text = it[member]["text"].as_str().unwrap_or_default().to_owned();
            assert!(!text.is_empty() && text.chars().count() <= most, "{}: {member}", it["id"]);
        };
        text("shortDescription", 1024);
        text("fullDescription", 1024);
        text("help", usize::MAX);
        assert!(it["help"]["markdown"].as_str().is_some_and(|it| !it.is_empty()));
        assert!(it["helpUri"].as_str().is_none_or(|it| it.starts_with("https://")));
        let of = |name: &str| it["properties"][name].as_str().unwrap_or_default().to_owned();
        assert!(["very-high", "high", "medium", "low"].contains(&of("precision").as_str()));
        assert!(["error", "warning", "recommendation"].contains(&of("problem.severity").as_str()));
        let tags = it["properties"]["tags"].as_array().map_or(0, Vec::len);
        assert!((1..=10).contains(&tags));
    }
    for it in results(log) {
        let at = it["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(rules[at]["id"], it["ruleId"]);
        assert_eq!(it["locations"].as_array().map_or(0, Vec::len), 1);
        assert!(it.get("suppressions").is_none());
        assert!(it["partialFingerprints"]["ecs-preflight/v1"].as_str().is_some_and(|it| it.len() == 32));
        let place = &it["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().expect("an address");
        assert!(!uri.starts_with(['/', '.']) && !uri.contains(['\\', ':', ' ']), "{uri}");
        let region = &place["region"];
        assert_eq!(region["startLine"], region["endLine"], "{it}");
        assert!(region["startLine"].as_u64() >= Some(1));
        assert!(region["endColumn"].as_u64() >= region["startColumn"].as_u64(), "{it}");
    }
}

/// Every fixture of every rule in one file.
#[test]
fn the_official_schema_accepts_it() {
    let program = env!("CARGO_BIN_EXE_ecs-preflight");
    let mut command = std::process::Command::new(program);
    let command = command.args(["check", "--format", "sarif", "fixtures"]).current_dir(clients::root());
    let output = command.env_clear().output().expect("the program starts");
    let log: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    suits_github(&log);
    assert!(results(&log).len() > 300);
    // The package of SARIF's own makers that carries the schema.
    let at = match clients::npm("reports-sarif", &["@microsoft/jest-sarif@1.0.0-beta.0"]) {
        Ok(at) => at,
        Err(why) => return clients::skip("SARIF's schema", &why),
    };
    let schema = at.join("node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
    let mut schema: Value = serde_json::from_slice(&fs::read(schema).expect("a schema")).expect("JSON");
    // The pattern of a member that is not written is no regular expression.
    for owner in ["run", "toolComponent"] {
        let language = schema["definitions"][owner]["properties"]["language"].as_object_mut();
        assert!(language.expect("a member").remove("pattern").is_some());
    }
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let errors: Vec<_> =
        validator.iter_errors(&log).map(|it| format!("{}: {it}", it.instance_path())).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    let mut broken = log.clone();
    broken["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0.into();
    assert!(!validator.is_valid(&broken), "the schema would accept anything");
}

/// Lines and what GitHub's action makes of them.
#[test]
fn lines_have_the_hashes_that_github_computes() {
    let lorem = "Lorem ipsum dolor sit amet.\n".repeat(10);
    let greetings = " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n";
    let with_cr = greetings.replace('\n', "\r\n");
    let of_greetings = [
        "e9496ae3ebfced30:1",
        "fb7c023a8b9ccb3f:1",
        "ce8ba1a563dcdaca:1",
        "e20e36e16fcb0cc8:1",
        "b3edc88f2938467e:1",
        "c8e28b0b4002a3a0:1",
        "c129715d7a2bc9a3:1",
    ];
    let known: [(&str, &[&str]); 5] = [
        ("", &["c129715d7a2bc9a3:1"]),
        (
            " a\nb\n  \t\tc\n d",
            &["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"],
        ),
        (greetings, &of_greetings),
        (&with_cr, &of_greetings),
        (
            &lorem,
            &[
                "a7f2ff13bc495cf2:1",
                "a7f2ff13bc495cf2:2",
                "a7f2ff13bc495cf2:3",
                "a7f2ff13bc495cf2:4",
                "a7f2ff13bc495cf2:5",
                "a7f2ff13bc495cf2:6",
                "a7f2ff1481e87703:1",
                "a9cf91f7bbf1862b:1",
                "55ec222b86bcae53:1",
                "cc97dc7b1d7d8f7b:1",
                "c129715d7a2bc9a3:1",
            ],
        ),
    ];
    for (text, hashes) in known {
        let mut case = Case::new("t.json", text);
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
        for at in starts {
            let end = (at + 1).min(text.len());
            case.find("sample", Span::new(at.min(end), end), "", "m");
        }
        let log: Value =
            serde_json::from_str(&case.report("sarif", &RenderOptions::default())).expect("JSON");
        let found: Vec<_> = results(&log)
            .iter()
            .map(|it| it["partialFingerprints"]["primaryLocationLineHash"].as_str())
            .collect();
        assert_eq!(found, hashes.iter().map(|it| Some(*it)).collect::<Vec<_>>(), "{text:?}");
    }
}

#[test]
fn findings_of_one_rule_on_one_line_are_told_apart() {
    let text = r#"{"taskDefinition": "web:12", "containerInstances": ["765936fadbdd46b5991a4bd70c2a43d4"], "a": 1, "b": 2, "c": 3}"#;
    let log = Folder::new("sarif-line", &[("t.json", text)]).run(1, &["--format", "sarif", "."]).json();
    suits_github(&log);
    let hash = |it: &Value| it["partialFingerprints"]["primaryLocationLineHash"].as_str().map(str::to_owned);
    let hashes: BTreeSet<_> = results(&log).iter().filter_map(hash).collect();
    assert_eq!((results(&log).len(), hashes.len()), (3, 3));
    // One has the hash that GitHub computes itself.
    assert_eq!(hashes.iter().filter(|it| it.ends_with(":1")).count(), 1);
}

#[test]
fn fingerprints_stay_when_a_file_moves_on() {
    let folder = Folder::new("sarif-stable", &[("t.json", BAD)]);
    let own = |folder: &Folder| {
        let log = folder.run(1, &["--format", "sarif", "."]).json();
        results(&log)[0]["partialFingerprints"].clone()
    };
    let before = own(&folder);
    fs::write(folder.0.join("t.json"), BAD.replace("{\n", "{\n\n\n  \"cluster\": \"prod\",\n"))
        .expect("a file");
    assert_eq!(own(&folder), before);
    fs::write(folder.0.join("t.json"), BAD.replace("a b", "a c")).expect("a file");
    assert_ne!(own(&folder)["primaryLocationLineHash"], before["primaryLocationLineHash"]);
}

/// Fixes speak of lines and columns: applied, they give what the JSON report's edits give.
#[test]
fn fixes_mend() {
    let text = BAD.replace("a b", "ä 🚀 b:c").replace("  \"startedBy\"", "\t\"extra\": 1,\r\n \"startedBy\"");
    let folder = Folder::new("sarif-fixes", &[("t.json", &text)]);
    let log = folder.run(1, &["--format", "sarif", "."]).json();
    let json = folder.run(1, &["--format", "json", "."]).json();
    let mut mended = 0;
    for (it, own) in results(&log).iter().zip(json["diagnostics"].as_array().expect("findings")) {
        assert_eq!(it["ruleId"], own["rule"]);
        let Some(edits) = own["fix"]["edits"].as_array() else { continue };
        let replacements =
            it["fixes"][0]["artifactChanges"][0]["replacements"].as_array().expect("replacements");
        for (replacement, edit) in replacements.iter().zip(edits) {
            let region = &replacement["deletedRegion"];
            let offset = |line: &str, column: &str| {
                let number = |name: &str| region[name].as_u64().expect("a number") as usize;
                let start: usize = text.split_inclusive('\n').take(number(line) - 1).map(str::len).sum();
                start + text[start..].chars().take(number(column) - 1).map(char::len_utf8).sum::<usize>()
            };
            let (start, end) = (offset("startLine", "startColumn"), offset("endLine", "endColumn"));
            assert_eq!(Some(start as u64), edit["span"]["offset"].as_u64());
            assert_eq!(Some((end - start) as u64), edit["span"]["length"].as_u64());
            assert_eq!(replacement["insertedContent"]["text"], edit["text"]);
            mended += 1;
        }
    }
    assert!(mended >= 3, "{mended}");
}

#[test]
fn addresses_are_those_of_the_repository() {
    let files = [("ecs/a b.json", BAD), ("ecs/ä%#?.json", BAD), ("ecs/deep/x.json", BAD), ("ok.json", GOOD)];
    let folder = Folder::new("sarif-addresses", &files);
    let addresses = |arguments: &[&str], below: &str| {
        let mut command = folder.command(arguments);
        let output = command.current_dir(folder.0.join(below)).output().expect("the program starts");
        let log: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        suits_github(&log);
        let uri = |it: &Value| it["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].clone();
        results(&log).iter().map(|it| uri(it).as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    let all = ["ecs/a%20b.json", "ecs/deep/x.json", "ecs/%C3%A4%25%23%3F.json"];
    assert_eq!(addresses(&["--format", "sarif", "."], ""), all);
    // From another folder, by other ways, the address is the same.
    assert_eq!(addresses(&["--format", "sarif", "./x.json"], "ecs/deep"), ["ecs/deep/x.json"]);
    assert_eq!(addresses(&["--format", "sarif", "../deep/x.json"], "ecs/deep"), ["ecs/deep/x.json"]);
    let absolute = folder.0.join("ecs/deep/x.json");
    let absolute = absolute.to_str().expect("UTF-8");
    assert_eq!(addresses(&["--format", "sarif", absolute], "ecs"), ["ecs/deep/x.json"]);
    std::os::unix::fs::symlink("ecs/deep", folder.0.join("link")).expect("a link");
    assert_eq!(addresses(&["--format", "sarif", "link/x.json"], ""), ["ecs/deep/x.json"]);
}

/// A byte-order mark is no column to who reads the file as text, and a file that could not be read
/// makes the run no success.
#[test]
fn what_is_no_plain_text_is_told() {
    let folder = Folder::new("sarif-mark", &[("t.json", &format!("\u{feff}{}", BAD.replace('\n', " ")))]);
    let log = folder.run(2, &["--format", "sarif", "t.json", "gone.json"]).json();
    let run = &log["runs"][0];
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    let text = BAD.replace('\n', " ");
    let column = text.find("a b").map(|at| at + 2);
    let charset = results(&log).iter().find(|it| it["ruleId"] == "started-by-charset").expect("a result");
    let region = &charset["locations"][0]["physicalLocation"]["region"];
    assert_eq!(region["startColumn"].as_u64(), column.map(|it| it as u64));
    assert!(charset.get("fixes").is_none());
}
