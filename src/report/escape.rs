//! How text is written where some of its characters would mean something: one function a language.

use crate::text::display::COMMAND;
use crate::{
    diagnostic::{Part, Text},
    report::plain,
};
use std::{borrow::Cow, fmt::Write};

/// For XML and HTML, between tags and in attributes. What XML cannot hold at all gets a stand-in.
pub fn markup(text: &str) -> String {
    let text = plain(text);
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '[' if escaped.ends_with(&COMMAND[..2]) => escaped.push_str("&#91;"),
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// For one line of GitHub's Markdown, also in a cell of a table: every character that could begin
/// anything becomes an entity, as a backslash does not help in code.
pub fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in plain(text).chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '!' | ':' | '@' | '$'
            | '#' | '"' | '\'' => {
                // Writing into a string cannot fail.
                let _ = write!(escaped, "&#{};", u32::from(c));
            }
            _ => escaped.push(c),
        }
    }
    escaped
}

/// The same for a sentence of a finding, with its code as code.
pub fn markdown_message(text: &Text) -> String {
    with_code(text, markdown)
}

/// A sentence of a finding as HTML, with its code as code.
pub fn markup_message(text: &Text) -> String {
    with_code(text, markup)
}

fn with_code(text: &Text, escape: fn(&str) -> String) -> String {
    let part = |part: Part<'_>| match part {
        Part::Words(words) => escape(words),
        Part::Code(code) => format!("<code>{}</code>", escape(code)),
    };
    text.parts().map(part).collect()
}

/// The message of a workflow command of GitHub. Line ends are kept, as the command can say them.
pub fn command_message(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '%' => escaped.push_str("%25"),
            '\r' => escaped.push_str("%0D"),
            '\n' => escaped.push_str("%0A"),
            _ => escaped.push(crate::text::display::visible(c)),
        }
    }
    escaped
}

/// A property of a workflow command of GitHub.
pub fn command_property(text: &str) -> String {
    command_message(text).replace(':', "%3A").replace(',', "%2C")
}

/// Whether a text is the address of a page, and nothing else. GitHub rejects a whole file for one that is not.
pub fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@!$&'()*+,;=%".contains(c);
    rest.is_some_and(|it| it.starts_with(|c: char| c.is_ascii_alphanumeric()) && it.chars().all(allowed))
}

/// A relative reference (RFC 3986) of a path, or a `file` address of an absolute one.
pub fn uri(path: &str) -> String {
    let path = if cfg!(windows) { Cow::Owned(path.replace('\\', "/")) } else { Cow::Borrowed(path) };
    let path = path.trim_start_matches("./");
    let mut uri = match path.as_bytes() {
        [b'/', ..] => "file://".to_owned(),
        [_, b':', b'/', ..] if cfg!(windows) => "file:///".to_owned(),
        _ => String::new(),
    };
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(byte as char)
            }
            _ => {
                // Writing into a string cannot fail.
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}
