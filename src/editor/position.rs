//! Positions of the protocol: a line and, in the units that were agreed upon, a place in it. One conversion serves both
//! ways.

use crate::text::span::Span;
pub use gen_lsp_types::{Position, Range};
use std::cell::Cell;

/// What the characters of a line are counted in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum PositionEncoding {
    /// Bytes.
    Utf8,
    /// What every client knows.
    #[default]
    Utf16,
    /// Characters.
    Utf32,
}

impl PositionEncoding {
    /// Its name in the protocol.
    pub fn word(self) -> &'static str {
        match self {
            PositionEncoding::Utf8 => "utf-8",
            PositionEncoding::Utf16 => "utf-16",
            PositionEncoding::Utf32 => "utf-32",
        }
    }

    /// The one of that name.
    pub fn named(word: &str) -> Option<PositionEncoding> {
        [PositionEncoding::Utf8, PositionEncoding::Utf16, PositionEncoding::Utf32]
            .into_iter()
            .find(|encoding| encoding.word() == word)
    }

    /// The first that a client offers and the server has.
    pub fn agreed<'c>(offered: impl Iterator<Item = &'c str>) -> PositionEncoding {
        offered.filter_map(PositionEncoding::named).next().unwrap_or_default()
    }

    fn units(self, character: char) -> usize {
        match self {
            PositionEncoding::Utf8 => character.len_utf8(),
            PositionEncoding::Utf16 => character.len_utf16(),
            PositionEncoding::Utf32 => 1,
        }
    }

    /// How long a text is.
    fn length(self, text: &str) -> usize {
        match self {
            PositionEncoding::Utf8 => text.len(),
            _ if text.is_ascii() => text.len(),
            _ => text.chars().map(|character| self.units(character)).sum(),
        }
    }
}

/// The nearest boundary of a character at or before an offset.
pub fn floor(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// Where the lines of a text begin. They end with LF, CR LF or CR.
#[derive(Debug)]
pub struct Lines {
    starts: Vec<u32>,
    encoding: PositionEncoding,
    /// The offset that was converted last, and the units before it in its line. Findings are in the order of their
    /// offsets, and a file may be one long line.
    last: Cell<(usize, usize)>,
}

impl Lines {
    /// Looks for the lines of a text.
    pub fn of(text: &str, encoding: PositionEncoding) -> Lines {
        let bytes = text.as_bytes();
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes);
        let starts = ends.filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
        let starts = std::iter::once(0).chain(starts.map(|at| at as u32 + 1)).collect();
        Lines { starts, encoding, last: Cell::new((0, 0)) }
    }

    /// The bytes of a line (from 0), without its end.
    fn line(&self, text: &str, line: usize) -> Option<Span> {
        let start = *self.starts.get(line)? as usize;
        let end = self.starts.get(line + 1).map_or(text.len(), |end| *end as usize);
        let content = text[start..end].trim_end_matches(['\r', '\n']).len();
        Some(Span::new(start, start + content))
    }

    /// The position of a byte. Of a byte in a line end, or in a character, the position before that.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let offset = floor(text, offset);
        let line = self.starts.partition_point(|start| *start as usize <= offset).saturating_sub(1);
        let content = self.line(text, line).unwrap_or(Span::new(0, 0));
        let (start, offset) = (content.start as usize, offset.min(content.end as usize));
        let (known, before) = self.last.get();
        let (from, before) = if (start..=offset).contains(&known) { (known, before) } else { (start, 0) };
        let units = before + self.encoding.length(text.get(from..offset).unwrap_or_default());
        self.last.set((offset, units));
        Position::new(line as u32, units as u32)
    }

    /// The byte at a position. After the end of a line it is the end, after the last line that of the text.
    pub fn offset(&self, text: &str, position: Position) -> usize {
        let Some(line) = self.line(text, position.line as usize) else { return text.len() };
        let wanted = position.character as usize;
        let content = text.get(line.range()).unwrap_or_default();
        let within = match content.get(..wanted) {
            Some(before) if before.is_ascii() => wanted,
            None if content.is_ascii() => content.len(),
            _ => self.offset_in(content, wanted),
        };
        line.start as usize + within
    }

    fn offset_in(&self, content: &str, wanted: usize) -> usize {
        let mut units = 0;
        for (at, character) in content.char_indices() {
            units += self.encoding.units(character);
            if units > wanted {
                return at;
            }
        }
        content.len()
    }

    /// The range of a span.
    pub fn range(&self, text: &str, span: Span) -> Range {
        Range::new(self.position(text, span.start as usize), self.position(text, span.end as usize))
    }

    /// The span of a range, whose ends may be given in either order.
    pub fn span(&self, text: &str, range: Range) -> Span {
        let (one, other) = (self.offset(text, range.start), self.offset(text, range.end));
        Span::new(one.min(other), one.max(other))
    }
}
