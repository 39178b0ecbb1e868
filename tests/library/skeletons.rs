//! Skeletons as real clients print them: `tests/data/skeletons/`.

use ecs_preflight::{Checked, DocumentKind, Options, Requested, Severity, Source, check};
use serde_json::{Value, json};
use std::{fs, path::Path};

fn skeletons() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/skeletons");
    let read = |entry: fs::DirEntry| {
        let name = entry.file_name().into_string().expect("a UTF-8 name");
        (name, fs::read_to_string(entry.path()).expect("a readable skeleton"))
    };
    fs::read_dir(folder).expect("the skeletons").map(|it| read(it.expect("an entry"))).collect()
}

fn checked(text: &str, revision: Requested) -> Checked {
    check(&Source::new("s.json", text.as_bytes().to_vec()), &Options { revision, ..Options::default() })
}

#[test]
fn a_pristine_skeleton_of_every_client_gets_one_note() {
    let all = skeletons();
    assert_eq!(all.len(), 10);
    for (name, text) in all {
        for revision in [Requested::Auto, Requested::Latest] {
            let it = checked(&text, revision);
            let document = it.document.expect("a recognized skeleton");
            assert!(document.skeleton, "{name}");
            let kind = match &*name {
                name if name.contains("task-definition") => DocumentKind::TaskDefinition,
                name if name.contains("output") => DocumentKind::Response,
                name if name.contains("run-task") => DocumentKind::RunTask,
                _ => DocumentKind::StartTask,
            };
            assert_eq!(document.kind, kind, "{name}");
            let found: Vec<_> = it.diagnostics.iter().map(|it| (it.rule.as_ref(), it.severity)).collect();
            assert_eq!(found, [("skeleton-placeholder", Severity::Info)], "{name}: {:#?}", it.diagnostics);
        }
    }
}

/// Each value that was not filled in is one warning, and there is nothing else to say.
#[test]
fn a_half_filled_skeleton_shows_each_leftover() {
    let start = |name: &str| !name.contains("task-definition") && !name.contains("run-task");
    for (name, text) in skeletons().into_iter().filter(|(name, _)| name.contains("input") && start(name)) {
        let mut request: Value = serde_json::from_str(&text).expect("JSON");
        request["cluster"] = json!("prod");
        request["taskDefinition"] = json!("web:12");
        request["containerInstances"] = json!(["765936fadbdd46b5991a4bd70c2a43d4"]);
        request["overrides"]["containerOverrides"][0]["name"] = json!("web");
        request["networkConfiguration"]["awsvpcConfiguration"]["subnets"] =
            json!(["subnet-0a1b2c3d4e5f60718"]);
        request["networkConfiguration"]["awsvpcConfiguration"]["assignPublicIp"] = json!("DISABLED");
        for member in ["tags", "volumeConfigurations", "propagateTags"] {
            request.as_object_mut().expect("an object").remove(member);
        }
        let text = serde_json::to_string_pretty(&request).expect("JSON");
        let leftovers = leftovers(&request);
        assert!(leftovers >= 9, "{name}: {leftovers}");
        let it = checked(&text, Requested::Auto);
        assert!(it.document.is_some_and(|it| it.skeleton), "{name}");
        let shown = it
            .diagnostics
            .iter()
            .filter(|it| it.rule == "skeleton-placeholder" && it.severity == Severity::Warning);
        assert_eq!(shown.count(), leftovers, "{name}: {:#?}", it.diagnostics);
    }
}

/// Counted another way than the product does: every `""` but an environment's value, and every 0.
fn leftovers(value: &Value) -> usize {
    match value {
        Value::String(text) => usize::from(text.is_empty()),
        Value::Number(number) => usize::from(number.as_i64() == Some(0)),
        Value::Array(list) => list.iter().map(leftovers).sum(),
        Value::Object(object) => {
            let is_pair = object.len() == 2 && object.contains_key("name") && object.contains_key("value");
            object.iter().filter(|(key, _)| !(is_pair && *key == "value")).map(|(_, it)| leftovers(it)).sum()
        }
        _ => 0,
    }
}
