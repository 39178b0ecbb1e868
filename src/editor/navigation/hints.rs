//! Hints in the text: how much of the limit the overrides use, and the size of the task.

use crate::{
    check::Document,
    document::task_definition::Definitions,
    editor::{
        docs, linked,
        lsp::{InlayHint, Label},
        reading,
        text_document::TextDocument,
    },
    json::{Node, ShapeId},
    model::{kind::DocumentKind, limits, shape::LATEST},
    text::{display::grouped, span::Span},
};

/// The hints in a part of a document.
pub fn hints(
    document: &TextDocument,
    is: Option<Document>,
    definitions: &Definitions,
    part: Span,
) -> Vec<InlayHint> {
    reading::read(&document.source, is, |parsed| {
        let members = parsed
            .tree
            .root()
            .nodes()
            .flat_map(Node::members)
            .filter(|(_, value)| value.shape() != ShapeId::UNKNOWN);
        let hint = |(_, value): (Node<'_>, Node<'_>)| match value.shape().get().name {
            "overrides" if is_of_launch(value) => Some((value.opening_bracket().span().end, budget(value))),
            "taskDefinition" => Some((value.span().end, size(value, definitions, document.source.name())?)),
            _ => None,
        };
        let hints = members.filter_map(hint).filter(|(at, _)| (part.start..=part.end).contains(at));
        hints.map(|(at, label)| inlay(document, at, label)).collect()
    })
}

fn inlay(document: &TextDocument, at: u32, label: String) -> InlayHint {
    let position = document.position(at as usize);
    InlayHint::new(position, Label::String(label), None, None, None, Some(true), None, None)
}

fn is_of_launch(value: Node<'_>) -> bool {
    let kind = docs::document_around(value).map(|(kind, _)| kind);
    matches!(kind, Some(DocumentKind::StartTask | DocumentKind::RunTask))
}

fn budget(overrides: Node<'_>) -> String {
    let most = limits::OVERRIDES_CHARACTERS.on(LATEST) as usize;
    format!("{} of {} characters", grouped(overrides.length().compact), grouped(most))
}

/// The size of the task: what the overrides say, or else the task definition.
fn size(value: Node<'_>, definitions: &Definitions, file: &str) -> Option<String> {
    let (kind, launch) = docs::document_around(value)?;
    if !matches!(kind, DocumentKind::StartTask | DocumentKind::RunTask) {
        return None;
    }
    let definition = linked::definition_of(value, definitions, file)?;
    let overrides = linked::member(launch, "overrides");
    let of_task = |name: &str| {
        let own = overrides.and_then(|overrides| linked::member(overrides, name)).and_then(Node::as_str);
        let defined =
            || definition.with(|root| root.get(name).and_then(Node::as_str).map(|it| it.into_owned()));
        own.map(|it| it.into_owned()).or_else(defined).filter(|text| is_size(text))
    };
    Some(format!("cpu {}, memory {}", of_task("cpu")?, of_task("memory")?))
}

/// Whether a text is a size, and not something that was not filled in.
fn is_size(text: &str) -> bool {
    text.len() <= 16 && text.starts_with(|it: char| it.is_ascii_digit() || it == '.')
}
