//! Frames, messages, and the beginning and the end of a session.

use crate::{
    client::{Client, framed, pulling, uri},
    support::scratch::Folder,
};
use serde_json::{Value, json};
use std::time::Duration;

const REQUEST: &str = r#"{"taskDefinition": "web:12", "containerInstances": [], "startedBy": "a b"}"#;

#[test]
fn every_field_of_initialize_may_be_missing() {
    let folder = Folder::new("fields", &[]);
    for params in [json!({}), Value::Null, json!([]), json!({"capabilities": null, "rootUri": 5})] {
        let mut client = Client::start(&folder.0);
        let result = client.request("initialize", params);
        assert_eq!(result["capabilities"]["positionEncoding"], "utf-16");
        assert_eq!(result["capabilities"]["textDocumentSync"]["change"], 2);
        assert_eq!(result["serverInfo"]["name"], "ecs-preflight");
        client.open("untitled:Untitled-1", REQUEST);
        let published = client.wait_for("textDocument/publishDiagnostics");
        assert_eq!(published["diagnostics"].as_array().expect("a list").len(), 2, "{published}");
        client.request("shutdown", Value::Null);
        client.notify("exit", Value::Null);
        assert_eq!(client.end().code(), Some(0));
    }
}

#[test]
fn requests_come_in_their_order() {
    let folder = Folder::new("order", &[]);
    let mut client = Client::start(&folder.0);
    let early = client.ask("shutdown", Value::Null);
    assert_eq!(client.answer(&json!(early))["error"]["code"], -32002);
    client.request("initialize", json!({"capabilities": {}}));
    let again = client.ask("initialize", json!({}));
    assert_eq!(client.answer(&json!(again))["error"]["code"], -32600);
    let unknown = client.ask("textDocument/unheardOf", json!({}));
    assert_eq!(client.answer(&json!(unknown))["error"]["code"], -32601);
    let wrong = client.ask("textDocument/diagnostic", json!({"textDocument": 5}));
    assert_eq!(client.answer(&json!(wrong))["error"]["code"], -32602);
    client.notify("$/setTrace", json!({"value": "off"}));
    client.notify("textDocument/didOpen", json!({"textDocument": 5}));
    client.notify("textDocument/didChange", json!({}));
    client.change("file:///nowhere.json", 7, json!([{"text": "{}"}]));
    client.request("shutdown", Value::Null);
    let late = client.ask("textDocument/diagnostic", json!({}));
    assert_eq!(client.answer(&json!(late))["error"]["code"], -32600);
    client.notify("exit", Value::Null);
    assert_eq!(client.end().code(), Some(0));
}

#[test]
fn ids_may_be_strings() {
    let folder = Folder::new("ids", &[]);
    let mut client = Client::start(&folder.0);
    client.send(&json!({"jsonrpc": "2.0", "id": "a-1", "method": "initialize", "params": {}}));
    assert!(client.answer(&json!("a-1"))["result"].is_object());
}

#[test]
fn malformed_frames_are_answered_and_the_next_one_is_read() {
    let folder = Folder::new("malformed", &[]);
    let mut client = Client::with(&folder.0, json!({}));
    let malformed: [&[u8]; 6] = [
        b"Content-Length: 3\r\n\r\n{ab",
        b"Content-Length: 0\r\n\r\n",
        b"Content-Length: x\r\n\r\n",
        b"hello\r\n\r\n",
        b"{\"jsonrpc\": \"2.0\"}",
        b"Content-Length: 2\r\n\r\n\xff\xff",
    ];
    for bytes in malformed {
        client.send_bytes(bytes);
        client.round_trip();
        let error = client.answer(&Value::Null);
        assert_eq!(error["error"]["code"], -32700, "{error}");
    }
    for content in ["[]", "{}", "{\"id\": [], \"method\": \"m\"}"] {
        client.send_bytes(&framed(content));
        let error = client.answer(&Value::Null);
        assert_eq!(error["error"]["code"], -32600, "{error}");
    }
    // Not everything that is malformed comes in one piece.
    let whole = framed(&json!({"jsonrpc": "2.0", "id": "slow", "method": "shutdown"}).to_string());
    for piece in whole.chunks(9) {
        client.send_bytes(piece);
        std::thread::sleep(Duration::from_millis(1));
    }
    assert_eq!(client.answer(&json!("slow"))["result"], Value::Null);
}

#[test]
fn the_server_ends_with_its_client() {
    let folder = Folder::new("end", &[]);
    // Without a message, in the middle of a frame, after `initialize`, and with `exit` alone.
    let mut clients: Vec<_> = (0..4).map(|_| Client::start(&folder.0)).collect();
    clients[1].send_bytes(b"Content-Length: 100\r\n\r\n{");
    clients[2].request("initialize", json!({}));
    clients[3].request("initialize", json!({}));
    clients[3].notify("exit", Value::Null);
    for client in &mut clients {
        client.hang_up();
        assert_eq!(client.end().code(), Some(1));
    }
}

#[test]
#[cfg(unix)]
fn the_server_ends_when_nobody_reads() {
    let folder = Folder::new("unread", &[]);
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_ecs-preflight"));
    command.arg("server").current_dir(&folder.0);
    let piped = std::process::Stdio::piped;
    let mut child = command.stdin(piped()).stdout(piped()).spawn().expect("the server starts");
    drop(child.stdout.take());
    let message = json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {}}).to_string();
    std::io::Write::write_all(child.stdin.as_mut().expect("piped"), &framed(&message))
        .expect("the server reads");
    assert_eq!(child.wait().expect("a child").code(), Some(1));
}

#[test]
fn a_burst_of_edits_is_answered_once() {
    let folder = Folder::new("burst", &[]);
    let document = uri(&folder.path("start-task.json"));
    let mut client = Client::with(&folder.0, json!({}));
    client.open(&document, "{}");
    client.wait_for("textDocument/publishDiagnostics");
    let mut burst = Vec::new();
    for version in 2..102 {
        let text = REQUEST.replace("a b", &format!("a {version}"));
        let message = json!({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {
            "textDocument": {"uri": document, "version": version}, "contentChanges": [{"text": text}],
        }});
        burst.extend(framed(&message.to_string()));
    }
    client.send_bytes(&burst);
    let published = client.all("textDocument/publishDiagnostics");
    assert!((1..=3).contains(&published.len()), "{} reports", published.len());
    let last = published.last().expect("a report");
    assert_eq!(last["version"], 101);
    assert_eq!(last["diagnostics"][1]["code"], "started-by-charset");
}

#[test]
fn requests_can_be_canceled() {
    let folder = Folder::new("cancel", &[]);
    let document = uri(&folder.path("start-task.json"));
    let mut client = Client::with(&folder.0, pulling());
    client.open(&document, REQUEST);
    let asked = json!({"textDocument": {"uri": document}});
    let one = json!({"jsonrpc": "2.0", "id": "one", "method": "textDocument/diagnostic", "params": asked});
    let two = json!({"jsonrpc": "2.0", "id": "two", "method": "textDocument/diagnostic", "params": asked});
    let cancel = json!({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": "one"}});
    let bytes: Vec<u8> = [one, two, cancel].iter().flat_map(|it| framed(&it.to_string())).collect();
    client.send_bytes(&bytes);
    assert!(client.answer(&json!("two"))["result"]["items"].is_array());
    let one = client.answer(&json!("one"));
    assert!(one["error"]["code"] == -32800 || one["result"]["items"].is_array(), "{one}");
    // A request that was answered, and one that never was.
    for id in [json!("two"), json!(99)] {
        client.notify("$/cancelRequest", json!({"id": id}));
    }
    client.round_trip();
}
