//! Frames of the protocol: `Content-Length: 12`, an empty line, and 12 bytes.
//!
//! A malformed frame is reported and skipped. The next one is found by its `Content-Length`, wherever that begins.

use memchr::memmem;
use std::mem;

/// The most bytes of a frame. A file of 64 MiB takes less, escaped as JSON.
const LENGTH_MAX: usize = 256 << 20;
/// The most bytes of a header.
const HEADER_MAX: usize = 8 << 10;
/// The number of last bytes, outside a header, that may be the beginning of one.
const HEADER_BEGINNING: usize = 32;
const LENGTH: &[u8] = b"content-length:";
const END: &[u8] = b"\r\n\r\n";

/// Bytes as they come, cut into frames.
#[derive(Debug, Default)]
pub struct Frames {
    bytes: Vec<u8>,
    /// Where the next frame begins.
    at: usize,
    /// The length of its content, once its header was read.
    length: Option<usize>,
    /// How many bytes of a content that is too long are still to be skipped.
    skip: usize,
}

/// What a client sent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Frame {
    /// The content of a frame.
    Content(Vec<u8>),
    /// Something else, and what is wrong with it.
    Malformed(&'static str),
}

impl Frames {
    /// Adds bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        self.bytes.drain(..mem::take(&mut self.at));
        self.bytes.extend_from_slice(bytes);
    }

    /// The next frame, if all of it is here.
    pub fn take(&mut self) -> Option<Frame> {
        let skipped = self.skip.min(self.bytes.len() - self.at);
        self.skip -= skipped;
        self.at += skipped;
        if self.skip > 0 {
            return None;
        }
        let length = match self.length {
            Some(length) => length,
            None => match self.header()? {
                Ok(length) => *self.length.insert(length),
                Err(why) => return Some(Frame::Malformed(why)),
            },
        };
        let content = self.bytes.get(self.at..self.at + length)?.to_vec();
        self.at += length;
        self.length = None;
        if self.bytes.capacity() > HEADER_MAX && self.at == self.bytes.len() {
            // The memory of a large document is not kept.
            self.bytes = Vec::new();
            self.at = 0;
        }
        Some(Frame::Content(content))
    }

    /// Reads a header: the length of its content, or what is wrong.
    fn header(&mut self) -> Option<Result<usize, &'static str>> {
        let rest = &self.bytes[self.at..];
        let Some(end) = memmem::find(rest, END) else {
            if rest.len() <= HEADER_MAX {
                return None;
            }
            self.at = self.bytes.len() - HEADER_BEGINNING;
            return Some(Err("the header is too long"));
        };
        let header = &rest[..end];
        let length = last_length(header);
        if let Some(at) = length
            && !is_header(&header[..at])
        {
            self.at += at;
            return Some(Err("there is something before the header"));
        }
        self.at += end + END.len();
        let number = length.and_then(|at| number(&header[at + LENGTH.len()..]));
        Some(match number {
            Some(number) if number <= LENGTH_MAX => Ok(number),
            Some(number) => {
                self.skip = number;
                Err("the content is too long")
            }
            None => Err("the header has no valid Content-Length"),
        })
    }
}

/// Where the last `Content-Length:` of a header begins.
fn last_length(header: &[u8]) -> Option<usize> {
    let mut places = header.windows(LENGTH.len()).rev();
    let after = places.position(|it| it.eq_ignore_ascii_case(LENGTH))?;
    Some(header.len() - LENGTH.len() - after)
}

/// Whether everything before `Content-Length` is other fields of the same header.
fn is_header(before: &[u8]) -> bool {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
    let is_field = |line: &[u8]| {
        let name = line.iter().position(|byte| *byte == b':');
        name.is_some_and(|end| end > 0 && line[..end].iter().all(is_name))
    };
    before.is_empty()
        || before.strip_suffix(b"\r\n").is_some_and(|lines| lines.split(|it| *it == b'\n').all(is_field))
}

fn number(text: &[u8]) -> Option<usize> {
    let line = text.split(|byte| *byte == b'\r').next()?;
    str::from_utf8(line).ok()?.trim().parse().ok()
}

/// Adds a frame with a content to `out`.
pub fn write(content: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(format!("Content-Length: {}\r\n\r\n", content.len()).as_bytes());
    out.extend_from_slice(content);
}

#[cfg(test)]
mod tests {
    use super::{Frame, Frames, write};

    fn content(text: &str) -> Frame {
        Frame::Content(text.as_bytes().to_vec())
    }

    /// The frames of some bytes, given in pieces of `size`.
    fn frames(bytes: &[u8], size: usize) -> Vec<Frame> {
        let mut frames = Frames::default();
        let mut all = Vec::new();
        for piece in bytes.chunks(size) {
            frames.push(piece);
            all.extend(std::iter::from_fn(|| frames.take()));
        }
        all
    }

    #[test]
    fn frames_may_come_in_any_pieces() {
        let mut bytes =
            b"Content-Type: application/vscode-jsonrpc; charset=utf-8\r\ncontent-length: 2\r\n\r\n{}"
                .to_vec();
        write(b"[1]", &mut bytes);
        write("\"é\"".as_bytes(), &mut bytes);
        for size in 1..=bytes.len() {
            assert_eq!(frames(&bytes, size), [content("{}"), content("[1]"), content("\"é\"")]);
        }
    }

    #[test]
    fn after_a_malformed_frame_the_next_one_is_read() {
        let malformed = [
            "hello\r\n\r\n",
            "Content-Length: x\r\n\r\n",
            "Content-Length: -1\r\n\r\n",
            "Content-Length: 99999999999999999999999\r\n\r\n",
            "{\"left\": \"over\"}",
            "\r\n\r\n",
            "Content-Length 5\r\n\r\n12345",
        ];
        for text in malformed {
            let mut bytes = text.as_bytes().to_vec();
            write(b"{}", &mut bytes);
            for size in [1, 7, bytes.len()] {
                let all = frames(&bytes, size);
                let (last, first) = all.split_last().expect("a frame");
                assert_eq!(*last, content("{}"), "{text:?}");
                assert!(!first.is_empty(), "{text:?}");
                assert!(first.iter().all(|it| matches!(it, Frame::Malformed(_))), "{text:?}: {first:?}");
            }
        }
    }

    #[test]
    fn what_is_too_long_is_skipped_and_not_kept() {
        let mut parts = Frames::default();
        parts.push(b"Content-Length: 300000000\r\n\r\n");
        assert!(matches!(parts.take(), Some(Frame::Malformed(_))));
        for _ in 0..300 {
            parts.push(&[b' '; 1_000_000]);
            assert_eq!(parts.take(), None);
            assert!(parts.bytes.capacity() <= 2_000_000);
        }
        parts.push(b"Content-Length: 2\r\n\r\n{}");
        assert_eq!(parts.take(), Some(content("{}")));
        let junk = frames(&[b'x'; 100_000], 1_000);
        assert!(junk.len() < 20 && !junk.contains(&content("")));
    }
}
