//! Whole sessions, with what five real editors say they can do.

use crate::{
    client::{Client, framed, pulling, uri},
    hover::{DEFINITION, REQUEST},
    support::scratch::Folder,
};
use serde_json::{Value, json};

const EDITORS: [&str; 5] = ["vscode-1.139.1", "nvim-0.12.4", "nvim-0.7.2", "helix-25.07.1", "eglot-1.17.30"];

pub fn editor(name: &str) -> Value {
    let path = crate::support::root().join("tests/data/editors").join(format!("{name}.json"));
    serde_json::from_str(&std::fs::read_to_string(path).expect("a file")).expect("JSON")
}

/// A client that says what an editor says.
fn start(folder: &Folder, name: &str) -> Client {
    let mut client = Client::start(&folder.0);
    let mut initialize = editor(name);
    initialize["rootUri"] = json!(uri(&folder.0));
    client.request("initialize", initialize);
    client.notify("initialized", json!({}));
    client
}

#[test]
fn a_document_is_typed_character_by_character() {
    let folder = Folder::new("typed", &[("task-definition.json", DEFINITION)]);
    let document = uri(&folder.path("run-task.json"));
    for name in EDITORS {
        let mut client = start(&folder, name);
        client.open(&document, "");
        let (mut line, mut character) = (0, 0);
        for (version, typed) in REQUEST.chars().enumerate() {
            let place = json!({"line": line, "character": character});
            let change = json!([{"range": {"start": place, "end": place}, "text": typed.to_string()}]);
            client.change(&document, version as i64 + 2, change);
            // No character of the text but one line has another length in some encoding.
            let is_line_end = typed == '\n';
            character = if is_line_end { 0 } else { character + length(name, typed) };
            line += usize::from(is_line_end);
            if version % 16 == 0 {
                let at = json!({"textDocument": {"uri": document}, "position": {"line": line, "character": character}});
                for method in ["completion", "hover", "definition"] {
                    client.request(&format!("textDocument/{method}"), at.clone());
                }
                client.request("textDocument/documentSymbol", json!({"textDocument": {"uri": document}}));
                let range = json!({"start": {"line": 0, "character": 0}, "end": at["position"]});
                let asked = json!({"textDocument": {"uri": document}, "range": range, "context": {"diagnostics": []}});
                client.request("textDocument/codeAction", asked.clone());
                client.request("textDocument/inlayHint", asked);
            }
        }
        let codes = codes(&mut client, name, &document);
        assert_eq!(codes, ["started-by-charset"], "{name}");
    }
}

fn length(name: &str, typed: char) -> usize {
    match name {
        "nvim-0.12.4" | "helix-25.07.1" => typed.len_utf8(),
        "eglot-1.17.30" => 1,
        _ => typed.len_utf16(),
    }
}

/// The rules that find something in a document, but for those about secrets, which the two files share.
fn codes(client: &mut Client, name: &str, document: &str) -> Vec<String> {
    let items = match name {
        "nvim-0.7.2" | "eglot-1.17.30" => {
            let published = client.all("textDocument/publishDiagnostics");
            published.iter().rev().find(|it| it["uri"] == document).expect("a report")["diagnostics"].clone()
        }
        _ => client.pull(document)["items"].clone(),
    };
    let codes =
        items.as_array().expect("a list").iter().map(|it| it["code"].as_str().expect("a rule").to_owned());
    codes.filter(|code| code.starts_with("started-by")).collect()
}

#[test]
fn findings_of_the_schema_can_be_left_out() {
    let folder = Folder::new("schema", &[]);
    let document = uri(&folder.path("start-task.json"));
    let text =
        r#"{"taskDefinition": "web:1", "containerInstances": [5], "startedBy": "a b", "nonsense": 1,}"#;
    for leaves_out in [false, true] {
        let mut client = Client::with_options(&folder.0, pulling(), json!({"leaveOutSchema": leaves_out}));
        client.open(&document, text);
        let report = client.pull(&document);
        let items = report["items"].as_array().expect("a list");
        let codes: Vec<_> = items.iter().map(|it| it["code"].as_str().expect("a rule")).collect();
        assert!(codes.contains(&"started-by-charset"), "{codes:?}");
        for code in ["wrong-type", "unknown-member", "syntax"] {
            assert_eq!(codes.contains(&code), !leaves_out, "{code} in {codes:?}");
        }
    }
}

#[test]
fn the_check_for_bug_reports() {
    let folder = Folder::new("check", &[("ecs-preflight.toml", "fail-on = \"warning\"\n")]);
    let ran = folder.run(&["server", "--check", "start-task.json"]).exits(0);
    for part in
        ["version ", "position encodings", "source.fixAll.ecs-preflight", "fail-on", "ecs-preflight.toml:1:1"]
    {
        assert!(ran.out.contains(part), "no {part} in {}", ran.out);
    }
    folder.run(&["server", "start-task.json"]).exits(2);
    folder.run(&["server", "--log", "nowhere/x.log"]).exits(2);
}

#[test]
fn the_log_has_no_text_of_documents() {
    let folder = Folder::new("log", &[]);
    let document = uri(&folder.path("start-task.json"));
    let mut command = folder.command(&["server", "--stdio", "--log", "server.log"]);
    let mut child = command
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::null())
        .spawn()
        .expect("starts");
    let opened = json!({"uri": document, "languageId": "json", "version": 1, "text": REQUEST});
    let messages = [
        json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": editor("vscode-1.139.1")}),
        json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": opened}}),
        json!({"jsonrpc": "2.0", "id": "x", "method": "swordfish"}),
        json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": "swordfishswordfish"}}),
    ];
    let bytes: Vec<u8> = messages.iter().flat_map(|message| framed(&message.to_string())).collect();
    std::io::Write::write_all(&mut child.stdin.take().expect("piped"), &bytes).expect("the server reads");
    child.wait().expect("a child");
    let log = folder.text("server.log");
    assert!(log.contains("code-server") && log.contains("-32601"), "{log}");
    assert!(!log.contains("swordfishswordfish") && !log.contains("LOG_LEVEL"), "{log}");
}

/// Memory of the server in KiB.
#[cfg(target_os = "linux")]
fn memory(client: &Client) -> usize {
    let status = std::fs::read_to_string(format!("/proc/{}/status", client.id())).expect("a process");
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).expect("a line");
    line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).expect("a number")
}

#[test]
#[cfg(target_os = "linux")]
fn memory_does_not_grow_with_edits() {
    let folder = Folder::new("memory", &[]);
    let document = uri(&folder.path("run-task.json"));
    let mut client = Client::with(&folder.0, pulling());
    client.open(&document, REQUEST);
    let edit = |client: &mut Client, number: i64| {
        let text = REQUEST.replace("debug", &format!("debug {number}"));
        client.change(&document, number + 2, json!([{"text": text}]));
        client.pull(&document);
        client.at("textDocument/completion", &document, 8, 6);
    };
    (0..100).for_each(|number| edit(&mut client, number));
    let before = memory(&client);
    (100..500).for_each(|number| edit(&mut client, number));
    let after = memory(&client);
    assert!(after <= before + 512, "{before} KiB became {after} KiB");
}
