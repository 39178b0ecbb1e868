//! What can be written at a place of a document, which is nearly always broken there.
//!
//! `scan` finds out where the place is, `place` what the model says about it, `values` what values there are. What is
//! inserted replaces the whole string at the place, so no quote is ever doubled, and brings the commas that are missing.

mod place;
mod scan;
mod values;

use crate::{
    check::Document,
    document::{language, task_definition::Definitions},
    editor::{
        docs,
        lsp::{self, CompletionItem, CompletionItemKind},
        text_document::TextDocument,
    },
    json::quote_json,
    model::shape::{LATEST, Shape, Type},
    text::span::Span,
};
use place::Place;
use scan::{After, Found, Scan};

/// What completion is about.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The document.
    pub document: &'a TextDocument,
    /// What it is, as far as that was seen last.
    pub is: Option<Document>,
    /// All task definitions.
    pub definitions: &'a Definitions,
    /// The place.
    pub offset: usize,
    /// Whether the client fills in snippets.
    pub snippets: bool,
}

/// What can be written at a place.
pub fn complete(asked: &Asked<'_>) -> Vec<CompletionItem> {
    let is_script = language::of(asked.document.source.name(), asked.document.text()).is_some();
    let scan = Scan::new(if is_script { "" } else { asked.document.text() }, asked.offset);
    let Some(found) = scan.found() else { return Vec::new() };
    let after = scan.after();
    if after == After::Value {
        return Vec::new();
    }
    let Some(place) = Place::find(asked, &scan) else { return Vec::new() };
    let proposals =
        if found.is_key { members(asked, &scan, &place) } else { values::values(asked, &scan, &place) };
    let insertion = Insertion { asked, found, after };
    proposals.into_iter().enumerate().map(|(at, proposal)| insertion.item(at, proposal)).collect()
}

/// Something that can be written.
struct Proposal {
    label: String,
    kind: CompletionItemKind,
    /// The JSON text.
    text: String,
    /// The same with places to fill in, if there are any.
    snippet: Option<String>,
    detail: Option<String>,
    documentation: Option<String>,
    is_deprecated: bool,
}

impl Proposal {
    fn value(label: impl Into<String>, text: String, kind: CompletionItemKind) -> Proposal {
        Proposal {
            label: label.into(),
            kind,
            text,
            snippet: None,
            detail: None,
            documentation: None,
            is_deprecated: false,
        }
    }
}

/// The members that are not there yet, required ones first.
fn members(asked: &Asked<'_>, scan: &Scan<'_>, place: &Place) -> Vec<Proposal> {
    let present = scan.keys();
    let is_absent = |member: &&Shape| {
        let spelled = place.spelled(member.name);
        member.known_on(LATEST) && !member.read_only && !present.iter().any(|key| *key == spelled)
    };
    let mut members: Vec<_> = place.shape.members().filter(is_absent).collect();
    members.sort_by_key(|member| !member.required_on(LATEST));
    let has_value = scan.after() == After::Colon;
    members.into_iter().map(|member| member_proposal(asked, place, member, has_value)).collect()
}

fn member_proposal(asked: &Asked<'_>, place: &Place, member: &Shape, has_value: bool) -> Proposal {
    let name = place.spelled(member.name);
    let key = quote_json(&name);
    let (plain, snippet) = match member.form {
        _ if has_value => ("", None),
        Type::List => (": []", Some(": [$0]")),
        Type::Struct | Type::Map => (": {}", Some(": {$0}")),
        Type::Text | Type::Timestamp => (": \"\"", Some(": \"$0\"")),
        Type::Integer(..) | Type::Boolean | Type::Unknown => (": ", None),
    };
    let required = if member.required_on(LATEST) { "required" } else { "optional" };
    Proposal {
        kind: CompletionItemKind::Property,
        text: format!("{key}{plain}"),
        snippet: snippet.filter(|_| asked.snippets).map(|rest| format!("{key}{rest}")),
        detail: Some(required.to_owned()),
        documentation: Some(docs::member(place.kind, member)),
        is_deprecated: docs::is_deprecated(place.kind, member),
        label: name,
    }
}

/// How proposals are inserted.
struct Insertion<'a> {
    asked: &'a Asked<'a>,
    found: &'a Found,
    after: After,
}

impl Insertion<'_> {
    fn item(&self, at: usize, proposal: Proposal) -> CompletionItem {
        let Insertion { asked, found, after } = self;
        let is_touching = found.comma_at == Some(found.token.start as usize);
        let before = if is_touching { ", " } else { "" };
        let after = if *after == After::Item { "," } else { "" };
        let is_snippet = proposal.snippet.is_some();
        let text = proposal.snippet.unwrap_or(proposal.text);
        let edit = lsp::TextEdit {
            range: asked.document.range(found.token),
            new_text: format!("{before}{text}{after}"),
        };
        let comma = found.comma_at.filter(|_| !is_touching).map(|at| {
            let range = asked.document.range(Span::new(at, at));
            vec![lsp::TextEdit { range, new_text: ",".to_owned() }]
        });
        let is_in_string =
            asked.document.text().get(found.token.range()).is_some_and(|it| it.starts_with('"'));
        let filter = if is_in_string { quote_json(&proposal.label) } else { proposal.label.clone() };
        let documentation = proposal.documentation.map(|value| {
            lsp::Documentation::MarkupContent(lsp::MarkupContent { kind: lsp::MarkupKind::Markdown, value })
        });
        CompletionItem {
            filter_text: (filter != proposal.label).then_some(filter),
            label: proposal.label,
            kind: Some(proposal.kind),
            detail: proposal.detail,
            documentation,
            sort_text: Some(format!("{at:03}")),
            insert_text_format: is_snippet.then_some(lsp::InsertTextFormat::Snippet),
            text_edit: Some(lsp::CompletionItemTextEdit::TextEdit(edit)),
            additional_text_edits: comma,
            tags: proposal.is_deprecated.then(|| vec![lsp::CompletionItemTag::Deprecated]),
            ..Default::default()
        }
    }
}
