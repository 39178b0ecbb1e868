//! What a SARIF log is for GitHub.

use serde_json::Value;

pub fn results(log: &Value) -> &Vec<Value> {
    log["runs"][0]["results"].as_array().expect("results")
}

/// Everything that GitHub reads and rejects; its documentation has no schema.
pub fn suits_github(log: &Value) {
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
