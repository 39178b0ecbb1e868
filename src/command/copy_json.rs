//! Texts of files and of JSON, on their way into the request.

use crate::{
    json::{self, Node},
    shorthand::to_json::Json,
    text::{
        mapped_text::{MappedText, SourceId, SourceRange},
        source::Source,
        span::Span,
    },
};
use std::ops::Range;

/// Adds a node: letter for letter where all of it is known JSON, else piece by piece.
pub(super) fn copy(out: &mut Json, text: &MappedText, node: Node<'_>, lost: &[Span]) {
    let span = node.span();
    let origin = text.origin(span.range());
    let known = text.is_known(span.range());
    if known && json::is_strict(node.raw()) {
        return out.text.push_part(text, span.range());
    }
    let edge = |at: u32| text.origin(at as usize..at as usize);
    if lost.iter().any(|it| span.contains(*it)) {
        out.lost.push(Span::new(out.text.len(), out.text.len()));
    }
    match node.kind() {
        json::ValueKind::Object if node.members().any(|(key, _)| !text.is_known(key.span().range())) => {
            out.push_hole(origin);
        }
        json::ValueKind::Object => {
            out.push("{", text.origin(span.start as usize..span.start as usize + 1));
            for (at, (key, value)) in node.members().enumerate() {
                if at > 0 {
                    out.push(", ", edge(key.span().start));
                }
                copy_string(out, text, key);
                out.push(": ", edge(key.span().end));
                copy(out, text, value, lost);
            }
            out.push("}", edge(span.end));
        }
        json::ValueKind::Array => {
            out.push("[", text.origin(span.start as usize..span.start as usize + 1));
            for (at, value) in node.elements().enumerate() {
                if at > 0 {
                    out.push(", ", edge(value.span().start));
                }
                copy(out, text, value, lost);
            }
            out.push("]", edge(span.end));
        }
        json::ValueKind::String if known || has_quotes(node.raw()) => copy_string(out, text, node),
        _ => out.push_hole(origin),
    }
}

/// Whether it is a string whatever becomes of the parts of it that are not known.
fn has_quotes(raw: &str) -> bool {
    raw.starts_with('"') && json::is_strict(raw)
}

fn copy_string(out: &mut Json, text: &MappedText, node: Node<'_>) {
    let origin = text.origin(node.span().range());
    let raw = node.raw();
    // Half a surrogate pair passes the client and has no character: it stays as written.
    let lone = raw.len() > 1 && raw.starts_with('"') && raw.ends_with('"') && raw.contains("\\u");
    if json::is_strict(raw) || lone {
        return out.text.push_part(text, node.span().range());
    }
    // Broken by what may not stand there as it is, a line break say: every other character has its place.
    let between = raw.strip_prefix('"').and_then(|it| it.strip_suffix('"')).filter(|it| !it.contains('\\'));
    if let Some(between) = between {
        let Range { start, end } = node.span().range();
        out.push("\"", text.origin(start..start + 1));
        out.push_characters(between, text, start + 1);
        return out.push("\"", text.origin(end - 1..end));
    }
    out.push("\"", SourceRange { span: Span { end: origin.span.start, ..origin.span }, ..origin });
    out.push_escaped(&node.as_str().unwrap_or_default(), origin);
    out.push("\"", SourceRange { span: Span { start: origin.span.end, ..origin.span }, ..origin });
}

/// `overrides.json` where a value was expected.
pub(super) fn forgotten_file(text: &MappedText) -> Option<String> {
    let path = text.text();
    if let Some(meant) = in_lowercase(path) {
        return Some(meant);
    }
    let named = [".json", ".yaml", ".yml"].iter().any(|it| path.len() > it.len() && path.ends_with(it));
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '\\' | '.' | '-' | '_' | '~' | ':' | '$');
    (named && path.chars().all(plain)).then(|| match path.strip_prefix("file:") {
        Some(rest) if rest.starts_with('\\') => format!("file://{}", rest.trim_start_matches('\\')),
        Some(rest) if rest.starts_with('/') => format!("file:///{}", rest.trim_start_matches('/')),
        Some(rest) => format!("file://{rest}"),
        None => format!("file://{path}"),
    })
}

/// `File://a` with its prefix as the client knows it.
fn in_lowercase(path: &str) -> Option<String> {
    let (prefix, rest) = path.split_at_checked(path.find("://")? + 3)?;
    let known = ["file://", "fileb://"].into_iter().find(|it| prefix.eq_ignore_ascii_case(it))?;
    (prefix != known).then(|| format!("{known}{rest}"))
}

/// Text with the newlines that Python makes of any.
pub(crate) fn newlines(id: SourceId, text: &str) -> MappedText {
    if !text.contains('\r') {
        return MappedText::verbatim(id, text, 0);
    }
    let mut traced = MappedText::default();
    let origin = |start: usize, end: usize| SourceRange { source: id, span: Span::new(start, end) };
    let mut at = 0;
    while let Some(found) = text[at..].find('\r') {
        let end = at + found;
        traced.push_verbatim(id, &text[at..end], at);
        let length = if text[end..].starts_with("\r\n") { 2 } else { 1 };
        traced.push("\n", origin(end, end + length));
        at = end + length;
    }
    traced.push_verbatim(id, &text[at..], at);
    traced
}

/// The text that `json.loads` finds in bytes: UTF-8 or UTF-16, with or without a byte-order mark.
pub(super) fn decoded(bytes: Vec<u8>) -> Vec<u8> {
    let source = Source::new("", bytes.clone());
    match source.utf16() {
        Some(text) => text.into_bytes(),
        None => bytes.strip_prefix(b"\xef\xbb\xbf").map(<[u8]>::to_vec).unwrap_or(bytes),
    }
}
