//! What is around a document: task definitions, configurations and ignore files, which change, vanish and come back.

use crate::{
    client::{Client, pulling, uri},
    support::scratch::Folder,
};
use serde_json::{Value, json};

const REQUEST: &str = r#"{
  "cluster": "prod",
  "taskDefinition": "web:3",
  "containerInstances": ["8b1fcb2d3d1f4b0a9d5f1a2b3c4d5e6f"],
  "overrides": {"containerOverrides": [{"name": "api", "command": ["true"]}]}
}
"#;

/// A task definition with a container of that name.
fn definition(container: &str) -> String {
    format!(
        r#"{{"family": "web", "containerDefinitions": [{{"name": "{container}", "image": "web", "memory": 128}}, {{"name": "log", "image": "log", "memory": 64}}]}}"#
    )
}

/// The rules of a report.
fn rules(report: &Value) -> Vec<&str> {
    let items = report["items"].as_array().or(report["diagnostics"].as_array()).expect("a list");
    items.iter().map(|item| item["code"].as_str().expect("a rule")).collect()
}

/// Writes a file whose time is certainly another one than before.
fn rewrite(folder: &Folder, name: &str, text: &str) {
    folder.write(name, text);
    let later = std::time::SystemTime::now() + std::time::Duration::from_secs(text.len() as u64 + 1);
    let file = std::fs::File::options().write(true).open(folder.path(name)).expect("a file");
    file.set_modified(later).expect("a time");
}

/// What a client says that watches files.
fn watching() -> Value {
    let mut capabilities = pulling();
    capabilities["workspace"]["didChangeWatchedFiles"] = json!({"dynamicRegistration": true});
    capabilities
}

/// Pulls until the answer has these rules: task definitions are searched for in the background.
fn pull_until(client: &mut Client, document: &str, wanted: &[&str]) -> Value {
    for _ in 0..200 {
        let report = client.pull(document);
        if rules(&report) == wanted {
            return report;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("{wanted:?}: {}", client.pull(document));
}

#[test]
fn a_launch_is_checked_against_the_task_definition_of_the_workspace() {
    let folder = Folder::new("definition", &[("deploy/task-definition.json", &definition("web"))]);
    let document = uri(&folder.path("run/start-task.json"));
    let mut client = Client::with(&folder.0, pulling());
    client.open(&document, REQUEST);
    let report = pull_until(&mut client, &document, &["container-not-in-definition"]);
    let related = &report["items"][0]["relatedInformation"][0];
    let definition_uri = uri(&folder.path("deploy/task-definition.json"));
    assert_eq!(related["location"]["uri"], definition_uri, "{report}");
    // It changes, vanishes, and comes back.
    rewrite(&folder, "deploy/task-definition.json", &definition("api"));
    assert_eq!(rules(&client.pull(&document)), [""; 0]);
    rewrite(&folder, "deploy/task-definition.json", &definition("web"));
    assert_eq!(rules(&client.pull(&document)), ["container-not-in-definition"]);
    std::fs::remove_file(folder.path("deploy/task-definition.json")).expect("a file");
    assert_eq!(rules(&client.pull(&document)), [""; 0]);
    rewrite(&folder, "deploy/task-definition.json", &definition("web"));
    assert_eq!(rules(&client.pull(&document)), ["container-not-in-definition"]);
}

#[test]
fn a_task_definition_in_the_editor_counts_as_it_is_there() {
    let folder = Folder::new("unsaved", &[("task-definition.json", &definition("web"))]);
    let document = uri(&folder.path("start-task.json"));
    let defining = uri(&folder.path("task-definition.json"));
    for pulls in [true, false] {
        let mut client = Client::with(&folder.0, if pulls { pulling() } else { json!({}) });
        let is = |client: &mut Client, wanted: &[&str]| {
            if pulls {
                assert_eq!(rules(&client.pull(&document)), wanted);
            } else {
                let is_it = |it: &Value| it["params"]["uri"] == document && rules(&it["params"]) == wanted;
                client.wait(is_it);
            }
        };
        client.open(&defining, &definition("web"));
        client.open(&document, REQUEST);
        is(&mut client, &["container-not-in-definition"]);
        client.change(&defining, 2, json!([{"text": definition("api")}]));
        if pulls {
            client.wait_for("workspace/diagnostic/refresh");
        }
        is(&mut client, &[]);
        client.change(&defining, 3, json!([{"text": definition("web")}]));
        is(&mut client, &["container-not-in-definition"]);
        // Not saved: the file on disk counts again.
        client.change(&defining, 4, json!([{"text": definition("api")}]));
        is(&mut client, &[]);
        client.notify("textDocument/didClose", json!({"textDocument": {"uri": defining}}));
        is(&mut client, &["container-not-in-definition"]);
    }
}

#[test]
fn configurations_count_and_are_read_again() {
    let folder =
        Folder::new("configuration", &[("ecs-preflight.toml", "[rules]\ncluster-format = \"off\"\n")]);
    let document = uri(&folder.path("start-task.json"));
    let text = REQUEST.replace("prod", "prod 1");
    let mut client = Client::with(&folder.0, watching());
    client.open(&document, &text);
    let registered = client.wait_for("client/registerCapability")["registrations"][0].clone();
    assert_eq!(registered["method"], "workspace/didChangeWatchedFiles");
    let patterns = registered["registerOptions"]["watchers"].to_string();
    assert!(patterns.contains("**/ecs-preflight.toml") && !patterns.contains("**/*\""), "{patterns}");
    assert_eq!(rules(&client.pull(&document)), [""; 0]);
    rewrite(&folder, "ecs-preflight.toml", "");
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": []}));
    client.wait_for("workspace/diagnostic/refresh");
    assert_eq!(rules(&client.pull(&document)), ["cluster-format"]);
    // One that cannot be read: the last valid one stays, it is reported once, and in the file itself.
    rewrite(&folder, "ecs-preflight.toml", "[rules]\ncluster-format = \"loud\"\n");
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": []}));
    let shown = client.wait_for("window/showMessage")["message"].to_string();
    assert!(shown.contains("ecs-preflight.toml") && shown.contains("last valid"), "{shown}");
    assert_eq!(rules(&client.pull(&document)), ["cluster-format"]);
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": []}));
    assert_eq!(client.all("window/showMessage"), [Value::Null; 0]);
    let configuration = uri(&folder.path("ecs-preflight.toml"));
    // It is not open, so the client cannot ask about it.
    let published = client.all("textDocument/publishDiagnostics");
    assert_eq!(published[0]["uri"], configuration, "{published:?}");
    assert_eq!(published[0]["diagnostics"][0]["range"]["start"], json!({"line": 1, "character": 17}));
    client.open(&configuration, &folder.text("ecs-preflight.toml"));
    let report = client.pull(&configuration);
    assert_eq!(report["items"][0]["range"]["start"], json!({"line": 1, "character": 17}), "{report}");
    let published = client.all("textDocument/publishDiagnostics");
    assert_eq!(published.last().expect("a report")["diagnostics"], json!([]));
    client.change(&configuration, 2, json!([{"text": "[rules]\ncluster-format = \"off\"\n"}]));
    assert_eq!(rules(&client.pull(&configuration)), [""; 0]);
}

#[test]
fn an_excluded_document_is_silent() {
    let folder = Folder::new("excluded", &[("ecs-preflight.toml", "exclude = [\"old/\"]\n")]);
    let mut client = Client::with(&folder.0, pulling());
    for (name, wanted) in [("old/start-task.json", 0), ("new/start-task.json", 1)] {
        let document = uri(&folder.path(name));
        client.open(&document, &REQUEST.replace("prod", "prod 1"));
        assert_eq!(rules(&client.pull(&document)).len(), wanted, "{name}");
    }
}

#[test]
fn ignore_files_count_and_are_checked() {
    let folder = Folder::new("ignored", &[]);
    let document = uri(&folder.path("jobs/start-task.json"));
    let mut client = Client::with(&folder.0, json!({}));
    client.open(&document, &REQUEST.replace("prod", "prod 1"));
    assert_eq!(rules(&client.wait_for("textDocument/publishDiagnostics")), ["cluster-format"]);
    let entry = "[[ignore]]\npath = \"jobs/start-task.json\"\nrule = \"cluster-format\"\npointer = \"/cluster\"\nreason = \"old\"\n";
    folder.write("ecs-preflight.ignore.toml", entry);
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": document}}));
    assert_eq!(rules(&client.wait_for("textDocument/publishDiagnostics")), [""; 0]);
    let ignoring = uri(&folder.path("ecs-preflight.ignore.toml"));
    client.open(&ignoring, &entry.replace("cluster-format", "cluster-formal"));
    let published = client.wait(|it| it["params"]["uri"] == ignoring)["params"].clone();
    assert_eq!(rules(&published), ["ignore-unknown"]);
}

#[test]
fn a_folder_of_the_workspace_may_be_a_link() {
    #[cfg(unix)]
    {
        let folder =
            Folder::new("link", &[("real/ecs-preflight.toml", "[rules]\ncluster-format = \"off\"\n")]);
        std::os::unix::fs::symlink("real", folder.path("link")).expect("a link");
        let root = folder.path("link");
        let document = uri(&root.join("start-task.json"));
        let mut client = Client::with(&root, pulling());
        client.open(&document, &REQUEST.replace("prod", "prod 1"));
        assert_eq!(rules(&client.pull(&document)), [""; 0]);
    }
}

#[test]
fn a_task_definition_that_the_client_reports_is_found() {
    let folder = Folder::new("created", &[("old/task-definition.json", "{}")]);
    let document = uri(&folder.path("start-task.json"));
    let mut client = Client::with(&folder.0, watching());
    client.open(&document, REQUEST);
    assert_eq!(rules(&client.pull(&document)), [""; 0]);
    for (name, container, wanted) in [
        ("new/task-definition.json", "web", &["container-not-in-definition"][..]),
        ("new/notes.txt", "api", &["container-not-in-definition"]),
    ] {
        folder.write(name, &definition(container));
        let changes = json!([{"uri": uri(&folder.path(name)), "type": 1}, {"uri": "untitled:x", "type": 2}]);
        client.notify("workspace/didChangeWatchedFiles", json!({"changes": changes}));
        assert_eq!(rules(&client.pull(&document)), wanted, "{name}");
    }
}

#[test]
fn without_a_folder_the_repository_is_searched() {
    let folder =
        Folder::new("repository", &[(".git/HEAD", ""), ("deploy/task-definition.json", &definition("web"))]);
    let document = uri(&folder.path("run/start-task.json"));
    let mut client = Client::start(&folder.path("deploy"));
    client.request("initialize", json!({"capabilities": pulling()}));
    client.open(&document, REQUEST);
    pull_until(&mut client, &document, &["container-not-in-definition"]);
}

#[test]
fn a_folder_may_be_added() {
    let folder =
        Folder::new("added", &[("one/x.json", "{}"), ("two/task-definition.json", &definition("web"))]);
    let document = uri(&folder.path("one/start-task.json"));
    let mut client = Client::with(&folder.path("one"), pulling());
    client.open(&document, REQUEST);
    assert_eq!(rules(&client.pull(&document)), [""; 0]);
    let event = json!({"added": [{"uri": uri(&folder.path("two")), "name": "two"}], "removed": []});
    client.notify("workspace/didChangeWorkspaceFolders", json!({"event": event}));
    client.change(&document, 2, json!([{"text": REQUEST}]));
    pull_until(&mut client, &document, &["container-not-in-definition"]);
}

#[test]
fn a_new_task_definition_is_found_when_the_launch_is_saved() {
    let folder = Folder::new("saved", &[]);
    let document = uri(&folder.path("start-task.json"));
    let mut client = Client::with(&folder.0, pulling());
    client.open(&document, REQUEST);
    assert_eq!(rules(&client.pull(&document)), [""; 0]);
    std::thread::sleep(std::time::Duration::from_millis(100));
    folder.write("deploy/task-definition.json", &definition("web"));
    assert_eq!(rules(&client.pull(&document)), [""; 0]);
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": document}}));
    pull_until(&mut client, &document, &["container-not-in-definition"]);
}
