//! What an editor shows about the place under the pointer: findings, the member, the value, and what the task definition
//! says there.

use crate::{
    check::Checked,
    diagnostic::Diagnostic,
    document::task_definition::Definitions,
    editor::{docs, linked, lsp, reading, text_document::TextDocument},
    json::{Node, ShapeId, ValueKind},
    model::{
        arn::Arn,
        kind::DocumentKind,
        limits,
        shape::{LATEST, Type},
        task_size::{self, Spelled},
    },
    report::{
        consequence::consequence,
        fargate_chart::{self, UNICODE},
    },
    rules, secrets,
    text::{
        display::{grouped, quoted},
        span::Span,
    },
};

/// Values of the task definition are not shown beyond this length.
const VALUE_MAX: usize = 200;

/// What is shown about a place, as Markdown; `None` if there is nothing to say.
pub fn hover(
    document: &TextDocument,
    checked: Option<&Checked>,
    definitions: &Definitions,
    offset: usize,
) -> Option<lsp::Hover> {
    let checked = checked?;
    let mut parts: Vec<String> = Vec::new();
    let mut span = None;
    let covers = |finding: &&Diagnostic| (finding.span.start..finding.span.end).contains(&(offset as u32));
    for finding in checked.diagnostics.iter().filter(covers) {
        span.get_or_insert(finding.span);
        parts.extend(about_rule(checked, finding));
    }
    if checked.document.is_some()
        && crate::document::language::of(document.source.name(), document.text()).is_none()
    {
        let own = reading::read(&document.source, checked.document, |parsed| {
            let node = reading::at(parsed, offset);
            let at = node.span();
            let is_scalar = !matches!(node.kind(), ValueKind::Object | ValueKind::Array);
            let is_under = is_scalar && at.start as usize <= offset && offset <= at.end as usize;
            if is_under { about_node(document, node, definitions).map(|text| (at, text)) } else { None }
        });
        if let Some((at, text)) = own {
            span = Some(at);
            parts.extend(text);
        }
    }
    if parts.is_empty() {
        return None;
    }
    let contents = lsp::MarkupContent { kind: lsp::MarkupKind::Markdown, value: parts.join("\n\n---\n\n") };
    Some(lsp::Hover {
        contents: lsp::Contents::MarkupContent(contents),
        range: span.map(|span| document.range(span)),
    })
}

/// The first paragraph of the page of a rule, its address, and who rejects the document.
fn about_rule(checked: &Checked, finding: &Diagnostic) -> Option<String> {
    let rule = rules::named(&finding.rule)?;
    let page = rules::page_of(finding)?;
    let note = consequence(checked, finding).map(|note| format!("\n\nNote: {note}.")).unwrap_or_default();
    Some(format!("**{}**: {} [Read on]({page}){note}", rule.id, rule.summary()))
}

/// What is known about a member or its value.
fn about_node(document: &TextDocument, node: Node<'_>, definitions: &Definitions) -> Option<Vec<String>> {
    let value = reading::value_of(node);
    let (kind, _) = docs::document_around(value)?;
    let shape = value.shape();
    let mut parts = Vec::new();
    if !node.is_key() {
        parts.extend(about_value(value, kind));
    }
    let is_member = shape != ShapeId::UNKNOWN && !shape.get().name.is_empty();
    if is_member {
        let page = docs::page(value, kind).map(|page| format!("\n\n[AWS documentation]({page})"));
        parts.push(docs::member(kind, shape.get()) + &page.unwrap_or_default());
    }
    if node.is_key() && shape.get().name == "overrides" {
        parts.push(budget(value));
    }
    let overridden = linked::overridden(value, definitions, document.source.name());
    parts.extend(overridden.map(|place| in_definition(value, &place)));
    Some(parts).filter(|parts| !parts.is_empty())
}

/// What the task definition says: `LOG_LEVEL=info` in `task-definition.json:41`.
fn in_definition(value: Node<'_>, place: &linked::Place<'_>) -> String {
    let shown = secrets::shown(place.definition.source());
    let text = shown.get(place.span.range()).unwrap_or_default();
    let inner = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    let short: String =
        inner.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(VALUE_MAX).collect();
    let variable = value.parent().filter(|parent| parent.shape().structure() == "KeyValuePair");
    let name = variable.and_then(|it| linked::member(it, "name")).and_then(Node::as_str);
    let short = name.map_or(short.clone(), |name| format!("{name}={short}"));
    format!("The task definition has {} in {}.", quoted(&short), quoted(&place.shown()))
}

/// How much of the limit the overrides use.
pub fn budget(overrides: Node<'_>) -> String {
    let most = limits::OVERRIDES_CHARACTERS.on(LATEST) as usize;
    let used = overrides.length().compact;
    format!("The overrides use {} of {} characters.", grouped(used), grouped(most))
}

fn about_value(value: Node<'_>, kind: DocumentKind) -> Vec<String> {
    let Some(text) = value.as_str() else { return Vec::new() };
    let shape = value.shape().get();
    let word = docs::word(kind, shape, &text).map(|about| format!("{}: {about}", quoted(&text)));
    let arn = Arn::parse(&text).map(|arn| about_arn(&arn));
    let is_size = matches!(shape.name, "cpu" | "memory") && shape.form == Type::Text;
    let sizes = if is_size { about_size(value) } else { None };
    word.into_iter().chain(arn).chain(sizes).collect()
}

/// An ARN in its parts.
fn about_arn(arn: &Arn<'_>) -> String {
    let parts = [
        ("partition", arn.partition.text),
        ("service", arn.service.text),
        ("region", arn.region.text),
        ("account", arn.account.text),
        ("resource", arn.resource.text),
    ];
    let lines = parts.iter().filter(|(_, text)| !text.is_empty());
    let lines: Vec<_> = lines.map(|(name, text)| format!("- {name}: {}", quoted(text))).collect();
    format!("This is {}:\n\n{}", arn.described(), lines.join("\n"))
}

/// The sizes of Fargate, with the point of the task.
fn about_size(value: Node<'_>) -> Option<String> {
    let task = value.parent()?;
    let text = |name: &str| linked::member(task, name).and_then(Node::as_str);
    let size = |spelled: Spelled| match spelled {
        Spelled::Taken(size) | Spelled::Foreign(size) => Some(size),
        Spelled::Nothing => None,
    };
    let cpu = text("cpu").and_then(|text| size(task_size::cpu(&text)));
    let memory = text("memory").and_then(|text| size(task_size::memory(&text)));
    let chart = fargate_chart::fargate(LATEST, cpu.zip(memory), UNICODE);
    Some(format!("Sizes of Fargate:\n\n```text\n{}\n```", chart.trim_end()))
}

/// The span of a value without its quotes.
pub fn inner(node: Node<'_>) -> Span {
    let span = node.span();
    let is_quoted = node.kind() == ValueKind::String && span.len() >= 2;
    if is_quoted { Span { start: span.start + 1, end: span.end - 1 } } else { span }
}
