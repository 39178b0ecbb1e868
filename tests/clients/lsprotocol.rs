//! The language server as lsprotocol understands it, which has the types of the whole protocol, in sessions with what five
//! editors say they can do.

use crate::support::{clients, root, scratch::Folder};
use serde_json::{Value, json};
use std::process::Command;

#[test]
fn every_message_is_one_of_the_protocol() {
    let bin = clients::python("lsprotocol", &["lsprotocol==2025.0.0"]);
    let folder = Folder::new("session", &[]);
    let path = std::fs::canonicalize(&folder.0).expect("a folder");
    for editor in ["vscode-1.139.1", "nvim-0.12.4", "nvim-0.7.2", "helix-25.07.1", "eglot-1.17.30"] {
        let said = root().join("tests/data/editors").join(format!("{editor}.json"));
        let mut session = Command::new(bin.join("python"));
        session.arg(root().join("tests/data/client/lsprotocol_session.py"));
        session.arg(env!("CARGO_BIN_EXE_ecs-preflight")).arg(said).arg(&path);
        let got: Value = serde_json::from_str(&clients::must(&mut session)).expect("JSON");
        let rules = json!(["started-by-charset", "container-not-in-definition", "syntax"]);
        assert!(
            rules.as_array().expect("a list").iter().all(|rule| has(&got["rules"], rule)),
            "{editor}: {got}"
        );
        let counts = got["counts"].as_object().expect("an object");
        assert!(
            counts.iter().all(|(name, number)| (name == "exit") == (*number == json!(0))),
            "{editor}: {got}"
        );
    }
}

fn has(rules: &Value, rule: &Value) -> bool {
    rules.as_array().expect("a list").contains(rule)
}
