//! Pairs of a name and a value in text that nobody takes apart: shorthand (`name=DB_PASSWORD,value=…`), JSON between
//! the quotes of a shell, and both with slips in them. What a command means is better known where it is understood.

use crate::secrets::names::{is_literal, is_secret_name};
use std::ops::Range;

/// A pair is not longer than this on either side of `value`.
const NEAR: usize = 1_000;

/// The values whose name beside them is that of a secret, and those behind an option in a list: `[--password,…]`.
pub fn pairs(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    for at in memchr::memmem::find_iter(bytes, b"alue") {
        let starts = at > 0 && bytes[at - 1].eq_ignore_ascii_case(&b'v');
        let Some(value) = value(bytes, at + 4).filter(|_| starts) else { continue };
        if is_named(text, at, value.end) {
            found.push(value);
        }
    }
    for at in memchr::memmem::find_iter(bytes, b"--") {
        let name = word(bytes, at + 2);
        let end = at + 2 + name.len();
        if is_secret_name(name) && bytes.get(end) == Some(&b',') {
            found.push(end + 1..bare_end(bytes, end + 1));
        }
    }
    found.retain(|it| text.get(it.clone()).is_some_and(is_literal));
    found
}

/// What stands behind a key that ends there: between quotes, or up to where a word ends.
fn value(bytes: &[u8], key_end: usize) -> Option<Range<usize>> {
    let at = skip(bytes, key_end, b"\\\"'");
    let at = skip(bytes, at, b" ");
    let at = bytes.get(at).filter(|it| matches!(it, b'=' | b':')).map(|_| at + 1)?;
    let at = skip(bytes, at, b" \\");
    match *bytes.get(at)? {
        quote @ (b'"' | b'\'') => {
            let start = at + 1;
            let length = bytes.get(start..)?.iter().position(|it| *it == quote || *it == b'\n')?;
            // The quote itself may be behind a backslash.
            let end = start + length;
            let end = if length > 0 && bytes[end - 1] == b'\\' { end - 1 } else { end };
            Some(start..end)
        }
        _ => Some(at..bare_end(bytes, at)),
    }
}

/// Whether a name of a secret stands in the same braces, or, where there are none, in the same word.
fn is_named(text: &str, key: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    let before = key.saturating_sub(NEAR)..key;
    let open = bytes[before.clone()].iter().rposition(|it| *it == b'{').map(|it| before.start + it);
    let blank = |it: &u8| it.is_ascii_whitespace();
    let start =
        open.unwrap_or_else(|| bytes[before.clone()].iter().rposition(blank).unwrap_or(0) + before.start);
    let after = &bytes[end..bytes.len().min(end + NEAR)];
    let close = |it: &u8| *it == b'}' || open.is_none() && blank(it);
    let end = end + after.iter().position(close).unwrap_or(after.len());
    let part = &bytes[start..end];
    let keys = [&b"name"[..], b"Name", b"key", b"Key"];
    keys.iter().any(|key| {
        memchr::memmem::find_iter(part, key)
            .filter_map(|at| value(part, at + key.len()))
            .any(|it| is_secret_name(word(part, it.start)))
    })
}

/// The letters, digits and signs of a name.
fn word(bytes: &[u8], at: usize) -> &str {
    let rest = bytes.get(at..).unwrap_or_default();
    let is_part = |it: &u8| it.is_ascii_alphanumeric() || matches!(it, b'_' | b'-' | b'.' | b'/');
    let end = rest.iter().position(|it| !is_part(it)).unwrap_or(rest.len());
    std::str::from_utf8(&rest[..end]).unwrap_or_default()
}

fn bare_end(bytes: &[u8], at: usize) -> usize {
    let ends = |it: &u8| matches!(it, b',' | b'}' | b']' | b'"' | b'\'') || it.is_ascii_whitespace();
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(ends).unwrap_or(rest.len())
}

fn skip(bytes: &[u8], at: usize, what: &[u8]) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|it| !what.contains(it)).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_values() {
        for (text, values) in [
            ("[{name=DB_PASSWORD,value=hunter2}]", &["hunter2"][..]),
            (
                "[{name=DB_PASSWORD,value='hunter 2'},{value=\"s3cr3t\",name=B_SECRET}",
                &["hunter 2", "s3cr3t"],
            ),
            ("key=admin-password,value=hunter2 key=x,value=plain", &["hunter2"]),
            (r#""{\"name\": \"X_TOKEN\", \"value\": \"hunter2\"}""#, &["hunter2"]),
            ("command=[--password,hunter2]", &["hunter2"]),
            ("{name=STAGE,value=prod}{name=DB_PASSWORD,value=$DB_PASSWORD}", &[]),
            ("{name=DB_PASSWORD,valueFrom=x}", &[]),
            ("value=", &[]),
            ("--password,", &[]),
        ] {
            let found: Vec<_> = pairs(text).into_iter().map(|it| &text[it]).collect();
            assert_eq!(found, values, "{text}");
        }
    }
}
