//! What is shown about the place under the pointer.

use crate::{
    client::{Client, pulling, uri},
    support::scratch::Folder,
};
use ecs_preflight::editor::position::{Lines, PositionEncoding};
use serde_json::{Value, json};

pub const DEFINITION: &str = r#"{
  "family": "web",
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [
    {
      "name": "web",
      "image": "web",
      "cpu": 128,
      "environment": [
        {"name": "LOG_LEVEL", "value": "info"},
        {"name": "DB_PASSWORD", "value": "hunter2hunter2"}
      ],
      "secrets": [{"name": "TOKEN", "valueFrom": "arn:aws:ssm:eu-west-1:123456789012:parameter/token"}]
    },
    {"name": "log", "image": "log"}
  ],
  "volumes": [{"name": "data"}]
}
"#;

pub const REQUEST: &str = r#"{
  "cluster": "arn:aws:ecs:eu-west-1:123456789012:cluster/prod",
  "taskDefinition": "web",
  "startedBy": "é 😀",
  "launchType": "FARGATE",
  "overrides": {
    "cpu": "512",
    "memory": "1024",
    "containerOverrides": [
      {"name": "web", "cpu": 64, "environment": [
        {"name": "LOG_LEVEL", "value": "debug"},
        {"name": "DB_PASSWORD", "value": "swordfishswordfish"}
      ]}
    ]
  }
}
"#;

/// A client with a request and its task definition.
pub fn opened(folder: &Folder) -> (Client, String, String) {
    let mut capabilities = pulling();
    capabilities["textDocument"]["hover"] = json!({"contentFormat": ["markdown", "plaintext"]});
    let mut client = Client::with(&folder.0, capabilities);
    let document = uri(&folder.path("run-task.json"));
    let definition = uri(&folder.path("task-definition.json"));
    client.open(&definition, DEFINITION);
    client.open(&document, REQUEST);
    (client, document, definition)
}

/// The position of a part of a text.
pub fn position(text: &str, part: &str) -> (usize, usize) {
    let at = text.find(part).unwrap_or_else(|| panic!("no {part}"));
    let position = Lines::of(text, PositionEncoding::Utf16).position(text, at);
    (position.line as usize, position.character as usize)
}

fn hover(client: &mut Client, document: &str, text: &str, part: &str) -> Value {
    let (line, character) = position(text, part);
    client.at("textDocument/hover", document, line, character + 1)
}

#[test]
fn a_place_is_explained() {
    let folder = Folder::new("explained", &[]);
    let (mut client, document, definition) = opened(&folder);
    for (part, wanted) in [
        (
            "startedBy",
            &["`startedBy`: string", "At most 128 characters", "Since 2015", "botocore", "API_RunTask"][..],
        ),
        ("taskDefinition", &["required"]),
        ("arn:aws:ecs", &["the ARN of a cluster", "region: `eu-west-1`", "account: `123456789012`"]),
        ("FARGATE", &["One of"]),
        ("overrides\"", &[" of 8,192 characters", "TaskOverride"]),
        ("\"512\"", &["Sizes of Fargate", "●", "The task definition has `256` in `task-definition.json:3`"]),
        ("cpu\": 64", &["The task definition has `128` in `task-definition.json:9`"]),
        ("debug", &["`LOG_LEVEL=info` in `task-definition.json:11`"]),
        ("LOG_LEVEL", &["`LOG_LEVEL=info` in `task-definition.json:11`"]),
        (
            "\"é 😀",
            &[
                "**started-by-charset**",
                "Note: ECS rejects the request.",
                "/fixtures/started-by-charset/README.md",
            ],
        ),
    ] {
        let shown = hover(&mut client, &document, REQUEST, part);
        assert_eq!(shown["contents"]["kind"], "markdown", "{part}");
        let text = shown["contents"]["value"].as_str().expect("a text");
        for wanted in wanted {
            assert!(text.contains(wanted), "{part}: no {wanted:?} in\n{text}");
        }
    }
    let shown = hover(&mut client, &definition, DEFINITION, "\"512\"");
    assert!(shown["contents"]["value"].as_str().expect("a text").contains("Sizes of Fargate"));
    assert_eq!(hover(&mut client, &document, REQUEST, "{"), Value::Null);
}

#[test]
fn a_hover_is_at_its_token() {
    let folder = Folder::new("token", &[]);
    let (mut client, document, _) = opened(&folder);
    let shown = hover(&mut client, &document, REQUEST, "cluster\"");
    let range = json!({"start": {"line": 1, "character": 2}, "end": {"line": 1, "character": 11}});
    assert_eq!(shown["range"], range);
}

#[test]
fn no_hover_shows_a_secret() {
    let folder = Folder::new("secret", &[]);
    let (mut client, document, definition) = opened(&folder);
    for (document, text) in [(&document, REQUEST), (&definition, DEFINITION)] {
        for (line, content) in text.lines().enumerate() {
            for character in 0..content.len() {
                let shown = client.at("textDocument/hover", document, line, character).to_string();
                assert!(!shown.contains("hunter2") && !shown.contains("swordfish"), "{shown}");
            }
        }
    }
}

#[test]
fn a_client_without_markdown_gets_text() {
    let folder = Folder::new("text", &[]);
    let document = uri(&folder.path("run-task.json"));
    let mut client = Client::with(&folder.0, json!({}));
    client.open(&document, REQUEST);
    let shown = hover(&mut client, &document, REQUEST, "cluster\"");
    assert_eq!(shown["contents"]["kind"], "plaintext");
}

#[test]
fn what_is_no_launch_has_no_hover() {
    let folder = Folder::new("nothing", &[]);
    let document = uri(&folder.path("package.json"));
    let mut client = Client::with(&folder.0, pulling());
    client.open(&document, "{\"name\": \"x\"}");
    assert_eq!(client.at("textDocument/hover", &document, 0, 3), Value::Null);
    let nowhere =
        json!({"textDocument": {"uri": "file:///no.json"}, "position": {"line": 0, "character": 0}});
    assert_eq!(client.request("textDocument/hover", nowhere), Value::Null);
}
