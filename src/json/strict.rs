//! The fast reader: RFC 8259 to the letter, or nothing.
//!
//! One loop over the bytes, no recursion, one allocation. It says no more than *no*: what is
//! wrong with a text is [`recover`](super::recover)'s to find out.

use super::{Cell, DEPTH_MAX, ESCAPED, KEY, Kind, NONE, Tree};
use crate::shape::ShapeId;

/// Reads a text, or gives up at the first byte that RFC 8259 does not allow there.
pub(super) fn parse(text: &str) -> Option<Tree<'_>> {
    if u32::try_from(text.len()).is_err() {
        return None;
    }
    // A launch document has a value or a key for every 10 bytes at the densest, 17 on the average.
    let cells = Vec::with_capacity(text.len() / 8 + 8);
    let mut reader = Reader { bytes: text.as_bytes(), at: 0, open: NONE, depth: 0, cells };
    reader.document()?;
    Some(Tree::new(text, reader.cells))
}

struct Reader<'s> {
    bytes: &'s [u8],
    at: usize,
    /// The innermost container that is not closed yet.
    open: u32,
    depth: u32,
    cells: Vec<Cell>,
}

impl Reader<'_> {
    fn document(&mut self) -> Option<()> {
        self.space();
        loop {
            if self.value()? {
                continue;
            }
            if self.close_and_separate()? {
                return Some(());
            }
        }
    }

    /// Reads a scalar or an empty container (false), or opens a container that has something in it (true).
    #[inline]
    fn value(&mut self) -> Option<bool> {
        match self.peek()? {
            b'"' => self.string(0)?,
            b'{' => return self.begin(Kind::Object, b'}'),
            b'[' => return self.begin(Kind::Array, b']'),
            b'-' | b'0'..=b'9' => self.number()?,
            b't' => self.word(b"true", Kind::Bool)?,
            b'f' => self.word(b"false", Kind::Bool)?,
            b'n' => self.word(b"null", Kind::Null)?,
            _ => return None,
        }
        Some(false)
    }

    #[inline]
    fn begin(&mut self, kind: Kind, end: u8) -> Option<bool> {
        let id = self.push(kind);
        self.at += 1;
        self.space();
        if self.peek()? == end {
            self.at += 1;
            self.finish(id);
            return Some(false);
        }
        self.depth += 1;
        if self.depth > DEPTH_MAX {
            return None;
        }
        self.open = id;
        if kind == Kind::Object {
            self.key()?;
        }
        Some(true)
    }

    /// Behind a value: closes what ends here and goes to the next value (false) or the end (true).
    #[inline]
    fn close_and_separate(&mut self) -> Option<bool> {
        loop {
            self.space();
            if self.open == NONE {
                return (self.at == self.bytes.len()).then_some(true);
            }
            let &Cell { kind, parent, .. } = &self.cells[self.open as usize];
            match (self.peek()?, kind) {
                (b',', kind) => {
                    self.at += 1;
                    self.space();
                    if kind == Kind::Object {
                        self.key()?;
                    }
                    return Some(false);
                }
                (b'}', Kind::Object) | (b']', Kind::Array) => {
                    self.at += 1;
                    self.finish(self.open);
                    self.open = parent;
                    self.depth -= 1;
                }
                _ => return None,
            }
        }
    }

    #[inline]
    fn key(&mut self) -> Option<()> {
        if self.peek()? != b'"' {
            return None;
        }
        self.string(KEY)?;
        self.space();
        if self.peek()? != b':' {
            return None;
        }
        self.at += 1;
        self.space();
        Some(())
    }

    #[inline]
    fn string(&mut self, flags: u8) -> Option<()> {
        let start = self.at;
        let mut flags = flags;
        self.at = behind_plain(self.bytes, start + 1)?;
        while *self.bytes.get(self.at)? != b'"' {
            if self.bytes[self.at] != b'\\' {
                return None;
            }
            flags |= ESCAPED;
            self.at += 1;
            self.escape()?;
            self.at = behind_plain(self.bytes, self.at)?;
        }
        self.at += 1;
        self.leaf(Kind::String, start, flags);
        Some(())
    }

    /// An escape behind its backslash. Lone surrogates are no text: recovery names them.
    fn escape(&mut self) -> Option<()> {
        let escape = self.peek()?;
        self.at += 1;
        match escape {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Some(()),
            b'u' => match self.hex()? {
                0xd800..=0xdbff => {
                    let low = self.bytes.get(self.at..self.at + 2)? == b"\\u";
                    self.at += 2;
                    (low && matches!(self.hex()?, 0xdc00..=0xdfff)).then_some(())
                }
                0xdc00..=0xdfff => None,
                _ => Some(()),
            },
            _ => None,
        }
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.bytes.get(self.at..self.at + 4)?;
        self.at += 4;
        digits.iter().try_fold(0, |code, digit| Some(code << 4 | (*digit as char).to_digit(16)?))
    }

    fn number(&mut self) -> Option<()> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        if self.peek() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.peek() {
                self.at += 1;
            }
            self.digits()?;
        }
        self.leaf(Kind::Number, start, 0);
        Some(())
    }

    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while self.peek().is_some_and(|it| it.is_ascii_digit()) {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }

    fn word(&mut self, word: &[u8], kind: Kind) -> Option<()> {
        if !self.bytes[self.at..].starts_with(word) {
            return None;
        }
        let start = self.at;
        self.at += word.len();
        self.leaf(kind, start, 0);
        Some(())
    }

    /// A cell that ends here and has nothing in it.
    #[inline]
    fn leaf(&mut self, kind: Kind, start: usize, flags: u8) {
        let next = self.cells.len() as u32 + 1;
        let shape = ShapeId::UNKNOWN.into();
        let (start, end) = (start as u32, self.at as u32);
        self.cells.push(Cell { start, end, parent: self.open, next, kind, flags, shape });
    }

    #[inline]
    fn push(&mut self, kind: Kind) -> u32 {
        self.cells.push(Cell::new(kind, self.at as u32, 0, self.open, 0));
        self.cells.len() as u32 - 1
    }

    #[inline]
    fn finish(&mut self, id: u32) {
        let next = self.cells.len() as u32;
        let cell = &mut self.cells[id as usize];
        (cell.end, cell.next) = (self.at as u32, next);
    }

    #[inline]
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    #[inline]
    fn space(&mut self) {
        if let Some(0..=b' ') = self.peek() {
            self.some_space();
        }
    }

    /// Indentation comes in runs of blanks: eight are looked at in one step.
    fn some_space(&mut self) {
        loop {
            if let Some(word) = self.bytes.get(self.at..).and_then(<[u8]>::first_chunk::<8>) {
                let other = u64::from_le_bytes(*word) ^ BLANKS;
                if other == 0 {
                    self.at += 8;
                    continue;
                }
                self.at += other.trailing_zeros() as usize / 8;
            }
            let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() else { return };
            self.at += 1;
        }
    }
}

const BLANKS: u64 = u64::from_le_bytes(*b"        ");

/// The offset of the next quote, backslash or control character. Eight bytes are looked at in one step.
#[inline]
fn behind_plain(bytes: &[u8], mut at: usize) -> Option<usize> {
    while let Some(word) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let found = special(u64::from_le_bytes(*word));
        if found != 0 {
            return Some(at + found.trailing_zeros() as usize / 8);
        }
        at += 8;
    }
    let rest = bytes.get(at..)?;
    Some(at + rest.iter().position(|it| matches!(it, b'"' | b'\\' | 0..=0x1f))?)
}

/// The high bit of each byte that is a quote, a backslash or a control character. Above the first of
/// them bits may be set in error; the first is always right.
#[inline]
fn special(word: u64) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    const HIGH: u64 = ONES << 7;
    let quote = word ^ (ONES * b'"' as u64);
    let backslash = word ^ (ONES * b'\\' as u64);
    let zero = |it: u64| it.wrapping_sub(ONES) & !it;
    let control = word.wrapping_sub(ONES * 0x20) & !word;
    (zero(quote) | zero(backslash) | control) & HIGH
}
