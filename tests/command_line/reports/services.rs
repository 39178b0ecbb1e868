//! Annotations of GitHub, Code Quality of GitLab, and JUnit's XML.

use crate::support::repository::Repository;
use serde_json::Value;
use std::{collections::BTreeSet, fs};

#[test]
fn gitlab_gets_fingerprints_that_are_unique_and_stay() {
    let text = r#"{"taskDefinition": "", "containerInstances": ["x y", "x y"], "a": 1, "b": 2, "startedBy": "a b", "startedBy": "a b"}"#;
    let folder = Repository::new("gitlab", &[("t.json", text), ("u.json", text), ("v.json", &text[1..])]);
    let found = |folder: &Repository| {
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
