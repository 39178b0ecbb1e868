//! What may be written at an offset, also where the document is broken.
//!
//! What is being written is replaced by a marker, and the recovering reader reads that text: where the marker is in the
//! tree says whether a key or a value is being written, and of which member.

mod names;
mod token;

use crate::{
    assist::{OpenDocument, Site, member_docs, recognized},
    json::Node,
    model::shape::{LATEST, Shape, Type},
    text::edit::Edit,
};
use token::Token;

/// No document has this string. As a key, it looks like a comment, which says nothing about the kind of the document.
const MARKER: &str = "_ecs-preflight_";

/// Something that may be written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Completion {
    /// What it is called.
    pub label: String,
    /// What it is.
    pub kind: CompletionKind,
    /// Its type, or what it means in a few words.
    pub detail: String,
    /// What it is for, as Markdown.
    pub documentation: String,
    /// Replaces what is being written.
    pub edit: Edit,
    /// The text of `edit` with tab stops, in the syntax of snippets.
    pub snippet: String,
    /// The comma after the value before it, if that is missing.
    pub comma: Option<Edit>,
}

/// What a completion is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CompletionKind {
    /// A member that is not present yet.
    Member,
    /// A value of an enumeration, a size, or a boolean.
    Value,
    /// A name or an id that another place has.
    Name,
}

/// A value that may be written.
struct Value {
    label: String,
    kind: CompletionKind,
    detail: String,
    documentation: String,
    /// As JSON.
    text: String,
    snippet: Option<String>,
}

/// What may be written at an offset, the most probable first.
pub fn completions(document: &OpenDocument<'_>, offset: usize) -> Vec<Completion> {
    let text = document.source.text();
    if !text.is_char_boundary(offset) {
        return Vec::new();
    }
    let token = Token::around(text, offset);
    let (before, after) = (&text[..token.span.start as usize], &text[token.span.end as usize..]);
    // What is being written may hide what the document is.
    let kind = document.kind.or_else(|| recognized(&format!("{before}{after}")));
    let document = OpenDocument { kind, ..*document };
    let marked = format!("{before}\"{MARKER}\"{after}");
    let mut found = Vec::new();
    document.each_site_of(&marked, &mut |site| {
        let Some(node) = site.body.nodes().find(|node| node.is(MARKER)) else { return };
        let values = if node.is_key() { members(&site, node, &token) } else { values(&site, node) };
        found.extend(values.into_iter().map(|value| token.completion(value)));
    });
    found
}

/// The members that an object does not have yet, the required ones first.
fn members(site: &Site<'_>, key: Node<'_>, token: &Token) -> Vec<Value> {
    let Some(object) = key.parent() else { return Vec::new() };
    let present: Vec<_> = object.members().filter_map(|(key, _)| key.as_str()).collect();
    let is_missing = |shape: &&&Shape| !present.iter().any(|name| *name == shape.name);
    let is_offered =
        |shape: &&&Shape| !shape.read_only && shape.known_on(LATEST) && !is_deprecated(site, shape);
    let all: Vec<&Shape> = object.shape().members().collect();
    let mut missing: Vec<_> = all.iter().filter(is_missing).filter(is_offered).collect();
    missing.sort_by_key(|shape| !shape.required_on(LATEST));
    missing.into_iter().map(|shape| member(site, shape, token)).collect()
}

fn is_deprecated(site: &Site<'_>, shape: &Shape) -> bool {
    member_docs::of(site.kind, shape).is_some_and(|schema| schema.get("doNotSuggest").is_some())
}

fn member(site: &Site<'_>, shape: &Shape, token: &Token) -> Value {
    let name = site.spelled(shape.name);
    let required = if shape.required_on(LATEST) { ", required" } else { "" };
    let description = member_docs::of(site.kind, shape).and_then(member_docs::description);
    let (text, snippet) = if token.has_colon {
        (format!("\"{name}\""), None)
    } else {
        let (empty, tab_stop) = empty_value(shape.form);
        (format!("\"{name}\": {empty}"), Some(format!("\"{name}\": {tab_stop}")))
    };
    Value {
        label: name,
        kind: CompletionKind::Member,
        detail: format!("{}{required}", member_docs::type_of(shape)),
        documentation: description.unwrap_or_default().to_owned(),
        text,
        snippet,
    }
}

/// A value of a type with nothing in it, and the same with a tab stop.
fn empty_value(form: Type) -> (&'static str, &'static str) {
    match form {
        Type::Unknown | Type::Text | Type::Timestamp => ("\"\"", "\"$1\""),
        Type::Integer(..) => ("0", "${1:0}"),
        Type::Boolean => ("true", "${1|true,false|}"),
        Type::List => ("[]", "[$1]"),
        Type::Struct | Type::Map => ("{}", "{$1}"),
    }
}

/// The values that a member or an element may have.
fn values(site: &Site<'_>, node: Node<'_>) -> Vec<Value> {
    let shape = node.shape().get();
    let schema = member_docs::of(site.kind, shape);
    let meaning =
        |word: &str| schema.and_then(|schema| member_docs::meaning(schema, word)).unwrap_or_default();
    let plain = |text: &str, documentation: &str, kind: CompletionKind, json: String| Value {
        label: text.to_owned(),
        kind,
        detail: String::new(),
        documentation: documentation.to_owned(),
        text: json,
        snippet: None,
    };
    match shape.form {
        Type::Boolean => {
            ["true", "false"].map(|word| plain(word, "", CompletionKind::Value, word.to_owned())).into()
        }
        Type::List | Type::Struct | Type::Map => {
            let (empty, tab_stop) = empty_value(shape.form);
            let value = plain(empty, "", CompletionKind::Value, empty.to_owned());
            vec![Value { snippet: Some(tab_stop.to_owned()), ..value }]
        }
        Type::Text if !shape.words.is_empty() => shape
            .words_on(LATEST)
            .map(|word| plain(word, meaning(word), CompletionKind::Value, format!("\"{word}\"")))
            .collect(),
        _ => names::names(site, node),
    }
}
