//! Code actions: what is offered, and what the document is afterwards.

use crate::{
    client::{Client, pulling, uri},
    support::scratch::Folder,
};
use ecs_preflight::editor::position::{Lines, PositionEncoding};
use serde_json::{Value, json};

const REQUEST: &str = r#"{
  "cluster": "prod 1",
  "taskDefinition": "web:3",
  "containerInstances": ["8b1fcb2d3d1f4b0a9d5f1a2b3c4d5e6f"],
  "startedBy": "a b",
}
"#;

/// A client that can do what VS Code can.
fn capabilities() -> Value {
    let mut capabilities = pulling();
    capabilities["workspace"]["workspaceEdit"] =
        json!({"documentChanges": true, "resourceOperations": ["create"]});
    capabilities
}

/// The actions for a place in a text, which `|` marks.
fn actions(client: &mut Client, document: &str, text: &str, only: Value) -> Vec<Value> {
    let at = text.find('|').expect("a place");
    let text = text.replacen('|', "", 1);
    client.change(document, 2, json!([{"text": text}]));
    let lines = Lines::of(&text, PositionEncoding::Utf16);
    let position = lines.position(&text, at);
    let context =
        if only.is_null() { json!({"diagnostics": []}) } else { json!({"only": only, "diagnostics": []}) };
    let range = json!({"start": position, "end": position});
    let params = json!({"textDocument": {"uri": document}, "range": range, "context": context});
    client.request("textDocument/codeAction", params).as_array().expect("a list").clone()
}

fn titled<'a>(actions: &'a [Value], title: &str) -> &'a Value {
    let is_it = |it: &&Value| it["title"].as_str().is_some_and(|it| it.starts_with(title));
    actions.iter().find(is_it).unwrap_or_else(|| panic!("no {title:?} in {actions:#?}"))
}

/// A text after the edits of an action in one file.
fn applied(text: &str, edits: &Value) -> String {
    let lines = Lines::of(text, PositionEncoding::Utf16);
    let mut edits: Vec<_> = edits.as_array().expect("a list").iter().collect();
    edits.sort_by_key(|it| {
        (it["range"]["start"]["line"].as_u64(), it["range"]["start"]["character"].as_u64())
    });
    let mut text = text.to_owned();
    for edit in edits.iter().rev() {
        let range = serde_json::from_value(edit["range"].clone()).expect("a range");
        let span = lines.span(&text.clone(), range);
        text.replace_range(span.range(), edit["newText"].as_str().expect("a text"));
    }
    text
}

fn edits(action: &Value, number: usize) -> &Value {
    &action["edit"]["documentChanges"][number]["edits"]
}

#[test]
fn each_fix_is_an_action() {
    let folder = Folder::new("fixes", &[]);
    let document = uri(&folder.path("start-task.json"));
    let mut client = Client::with(&folder.0, capabilities());
    client.open(&document, "{}");
    let marked = REQUEST.replace("a b\",", "a b\"|,");
    let found = actions(&mut client, &document, &marked, Value::Null);
    let fix = titled(&found, "Remove");
    assert_eq!((&fix["kind"], &fix["isPreferred"]), (&json!("quickfix"), &json!(true)), "{fix}");
    assert_eq!(fix["diagnostics"][0]["code"], "syntax");
    assert_eq!(fix["edit"]["documentChanges"][0]["textDocument"]["version"], 2);
    assert_eq!(applied(REQUEST, edits(fix, 0)), REQUEST.replace("a b\",", "a b\""));
    // Somewhere else there is nothing to fix.
    let elsewhere = REQUEST.replace("\"web:3\"", "\"web|:3\"");
    let found = actions(&mut client, &document, &elsewhere, json!(["quickfix"]));
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn fix_all_comes_only_when_it_is_asked_for() {
    let folder = Folder::new("fix-all", &[]);
    let document = uri(&folder.path("start-task.json"));
    let mut client = Client::with(&folder.0, capabilities());
    client.open(&document, "{}");
    let text = format!("|{REQUEST}");
    for only in
        [json!(["source.fixAll"]), json!(["source"]), json!(["source.fixAll.ecs-preflight"]), json!([""])]
    {
        let found = actions(&mut client, &document, &text, only.clone());
        let all = titled(&found, "Fix everything");
        assert_eq!(all["kind"], "source.fixAll.ecs-preflight");
        assert_eq!(applied(REQUEST, edits(all, 0)), REQUEST.replace("a b\",", "a b\""));
    }
    for only in [
        json!(["quickfix"]),
        json!(["source.fixAll.eslint"]),
        json!(["source.organizeImports"]),
        json!(["refactor.extract"]),
    ] {
        let found = actions(&mut client, &document, &text, only.clone());
        assert!(found.iter().all(|it| it["kind"] != "source.fixAll.ecs-preflight"), "{only}: {found:#?}");
    }
}

#[test]
fn fix_all_does_not_come_with_every_move_of_the_cursor() {
    let folder = Folder::new("moves", &[]);
    let document = uri(&folder.path("start-task.json"));
    let mut client = Client::with(&folder.0, capabilities());
    client.open(&document, REQUEST);
    let start = json!({"line": 0, "character": 0});
    for (trigger, comes) in [(json!(1), true), (json!(2), false), (Value::Null, true)] {
        let context = json!({"diagnostics": [], "triggerKind": trigger});
        let range = json!({"start": start, "end": start});
        let params = json!({"textDocument": {"uri": document}, "range": range, "context": context});
        let found = client.request("textDocument/codeAction", params).to_string();
        assert_eq!(found.contains("source.fixAll.ecs-preflight"), comes, "{trigger}: {found}");
    }
}

#[test]
fn findings_are_ignored_with_a_reason() {
    let folder = Folder::new("ignore", &[("ecs-preflight.toml", ""), ("jobs/start-task.json", "{}")]);
    let document = uri(&folder.path("jobs/start-task.json"));
    let mut client = Client::with(&folder.0, capabilities());
    client.open(&document, "{}");
    let marked = REQUEST.replace("prod 1", "prod| 1");
    let found = actions(&mut client, &document, &marked, json!(["quickfix"]));
    let ignore = titled(&found, "Ignore `cluster-format` here");
    let changes = &ignore["edit"]["documentChanges"];
    let file = uri(&folder.path("ecs-preflight.ignore.toml"));
    assert_eq!((&changes[0]["kind"], &changes[0]["uri"]), (&json!("create"), &json!(file)), "{ignore}");
    let text = applied("", &changes[1]["edits"]);
    assert!(text.contains("path = \"jobs/start-task.json\"") && text.contains("reason = \"TODO"), "{text}");
    // It is used as soon as it is in the editor, saved or not.
    folder.write("ecs-preflight.ignore.toml", "");
    client.open(&file, &text);
    assert!(!client.pull(&document)["items"].to_string().contains("cluster-format"));
    assert_eq!(client.pull(&file)["items"], json!([]));
    // A second entry is added to it.
    let marked = REQUEST.replace("a b", "a| b");
    let found = actions(&mut client, &document, &marked, json!(["quickfix"]));
    let ignore = titled(&found, "Ignore `started-by-charset` here");
    let after = applied(&text, edits(ignore, 0));
    assert!(after.starts_with(&text[..40]) && after.matches("[[ignore]]").count() == 2, "{after}");
    assert_eq!(ignore["edit"]["documentChanges"][0]["textDocument"]["uri"], file);
    // A client that cannot create files is not offered it.
    std::fs::remove_file(folder.path("ecs-preflight.ignore.toml")).expect("a file");
    let mut other = Client::with(&folder.0, pulling());
    other.open(&document, "{}");
    let found = actions(&mut other, &document, &marked, json!(["quickfix"]));
    assert!(
        found.iter().all(|it| !it["title"].as_str().expect("a title").starts_with("Ignore")),
        "{found:#?}"
    );
}

#[test]
fn no_fix_is_offered_while_the_configuration_is_not_valid() {
    let folder = Folder::new("unsound", &[("ecs-preflight.toml", "[")]);
    let document = uri(&folder.path("start-task.json"));
    let mut client = Client::with(&folder.0, capabilities());
    client.open(&document, "{}");
    for only in [json!(["quickfix"]), json!(["source.fixAll"])] {
        let found = actions(&mut client, &document, &REQUEST.replace("a b\",", "a b\"|,"), only);
        let fixes = found.iter().filter(|it| !it["title"].as_str().expect("a title").starts_with("Ignore"));
        assert_eq!(fixes.count(), 0, "{found:#?}");
    }
}

#[test]
fn missing_members_are_added() {
    let folder = Folder::new("missing", &[]);
    let document = uri(&folder.path("start-task.json"));
    let mut client = Client::with(&folder.0, capabilities());
    client.open(&document, "{}");
    for (before, after, title) in [
        (
            "{\n    |\"containerInstances\": []\n}",
            "{\n    \"containerInstances\": [],\n    \"taskDefinition\": \"\"\n}",
            "Add the required member `taskDefinition`",
        ),
        (
            "{\"cluster\": \"a\", \"overrides\": {\"containerOverrides\": [|]}}",
            "{\"cluster\": \"a\", \"overrides\": {\"containerOverrides\": []}, \"taskDefinition\": \"\"}",
            "Add the required member `taskDefinition`",
        ),
        (
            "{\"taskDefinition\": \"w\", \"containerInstances\": [], \"networkConfiguration\": {\"awsvpcConfiguration\": {|}}}",
            "{\"taskDefinition\": \"w\", \"containerInstances\": [], \"networkConfiguration\": {\"awsvpcConfiguration\": {\"subnets\": []}}}",
            "Add the required member `subnets`",
        ),
    ] {
        let found = actions(&mut client, &document, before, json!(["refactor"]));
        let text = before.replacen('|', "", 1);
        if title.contains("taskDefinition") && before.contains("overrides") {
            // The innermost object of the model lacks nothing.
            assert!(found.is_empty(), "{found:#?}");
            continue;
        }
        assert_eq!(applied(&text, edits(titled(&found, title), 0)), after);
    }
}

#[test]
fn an_override_is_wrapped() {
    let folder = Folder::new("wrap", &[]);
    let document = uri(&folder.path("start-task.json"));
    let mut client = Client::with(&folder.0, capabilities());
    client.open(&document, "{}");
    let before =
        r#"{"taskDefinition": "w", "containerInstances": [], "overrides": {"name": "web", |"command": []}}"#;
    let found = actions(&mut client, &document, before, json!(["refactor.rewrite"]));
    let wrap = titled(&found, "Wrap in `containerOverrides`");
    let text = before.replacen('|', "", 1);
    let after = r#"{"taskDefinition": "w", "containerInstances": [], "overrides": {"containerOverrides": [{"name": "web", "command": []}]}}"#;
    assert_eq!(applied(&text, edits(wrap, 0)), after);
    let right = r#"{"taskDefinition": "w", "containerInstances": [], "overrides": {|"containerOverrides": [], "cpu": "256"}}"#;
    let found = actions(&mut client, &document, right, json!(["refactor.rewrite"]));
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_request_is_created_for_a_task_definition() {
    let definition = r#"{
      "family": "web", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"], "cpu": "256", "memory": "512",
      "executionRoleArn": "arn:aws:iam::123456789012:role/run",
      "containerDefinitions": [{"name": "web", "image": "web"}, {"name": "log", "image": "log"}]|
    }"#;
    let folder = Folder::new("create", &[]);
    let document = uri(&folder.path("task-definition.json"));
    let mut client = Client::with(&folder.0, capabilities());
    client.open(&document, "{}");
    for (file, text, kinds) in [
        ("run-task.json", definition.to_owned(), 1),
        ("start-task.json", definition.replace("[\"FARGATE\"]", "[\"EC2\"]"), 2),
    ] {
        let found =
            actions(&mut client, &document, &text, json!(["refactor.rewrite.ecs-preflight.create-request"]));
        assert_eq!(found.len(), kinds, "{found:#?}");
        let changes = &found[kinds - 1]["edit"]["documentChanges"];
        let created = uri(&folder.path(file));
        assert_eq!((&changes[0]["kind"], &changes[0]["uri"]), (&json!("create"), &json!(created)));
        let request = applied("", &changes[1]["edits"]);
        assert!(
            request.contains("awsvpcConfiguration") && request.contains("{ \"name\": \"log\" }"),
            "{request}"
        );
        client.open(&created, &request);
        assert_eq!(client.pull(&created)["items"], json!([]), "{request}");
    }
    // It does not write over a file.
    folder.write("run-task.json", "{}");
    let found = actions(&mut client, &document, definition, json!(["refactor"]));
    let changes = &titled(&found, "Create a RunTask request")["edit"]["documentChanges"];
    assert_eq!(changes[0]["uri"], uri(&folder.path("web.run-task.json")));
}

#[test]
fn options_are_written_in_shorthand_and_back() {
    let folder = Folder::new("shorthand", &[]);
    let document = uri(&folder.path("run.sh"));
    let mut client = Client::with(&folder.0, capabilities());
    client.open(&document, "");
    let command =
        |rest: &str| format!("aws ecs run-task --task-definition web --cluster prod \\\n  {rest}\n");
    for (json, shorthand) in [
        (
            r#"--network-configuration '{"awsvpcConfiguration": {"subnets": ["subnet-0123456789abcdef0"]}}'"#,
            "--network-configuration 'awsvpcConfiguration={subnets=subnet-0123456789abcdef0}'",
        ),
        (
            r#"--overrides '{"containerOverrides": [{"name": "web", "cpu": 64}]}' --count 1"#,
            "--overrides 'containerOverrides=[{name=web,cpu=64}]' --count 1",
        ),
    ] {
        for place in [4, 28] {
            let marked = |text: &str| {
                let mut marked = text.to_owned();
                marked.insert(place, '|');
                command(&marked)
            };
            let found = actions(&mut client, &document, &marked(json), json!(["refactor"]));
            let there = applied(&command(json), edits(titled(&found, "Write `--"), 0));
            assert_eq!(there, command(shorthand));
            let found = actions(&mut client, &document, &marked(shorthand), json!(["refactor"]));
            let back = applied(&command(shorthand), edits(titled(&found, "Write `--"), 0));
            assert_eq!(back.replace(' ', ""), command(json).replace(' ', ""));
        }
    }
    for rest in [
        "--overrides| file://overrides.json",
        "--overrides| \"$OVERRIDES\"",
        "--cluster| prod",
        "--count| 1",
        "--overrides| '{\"containerOverrides\": [}'",
        "--tags| key=a,value=b key=c,value=d",
    ] {
        let found = actions(&mut client, &document, &command(rest), json!(["refactor"]));
        assert!(found.is_empty(), "{rest}: {found:#?}");
    }
}
