//! How long a value is as JSON text, whatever its layout in the file.

use crate::json::{ESCAPED, Node, ValueKind, string};
use std::ops::AddAssign;

/// The length of a value's JSON text in the ways in which it may be counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Length {
    /// Unicode characters without white space, nothing escaped that need not be.
    pub compact: usize,
    /// Characters as the AWS CLI sends it: a space after every comma and colon, and everything except printable ASCII
    /// as `\uXXXX`.
    pub sent: usize,
    /// Bytes of UTF-8 of the compact text. Never more than `sent`.
    pub bytes: usize,
}

impl Length {
    /// The length of `count` ASCII characters.
    const fn ascii(count: usize) -> Length {
        Length { compact: count, sent: count, bytes: count }
    }
    /// Of text without escapes, between quotes; `del` says whether DEL may be in it.
    fn plain(text: &str, del: bool) -> Length {
        if !del && text.is_ascii() && !text.bytes().any(|it| it < b' ' || it == b'"') {
            return Length::ascii(text.len());
        }
        let mut length = Length::default();
        text.chars().for_each(|c| length += Length::character(c));
        length
    }
    /// Of commas or colons.
    pub const fn separators(count: usize) -> Length {
        Length { compact: count, sent: count * 2, bytes: count }
    }
    /// Of one character between quotes.
    fn character(c: char) -> Length {
        match c {
            '"' | '\\' | '\u{8}' | '\t' | '\n' | '\u{c}' | '\r' => Length::ascii(2),
            '\0'..='\x1f' => Length::ascii(6),
            ' '..='~' => Length::ascii(1),
            _ => Length { compact: 1, sent: c.len_utf16() * 6, bytes: c.len_utf8() },
        }
    }
}

impl AddAssign for Length {
    fn add_assign(&mut self, more: Length) {
        self.compact += more.compact;
        self.sent += more.sent;
        self.bytes += more.bytes;
    }
}

impl Node<'_> {
    /// How long it is as JSON text. What could not be read counts nothing.
    pub fn length(self) -> Length {
        let cells = &self.tree.cells[self.id as usize..self.cell().next as usize];
        // DEL is the one character of ASCII that the AWS CLI escapes and JSON does not.
        let del = self.raw_bytes().iter().fold(false, |found, byte| found | (*byte == 0x7f));
        let plain = self.raw_bytes().is_ascii() && !del;
        let (mut length, mut special) = (0, Length::default());
        let mut firsts = 1;
        for (cell, id) in cells.iter().zip(self.id..) {
            match cell.kind {
                ValueKind::Unknown => {}
                ValueKind::String if !plain || cell.flags & ESCAPED != 0 => {
                    special += Node { id, ..self }.text_length(del)
                }
                ValueKind::Array | ValueKind::Object => {
                    firsts += usize::from(cell.next > id + 1);
                    length += 2;
                }
                _ => length += (cell.end - cell.start) as usize,
            }
        }
        // Before every key, value and element but the first of its container stands a comma or a colon.
        special += Length::separators(cells.len() - firsts);
        special += Length::ascii(length);
        special
    }

    fn text_length(self, del: bool) -> Length {
        if self.is_open() {
            return Length::ascii(2);
        }
        let inner = self.inner();
        if !del && !self.is_escaped() && inner.is_ascii() {
            return Length::ascii(inner.len() + 2);
        }
        // What is around a string is counted too, and each time it with that.
        let (id, known) = self.tree.counted.get();
        if id == self.id && known != Length::default() {
            return known;
        }
        let mut length = Length::ascii(2);
        let mut at = 0;
        while let Some(byte) = inner.as_bytes().get(at) {
            if *byte == b'\\' && self.is_escaped() {
                let (c, after) = string::escape(inner, at);
                length += Length::character(c);
                at = after;
                continue;
            }
            let rest = &inner[at..];
            let escape = if self.is_escaped() { memchr::memchr(b'\\', rest.as_bytes()) } else { None };
            let plain = &rest[..escape.unwrap_or(rest.len())];
            length += Length::plain(plain, del);
            at += plain.len();
        }
        self.tree.counted.set((self.id, length));
        length
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reading_counts_what_it_sends() {
        for (text, compact, sent, bytes) in [
            ("{ }", 2, 2, 2),
            ("[ 1 , 2 ]", 5, 6, 5),
            (r#"{ "a" : [ ] , "b" : -0.50 }"#, 18, 21, 18),
            (r#""\u0041\/\n\u000a\u0001\"\\""#, 18, 18, 18),
            (r#""é\u00e9\ud83d\ude00""#, 5, 26, 10),
            ("\"\x7f\"", 3, 8, 3),
        ] {
            let tree = crate::json::parse(text).tree;
            assert_eq!(tree.root().length(), Length { compact, sent, bytes }, "{text}");
        }
    }
}
