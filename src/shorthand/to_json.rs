//! Shorthand as JSON with origins, on which all rules run.

use crate::shorthand::{Data, Text, Value};
use crate::text::{
    mapped_text::{MappedText, SourceRange},
    span::Span,
};
use std::ops::Range;

/// JSON that is being put together.
#[derive(Clone, Debug, Default)]
pub struct Json {
    /// The text with its origins.
    pub text: MappedText,
    /// Where values stand that nobody knows.
    pub holes: Vec<Span>,
    /// Where something was lost because of a syntax error.
    pub lost: Vec<Span>,
}

impl Json {
    /// Adds punctuation or a word.
    pub fn push(&mut self, text: &str, origin: SourceRange) {
        self.text.push(text, origin);
    }
    /// Adds a value that nobody knows.
    pub fn push_hole(&mut self, origin: SourceRange) {
        let start = self.text.len();
        self.text.push("null", origin);
        self.holes.push(Span::new(start, start + 4));
    }
    /// Adds a string whose characters stand in `text` where `runs` say, between its delimiters.
    pub fn push_string(&mut self, string: &Text, text: &MappedText, span: Span) {
        let edge = u32::from(string.quoted);
        let opening = Span { start: span.start, end: span.start + edge };
        self.push("\"", text.origin(opening.range()));
        for (index, (at, from)) in string.runs.iter().enumerate() {
            let end = string.runs.get(index + 1).map_or(string.text.len(), |it| it.0 as usize);
            let Some(run) = string.text.get(*at as usize..end) else { continue };
            self.push_characters(run, text, *from as usize);
        }
        let closing = Span { start: span.end.saturating_sub(edge), end: span.end };
        self.push("\"", text.origin(closing.range()));
    }
    /// Adds characters that stand in `text` from `from` on, letter for letter.
    pub fn push_characters(&mut self, run: &str, text: &MappedText, from: usize) {
        let mut plain = 0;
        for (at, c) in run.char_indices() {
            let Some(escaped) = escape(c) else { continue };
            self.text.push_part(text, from + plain..from + at);
            self.push(&escaped, text.origin(from + at..from + at + c.len_utf8()));
            plain = at + c.len_utf8();
        }
        self.text.push_part(text, from + plain..from + run.len());
    }
    /// Adds characters that all stand for the same bytes.
    pub fn push_escaped(&mut self, run: &str, origin: SourceRange) {
        let escaped: String = run.chars().map(|c| escape(c).unwrap_or_else(|| c.to_string())).collect();
        self.push(&escaped, origin);
    }
}

/// How JSON writes a character that may not stand in a string as it is.
fn escape(c: char) -> Option<String> {
    match c {
        '"' | '\\' => Some(format!("\\{c}")),
        '\n' => Some("\\n".to_owned()),
        '\r' => Some("\\r".to_owned()),
        '\t' => Some("\\t".to_owned()),
        '\0'..='\x1f' => Some(format!("\\u{:04x}", c as u32)),
        _ => None,
    }
}

/// Adds a value of shorthand that was read from `text`.
pub fn value(json: &mut Json, value: &Value, text: &MappedText) {
    let origin = |range: Range<usize>| text.origin(range);
    let span = value.span;
    match &value.data {
        Data::Hole | Data::Bytes => json.push_hole(origin(span.range())),
        Data::Json(_) if !text.is_known(span.range()) => json.push_hole(origin(span.range())),
        Data::Text(string) if !is_known(string, text, span) => json.push_hole(origin(span.range())),
        Data::Text(string) => json.push_string(string, text, span),
        Data::Json(word) => json.push(word, origin(span.range())),
        Data::File(content) => {
            json.push("\"", origin(span.start as usize..span.start as usize));
            json.push_characters(content.text(), content, 0);
            json.push("\"", origin(span.end as usize..span.end as usize));
        }
        Data::List(values) => {
            json.push("[", opening(span, text, '['));
            for (at, it) in values.iter().enumerate() {
                if at > 0 {
                    json.push(", ", origin(it.span.start as usize..it.span.start as usize));
                }
                crate::shorthand::to_json::value(json, it, text);
            }
            json.push("]", closing(span, text, ']'));
        }
        Data::Map(members) if members.iter().any(|it| !text.is_known(it.at.range())) => {
            json.push_hole(origin(span.range()));
        }
        Data::Map(members) => {
            json.push("{", opening(span, text, '{'));
            for (at, it) in members.iter().enumerate() {
                if at > 0 {
                    json.push(", ", origin(it.at.start as usize..it.at.start as usize));
                }
                json.push("\"", origin(it.at.start as usize..it.at.start as usize));
                json.text.push_part(text, it.at.range());
                json.push("\"", origin(it.at.end as usize..it.at.end as usize));
                json.push(": ", origin(it.at.end as usize..it.at.end as usize));
                crate::shorthand::to_json::value(json, &it.value, text);
            }
            json.push("}", closing(span, text, '}'));
        }
    }
}

/// Whether a string is known, or so much of it that it is worth a look.
fn is_known(string: &Text, text: &MappedText, span: Span) -> bool {
    let edge = u32::from(string.quoted);
    let inner = (span.start + edge) as usize..(span.end.saturating_sub(edge)) as usize;
    text.is_known(span.range()) || !inner.is_empty() && text.is_partly_known(inner)
}

/// The opening bracket, or the whole value if it has none.
fn opening(span: Span, text: &MappedText, bracket: char) -> SourceRange {
    let stands = text.text().get(span.range()).is_some_and(|it| it.starts_with(bracket));
    let end = if stands { span.start + 1 } else { span.end };
    text.origin(span.start as usize..end as usize)
}

fn closing(span: Span, text: &MappedText, bracket: char) -> SourceRange {
    let stands = text.text().get(span.range()).is_some_and(|it| it.ends_with(bracket));
    let start = if stands { span.end.saturating_sub(1) } else { span.end };
    text.origin(start as usize..span.end as usize)
}
