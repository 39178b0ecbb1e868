//! Findings as diagnostics of the protocol.

use crate::{
    diagnostic::{Diagnostic, Label, Severity},
    editor::{
        client::Client,
        lsp,
        position::{Lines, PositionEncoding},
        text_document::TextDocument,
    },
    rules,
    text::{source::Source, span::Span},
};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Who the diagnostics are from.
pub const SOURCE: &str = "ecs-preflight";

/// Rules whose place the editor shows as deprecated.
const DEPRECATED: [&str; 2] = ["inference-accelerators", "retired-member"];
/// Rules whose place does nothing, so that the editor may fade it.
const UNNECESSARY: [&str; 4] = ["ignore-duplicate", "ignore-expired", "ignore-stale", "option-repeated"];
/// Rules that find what an editor with the JSON Schema of the document reports too.
const IN_SCHEMA: [&str; 8] = [
    "duplicate-key",
    "enum-value",
    "missing-member",
    "null-value",
    "syntax",
    "unknown-member",
    "value-range",
    "wrong-type",
];

/// Finds the address of a file, given the name under which it is reported.
pub type AddressOf<'a> = dyn Fn(&str) -> Option<String> + 'a;

/// The findings of a document as diagnostics. `uri` is its address.
pub fn diagnostics(
    document: &TextDocument,
    findings: &[Diagnostic],
    client: &Client,
    uri: &str,
    address_of: &AddressOf<'_>,
) -> Vec<lsp::Diagnostic> {
    let wanted = |it: &&Diagnostic| !client.leave_out_schema || !IN_SCHEMA.contains(&it.rule.as_ref());
    let convert = |it: &Diagnostic| diagnostic(document, it, client, uri, address_of);
    findings.iter().filter(wanted).map(convert).collect()
}

/// A finding as a diagnostic.
pub fn diagnostic(
    document: &TextDocument,
    finding: &Diagnostic,
    client: &Client,
    uri: &str,
    address_of: &AddressOf<'_>,
) -> lsp::Diagnostic {
    let page = rules::page_of(finding);
    let tags = client.tags.then(|| tags(&finding.rule)).filter(|tags| !tags.is_empty());
    let related = || {
        let related = finding.labels.iter();
        related.filter_map(|label| related_place(document, label, uri, address_of)).collect::<Vec<_>>()
    };
    let related = client.related_information.then(related).filter(|related| !related.is_empty());
    lsp::Diagnostic {
        range: document.range(finding.span),
        severity: Some(match finding.severity {
            Severity::Error => lsp::DiagnosticSeverity::Error,
            Severity::Warning => lsp::DiagnosticSeverity::Warning,
            Severity::Info => lsp::DiagnosticSeverity::Information,
        }),
        code: Some(lsp::Code::String(finding.rule.to_string())),
        code_description: page.map(|href| lsp::CodeDescription { href: lsp::Uri(href) }),
        source: Some(SOURCE.to_owned()),
        message: lsp::Message::String(message(finding)),
        tags,
        related_information: related,
        data: None,
    }
}

/// What is wrong and, on a line of its own, what to do about it.
fn message(finding: &Diagnostic) -> String {
    match finding.advice() {
        Some(advice) => format!("{}\n{}", &*finding.message, &**advice),
        None => finding.message.to_string(),
    }
}

fn tags(rule: &str) -> Vec<lsp::DiagnosticTag> {
    let deprecated = DEPRECATED.contains(&rule).then_some(lsp::DiagnosticTag::Deprecated);
    let unnecessary = UNNECESSARY.contains(&rule).then_some(lsp::DiagnosticTag::Unnecessary);
    deprecated.into_iter().chain(unnecessary).collect()
}

fn related_place(
    document: &TextDocument,
    label: &Label,
    uri: &str,
    address_of: &AddressOf<'_>,
) -> Option<lsp::DiagnosticRelatedInformation> {
    let location = match &label.file {
        Some(file) => location(file, label.span, &address_of(file.name())?, document.encoding()),
        None => lsp::Location { uri: lsp::Uri(uri.to_owned()), range: document.range(label.span) },
    };
    Some(lsp::DiagnosticRelatedInformation { location, message: label.message.to_string() })
}

/// A place in a file.
pub fn location(file: &Source, span: Span, uri: &str, encoding: PositionEncoding) -> lsp::Location {
    let range = Lines::of(file.text(), encoding).range(file.text(), span);
    lsp::Location { uri: lsp::Uri(uri.to_owned()), range }
}

/// An id that only equal diagnostics have.
pub fn result_id(diagnostics: &[lsp::Diagnostic]) -> String {
    let mut hasher = DefaultHasher::new();
    diagnostics.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
