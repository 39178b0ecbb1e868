//! Bytes under a name, and places in them.
//!
//! Every offset of the crate is a byte offset into the bytes as they were given, so a span can be cut out of the file
//! on disk. Lines and columns are computed here, only when a report prints them.

use crate::text::{
    edit::Edit,
    redaction::Redactions,
    span::{Position, Span},
};
use std::{borrow::Cow, sync::OnceLock};

/// How the bytes are encoded, as far as they show it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encoding {
    /// UTF-8 without a mark: what the AWS CLI reads.
    Utf8,
    /// UTF-8 after a byte-order mark (3 bytes).
    Utf8Bom,
    /// UTF-16, little endian, with or without its mark.
    Utf16Le,
    /// UTF-16, big endian, with or without its mark.
    Utf16Be,
    /// Bytes that are not UTF-8; the span is the first run of them.
    Unknown(Span),
}

/// One input: a name for reports, and its bytes as text.
#[derive(Debug)]
pub struct Source {
    name: Cow<'static, str>,
    text: String,
    encoding: Encoding,
    bytes: Vec<u8>,
    /// Where the text stands, if it is one line of a file.
    stands: Option<Stands>,
    lines: OnceLock<Lines>,
    redactions: OnceLock<Box<Redactions>>,
}

/// Where a line of a file begins.
#[derive(Clone, Copy, Debug)]
struct Stands {
    /// Its number, from 1.
    line: usize,
    /// The bytes before it.
    offset: u64,
}

impl Source {
    /// Takes any bytes. Those that are not UTF-8 are read as `?`, byte for byte, so that offsets hold.
    pub fn new(name: impl Into<Cow<'static, str>>, bytes: Vec<u8>) -> Source {
        let name = name.into();
        let (lines, redactions) = (OnceLock::new(), OnceLock::new());
        match String::from_utf8(bytes) {
            Ok(text) => {
                let encoding = encoding_of_text(&text);
                Source { name, text, encoding, bytes: Vec::new(), stands: None, lines, redactions }
            }
            Err(error) => {
                let bytes = error.into_bytes();
                let encoding = encoding_of_bytes(&bytes);
                let text = ascii_stand_in(&bytes, matches!(encoding, Encoding::Unknown(_)));
                Source { name, text, encoding, bytes, stands: None, lines, redactions }
            }
        }
    }

    /// Takes one line of the file instead, from its number (from 1) and the bytes before it on. Lines, offsets and
    /// excerpts are then those of the file, spans still those of the line. The room of the text is used again.
    pub fn turn_to_line(&mut self, bytes: &[u8], line: usize, offset: u64) {
        self.lines.take();
        self.redactions.take();
        self.stands = Some(Stands { line, offset });
        self.bytes.clear();
        self.text.clear();
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                self.text.push_str(text);
                self.encoding = encoding_of_text(text);
            }
            Err(_) => {
                self.bytes.extend_from_slice(bytes);
                self.encoding = encoding_of_bytes(bytes);
                self.text = ascii_stand_in(bytes, matches!(self.encoding, Encoding::Unknown(_)));
            }
        }
    }
    /// Whether it is one line of a file.
    pub fn is_line(&self) -> bool {
        self.stands.is_some()
    }
    /// The offset of a byte in the file.
    pub fn offset(&self, at: u32) -> u64 {
        self.stands.map_or(0, |it| it.offset) + u64::from(at)
    }

    /// The name under which it is reported: a path, or what `--stdin-filename` says.
    pub fn name(&self) -> &str {
        &self.name
    }
    /// The bytes as text, of the same length as the bytes.
    pub fn text(&self) -> &str {
        &self.text
    }
    /// The bytes as they were given.
    pub fn bytes(&self) -> &[u8] {
        if self.bytes.is_empty() { self.text.as_bytes() } else { &self.bytes }
    }
    /// The bytes as they were given, with their room.
    pub fn into_bytes(self) -> Vec<u8> {
        if self.bytes.is_empty() { self.text.into_bytes() } else { self.bytes }
    }
    /// Takes no more room than is needed from now on.
    pub fn shrink_to_fit(&mut self) {
        self.text.shrink_to_fit();
        self.bytes.shrink_to_fit();
    }
    /// What reports leave out of it. The first call looks for it with `find`.
    pub(crate) fn redactions(&self, find: impl FnOnce() -> Redactions) -> &Redactions {
        self.redactions.get_or_init(|| Box::new(find())).newest()
    }
    /// What the bytes look like.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }
    /// The bytes that show the encoding: the byte-order mark, or the first that are not UTF-8.
    pub(crate) fn encoding_span(&self) -> Span {
        match self.encoding {
            Encoding::Utf8 => Span::new(0, 0),
            Encoding::Utf8Bom => Span::new(0, 3),
            // Without a mark both bytes of its first character may be a part of something in UTF-8.
            Encoding::Utf16Le | Encoding::Utf16Be => {
                let end = (2..self.text.len()).find(|it| self.text.is_char_boundary(*it));
                Span::new(0, end.unwrap_or(self.text.len()))
            }
            Encoding::Unknown(span) => span,
        }
    }
    /// The text as a program sees it that reads the file as UTF-8, with U+FFFD for bytes that are none.
    pub fn decoded(&self) -> Cow<'_, str> {
        if self.bytes.is_empty() { Cow::Borrowed(&self.text) } else { String::from_utf8_lossy(&self.bytes) }
    }
    /// The text that a UTF-16 file holds; `None` for any other encoding.
    pub fn utf16(&self) -> Option<String> {
        let unit = match self.encoding {
            Encoding::Utf16Le => u16::from_le_bytes,
            Encoding::Utf16Be => u16::from_be_bytes,
            _ => return None,
        };
        let units = self.bytes().as_chunks::<2>().0.iter().map(|&pair| unit(pair));
        let text: String = char::decode_utf16(units).map(|it| it.unwrap_or('\u{fffd}')).collect();
        Some(text.trim_start_matches('\u{feff}').to_owned())
    }

    /// The edits that turn the bytes into plain UTF-8, if it is clear what they mean; none for UTF-8 itself. Bytes that
    /// are not UTF-8 are read as Windows-1252, which contains Latin-1.
    pub fn utf8_edits(&self) -> Vec<Edit> {
        match self.encoding {
            Encoding::Utf8 => Vec::new(),
            Encoding::Utf8Bom => vec![Edit { span: Span::new(0, 3), text: String::new() }],
            Encoding::Utf16Le | Encoding::Utf16Be => {
                let whole = self.text.len().is_multiple_of(2);
                let text = self.utf16().filter(|it| whole && !it.contains(['\0', '\u{fffd}']));
                let edit = |text| Edit { span: Span::new(0, self.text.len()), text };
                text.map(edit).into_iter().collect()
            }
            Encoding::Unknown(_) => windows_1252_edits(&self.bytes).unwrap_or_default(),
        }
    }

    /// The line and column of a byte offset. The first call indexes the text once.
    pub fn position(&self, offset: u32) -> Position {
        let Position { line, column } = self.lines().position(&self.text, offset as usize);
        Position { line: line + self.lines_before(), column }
    }
    /// The number of the last line; the first is 1, but for a line of a file.
    pub fn last_line(&self) -> usize {
        self.lines().starts.len() + self.lines_before()
    }
    fn lines_before(&self) -> usize {
        self.stands.map_or(0, |it| it.line.saturating_sub(1))
    }
    /// The bytes of a line (from 1), without its line end.
    pub fn line(&self, line: usize) -> Option<Span> {
        let starts = &self.lines().starts;
        let line = line.checked_sub(self.lines_before())?;
        let start = *starts.get(line.checked_sub(1)?)? as usize;
        let end = starts.get(line).map_or(self.text.len(), |&it| it as usize - 1);
        let end = if self.text[start..end].ends_with('\r') { end - 1 } else { end };
        Some(Span::new(start, end))
    }
    fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::of(&self.text))
    }
}

fn encoding_of_text(text: &str) -> Encoding {
    match text.as_bytes() {
        [0xef, 0xbb, 0xbf, ..] => Encoding::Utf8Bom,
        [first, 0, ..] if *first != 0 => Encoding::Utf16Le,
        [0, second, ..] if *second != 0 => Encoding::Utf16Be,
        _ => Encoding::Utf8,
    }
}

fn encoding_of_bytes(bytes: &[u8]) -> Encoding {
    match bytes {
        [0xff, 0xfe, ..] => Encoding::Utf16Le,
        [0xfe, 0xff, ..] => Encoding::Utf16Be,
        [first, 0, ..] if first.is_ascii() => Encoding::Utf16Le,
        [0, second, ..] if second.is_ascii() => Encoding::Utf16Be,
        _ => {
            let start = std::str::from_utf8(bytes).err().map_or(0, |it| it.valid_up_to());
            let run = bytes[start..].iter().take_while(|it| !it.is_ascii()).count().max(1);
            Encoding::Unknown(Span::new(start, start + run))
        }
    }
}

/// With more runs of foreign bytes, it is not text with a few accents.
const FOREIGN_RUNS_MAX: usize = 1_000;

fn windows_1252_edits(bytes: &[u8]) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    let mut at = 0;
    for chunk in bytes.utf8_chunks() {
        let start = at + chunk.valid().len();
        at = start + chunk.invalid().len();
        if chunk.valid().contains('\0') || edits.len() == FOREIGN_RUNS_MAX {
            return None;
        }
        if at > start {
            let text = chunk.invalid().iter().map(|&byte| windows_1252(byte)).collect::<Option<_>>()?;
            edits.push(Edit { span: Span::new(start, at), text });
        }
    }
    Some(edits)
}

/// The character of a byte; five bytes have none.
fn windows_1252(byte: u8) -> Option<char> {
    const FROM_0X80: [char; 32] = [
        '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘', '’',
        '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => Some(FROM_0X80[byte as usize - 0x80]).filter(|it| *it != '\0'),
        _ => Some(byte as char),
    }
}

/// Text of the same length in which every byte that is not part of UTF-8 is a `?`.
fn ascii_stand_in(bytes: &[u8], keep_valid: bool) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        if keep_valid {
            text.push_str(chunk.valid());
        } else {
            text.extend(chunk.valid().bytes().map(|it| if it.is_ascii() { it as char } else { '?' }));
        }
        text.extend(chunk.invalid().iter().map(|_| '?'));
    }
    text
}

/// Where lines start, and how many characters stand before every 1,024th byte: a column costs
/// at most that many steps, also in a file of one line.
#[derive(Debug)]
struct Lines {
    starts: Vec<u32>,
    chars: Vec<u32>,
}

const STRIDE: usize = 1024;

impl Lines {
    fn of(text: &str) -> Lines {
        let bytes = text.as_bytes();
        let ends = memchr::memchr_iter(b'\n', bytes);
        let starts = std::iter::once(0).chain(ends.map(|at| at as u32 + 1)).collect();
        let mut before = 0;
        let chars = bytes
            .chunks(STRIDE)
            .map(|chunk| {
                let here = before;
                before += count_chars(chunk);
                here
            })
            .collect();
        Lines { starts, chars }
    }

    fn position(&self, text: &str, offset: usize) -> Position {
        let line = self.starts.partition_point(|&start| start as usize <= offset);
        let start = self.starts[line - 1] as usize;
        let column = self.chars_before(text, offset) - self.chars_before(text, start) + 1;
        Position { line, column }
    }

    fn chars_before(&self, text: &str, offset: usize) -> usize {
        let block = (offset / STRIDE).min(self.chars.len().saturating_sub(1));
        let known = self.chars.get(block).copied().unwrap_or(0);
        (known + count_chars(&text.as_bytes()[block * STRIDE..offset])) as usize
    }
}

/// Characters of UTF-8: all bytes but those that continue one.
fn count_chars(bytes: &[u8]) -> u32 {
    // In steps that fit a byte: the compiler takes many at once.
    let step = |it: &[u8]| it.iter().fold(0_u8, |sum, byte| sum + u8::from((byte & 0xc0) != 0x80));
    bytes.chunks(255).map(|it| u32::from(step(it))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_also_on_long_lines() {
        let text = format!("é\n{}\r\nx", "aé".repeat(2000));
        let source = Source::new("t", text.clone().into_bytes());
        for (at, _) in text.char_indices() {
            let before = &text[..at];
            let line = before.matches('\n').count() + 1;
            let column = before.chars().rev().take_while(|it| *it != '\n').count() + 1;
            assert_eq!(source.position(at as u32), Position { line, column });
        }
        assert_eq!(source.line(2).map(Span::len), Some(6000));
        assert_eq!(source.last_line(), 3);
    }

    #[test]
    fn a_line_stands_in_its_file() {
        let mut source = Source::new("t", b"caf\xe9".to_vec());
        source.turn_to_line("é\"x".as_bytes(), 7, 5_000_000_000);
        assert_eq!((source.text(), source.encoding(), source.bytes().len()), ("é\"x", Encoding::Utf8, 4));
        assert_eq!(source.position(2), Position { line: 7, column: 2 });
        assert_eq!((source.offset(2), source.last_line()), (5_000_000_002, 7));
        assert_eq!(source.line(7), Some(Span::new(0, 4)));
        assert_eq!((source.line(1), source.line(6), source.line(8)), (None, None, None));
        source.turn_to_line(b"\xff", 8, 5_000_000_005);
        assert_eq!((source.text(), source.bytes()), ("?", &b"\xff"[..]));
        assert_eq!(source.position(0), Position { line: 8, column: 1 });
    }

    #[test]
    fn offsets_hold_whatever_the_bytes() {
        for bytes in
            [&b"\xff\xfe{\0}\0"[..], b"{\0}\0", b"\0{\0}", b"{\"a\":\"caf\xe9\"}", b"\xef\xbb\xbf{}", b""]
        {
            let source = Source::new("t", bytes.to_vec());
            assert_eq!(source.text().len(), bytes.len());
        }
        assert_eq!(Source::new("t", b"\xff\xfe{\0}\0".to_vec()).utf16().as_deref(), Some("{}"));
        let latin1 = Source::new("t", b"caf\xe9s".to_vec());
        assert_eq!(latin1.encoding(), Encoding::Unknown(Span::new(3, 4)));
        assert_eq!(latin1.utf8_edits(), [Edit { span: Span::new(3, 4), text: "é".into() }]);
        assert!(Source::new("t", b"caf\xe9\0".to_vec()).utf8_edits().is_empty());
    }
}
