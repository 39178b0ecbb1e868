//! What stands at an offset: the member, its limits, the value that the task definition has, and what a value means.

use crate::{
    assist::{OpenDocument, Site, member_docs, value_of},
    check::overrides_budget,
    json::{Node, ShapeId, ValueKind},
    lint::reference,
    model::{
        arn::Arn,
        kind::DocumentKind,
        limits::OVERRIDES_CHARACTERS,
        shape::LATEST,
        task_size::{self, Spelled},
    },
    report::fargate_chart::{UNICODE, fargate},
    secrets,
    text::{display::grouped, source::Source, span::Span},
};

/// What is shown about a part of a document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hover {
    /// The part.
    pub span: Span,
    /// What is shown, as Markdown.
    pub markdown: String,
}

/// A longer value of a task definition is cut.
const SHOWN_MAX: usize = 120;

/// What stands at an offset, if the model knows it.
pub fn hover(document: &OpenDocument<'_>, offset: usize) -> Option<Hover> {
    document.at(offset, |site, node| {
        let value = value_of(node)?;
        let documented = if value.shape() == ShapeId::UNKNOWN { None } else { Some(value) };
        let member = documented.filter(|member| *member != site.body)?;
        let mut blocks = vec![heading(&site, member)];
        blocks.extend(about_value(&site, member, node));
        blocks.extend(details(&site, member));
        blocks.extend(
            reference::page_around(member, site.kind).map(|url| format!("[AWS documentation]({url})")),
        );
        Some(Hover { span: node.span(), markdown: blocks.join("\n\n") })
    })
}

/// The name, the type and the description.
fn heading(site: &Site<'_>, member: Node<'_>) -> String {
    let shape = member.shape().get();
    let name = shape.pointer.rsplit('/').find(|step| *step != "*").unwrap_or_default();
    let type_name = member_docs::type_of(shape);
    let required = if shape.required_on(LATEST) { ", required" } else { "" };
    let element = if shape.pointer.ends_with("/*") { "an element of " } else { "" };
    let title = format!("{element}`{}`: {type_name}{required}", site.spelled(name));
    let schema = member_docs::of(site.kind, shape);
    match schema.and_then(member_docs::description) {
        Some(description) => format!("{title}\n\n{description}"),
        None => title,
    }
}

/// Limits, days and the value of the task definition, as a list.
fn details(site: &Site<'_>, member: Node<'_>) -> Option<String> {
    let shape = member.shape().get();
    let schema = member_docs::of(site.kind, shape);
    let mut lines = schema.map_or(Vec::new(), |schema| member_docs::limits(schema, shape));
    lines.extend(member_docs::since(shape));
    lines.extend(of_definition(site, member));
    let list: Vec<_> = lines.iter().map(|line| format!("- {line}")).collect();
    (!list.is_empty()).then(|| list.join("\n"))
}

/// What the task definition has where a launch overrides it: `In task-definition.json:41: "cpu": 256`.
fn of_definition(site: &Site<'_>, member: Node<'_>) -> Option<String> {
    site.with_definition(|launch, source| {
        let overrides = launch.overrides()?;
        let key = member.key()?.as_str()?;
        let around = member.parent()?;
        let node = if around == overrides {
            launch.definition.get(&key)?
        } else if let Some(container) = launch.container(around) {
            container.get(&key)?
        } else {
            let container = launch.container(around.parent()?.parent()?)?;
            variable(container, around.get("name")?)?
        };
        shown(node, source)
    })
}

/// The entry of a container's `environment` with the name of another entry.
fn variable<'t>(container: Node<'t>, name: Node<'_>) -> Option<Node<'t>> {
    let name = name.as_str()?;
    let mut entries = container.get("environment")?.elements();
    entries.find(|entry| entry.get("name").is_some_and(|own| own.is(&name)))?.get("value")
}

/// A value with its place in a task definition, without secrets.
fn shown(node: Node<'_>, source: &Source) -> Option<String> {
    let text = secrets::shown(source).get(node.span().range())?;
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut: String = one_line.chars().take(SHOWN_MAX).collect();
    let ellipsis = if cut.len() < one_line.len() { "…" } else { "" };
    let line = source.position(node.span().start).line;
    Some(format!("In `{}:{line}`: `{}{ellipsis}`", source.name(), cut.replace('`', "'")))
}

/// What a value means beyond its member.
fn about_value(site: &Site<'_>, member: Node<'_>, node: Node<'_>) -> Option<String> {
    let name = member.shape().get().pointer;
    if is_overrides(site, member) {
        return Some(budget(member));
    }
    if node.is_key() {
        return None;
    }
    if matches!(name, "/overrides/cpu" | "/overrides/memory" | "/cpu" | "/memory") {
        return size(member.parent()?);
    }
    let text = member.as_str()?;
    let schema = member_docs::of(site.kind, member.shape().get());
    let meaning = schema.and_then(|schema| member_docs::meaning(schema, &text));
    meaning.map(|meaning| format!("`{text}`: {meaning}")).or_else(|| arn(&text))
}

fn is_overrides(site: &Site<'_>, member: Node<'_>) -> bool {
    let is_request = matches!(site.kind, DocumentKind::StartTask | DocumentKind::RunTask);
    is_request && member.shape().get().pointer == "/overrides" && member.kind() == ValueKind::Object
}

fn budget(overrides: Node<'_>) -> String {
    let used = overrides_budget::size(overrides).compact;
    let most = OVERRIDES_CHARACTERS.on(LATEST);
    format!("{} of {} characters", grouped(used), grouped(most as usize))
}

/// The Fargate sizes with the point of the CPU and memory that an object sets.
fn size(around: Node<'_>) -> Option<String> {
    let taken = |name: &str, read: fn(&str) -> Spelled| match read(&around.get(name)?.as_str()?) {
        Spelled::Taken(size) => Some(size),
        _ => None,
    };
    let point = taken("cpu", task_size::cpu).zip(taken("memory", task_size::memory));
    let chart = fargate(LATEST, point, UNICODE);
    Some(format!("Sizes of Fargate:\n\n```text\n{chart}```"))
}

/// The parts of an ARN.
fn arn(text: &str) -> Option<String> {
    let arn = Arn::parse(text)?;
    let parts = [
        ("partition", arn.partition.text),
        ("service", arn.service.text),
        ("region", arn.region.text),
        ("account", arn.account.text),
        ("resource", arn.resource.text),
    ];
    let rows = parts.iter().filter(|(_, part)| !part.is_empty());
    let rows: Vec<_> = rows.map(|(name, part)| format!("- {name}: `{part}`")).collect();
    Some(rows.join("\n"))
}
