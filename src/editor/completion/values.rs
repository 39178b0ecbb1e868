//! The values that can be written at a place.

use crate::{
    document::task_definition::Definition,
    editor::{
        completion::{Asked, Proposal, place::Place, scan::Scan},
        docs, linked,
        lsp::CompletionItemKind,
    },
    json::{self, Node, ValueKind, quote_json},
    model::{
        arn::Arn,
        shape::{LATEST, Type},
        task_size::{self, Spelled},
    },
};

/// The values of a place.
pub fn values(asked: &Asked<'_>, scan: &Scan<'_>, place: &Place) -> Vec<Proposal> {
    let shape = place.shape.get();
    match shape.form {
        Type::Boolean => literals(&["true", "false"]),
        Type::List => opened("[]", "[$0]", asked),
        Type::Struct | Type::Map => opened("{}", "{$0}", asked),
        Type::Text if !shape.words.is_empty() => words(place),
        Type::Text => texts(asked, scan, place),
        Type::Integer(..) | Type::Timestamp | Type::Unknown => Vec::new(),
    }
}

fn literals(words: &[&str]) -> Vec<Proposal> {
    let literal = |word: &&str| Proposal::value(*word, (*word).to_owned(), CompletionItemKind::Value);
    words.iter().map(literal).collect()
}

fn opened(text: &str, snippet: &str, asked: &Asked<'_>) -> Vec<Proposal> {
    let mut proposal = Proposal::value(text, text.to_owned(), CompletionItemKind::Value);
    proposal.snippet = asked.snippets.then(|| snippet.to_owned());
    vec![proposal]
}

fn words(place: &Place) -> Vec<Proposal> {
    let shape = place.shape.get();
    let word = |word: &'static str| Proposal {
        documentation: docs::word(place.kind, shape, word).map(str::to_owned),
        ..Proposal::value(word, quote_json(word), CompletionItemKind::EnumMember)
    };
    shape.words_on(LATEST).map(word).collect()
}

/// Names of the task definition, sizes, and what the file itself has for other members of that name.
fn texts(asked: &Asked<'_>, scan: &Scan<'_>, place: &Place) -> Vec<Proposal> {
    let parent = place.around.last().map_or("", |shape| shape.structure());
    let list = place.around.iter().rev().nth(1).map_or("", |shape| shape.get().name);
    let found = match (place.shape.get().name, parent, list) {
        ("cpu", ..) => task_size::rows(LATEST).map(|row| row.cpu.to_string()).collect(),
        ("memory", ..) => memory(scan),
        ("name", "ContainerOverride", _) => from_definition(asked, scan, names_of("containerDefinitions")),
        ("name", "KeyValuePair", "environment") => variables(asked, scan),
        ("name", "TaskVolumeConfiguration", _) => from_definition(asked, scan, names_of("volumes")),
        ("sourceVolume", ..) => own_names(asked, "volumes"),
        ("containerName", ..) => own_names(asked, "containerDefinitions"),
        ("taskDefinition", ..) => families(asked),
        _ => used_elsewhere(asked, place),
    };
    let is_file = |text: &String| text.starts_with("file:");
    let kind =
        |text: &String| if is_file(text) { CompletionItemKind::File } else { CompletionItemKind::Value };
    found.into_iter().map(|text| Proposal::value(text.clone(), quote_json(&text), kind(&text))).collect()
}

/// The memory sizes of Fargate for the CPU size beside it; without one, all.
fn memory(scan: &Scan<'_>) -> Vec<String> {
    let cpu = scan.value(0, "cpu").or_else(|| scan.value(0, "Cpu"));
    let size = cpu.map(|cpu| task_size::cpu(&cpu));
    let fits = |cpu: u32| match size {
        Some(Spelled::Taken(size) | Spelled::Foreign(size)) => size == cpu,
        Some(Spelled::Nothing) | None => true,
    };
    let rows = task_size::rows(LATEST).filter(|row| fits(row.cpu));
    let mut all: Vec<_> = rows.flat_map(|row| row.memory.iter().copied()).collect();
    all.sort_unstable();
    all.dedup();
    all.iter().map(u32::to_string).collect()
}

/// The task definition of the launch around the place.
fn definition<'a>(asked: &Asked<'a>) -> Option<&'a Definition> {
    let parsed = json::parse(asked.document.text());
    let root = parsed.tree.root();
    let named = ["taskDefinition", "TaskDefinition"].iter().find_map(|name| {
        let all = root.nodes().flat_map(Node::members);
        all.filter(|(key, _)| key.is(name)).find_map(|(_, value)| value.as_str())
    });
    linked::chosen(asked.definitions, named.as_deref(), asked.document.source.name())
}

fn from_definition(
    asked: &Asked<'_>,
    scan: &Scan<'_>,
    names: impl Fn(Node<'_>, &Scan<'_>) -> Vec<String>,
) -> Vec<String> {
    let found = definition(asked).map(|definition| definition.with(|root| names(root, scan)));
    found.unwrap_or_default()
}

/// The names of the elements of a list of the task definition.
fn names_of(list: &'static str) -> impl Fn(Node<'_>, &Scan<'_>) -> Vec<String> {
    move |definition, _| names(definition.get(list))
}

fn names(list: Option<Node<'_>>) -> Vec<String> {
    let elements = list.into_iter().flat_map(Node::elements);
    elements.filter_map(|element| Some(element.get("name")?.as_str()?.into_owned())).collect()
}

/// The variables and secrets of the container that an override is for: the place is in an element of its `environment`.
fn variables(asked: &Asked<'_>, scan: &Scan<'_>) -> Vec<String> {
    let container = scan.value(2, "name").or_else(|| scan.value(2, "Name"));
    let Some(container) = container else { return Vec::new() };
    from_definition(asked, scan, |definition, _| {
        let container = linked::container(definition, &container);
        let list = |name: &str| names(container.and_then(|container| container.get(name)));
        list("environment").into_iter().chain(list("secrets")).collect()
    })
}

/// The names of the elements of a list of the document itself.
fn own_names(asked: &Asked<'_>, list: &str) -> Vec<String> {
    let parsed = json::parse(asked.document.text());
    let members = parsed.tree.root().nodes().flat_map(Node::members);
    names(members.filter(|(key, _)| key.is(list)).map(|(_, value)| value).last())
}

/// The families of all known task definitions.
fn families(asked: &Asked<'_>) -> Vec<String> {
    let mut all: Vec<_> =
        asked.definitions.iter().filter_map(Definition::family).map(str::to_owned).collect();
    all.dedup();
    all
}

/// Ids and ARNs that the document has in other places of the same name. No other string is repeated: it may be secret.
fn used_elsewhere(asked: &Asked<'_>, place: &Place) -> Vec<String> {
    let name = place.shape.get().name;
    let name = if name.is_empty() { place.around.last().map_or("", |list| list.get().name) } else { name };
    let parsed = json::parse(asked.document.text());
    let of_name = parsed.tree.root().nodes().flat_map(Node::members).filter(|(key, _)| key.is(name));
    let strings =
        of_name.flat_map(|(_, value)| value.nodes()).filter(|node| node.kind() == ValueKind::String);
    let is_elsewhere = |node: &Node<'_>| {
        let span = node.span();
        !(span.start as usize..=span.end as usize).contains(&asked.offset)
    };
    let is_id =
        |text: &str| Arn::parse(text).is_some() || ["subnet-", "sg-"].iter().any(|it| text.starts_with(it));
    let mut all: Vec<_> = strings.filter(is_elsewhere).filter_map(Node::as_str).map(String::from).collect();
    all.retain(|text| is_id(text));
    all.sort();
    all.dedup();
    all
}
