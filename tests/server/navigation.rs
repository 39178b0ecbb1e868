//! Definitions, references, the outline, links and hints.

use crate::{
    client::{Client, pulling, uri},
    hover::{DEFINITION, REQUEST, opened, position},
    support::scratch::Folder,
};
use serde_json::{Value, json};

/// The place of a part of a text, as a range.
fn range(text: &str, part: &str) -> Value {
    let (line, character) = position(text, part);
    json!({"start": {"line": line, "character": character}, "end": {"line": line, "character": character + part.len()}})
}

fn at(client: &mut Client, method: &str, document: &str, text: &str, part: &str) -> Value {
    let (line, character) = position(text, part);
    client.at(method, document, line, character + 1)
}

#[test]
fn a_name_leads_to_its_definition() {
    let folder = Folder::new("definition", &[]);
    let (mut client, document, definition) = opened(&folder);
    let mut to = |part: &str| at(&mut client, "textDocument/definition", &document, REQUEST, part);
    let container = json!({"uri": definition, "range": range(DEFINITION, "web\",\n      \"image")});
    let family = json!({"start": {"line": 1, "character": 13}, "end": {"line": 1, "character": 16}});
    assert_eq!(to("\"web\", \"cpu\"")["range"]["start"], container["range"]["start"]);
    assert_eq!(to("\"web\",\n  \"startedBy"), json!({"uri": definition, "range": family}));
    assert_eq!(to("debug")["range"], range(DEFINITION, "\"info\""));
    assert_eq!(to("1024")["range"], range(DEFINITION, "\"512\""));
    assert_eq!(to("FARGATE"), Value::Null);
    assert_eq!(to("cluster"), Value::Null);
}

#[test]
fn a_definition_leads_to_its_names() {
    let folder = Folder::new("references", &[]);
    let (mut client, document, definition) = opened(&folder);
    client.pull(&document);
    client.pull(&definition);
    let from_definition =
        at(&mut client, "textDocument/references", &definition, DEFINITION, "\"web\",\n      \"image");
    let from_request = at(&mut client, "textDocument/references", &document, REQUEST, "\"web\", \"cpu\"");
    assert_eq!(from_definition, from_request);
    let uris: Vec<_> =
        from_definition.as_array().expect("a list").iter().map(|it| it["uri"].clone()).collect();
    assert_eq!(uris, [json!(document), json!(definition)]);
    // Also if the task definition is not open.
    folder.write("task-definition.json", DEFINITION);
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": definition}}));
    let closed = at(&mut client, "textDocument/references", &document, REQUEST, "\"web\", \"cpu\"");
    assert_eq!(closed, from_request);
}

#[test]
fn names_in_a_task_definition_lead_to_one_another() {
    let folder = Folder::new("own", &[]);
    let document = uri(&folder.path("task-definition.json"));
    let text = r#"{"family": "web", "containerDefinitions": [
      {"name": "web", "image": "web", "memory": 64, "dependsOn": [{"containerName": "log", "condition": "START"}],
       "mountPoints": [{"sourceVolume": "data", "containerPath": "/data"}]},
      {"name": "log", "image": "log", "memory": 64}],
      "volumes": [{"name": "data"}]}"#;
    let mut client = Client::with(&folder.0, pulling());
    client.open(&document, text);
    let mut to = |part: &str| {
        at(&mut client, "textDocument/definition", &document, text, part)["range"]["start"].clone()
    };
    assert_eq!(to("\"log\", \"condition"), range(text, "log\", \"image\": \"log")["start"]);
    assert_eq!(to("\"data\", \"containerPath"), json!({"line": 4, "character": 28}));
    let places = at(&mut client, "textDocument/references", &document, text, "\"data\"}]}");
    assert_eq!(places.as_array().map(Vec::len), Some(2), "{places}");
}

#[test]
fn the_outline_names_containers() {
    let folder = Folder::new("outline", &[]);
    let document = uri(&folder.path("task-definition.json"));
    for nested in [true, false] {
        let mut capabilities = pulling();
        capabilities["textDocument"]["documentSymbol"] = json!({"hierarchicalDocumentSymbolSupport": nested});
        let mut client = Client::with(&folder.0, capabilities);
        client.open(&document, DEFINITION);
        let asked = json!({"textDocument": {"uri": document}});
        let symbols = client.request("textDocument/documentSymbol", asked.clone());
        if nested {
            assert_eq!(symbols[3]["name"], "containerDefinitions");
            let web = &symbols[3]["children"][0];
            assert_eq!(web["name"], "web");
            assert_eq!(web["selectionRange"]["start"], json!({"line": 6, "character": 14}));
        } else {
            assert_eq!(symbols[4]["name"], "web", "{symbols}");
            assert!(symbols[4]["location"]["range"].is_object());
        }
        assert!(!symbols.to_string().contains("hunter2"));
        // Not without an end.
        let many = DEFINITION
            .replace("\"volumes\": [", &format!("\"volumes\": [{}", "{\"name\": \"x\"},".repeat(3_000)));
        client.change(&document, 2, json!([{"text": many}]));
        let symbols = client.request("textDocument/documentSymbol", asked).to_string();
        assert!(symbols.matches("\"kind\"").count() <= 1_000);
    }
}

#[test]
fn files_and_rules_are_links() {
    let folder = Folder::new("links", &[("overrides.json", "{}")]);
    let script = uri(&folder.path("run.sh"));
    let mut client = Client::with(&folder.0, pulling());
    client.open(&script, "aws ecs run-task --overrides file://overrides.json --tags file://none.json\n");
    let links = client.request("textDocument/documentLink", json!({"textDocument": {"uri": script}}));
    assert_eq!(links.as_array().map(Vec::len), Some(1), "{links}");
    assert_eq!(links[0]["target"], uri(&folder.path("overrides.json")));
    assert_eq!(links[0]["range"]["start"]["character"], 29);
    let ignoring = uri(&folder.path("ecs-preflight.ignore.toml"));
    client.open(
        &ignoring,
        "[[ignore]]\npath = \"a.json\"\nrule = \"cluster-format\"\npointer = \"/cluster\"\nreason = \"x\"\n",
    );
    let links = client.request("textDocument/documentLink", json!({"textDocument": {"uri": ignoring}}));
    assert!(links[0]["target"].as_str().expect("a page").ends_with("/cluster-format/README.md"), "{links}");
    assert_eq!(links[0]["range"]["start"], json!({"line": 2, "character": 8}));
    let configuration = uri(&folder.path("ecs-preflight.toml"));
    client.open(
        &configuration,
        "fail-on = \"error\"\n[rules]\n\"started-by-charset\" = \"off\"\ncluster-format = \"off\"\n",
    );
    let links = client.request("textDocument/documentLink", json!({"textDocument": {"uri": configuration}}));
    assert_eq!(links.as_array().map(Vec::len), Some(2), "{links}");
    assert_eq!(links[0]["range"]["start"], json!({"line": 2, "character": 1}));
}

#[test]
fn hints_show_the_budget_and_the_size() {
    let folder = Folder::new("hints", &[]);
    let (mut client, document, _) = opened(&folder);
    let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}});
    let hints =
        client.request("textDocument/inlayHint", json!({"textDocument": {"uri": document}, "range": whole}));
    let labels: Vec<_> =
        hints.as_array().expect("a list").iter().map(|it| it["label"].as_str().expect("a label")).collect();
    assert_eq!(labels[0], "cpu 512, memory 1024");
    assert!(labels[1].ends_with(" of 8,192 characters"), "{labels:?}");
    assert_eq!(hints[0]["position"], json!({"line": 2, "character": 25}));
    let top = json!({"start": {"line": 0, "character": 0}, "end": {"line": 1, "character": 0}});
    let none =
        client.request("textDocument/inlayHint", json!({"textDocument": {"uri": document}, "range": top}));
    assert_eq!(none, json!([]));
}
