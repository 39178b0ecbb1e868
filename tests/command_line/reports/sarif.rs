//! SARIF: the official schema, what GitHub asks for on top, and the hash by which it knows lines again.

use crate::support::{
    repository::{BAD, GOOD, Repository},
    sarif::{results, suits_github},
};
use serde_json::Value;
use std::{collections::BTreeSet, fs};

#[test]
fn findings_of_one_rule_on_one_line_are_told_apart() {
    let text = r#"{"taskDefinition": "web:12", "containerInstances": ["765936fadbdd46b5991a4bd70c2a43d4"], "a": 1, "b": 2, "c": 3}"#;
    let log = Repository::new("sarif-line", &[("t.json", text)]).run(1, &["--format", "sarif", "."]).json();
    suits_github(&log);
    let hash = |it: &Value| it["partialFingerprints"]["primaryLocationLineHash"].as_str().map(str::to_owned);
    let hashes: BTreeSet<_> = results(&log).iter().filter_map(hash).collect();
    assert_eq!((results(&log).len(), hashes.len()), (3, 3));
    // One has the hash that GitHub computes itself.
    assert_eq!(hashes.iter().filter(|it| it.ends_with(":1")).count(), 1);
}

#[test]
fn fingerprints_stay_when_a_file_moves_on() {
    let folder = Repository::new("sarif-stable", &[("t.json", BAD)]);
    let own = |folder: &Repository| {
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
fn fixes_fix() {
    let text = BAD.replace("a b", "ä 🚀 b:c").replace("  \"startedBy\"", "\t\"extra\": 1,\r\n \"startedBy\"");
    let folder = Repository::new("sarif-fixes", &[("t.json", &text)]);
    let log = folder.run(1, &["--format", "sarif", "."]).json();
    let json = folder.run(1, &["--format", "json", "."]).json();
    let mut fixed = 0;
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
            fixed += 1;
        }
    }
    assert!(fixed >= 3, "{fixed}");
}

#[test]
fn addresses_are_those_of_the_repository() {
    let files = [("ecs/a b.json", BAD), ("ecs/ä%#?.json", BAD), ("ecs/deep/x.json", BAD), ("ok.json", GOOD)];
    let folder = Repository::new("sarif-addresses", &files);
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

/// A byte-order mark is not a column for a program that reads the file as text, and a file that could not be read makes
/// the run fail.
#[test]
fn what_is_no_plain_text_is_told() {
    let folder = Repository::new("sarif-mark", &[("t.json", &format!("\u{feff}{}", BAD.replace('\n', " ")))]);
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
