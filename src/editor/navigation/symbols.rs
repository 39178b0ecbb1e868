//! The outline of a document. Values are not shown: they may be secret.

use crate::{
    check::Document,
    editor::{
        lsp::{DocumentSymbol, SymbolKind},
        reading,
        text_document::TextDocument,
    },
    json::{Node, ValueKind},
    secrets,
    text::span::Span,
};

/// More symbols make the outline of an editor slow.
const SYMBOLS_MAX: usize = 1_000;

/// The outline of a document that is checked.
pub fn symbols(document: &TextDocument, is: Option<Document>) -> Vec<DocumentSymbol> {
    reading::read(&document.source, is, |parsed| {
        let mut left = SYMBOLS_MAX;
        children(document, parsed.tree.root(), &mut left)
    })
}

fn children(document: &TextDocument, node: Node<'_>, left: &mut usize) -> Vec<DocumentSymbol> {
    let mut symbols = Vec::new();
    match node.kind() {
        ValueKind::Object => {
            for (key, value) in node.members() {
                let name = shown(document, key.span()).unwrap_or_default();
                symbols.extend(symbol(document, name, key.span(), value, left));
            }
        }
        ValueKind::Array => {
            for (at, element) in node.elements().enumerate().filter(|(_, element)| is_container(*element)) {
                let (name, selected) =
                    name_of(document, element).unwrap_or((at.to_string(), element.opening_bracket().span()));
                symbols.extend(symbol(document, name, selected, element, left));
            }
        }
        _ => {}
    }
    symbols
}

fn is_container(node: Node<'_>) -> bool {
    matches!(node.kind(), ValueKind::Object | ValueKind::Array)
}

/// The name of an element: a container, a variable, a volume.
fn name_of(document: &TextDocument, element: Node<'_>) -> Option<(String, Span)> {
    let name = element.get("name").or_else(|| element.get("Name"))?;
    shown(document, name.span()).filter(|text| !text.is_empty()).map(|text| (text, name.span()))
}

/// The text of a string, without its quotes and without secrets.
fn shown(document: &TextDocument, span: Span) -> Option<String> {
    Some(secrets::shown(&document.source).get(span.range())?.trim_matches('"').to_owned())
}

fn symbol(
    document: &TextDocument,
    name: String,
    selected: Span,
    value: Node<'_>,
    left: &mut usize,
) -> Option<DocumentSymbol> {
    *left = left.checked_sub(1)?;
    let start = selected.start.min(value.span().start);
    let range = document.range(Span { start, end: value.span().end.max(selected.end) });
    let children = children(document, value, left);
    let children = Some(children).filter(|children| !children.is_empty());
    let name = if name.is_empty() { "\"\"".to_owned() } else { name };
    Some(DocumentSymbol::new(name, None, kind(value), None, None, range, document.range(selected), children))
}

fn kind(value: Node<'_>) -> SymbolKind {
    match value.kind() {
        ValueKind::Object => SymbolKind::Object,
        ValueKind::Array => SymbolKind::Array,
        ValueKind::String => SymbolKind::String,
        ValueKind::Number => SymbolKind::Number,
        ValueKind::Bool => SymbolKind::Boolean,
        ValueKind::Null | ValueKind::Unknown => SymbolKind::Null,
    }
}
