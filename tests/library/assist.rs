//! What editors ask: completion, hover, references and outline of documents that are being written.

use ecs_preflight::{
    Definition, Definitions, DocumentKind, Source,
    assist::{OpenDocument, completion, hover, mentions, outline},
    document::task_definition::Discovery,
};

const DEFINITION: &str = r#"{
  "family": "web",
  "cpu": "256",
  "memory": "512",
  "containerDefinitions": [
    {"name": "app", "image": "nginx:1.27", "cpu": 128, "environment": [
      {"name": "STAGE", "value": "test"},
      {"name": "DB_PASSWORD", "value": "hunter2hunter2"}
    ]},
    {"name": "logs", "image": "fluent-bit:3", "dependsOn": [{"containerName": "app", "condition": "START"}],
     "mountPoints": [{"sourceVolume": "data", "containerPath": "/data"}]}
  ],
  "volumes": [{"name": "data"}]
}"#;

fn definitions() -> Definitions {
    let source = Source::new("task-definition.json", DEFINITION.into());
    Definitions::new(vec![Definition::read(source, Discovery::Found).expect("a task definition")])
}

/// Asks about a document at the offset of `|`, which is left out.
fn ask<T>(marked: &str, question: impl FnOnce(&OpenDocument<'_>, usize) -> T) -> T {
    let offset = marked.find('|').expect("a cursor");
    let source = Source::new("request.json", marked.replacen('|', "", 1).into_bytes());
    question(&OpenDocument { source: &source, kind: None, definitions: &definitions() }, offset)
}

fn labels(marked: &str) -> Vec<String> {
    ask(marked, completion::completions).into_iter().map(|completion| completion.label).collect()
}

/// The text after the completion with a label.
fn completed(marked: &str, label: &str) -> String {
    let all = ask(marked, completion::completions);
    let chosen = all.iter().find(|completion| completion.label == label);
    let chosen = chosen.unwrap_or_else(|| panic!("`{label}` is not offered in {marked}"));
    let mut text = marked.replacen('|', "", 1);
    text.replace_range(chosen.edit.span.range(), &chosen.edit.text);
    if let Some(comma) = &chosen.comma {
        text.replace_range(comma.span.range(), &comma.text);
    }
    text
}

fn hovered(marked: &str) -> String {
    ask(marked, hover::hover).map(|hover| hover.markdown).unwrap_or_default()
}

#[test]
fn members_that_are_missing_are_offered_the_required_ones_first() {
    let offered = labels(r#"{"cluster": "c", "count": 1, "overrides": {"containerOverrides": []}, |}"#);
    assert_eq!(offered[0], "taskDefinition");
    assert!(
        offered.contains(&"launchType".to_owned()) && !offered.contains(&"count".to_owned()),
        "{offered:?}"
    );
    assert!(!offered.contains(&"referenceId".to_owned()), "deprecated: {offered:?}");
}

#[test]
fn completions_leave_valid_json() {
    for (marked, label, expected) in [
        (r#"{"taskDefinition": "web" |}"#, "count", r#"{"taskDefinition": "web", "count": 0}"#),
        (
            r#"{"taskDefinition": "web" |, "count": 1}"#,
            "group",
            r#"{"taskDefinition": "web", "group": "", "count": 1}"#,
        ),
        (
            r#"{"taskDefinition": "web", "la|"}"#,
            "launchType",
            r#"{"taskDefinition": "web", "launchType": ""}"#,
        ),
        (r#"{"taskDefinition": "web", la|}"#, "launchType", r#"{"taskDefinition": "web", "launchType": ""}"#),
        (
            r#"{"taskDefinition": "web", "la|": 1}"#,
            "launchType",
            r#"{"taskDefinition": "web", "launchType": 1}"#,
        ),
        (
            "{\"taskDefinition\": \"web\",\n \"la|\n \"count\": 1}",
            "launchType",
            "{\"taskDefinition\": \"web\",\n \"launchType\": \"\",\n \"count\": 1}",
        ),
        (
            r#"{"taskDefinition": "web", "launchType": "|"}"#,
            "FARGATE",
            r#"{"taskDefinition": "web", "launchType": "FARGATE"}"#,
        ),
        (
            r#"{"taskDefinition": "web", "launchType": | "count": 1}"#,
            "EC2",
            r#"{"taskDefinition": "web", "launchType": "EC2", "count": 1}"#,
        ),
        (
            r#"{"taskDefinition": "web", "enableExecuteCommand": |}"#,
            "true",
            r#"{"taskDefinition": "web", "enableExecuteCommand": true}"#,
        ),
    ] {
        assert_eq!(completed(marked, label), expected, "{marked}");
    }
}

#[test]
fn names_come_from_the_task_definition() {
    let overrides = |entry: &str| {
        format!(
            r#"{{"taskDefinition": "web", "count": 1, "overrides": {{"containerOverrides": [{entry}]}}}}"#
        )
    };
    assert_eq!(labels(&overrides(r#"{"name": "|"}"#)), ["app", "logs"]);
    assert_eq!(labels(&overrides(r#"{"name": "app"}, {"name": "|"}"#)), ["logs"]);
    let variable = r#"{"name": "app", "environment": [{"name": "|"}]}"#;
    assert_eq!(labels(&overrides(variable)), ["STAGE", "DB_PASSWORD"]);
    assert_eq!(labels(r#"{"taskDefinition": "|", "count": 1}"#), ["web"]);
    let memory = r#"{"taskDefinition": "web", "count": 1, "overrides": {"cpu": "256", "memory": "|"}}"#;
    assert_eq!(labels(memory), ["512", "1024", "2048"]);
    let subnets = r#"{"taskDefinition": "web", "count": 1, "tags": [{"key": "from", "value": "subnet-0a"}],
        "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["|"]}}}"#;
    assert_eq!(labels(subnets), ["subnet-0a"]);
}

#[test]
fn documents_inside_others_keep_their_spelling() {
    let state = r#"{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::ecs:runTask",
        "Parameters": {"TaskDefinition": "web", |}, "End": true}}}"#;
    let offered = labels(state);
    assert!(offered.contains(&"LaunchType".to_owned()), "{offered:?}");
    assert!(hovered(&state.replace('|', "\"Clus|ter\": \"c\"")).starts_with("`Cluster`: string"));
}

#[test]
fn hovers_say_what_a_member_is_and_what_the_definition_has() {
    let text = r#"{"taskDefinition": "web", "count": 1, "overrides": {"containerOverrides": [{"name": "app", "cp|u": 64,
        "environment": [{"name": "STAGE", "value": "prod"}, {"name": "DB_PASSWORD", "value": "x"}]}]}}"#;
    let cpu = hovered(text);
    assert!(cpu.starts_with("`cpu`: integer\n\n"), "{cpu}");
    assert!(cpu.contains("In `task-definition.json:6`: `128`"), "{cpu}");
    let moved = |at: &str| text.replacen('|', "", 1).replacen(at, &format!("|{at}"), 1);
    assert!(hovered(&moved("\"prod\"")).contains("In `task-definition.json:7`: `\"test\"`"));
    let secret = hovered(&moved("\"x\""));
    assert!(secret.contains("task-definition.json:8") && !secret.contains("hunter2"), "{secret}");
    assert!(hovered(&moved("\"overrides\"")).contains(" of 8,192 characters"));
    let launch = hovered(r#"{"taskDefinition": "web", "launchType": "|FARGATE"}"#);
    assert!(launch.contains("`FARGATE`: ") && launch.contains("One of "), "{launch}");
    let arn = hovered(
        r#"{"cluster": "arn:aws:ecs:eu-west-1:123456789012:cluster/a|", "taskDefinition": "w", "count": 1}"#,
    );
    assert!(arn.contains("- region: `eu-west-1`"), "{arn}");
    let size =
        hovered(r#"{"taskDefinition": "web", "count": 1, "overrides": {"cpu": "256", "memory": "|512"}}"#);
    assert!(size.contains("```text"), "{size}");
    assert_eq!(hovered(r#"{"taskDefinition": "web", "x|yz": 1, "count": 1}"#), "");
}

#[test]
fn names_lead_to_what_defines_them() {
    let request =
        r#"{"taskDefinition": "w|eb", "count": 1, "overrides": {"containerOverrides": [{"name": "app"}]}}"#;
    let shown = |places: Vec<mentions::Place>| -> Vec<String> {
        let text = |place: &mentions::Place| match place.file.as_str() {
            "task-definition.json" => DEFINITION[..place.span.start as usize].lines().count(),
            _ => 1,
        };
        places.iter().map(|place| format!("{}:{}", place.file, text(place))).collect()
    };
    assert_eq!(shown(ask(request, mentions::definitions)), ["task-definition.json:2"]);
    let container = request.replacen('|', "", 1).replacen("\"app\"", "\"a|pp\"", 1);
    assert_eq!(shown(ask(&container, mentions::definitions)), ["task-definition.json:6"]);
    let all = ask(&container, |open, offset| mentions::references(open, offset, &[], true));
    assert_eq!(shown(all), ["request.json:1", "task-definition.json:6", "task-definition.json:10"]);
    let nowhere = request.replacen('|', "", 1).replacen("count", "co|unt", 1);
    assert!(ask(&nowhere, mentions::definitions).is_empty());
}

#[test]
fn outlines_have_symbols_links_and_hints() {
    let source = Source::new(
        "request.json",
        br#"{"taskDefinition": "web", "count": 1, "overrides": {"containerOverrides": [{"name": "app", "cpu": 64}]},
            "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["subnet-0a1b2c3d"]}}}"#
            .to_vec(),
    );
    let open = OpenDocument { source: &source, kind: None, definitions: &definitions() };
    let symbols = outline::symbols(&open);
    assert_eq!(symbols[2].children[0].children[0].name, "app");
    assert_eq!(symbols[0].detail, "\"web\"");
    let labels: Vec<_> = outline::hints(&open).into_iter().map(|hint| hint.label).collect();
    assert_eq!(labels, ["0.25 vCPU, 512 MiB", "48 of 8,192", "assignPublicIp: DISABLED"]);
    let links = outline::links(
        "aws ecs run-task --cli-input-json file://a/b.json --overrides 'file://c.json' file://$X",
    );
    assert_eq!(links.iter().map(|link| link.path.as_str()).collect::<Vec<_>>(), ["a/b.json", "c.json"]);
}

/// Every cut of a document can be asked everything.
#[test]
fn any_beginning_of_a_document_can_be_asked_about() {
    let whole = r#"{"cluster": "c", "taskDefinition": "web", "overrides": {"containerOverrides": [{"name": "app", "command": ["sh", "-c", "é😀"], "environment": [{"name": "A", "value": "b"}]}]}, "tags": [{"key": "a", "value": "b"}]}"#;
    for (end, _) in whole.char_indices() {
        for rest in ["", "\n}", "\"", " \"count\": 1}"] {
            let source = Source::new("request.json", format!("{}{rest}", &whole[..end]).into_bytes());
            let kind = Some(DocumentKind::RunTask);
            let open = OpenDocument { source: &source, kind, definitions: &definitions() };
            completion::completions(&open, end);
            hover::hover(&open, end);
            mentions::references(&open, end, &[open], true);
            outline::symbols(&open);
            outline::hints(&open);
        }
    }
}
