//! Quotes and escapes of shorthand.

use crate::shorthand::{Dialect, Text, is_space};

/// The length of a quoted string with its quotes; `None` where it does not end.
///
/// The client's regular expression gives back what it took too much of: where no quote closes, the last
/// escaped one does.
pub(super) fn length(text: &str, quote: char, dialect: Dialect) -> Option<usize> {
    let bytes = text.as_bytes();
    let quote = quote as u8;
    let mut at = 1;
    let mut escaped = None;
    while let Some(&byte) = bytes.get(at) {
        if byte == quote {
            return Some(at + 1);
        }
        let next = bytes.get(at + 1).copied();
        if byte == b'\\' && next == Some(quote) {
            escaped = Some(at + 2);
            at += 2;
        } else if byte == b'\\' && next == Some(b'\\') && dialect == Dialect::Old {
            at += 2;
        } else {
            at += 1;
        }
    }
    escaped
}

/// Characters with the offsets at which they stand.
type Placed = Vec<(char, u32)>;

/// The content of a quoted string: first `\'` becomes `'`, then `\\` becomes `\`.
pub(super) fn unescape(inner: &str, offset: usize, quote: char) -> Text {
    let placed = inner.char_indices().map(|(at, c)| (c, (offset + at) as u32)).collect();
    let once = replace(placed, quote);
    Text { quoted: true, ..text(&replace(once, '\\')) }
}

/// An unquoted string: `\,` becomes `,`, and white space at its end goes.
pub(super) fn unescape_commas(raw: &str, offset: usize) -> Text {
    let placed = raw.char_indices().map(|(at, c)| (c, (offset + at) as u32)).collect();
    let mut placed = replace(placed, ',');
    while placed.last().is_some_and(|(c, _)| is_space(*c)) {
        placed.pop();
    }
    text(&placed)
}

/// Replaces `\c` with `c`, from left to right.
fn replace(placed: Placed, c: char) -> Placed {
    if !placed.iter().any(|(it, _)| *it == '\\') {
        return placed;
    }
    let mut replaced = Placed::with_capacity(placed.len());
    let mut rest = placed.iter().peekable();
    while let Some(&it) = rest.next() {
        match rest.peek() {
            Some(&&next) if it.0 == '\\' && next.0 == c => {
                replaced.push(next);
                rest.next();
            }
            _ => replaced.push(it),
        }
    }
    replaced
}

fn text(placed: &[(char, u32)]) -> Text {
    let mut text = Text::default();
    let mut expected = None;
    for &(c, at) in placed {
        if expected != Some(at) {
            text.runs.push((text.text.len() as u32, at));
        }
        text.text.push(c);
        expected = Some(at + c.len_utf8() as u32);
    }
    text
}
