//! The fast reader: RFC 8259 to the letter, or nothing.
//!
//! One loop over the bytes, no recursion, one allocation at most. It says no more than *no*: what is
//! wrong with a text is [`recover`](crate::json::recover)'s to find out.

use crate::json::ShapeId;
use crate::json::{
    Cell, DEPTH_MAX, ESCAPED, KEY, NONE, Tree, VALUES_MAX, ValueKind,
    cell_pool::room,
    scanner::{Window, long_plain},
    string,
};

/// What was read.
pub(super) enum Read<'s> {
    /// A document.
    Whole(Tree<'s>),
    /// The beginning of one with too many values.
    Crowded(Tree<'s>),
    /// Nothing: RFC 8259 does not allow it, or it is too deep.
    Broken,
}

/// Reads a text, or gives up at the first byte that RFC 8259 does not allow there.
pub(super) fn parse(text: &str) -> Read<'_> {
    if u32::try_from(text.len()).is_err() {
        return Read::Broken;
    }
    // A launch document has a value or a key for every 10 bytes at the densest, 17 on the average.
    let mut cells = room(text.len().min(8 * VALUES_MAX) / 8 + 8);
    let bytes = text.as_bytes();
    let mut reader = Reader { bytes, at: 0, seen: Window::at(bytes, 0), open: NONE, depth: 0 };
    let read = reader.document(&mut cells).is_some();
    if cells.len() > VALUES_MAX {
        reader.close_all(&mut cells);
        return Read::Crowded(Tree::new(text, cells));
    }
    if read { Read::Whole(Tree::new(text, cells)) } else { Read::Broken }
}

/// Where the reader stands. What is called in the loop is inlined and what is rare works on offsets
/// alone, so that all of this stays in registers; the cells are apart for the same reason.
struct Reader<'s> {
    bytes: &'s [u8],
    at: usize,
    /// What is known of the bytes at `at` and after it.
    seen: Window,
    /// The innermost container that is not closed yet.
    open: u32,
    depth: u32,
}

impl Reader<'_> {
    #[inline(always)]
    fn document(&mut self, cells: &mut Vec<Cell>) -> Option<()> {
        self.space();
        loop {
            if self.value(cells)? {
                continue;
            }
            if self.close_and_separate(cells)? {
                return Some(());
            }
        }
    }

    /// Reads a scalar or an empty container (false), or opens a container that has something in it (true).
    #[inline(always)]
    fn value(&mut self, cells: &mut Vec<Cell>) -> Option<bool> {
        let start = self.at;
        let (kind, end) = match self.peek()? {
            b'"' => return self.string(cells, 0).map(|()| false),
            b'{' => return self.begin(cells, ValueKind::Object, b'}'),
            b'[' => return self.begin(cells, ValueKind::Array, b']'),
            b'-' | b'0'..=b'9' => (ValueKind::Number, after_number(self.bytes, start)?),
            b't' => (ValueKind::Bool, after_word(self.bytes, start, b"true")?),
            b'f' => (ValueKind::Bool, after_word(self.bytes, start, b"false")?),
            b'n' => (ValueKind::Null, after_word(self.bytes, start, b"null")?),
            _ => return None,
        };
        self.at = end;
        self.leaf(cells, kind, start, 0);
        Some(false)
    }

    #[inline(always)]
    fn begin(&mut self, cells: &mut Vec<Cell>, kind: ValueKind, end: u8) -> Option<bool> {
        let id = cells.len() as u32;
        cells.push(Cell::new(kind, self.at as u32, 0, self.open, 0));
        self.at += 1;
        self.space();
        if self.peek()? == end {
            self.at += 1;
            self.finish(cells, id);
            return Some(false);
        }
        self.depth += 1;
        if self.depth > DEPTH_MAX {
            return None;
        }
        self.open = id;
        if kind == ValueKind::Object {
            self.key(cells)?;
        }
        Some(true)
    }

    /// After a value: closes what ends here and goes to the next value (false) or the end (true).
    #[inline(always)]
    fn close_and_separate(&mut self, cells: &mut Vec<Cell>) -> Option<bool> {
        loop {
            self.space();
            if self.open == NONE {
                return (self.at == self.bytes.len()).then_some(true);
            }
            let &Cell { kind, parent, .. } = cells.get(self.open as usize)?;
            match (self.peek()?, kind) {
                // After a value, and so before there are many more than allowed.
                (b',', _) if cells.len() > VALUES_MAX => return None,
                (b',', kind) => {
                    self.at += 1;
                    self.space();
                    if kind == ValueKind::Object {
                        self.key(cells)?;
                    }
                    return Some(false);
                }
                (b'}', ValueKind::Object) | (b']', ValueKind::Array) => {
                    self.at += 1;
                    self.finish(cells, self.open);
                    self.open = parent;
                    self.depth -= 1;
                }
                _ => return None,
            }
        }
    }

    #[inline(always)]
    fn key(&mut self, cells: &mut Vec<Cell>) -> Option<()> {
        if self.peek()? != b'"' {
            return None;
        }
        self.string(cells, KEY)?;
        if self.peek()? != b':' {
            self.space();
            if self.peek()? != b':' {
                return None;
            }
        }
        self.at += 1;
        // Usually one space.
        match self.bytes.get(self.at..) {
            Some([b' ', next, ..]) if *next > b' ' => self.at += 1,
            _ => self.space(),
        }
        Some(())
    }

    #[inline(always)]
    fn string(&mut self, cells: &mut Vec<Cell>, flags: u8) -> Option<()> {
        let start = self.at;
        let end = self.after_plain(start + 1);
        if *self.bytes.get(end)? == b'"' {
            self.at = end + 1;
            self.leaf(cells, ValueKind::String, start, flags);
        } else {
            self.at = after_escapes(self.bytes, end)? + 1;
            self.leaf(cells, ValueKind::String, start, flags | ESCAPED);
        }
        Some(())
    }

    /// The offset of the next quote, backslash or control character, or after the last byte.
    #[inline(always)]
    fn after_plain(&mut self, at: usize) -> usize {
        if let Some(end) = self.seen.stop(at) {
            return end;
        }
        let end = self.seen.end().max(at);
        self.seen = Window::at(self.bytes, end);
        self.seen.stop(end).unwrap_or_else(|| long_plain(self.bytes, end))
    }

    /// A cell that ends here and has nothing in it.
    #[inline(always)]
    fn leaf(&self, cells: &mut Vec<Cell>, kind: ValueKind, start: usize, flags: u8) {
        let next = cells.len() as u32 + 1;
        let shape = ShapeId::UNKNOWN.into();
        let (start, end) = (start as u32, self.at as u32);
        cells.push(Cell { start, end, parent: self.open, next, kind, flags, shape });
    }

    #[inline(always)]
    fn finish(&self, cells: &mut [Cell], id: u32) {
        let next = cells.len() as u32;
        if let Some(cell) = cells.get_mut(id as usize) {
            (cell.end, cell.next) = (self.at as u32, next);
        }
    }

    /// Ends here whatever is open.
    fn close_all(&self, cells: &mut [Cell]) {
        let mut open = self.open;
        while let Some(parent) = cells.get(open as usize).map(|it| it.parent) {
            self.finish(cells, open);
            open = parent;
        }
    }

    #[inline(always)]
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Usually one space, or the end of a line and its indentation.
    #[inline(always)]
    fn space(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
            self.blanks();
        }
    }

    #[inline(always)]
    fn blanks(&mut self) {
        loop {
            if let Some(at) = self.seen.solid(self.at) {
                self.at = at;
                return;
            }
            self.at = self.seen.end().max(self.at);
            self.seen = Window::at(self.bytes, self.at);
        }
    }
}

/// The offset of the quote that ends a string, from a backslash in it on.
#[inline(never)]
fn after_escapes(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at = match bytes.get(at)? {
            b'"' => return Some(at),
            b'\\' => after_escape(bytes, at + 1)?,
            0..=0x1f => return None,
            _ => after_plain(bytes, at + 1)?,
        };
    }
}

/// After an escape, whose backslash is before `at`. Lone surrogates are rejected: recovery names them.
fn after_escape(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at)? {
        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Some(at + 1),
        b'u' => match hex(bytes, at + 1)? {
            0xd800..=0xdbff => {
                let low = bytes.get(at + 5..at + 7)? == b"\\u";
                (low && matches!(hex(bytes, at + 7)?, 0xdc00..=0xdfff)).then_some(at + 11)
            }
            0xdc00..=0xdfff => None,
            _ => Some(at + 5),
        },
        _ => None,
    }
}

fn hex(bytes: &[u8], at: usize) -> Option<u32> {
    string::hex(bytes.get(at..)?)
}

#[inline(never)]
fn after_number(bytes: &[u8], start: usize) -> Option<usize> {
    let is = |at: usize, wanted: &[u8]| bytes.get(at).is_some_and(|it| wanted.contains(it));
    let mut at = start + usize::from(is(start, b"-"));
    at = if is(at, b"0") { at + 1 } else { after_digits(bytes, at)? };
    if is(at, b".") {
        at = after_digits(bytes, at + 1)?;
    }
    if is(at, b"eE") {
        at += 1;
        at = after_digits(bytes, at + usize::from(is(at, b"+-")))?;
    }
    Some(at)
}

/// After one digit or more.
fn after_digits(bytes: &[u8], start: usize) -> Option<usize> {
    let digits = bytes.get(start..)?.iter().take_while(|it| it.is_ascii_digit()).count();
    (digits > 0).then_some(start + digits)
}

#[inline(never)]
fn after_word(bytes: &[u8], start: usize, word: &[u8]) -> Option<usize> {
    bytes.get(start..)?.starts_with(word).then_some(start + word.len())
}

/// The offset of the next quote, backslash or control character after an escape: usually another escape.
fn after_plain(bytes: &[u8], at: usize) -> Option<usize> {
    let near = bytes.get(at..)?.iter().take(NEAR).position(|it| matches!(it, b'"' | b'\\' | 0..=0x1f));
    Some(near.map_or_else(|| long_plain(bytes, at + NEAR), |it| at + it))
}

/// This many bytes after an escape are read one by one.
const NEAR: usize = 8;
