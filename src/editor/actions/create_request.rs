//! Creates a request for a task definition: with its containers, and what its network mode asks for.

use crate::{
    document::recognize,
    editor::{
        actions::{Asked, CREATE_REQUEST},
        edits::FileEdit,
        lsp::CodeAction,
        reading,
    },
    json::{Node, quote_json},
    model::{fargate, kind::DocumentKind},
};

/// The name of the operation, of its file, and of its document.
const OPERATIONS: [(&str, &str, DocumentKind); 2] =
    [("RunTask", "run-task", DocumentKind::RunTask), ("StartTask", "start-task", DocumentKind::StartTask)];

/// An action for each operation. `address` finds the address of a new file next to the document, given its possible names.
pub fn create_requests(asked: &Asked<'_>, address: impl Fn(&[String]) -> Option<String>) -> Vec<CodeAction> {
    let is_definition = |kind: DocumentKind| kind == DocumentKind::TaskDefinition;
    let document = asked.checked.and_then(|checked| checked.document).filter(|it| is_definition(it.kind));
    if document.is_none() || !asked.wants(CREATE_REQUEST) {
        return Vec::new();
    }
    reading::read(&asked.document.source, document, |parsed| {
        let definition = recognize::body(parsed.tree.root(), DocumentKind::TaskDefinition);
        let Some(family) = definition.get("family").and_then(Node::as_str) else { return Vec::new() };
        let create = |(operation, file, kind): (&str, &str, DocumentKind)| {
            if kind == DocumentKind::StartTask && fargate::required(definition).is_some() {
                return None;
            }
            let safe: String =
                family.chars().filter(|it| it.is_ascii_alphanumeric() || "-_".contains(*it)).collect();
            let names =
                [format!("{file}.json"), format!("{safe}.{file}.json"), format!("{safe}-2.{file}.json")];
            let edit = FileEdit::new_file(address(&names)?, request(definition, &family, kind));
            asked.action(
                CREATE_REQUEST,
                format!("Create a {operation} request for this task definition"),
                vec![edit],
            )
        };
        OPERATIONS.into_iter().filter_map(create).collect()
    })
}

/// The text of a request.
pub fn request(definition: Node<'_>, family: &str, kind: DocumentKind) -> String {
    let mut members = vec![
        format!("  \"cluster\": {}", quote_json("default")),
        format!("  \"taskDefinition\": {}", quote_json(family)),
    ];
    if kind == DocumentKind::StartTask {
        let instance = quote_json("765936fadbdd46b5991a4bd70c2a43d4");
        members.push(format!("  \"containerInstances\": [\n    {instance}\n  ]"));
    } else if fargate::required(definition).is_some() {
        members.push("  \"launchType\": \"FARGATE\"".to_owned());
    }
    let is_awsvpc = definition.get("networkMode").is_some_and(|mode| mode.is("awsvpc"));
    if is_awsvpc {
        let subnet = quote_json("subnet-0123456789abcdef0");
        members.push(format!(
            "  \"networkConfiguration\": {{\n    \"awsvpcConfiguration\": {{\n      \"subnets\": [{subnet}]\n    }}\n  }}"
        ));
    }
    let containers = definition.get("containerDefinitions").into_iter().flat_map(Node::elements);
    let names = containers.filter_map(|container| container.get("name").and_then(Node::as_str));
    let overrides: Vec<_> =
        names.map(|name| format!("      {{ \"name\": {} }}", quote_json(&name))).collect();
    if !overrides.is_empty() {
        let list = overrides.join(",\n");
        members.push(format!("  \"overrides\": {{\n    \"containerOverrides\": [\n{list}\n    ]\n  }}"));
    }
    format!("{{\n{}\n}}\n", members.join(",\n"))
}
