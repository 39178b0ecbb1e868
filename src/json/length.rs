//! How long a value is as JSON text, whatever its layout in the file.

use super::{Kind, Node, string};
use std::ops::AddAssign;

/// The length of a value's JSON text in the two ways in which it may be counted. Bytes of UTF-8 lie
/// between them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Length {
    /// Unicode characters without white space, nothing escaped that need not be.
    pub compact: usize,
    /// Characters as the AWS CLI sends it: a blank behind every comma and colon, and everything
    /// outside of printable ASCII as `\uXXXX`.
    pub sent: usize,
}

impl Length {
    /// Of so many ASCII characters.
    const fn ascii(count: usize) -> Length {
        Length { compact: count, sent: count }
    }
    /// Of commas or colons.
    const fn separators(count: usize) -> Length {
        Length { compact: count, sent: count * 2 }
    }
    /// Of one character between quotes.
    fn character(c: char) -> Length {
        match c {
            '"' | '\\' | '\u{8}' | '\t' | '\n' | '\u{c}' | '\r' => Length::ascii(2),
            '\0'..='\x1f' => Length::ascii(6),
            ' '..='~' => Length::ascii(1),
            _ => Length { compact: 1, sent: c.len_utf16() * 6 },
        }
    }
}

impl AddAssign for Length {
    fn add_assign(&mut self, more: Length) {
        self.compact += more.compact;
        self.sent += more.sent;
    }
}

/// The most characters that one byte becomes: DEL is sent as `\u007f`.
const GROWTH: usize = 6;

impl Node<'_> {
    /// A bound for both readings of [`Node::length`] that costs next to nothing.
    pub fn length_at_most(self) -> usize {
        // At most one separator stands behind each cell, and each gets a blank.
        let cells = (self.cell().next - self.id) as usize;
        let bytes = self.raw_bytes();
        if bytes.len() < 1024 {
            return bytes.len() * GROWTH + cells;
        }
        let plain = bytes.is_ascii() && !bytes.contains(&0x7f);
        bytes.len() * if plain { 1 } else { GROWTH } + cells
    }

    /// How long it is as JSON text. What could not be read counts nothing.
    pub fn length(self) -> Length {
        let mut length = match self.kind() {
            Kind::Hole => Length::default(),
            Kind::String => self.text_length(),
            Kind::Array | Kind::Object => Length::ascii(2),
            _ => Length::ascii(self.raw().len()),
        };
        let mut commas = 0;
        for (at, child) in self.children().enumerate() {
            length += child.length();
            commas = at;
        }
        // Keys and values alternate: what stands between them is a colon or a comma, and both count alike.
        length += Length::separators(commas);
        length
    }

    fn text_length(self) -> Length {
        let mut length = Length::ascii(2);
        if self.is_escaped() {
            string::decode(self.inner()).for_each(|(c, _)| length += Length::character(c));
        } else {
            self.inner().chars().for_each(|c| length += Length::character(c));
        }
        length
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reading_counts_what_it_sends() {
        for (text, compact, sent) in [
            ("{ }", 2, 2),
            ("[ 1 , 2 ]", 5, 6),
            (r#"{ "a" : [ ] , "b" : -0.50 }"#, 18, 21),
            (r#""\u0041\/\n\u000a\u0001\"\\""#, 18, 18),
            (r#""é\u00e9\ud83d\ude00""#, 5, 26),
            ("\"\x7f\"", 3, 8),
        ] {
            let tree = super::super::parse(text).tree;
            assert_eq!(tree.root().length(), Length { compact, sent }, "{text}");
        }
    }
}
