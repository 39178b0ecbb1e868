//! Diagnostics: who gets them when, and what they say.

use crate::{
    client::{Client, pulling, uri},
    editors::editor,
    support::scratch::Folder,
};
use serde_json::json;

const REQUEST: &str = r#"{"taskDefinition": "web:12", "containerInstances": ["8b1fcb2d3d1f4b0a9d5f1a2b3c4d5e6f"], "startedBy": "a b"}"#;

#[test]
fn a_diagnostic_says_where_to_read_on() {
    let folder = Folder::new("says", &[]);
    let document = uri(&folder.path("start-task.json"));
    let mut client = Client::with(&folder.0, pulling());
    client.open(&document, REQUEST);
    let report = client.pull(&document);
    let item = &report["items"][0];
    assert_eq!(item["code"], "started-by-charset");
    assert_eq!(item["source"], "ecs-preflight");
    let page = item["codeDescription"]["href"].as_str().expect("a page");
    assert!(page.ends_with("/started-by-charset/README.md"), "{page}");
    assert!(item.get("data").is_none() && item.get("tags").is_none());
}

#[test]
fn real_editors_get_their_findings_in_one_way() {
    let folder = Folder::new("editors", &[]);
    let document = uri(&folder.path("start-task.json"));
    for (name, pulls, encoding) in [
        ("vscode-1.139.1", true, "utf-16"),
        ("nvim-0.12.4", true, "utf-8"),
        ("nvim-0.7.2", false, "utf-16"),
        ("helix-25.07.1", true, "utf-8"),
        ("eglot-1.17.30", false, "utf-32"),
    ] {
        for forced in [false, true] {
            let mut initialize = editor(name);
            initialize["rootUri"] = json!(uri(&folder.0));
            if forced {
                initialize["initializationOptions"] = json!({"diagnostics": "push"});
            }
            let mut client = Client::start(&folder.0);
            let result = client.request("initialize", initialize);
            assert_eq!(result["capabilities"]["positionEncoding"], encoding, "{name}");
            client.notify("initialized", json!({}));
            client.open(&document, REQUEST);
            let pulls = pulls && !forced;
            assert_eq!(result["capabilities"]["diagnosticProvider"].is_object(), pulls, "{name}");
            if pulls {
                let items = client.pull(&document)["items"].clone();
                assert_eq!(items[0]["code"], "started-by-charset");
            }
            let published = client.all("textDocument/publishDiagnostics");
            assert_eq!(published.is_empty(), pulls, "{name}: {published:?}");
        }
    }
}

#[test]
fn unchanged_findings_are_reported_as_such() {
    let folder = Folder::new("unchanged", &[]);
    let document = uri(&folder.path("start-task.json"));
    let mut client = Client::with(&folder.0, pulling());
    client.open(&document, REQUEST);
    let first = client.pull(&document)["resultId"].clone();
    let again = |client: &mut Client, text: &str| {
        client.change(&document, 2, json!([{"text": text}]));
        client.request(
            "textDocument/diagnostic",
            json!({"textDocument": {"uri": document}, "previousResultId": first}),
        )
    };
    assert_eq!(again(&mut client, &format!("{REQUEST}\n")), json!({"kind": "unchanged", "resultId": first}));
    let moved = again(&mut client, &format!("\n{REQUEST}"));
    assert_eq!((&moved["kind"], moved["resultId"] == first), (&json!("full"), false));
    assert_eq!(again(&mut client, "{}")["items"], json!([]));
}

#[test]
fn what_is_no_launch_is_silent() {
    let folder = Folder::new("silent", &[]);
    let mut client = Client::with(&folder.0, pulling());
    for (name, text) in [
        ("package.json", "{\"name\": \"x\",}"),
        ("notes.md", "# Notes\n"),
        ("deploy.sh", "echo hello\n"),
        ("values.yaml", "a: 1\n"),
        ("broken.json", "{"),
        ("empty.json", ""),
    ] {
        let document = uri(&folder.path(name));
        client.open(&document, text);
        assert_eq!(client.pull(&document)["items"], json!([]), "{name}");
    }
}

#[test]
fn scripts_are_checked_too() {
    let folder = Folder::new("scripts", &[]);
    let mut client = Client::with(&folder.0, pulling());
    let command = "aws ecs start-task --task-definition web:1 --container-instances 8b1fcb2d3d1f4b0a9d5f1a2b3c4d5e6f --started-by 'a b'\n";
    for (name, text) in [
        ("start.sh", command.to_owned()),
        ("Makefile", format!("start:\n\t{command}")),
        (".gitlab-ci.yml", format!("start:\n  script:\n    - {command}")),
    ] {
        let document = uri(&folder.path(name));
        client.open(&document, &text);
        let report = client.pull(&document);
        assert_eq!(report["items"][0]["code"], "started-by-charset", "{name}: {report}");
    }
}

#[test]
fn closed_documents_have_no_diagnostics() {
    let folder = Folder::new("closed", &[]);
    let document = uri(&folder.path("start-task.json"));
    let mut client = Client::with(&folder.0, json!({}));
    client.open(&document, REQUEST);
    assert!(
        !client.wait_for("textDocument/publishDiagnostics")["diagnostics"]
            .as_array()
            .expect("a list")
            .is_empty()
    );
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": document}}));
    assert_eq!(client.wait_for("textDocument/publishDiagnostics")["diagnostics"], json!([]));
}

#[test]
fn secrets_do_not_appear() {
    let folder = Folder::new("secrets", &[]);
    let document = uri(&folder.path("start-task.json"));
    let secret = "AKIAIOSFODNN7EXAMPLA";
    let text = format!(
        r#"{{"taskDefinition": "web:12", "containerInstances": ["x y"], "startedBy": "{secret}", "group": "{secret} !",
        "overrides": {{"containerOverrides": [{{"name": "web", "environment": [{{"name": "DB_PASSWORD", "value": "hunter2hunter2"}}]}}]}}}}"#
    );
    let mut client = Client::with(&folder.0, pulling());
    client.open(&document, &text);
    let report = client.pull(&document).to_string();
    assert!(
        report.contains("secret-environment-value")
            && !report.contains("hunter2")
            && !report.contains(secret),
        "{report}"
    );
}

#[test]
fn a_question_after_an_edit_does_not_take_its_diagnostics() {
    let folder = Folder::new("question", &[]);
    let document = uri(&folder.path("start-task.json"));
    let mut client = Client::with(&folder.0, json!({}));
    client.open(&document, "{}");
    client.wait_for("textDocument/publishDiagnostics");
    for version in 2..20 {
        let change = json!({"textDocument": {"uri": document, "version": version}, "contentChanges": [{"text": REQUEST}]});
        let place = json!({"textDocument": {"uri": document}, "position": {"line": 0, "character": 2}});
        let messages = [
            json!({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": change}),
            json!({"jsonrpc": "2.0", "id": format!("hover {version}"), "method": "textDocument/hover", "params": place}),
        ];
        let bytes: Vec<u8> = messages.iter().flat_map(|it| crate::client::framed(&it.to_string())).collect();
        client.send_bytes(&bytes);
        client.answer(&json!(format!("hover {version}")));
        let is_it = |it: &serde_json::Value| it["params"]["version"] == version;
        assert_eq!(client.wait(is_it)["params"]["diagnostics"][0]["code"], "started-by-charset");
    }
}
