//! What is being written, as text: a string with or without its closing quote, a bare word, or nothing yet.

use crate::{
    assist::completion::{Completion, Value},
    text::{edit::Edit, span::Span},
};

/// What is being written, and what is around it.
pub(super) struct Token {
    /// With its quotes.
    pub span: Span,
    /// A colon follows, so a key is being changed.
    pub has_colon: bool,
    /// The end of the value before it, if a comma is missing there.
    after_value: Option<usize>,
    /// Another key or value follows without a comma.
    before_value: bool,
}

impl Token {
    pub fn around(text: &str, offset: usize) -> Token {
        let (start, end) = match opening_quote(text, offset) {
            Some(start) => (start, string_end(text, start, offset)),
            None => (
                offset - word_length(text[..offset].bytes().rev()),
                offset + word_length(text[offset..].bytes()),
            ),
        };
        let before = text[..start].trim_end();
        let after = text[end..].trim_start();
        let is_after_value = !before.is_empty() && !before.ends_with(['{', '[', ',', ':']);
        let begins_value = |sign: char| matches!(sign, '"' | '{' | '[' | '-') || sign.is_ascii_alphanumeric();
        Token {
            span: Span::new(start, end),
            has_colon: after.starts_with(':'),
            after_value: is_after_value.then_some(before.len()),
            before_value: after.starts_with(begins_value),
        }
    }

    /// The completion that replaces the token with a value.
    pub fn completion(&self, value: Value) -> Completion {
        let comma = if self.before_value { "," } else { "" };
        let snippet = value.snippet.unwrap_or_else(|| escaped(&value.text));
        Completion {
            label: value.label,
            kind: value.kind,
            detail: value.detail,
            documentation: value.documentation,
            edit: Edit { span: self.span, text: value.text + comma },
            snippet: snippet + comma,
            comma: self.after_value.map(|end| Edit { span: Span::new(end, end), text: ",".to_owned() }),
        }
    }
}

/// The text of a snippet without tab stops.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}

/// The quote of the string that an offset is in. A string of JSON ends on its line, so the quotes before are counted from
/// the beginning of the line, whatever is broken above.
fn opening_quote(text: &str, offset: usize) -> Option<usize> {
    let line = text[..offset].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let mut open = None;
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate().take(offset).skip(line) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = open.is_some(),
            b'"' => open = if open.is_none() { Some(at) } else { None },
            _ => {}
        }
    }
    open
}

/// Where a string ends: after its closing quote, or after the word at the offset if the next quote opens another string.
fn string_end(text: &str, start: usize, offset: usize) -> usize {
    let line_end = text[offset..].find(['\n', '\r']).map_or(text.len(), |at| offset + at);
    let mut is_escaped = text[start..offset].ends_with('\\');
    for (at, byte) in text[offset..line_end].bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => {
                let end = offset + at + 1;
                let after = text[end..line_end].trim_start();
                let is_closing = after.is_empty() || after.starts_with([',', ':', '}', ']', '/']);
                return if is_closing { end } else { offset + word_length(text[offset..].bytes()) };
            }
            _ => {}
        }
    }
    offset + word_length(text[offset..].bytes())
}

fn word_length(bytes: impl Iterator<Item = u8>) -> usize {
    bytes.take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')).count()
}
