//! Completion in documents that are being typed.

use crate::{
    client::{Client, pulling, uri},
    hover::{DEFINITION, REQUEST},
    support::scratch::Folder,
};
use ecs_preflight::{
    editor::position::{Lines, PositionEncoding},
    json,
};
use serde_json::{Value, json};

struct Completion {
    client: Client,
    document: String,
    version: i64,
}

impl Completion {
    fn new(folder: &Folder, snippets: bool) -> Completion {
        let mut capabilities = pulling();
        capabilities["textDocument"]["completion"] = json!({"completionItem": {"snippetSupport": snippets}});
        let mut client = Client::with(&folder.0, capabilities);
        client.open(&uri(&folder.path("task-definition.json")), DEFINITION);
        let document = uri(&folder.path("run-task.json"));
        client.open(&document, REQUEST);
        client.pull(&document);
        Completion { client, document, version: 1 }
    }

    /// The items at the place that `|` marks.
    fn items(&mut self, text: &str) -> Vec<Value> {
        let at = text.find('|').expect("a place");
        let text = text.replacen('|', "", 1);
        self.version += 1;
        self.client.change(&self.document, self.version, json!([{"text": text}]));
        let position = Lines::of(&text, PositionEncoding::Utf16).position(&text, at);
        let (line, character) = (position.line as usize, position.character as usize);
        let items = self.client.at("textDocument/completion", &self.document, line, character);
        items.as_array().expect("a list").clone()
    }

    fn labels(&mut self, text: &str) -> Vec<String> {
        self.items(text).iter().map(|item| item["label"].as_str().expect("a label").to_owned()).collect()
    }

    /// The text after the item of that label is chosen.
    fn chosen(&mut self, text: &str, label: &str) -> String {
        let items = self.items(text);
        let item = items.iter().find(|item| item["label"] == label);
        let item = item.unwrap_or_else(|| panic!("no {label} in {items:#?} of {text}"));
        let text = text.replacen('|', "", 1);
        let lines = Lines::of(&text, PositionEncoding::Utf16);
        let mut edits = vec![&item["textEdit"]];
        edits.extend(item["additionalTextEdits"].as_array().into_iter().flatten());
        let span =
            |edit: &Value| lines.span(&text, serde_json::from_value(edit["range"].clone()).expect("a range"));
        edits.sort_by_key(|edit| span(edit).start);
        let mut after = text.clone();
        for edit in edits.iter().rev() {
            after.replace_range(span(edit).range(), edit["newText"].as_str().expect("a text"));
        }
        after
    }
}

#[test]
fn members_that_are_not_there_are_proposed() {
    let folder = Folder::new("members", &[]);
    let mut completion = Completion::new(&folder, false);
    let labels = completion.labels("{\"cluster\": \"a\", |}");
    assert_eq!(labels[0], "taskDefinition");
    assert!(labels.contains(&"overrides".into()) && !labels.contains(&"cluster".into()), "{labels:?}");
    // What a syntax error is before is there too.
    let labels = completion
        .labels("{|\n  \"taskDefinition\" \"web\",\n  \"overrides\": {\"cpu\" \"256\"},\n \"group\": }");
    for absent in ["taskDefinition", "overrides", "group", "cpu"] {
        assert!(!labels.contains(&absent.into()), "{absent} in {labels:?}");
    }
    let labels = completion.labels(
        "{\"taskDefinition\": \"web\", \"overrides\": {\"containerOverrides\": [{\"name\": \"web\", |}]}}",
    );
    assert!(labels.contains(&"environment".into()) && !labels.contains(&"cluster".into()), "{labels:?}");
}

#[test]
fn commas_are_inserted_and_quotes_are_not_doubled() {
    let folder = Folder::new("commas", &[]);
    let mut completion = Completion::new(&folder, false);
    for (before, label, after) in [
        ("{\"taskDefinition\": \"web\", |}", "group", "{\"taskDefinition\": \"web\", \"group\": \"\"}"),
        ("{\"taskDefinition\": \"web\" |}", "group", "{\"taskDefinition\": \"web\", \"group\": \"\"}"),
        ("{\"taskDefinition\": \"web\"|}", "group", "{\"taskDefinition\": \"web\", \"group\": \"\"}"),
        ("{|\"taskDefinition\": \"web\"}", "group", "{\"group\": \"\",\"taskDefinition\": \"web\"}"),
        (
            "{\n  |\n  \"taskDefinition\": \"web\"\n}",
            "group",
            "{\n  \"group\": \"\",\n  \"taskDefinition\": \"web\"\n}",
        ),
        ("{\"taskDefinition\": \"web\", \"|\"}", "group", "{\"taskDefinition\": \"web\", \"group\": \"\"}"),
        (
            "{\"taskDefinition\": \"web\", \"gr|oup\": 1}",
            "group",
            "{\"taskDefinition\": \"web\", \"group\": 1}",
        ),
        ("{\"taskDefinition\": \"web\", \"gr|}", "group", "{\"taskDefinition\": \"web\", \"group\": \"\"}"),
        ("{\"taskDefinition\": \"web\", gr|}", "group", "{\"taskDefinition\": \"web\", \"group\": \"\"}"),
        (
            "{\n  \"taskDefinition\": \"web\",\n  \"gr|\n  \"cluster\": \"a\"\n}",
            "group",
            "{\n  \"taskDefinition\": \"web\",\n  \"group\": \"\",\n  \"cluster\": \"a\"\n}",
        ),
        (
            "{\"taskDefinition\": \"web\", \"count\": 1 // é 😀\n |}",
            "tags",
            "{\"taskDefinition\": \"web\", \"count\": 1, // é 😀\n \"tags\": []}",
        ),
        (
            "{\"taskDefinition\": \"web\", \"launchType\": |}",
            "EC2",
            "{\"taskDefinition\": \"web\", \"launchType\": \"EC2\"}",
        ),
        (
            "{\"taskDefinition\": \"web\", \"launchType\": \"|\"}",
            "EC2",
            "{\"taskDefinition\": \"web\", \"launchType\": \"EC2\"}",
        ),
        (
            "{\"taskDefinition\": \"web\", \"launchType\": \"FAR|GATE\"}",
            "EC2",
            "{\"taskDefinition\": \"web\", \"launchType\": \"EC2\"}",
        ),
        (
            "{\"taskDefinition\": \"web\", \"launchType\": \"F|}",
            "EC2",
            "{\"taskDefinition\": \"web\", \"launchType\": \"EC2\"}",
        ),
        (
            "{\"taskDefinition\": \"web\", \"launchType\": F|}",
            "EC2",
            "{\"taskDefinition\": \"web\", \"launchType\": \"EC2\"}",
        ),
        (
            "{\n  \"launchType\": |\n  \"taskDefinition\": \"web\"\n}",
            "EC2",
            "{\n  \"launchType\": \"EC2\",\n  \"taskDefinition\": \"web\"\n}",
        ),
        (
            "{\"taskDefinition\": \"web\", \"enableExecuteCommand\": t|}",
            "true",
            "{\"taskDefinition\": \"web\", \"enableExecuteCommand\": true}",
        ),
    ] {
        assert_eq!(completion.chosen(before, label), after, "{before}");
    }
}

#[test]
fn values_come_from_the_task_definition_and_from_the_file() {
    let folder = Folder::new("values", &[]);
    let mut completion = Completion::new(&folder, false);
    let overridden = |inner: &str| {
        format!(
            "{{\"taskDefinition\": \"web\", \"overrides\": {{\"cpu\": \"512\", \"containerOverrides\": [{inner}]}}}}"
        )
    };
    assert_eq!(completion.labels(&overridden("{\"name\": \"|\"}")), ["web", "log"]);
    assert_eq!(completion.labels(&overridden("{\"name\": |}")), ["web", "log"]);
    assert_eq!(
        completion.labels(&overridden("{\"name\": \"web\", \"environment\": [{\"name\": \"|\"}]}")),
        ["LOG_LEVEL", "DB_PASSWORD", "TOKEN"]
    );
    let memory = "{\"taskDefinition\": \"web\", \"overrides\": {\"cpu\": \"512\", \"memory\": \"|\"}}";
    assert_eq!(completion.labels(memory), ["1024", "2048", "3072", "4096"]);
    assert_eq!(completion.labels("{\"cluster\": \"a\", \"taskDefinition\": \"|\"}"), ["web"]);
    let subnets = "{\"taskDefinition\": \"web\", \"networkConfiguration\": {\"awsvpcConfiguration\": {\"subnets\": [\"subnet-0123456789abcdef0\", |]}}}";
    assert_eq!(completion.labels(subnets), ["subnet-0123456789abcdef0"]);
    let propagate = "{\"taskDefinition\": \"web\", \"propagateTags\": \"|\"}";
    assert!(completion.labels(propagate).contains(&"TASK_DEFINITION".into()));
    assert!(completion.items(propagate)[0]["documentation"]["value"].is_string());
}

#[test]
fn snippets_are_for_clients_that_have_them() {
    let folder = Folder::new("snippets", &[]);
    for snippets in [true, false] {
        let mut completion = Completion::new(&folder, snippets);
        for item in completion.items("{\"taskDefinition\": \"web\", |}") {
            let text = item["textEdit"]["newText"].as_str().expect("a text");
            assert!(snippets || !text.contains('$') && item.get("insertTextFormat").is_none(), "{item}");
            assert_eq!(text.contains('$'), item["insertTextFormat"] == 2, "{item}");
        }
    }
}

#[test]
fn states_of_step_functions_have_names_with_capital_letters() {
    let folder = Folder::new("states", &[]);
    let mut completion = Completion::new(&folder, false);
    let state = |parameters: &str| {
        format!(
            "{{\"StartAt\": \"Run\", \"States\": {{\"Run\": {{\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::ecs:runTask.sync\", \"Parameters\": {{\"TaskDefinition\": \"web\", {parameters}}}, \"End\": true}}}}}}"
        )
    };
    let labels = completion.labels(&state("|"));
    assert!(
        labels.contains(&"LaunchType".into()) && !labels.contains(&"TaskDefinition".into()),
        "{labels:?}"
    );
    let labels = completion.labels(&state("\"Overrides\": {\"ContainerOverrides\": [{\"Name\": \"|\"}]}"));
    assert_eq!(labels, ["web", "log"]);
}

#[test]
fn every_place_can_be_completed_and_stays_what_it_was() {
    let folder = Folder::new("places", &[]);
    let mut completion = Completion::new(&folder, false);
    for (at, _) in REQUEST.char_indices().step_by(3) {
        let mut text = REQUEST.to_owned();
        text.insert(at, '|');
        for item in completion.items(&text).iter().take(2) {
            let label = item["label"].as_str().expect("a label").to_owned();
            let after = completion.chosen(&text, &label);
            let faults = json::parse(&after).faults;
            // Members whose value is a number have none yet.
            let is_unfinished = item["textEdit"]["newText"]
                .as_str()
                .is_some_and(|it| it.trim_end_matches(',').ends_with(": "));
            assert!(faults.is_empty() || is_unfinished, "{label} at {at}: {after}");
        }
    }
}

#[test]
fn nothing_is_proposed_elsewhere() {
    let folder = Folder::new("elsewhere", &[]);
    let mut completion = Completion::new(&folder, false);
    for text in [
        "|{\"taskDefinition\": \"web\", \"count\": 1}",
        "{\"taskDefinition\": \"web\", \"count\": 1}|",
        "{\"taskDefinition\"|: \"web\", \"count\": 1}",
        "{\"taskDefinition\": \"web\", // a | comment\n \"count\": 1}",
        "{\"taskDefinition\": \"web\", \"nothing\": {|}}",
        "{\"taskDefinition\": \"web\", \"startedBy\": \"|\"}",
    ] {
        assert_eq!(completion.labels(text), [""; 0], "{text}");
    }
}
