//! Splits what is read into lines, with at most one of them in memory.

use ecs_preflight::LINE_MAX;
use std::io::{self, Read};

/// So much is read at once, at the least.
const CHUNK: usize = 64 << 10;
/// So much of a line that is too long is kept, for a report to point at.
const BEGINNING: usize = 16;

/// A line, without its line end.
pub struct Line<'b> {
    /// Its bytes; the first ones of a line that is too long.
    pub bytes: &'b [u8],
    /// Whether it is longer than [`LINE_MAX`].
    pub cut: bool,
    /// Its number, from 1.
    pub number: usize,
    /// The bytes before it.
    pub offset: u64,
}

/// Splits what it reads into lines.
pub struct Split<R> {
    reader: R,
    buffer: Vec<u8>,
    /// What was read and not yet returned is at `start..end` of the buffer.
    start: usize,
    end: usize,
    /// How many lines were handed over.
    number: usize,
    /// The bytes before `start`.
    offset: u64,
    /// The beginning of a line that is too long.
    kept: Vec<u8>,
}

impl<R: Read> Split<R> {
    /// Nothing is read yet.
    pub fn new(reader: R) -> Split<R> {
        Split { reader, buffer: vec![0; CHUNK], start: 0, end: 0, number: 0, offset: 0, kept: Vec::new() }
    }

    /// The next line; `None` after the last.
    pub fn next(&mut self) -> io::Result<Option<Line<'_>>> {
        let mut searched = 0;
        loop {
            let held = self.buffer.get(self.start..self.end).unwrap_or_default();
            match memchr::memchr(b'\n', held.get(searched..).unwrap_or_default()) {
                Some(at) => return Ok(Some(self.take(searched + at, 1))),
                None => searched = held.len(),
            }
            // A CR may follow the last byte that counts.
            if searched > LINE_MAX + 1 {
                return self.skip().map(Some);
            }
            if self.fill()? == 0 {
                return Ok((searched > 0).then(|| self.take(searched, 0)));
            }
        }
    }

    /// Reads more into the buffer; returns how many bytes.
    fn fill(&mut self) -> io::Result<usize> {
        if self.end == self.buffer.len() {
            if self.start > 0 {
                self.buffer.copy_within(self.start..self.end, 0);
                (self.start, self.end) = (0, self.end - self.start);
            } else {
                // A line that is not too long, a CR and a chunk have room.
                self.buffer.resize((self.buffer.len() * 2).min(LINE_MAX + 2 * CHUNK), 0);
            }
        }
        loop {
            match self.reader.read(self.buffer.get_mut(self.end..).unwrap_or_default()) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => {
                    let read = read?;
                    self.end += read;
                    return Ok(read);
                }
            }
        }
    }

    /// Returns `length` bytes of the buffer, and skips the line end after them.
    fn take(&mut self, length: usize, line_end: usize) -> Line<'_> {
        let (start, offset) = (self.start, self.offset);
        self.start += length + line_end;
        self.offset += (length + line_end) as u64;
        self.number += 1;
        let bytes = self.buffer.get(start..start + length).unwrap_or_default();
        let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
        let cut = bytes.len() > LINE_MAX;
        let bytes = if cut { beginning(bytes) } else { bytes };
        Line { bytes, cut, number: self.number, offset }
    }

    /// Passes a line that is too long, and keeps its beginning.
    fn skip(&mut self) -> io::Result<Line<'_>> {
        let offset = self.offset;
        self.kept = beginning(self.buffer.get(self.start..self.end).unwrap_or_default()).to_vec();
        loop {
            let held = self.buffer.get(self.start..self.end).unwrap_or_default();
            let end = memchr::memchr(b'\n', held);
            let passed = end.map_or(held.len(), |at| at + 1);
            self.start += passed;
            self.offset += passed as u64;
            if end.is_some() {
                break;
            }
            (self.start, self.end) = (0, 0);
            if self.fill()? == 0 {
                break;
            }
        }
        self.number += 1;
        Ok(Line { bytes: &self.kept, cut: true, number: self.number, offset })
    }
}

/// The first bytes of a line, without half a character at their end.
pub fn beginning(line: &[u8]) -> &[u8] {
    let bytes = line.get(..BEGINNING).unwrap_or(line);
    match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() => bytes.get(..error.valid_up_to()).unwrap_or(bytes),
        _ => bytes,
    }
}
