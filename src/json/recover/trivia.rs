//! What stands between the tokens: white space, comments, and text that belongs to nothing.

use crate::json::ValueKind;
use crate::json::recover::{Reader, State, SyntaxError, SyntaxErrorKind};

impl Reader<'_> {
    /// Goes to the next token. What JSON does not allow between two of them is reported.
    pub(super) fn space(&mut self) {
        self.gap = self.at;
        // The comment that filled the line before this one.
        let mut block = None;
        while let Some(byte) = self.peek() {
            match byte {
                b' ' | b'\t' | b'\r' | b'\n' => self.at += 1,
                b'#' if self.template(self.at).is_some() => return,
                b'#' => block = self.line_comment(block),
                b'/' if self.bytes[self.at..].starts_with(b"//") => block = self.line_comment(block),
                b'/' if self.bytes[self.at..].starts_with(b"/*") => {
                    block = None;
                    self.block_comment();
                }
                0..0x20 | 0x7f.. if self.odd_space() => block = None,
                _ => return,
            }
        }
    }

    /// After the white space at a place.
    pub(super) fn after_space(&self, at: usize) -> usize {
        at + self.bytes[at..].iter().take_while(|it| matches!(it, b' ' | b'\t' | b'\r' | b'\n')).count()
    }
    /// After the spaces and tabs at a place, on the same line.
    pub(super) fn after_blanks(&self, at: usize) -> usize {
        at + self.bytes[at..].iter().take_while(|it| matches!(it, b' ' | b'\t')).count()
    }

    /// Lines that are nothing but comment are one comment as long as they follow each other.
    fn line_comment(&mut self, block: Option<usize>) -> Option<usize> {
        let start = self.at;
        let rest = &self.text[start..];
        let line = rest.split('\n').next().unwrap_or(rest).trim_end();
        self.at = start + line.len();
        let (from, to) = self.removal(start, self.at);
        let whole_line = from == 0 || self.bytes[from - 1] == b'\n';
        if let Some(edit) = self.faults.get(block).and_then(|it| it.edits.first_mut()).filter(|_| whole_line)
        {
            edit.span.end = to as u32;
            return block;
        }
        let fault = SyntaxError::new(SyntaxErrorKind::Comment, start, self.at).put(from, to, "").safe();
        self.report(fault).filter(|_| whole_line)
    }

    fn block_comment(&mut self) {
        let start = self.at;
        let Some(length) = self.text[start + 2..].find("*/") else {
            self.report(SyntaxError::new(SyntaxErrorKind::OpenComment, start, start + 2).hides_members());
            self.at = self.bytes.len();
            self.passed(self.at);
            self.cut = true;
            return;
        };
        self.at = start + 2 + length + 2;
        let (from, to) = self.removal(start, self.at);
        self.report(SyntaxError::new(SyntaxErrorKind::Comment, start, self.at).put(from, to, "").safe());
    }

    /// What is removed with a comment: the spaces before it, and its line if nothing else is on it.
    fn removal(&self, start: usize, end: usize) -> (usize, usize) {
        let before = self.text[..start].trim_end_matches([' ', '\t']).len();
        let after = self.after_blanks(end);
        let line_end = match &self.bytes[after..] {
            [b'\r', b'\n', ..] => Some(2),
            [b'\n', ..] => Some(1),
            [] => Some(0),
            _ => None,
        };
        let begins_line = before == 0 || self.bytes[before - 1] == b'\n';
        match line_end {
            Some(length) if begins_line => (before, after + length),
            None if begins_line => (start, end),
            _ => (before, end),
        }
    }

    /// Passes over white space that is none in JSON, and over characters that cannot be seen.
    fn odd_space(&mut self) -> bool {
        let odd = |c: char| is_odd_space(c);
        let rest = &self.text[self.at..];
        if !rest.starts_with(odd) {
            return false;
        }
        let run = rest.find(|c| !is_odd_space(c) && !matches!(c, ' ' | '\t')).unwrap_or(rest.len());
        let run = rest[..run].trim_end_matches([' ', '\t']);
        let (start, end) = (self.at, self.at + run.len());
        let blanks: String = run.chars().map(|_| ' ').collect();
        self.report(SyntaxError::new(SyntaxErrorKind::OddSpace, start, end).put(start, end, blanks).safe());
        self.at = end;
        true
    }

    /// The bytes of the one character of odd space that stands at a place, if one does.
    pub(super) fn odd_space_length(&self, at: usize) -> usize {
        let c = self.text.get(at..).and_then(|it| it.chars().next());
        c.filter(|it| is_odd_space(*it)).map_or(0, char::len_utf8)
    }

    /// Whether the next byte, after an element of a list, cannot begin an element in any notation.
    pub(super) fn is_stray(&self, byte: u8) -> bool {
        let next = self.bytes.get(self.at + 1).copied().unwrap_or(b' ');
        match byte {
            b'{' | b'[' | b'0'..=b'9' => false,
            b'+' | b'-' | b'.' => !next.is_ascii_digit() && self.is_on_line_of_last(),
            _ if self.quote().is_some() || self.template(self.at).is_some() => false,
            _ => self.is_on_line_of_last() && self.known_word().is_none(),
        }
    }

    fn is_on_line_of_last(&self) -> bool {
        !self.bytes[self.gap..self.at].contains(&b'\n')
    }

    /// Passes over text that belongs to nothing and of which `known` bytes were read: up to the next
    /// comma, bracket or key, or the line's end.
    pub(super) fn skip(&mut self, known: usize) {
        let start = self.at;
        let mut end = start + known;
        self.at = end;
        while let Some(byte) = self.peek() {
            let first = self.at == start;
            match byte {
                b',' | b'{' | b'}' | b'[' | b']' | b'\n' | b'\r' if !first => break,
                b'\\' => self.at = (self.at + 2).min(self.bytes.len()),
                b' ' | b'\t' => {
                    self.at = self.after_blanks(self.at);
                    if self.at_comment() {
                        break;
                    }
                    continue;
                }
                b'"' => match self.plain_string_end(self.at) {
                    None => self.at = self.line_end(self.at),
                    Some(close) if !first && self.bytes.get(self.after_blanks(close)) == Some(&b':') => {
                        break;
                    }
                    Some(close) => self.at = close,
                },
                _ => self.at += 1,
            }
            end = self.at;
        }
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        self.at = end;
        if self.gap != self.skipped {
            let mistake = if is_ellipsis(&self.text[start..end]) {
                SyntaxErrorKind::Ellipsis
            } else {
                SyntaxErrorKind::StrayText
            };
            self.report(SyntaxError::new(mistake, start, end).hides_members());
        }
        self.skipped = end;
        self.passed(end);
        if self.kind() == Some(ValueKind::Object) && self.state != State::Value {
            self.state = State::Value;
        }
    }

    pub(super) fn at_comment(&self) -> bool {
        let rest = &self.bytes[self.at..];
        let is_hash = rest.starts_with(b"#") && self.template(self.at).is_none();
        is_hash || rest.starts_with(b"//") || rest.starts_with(b"/*")
    }

    /// After the `"` that ends the string at a place on its line.
    fn plain_string_end(&self, start: usize) -> Option<usize> {
        let mut at = start + 1;
        loop {
            match self.bytes.get(at)? {
                b'"' => return Some(at + 1),
                b'\n' => return None,
                b'\\' => at += 2,
                _ => at += 1,
            }
        }
    }

    /// Where the line of a place ends.
    pub(super) fn line_end(&self, at: usize) -> usize {
        at + self.bytes[at..]
            .iter()
            .position(|it| matches!(it, b'\n' | b'\r'))
            .unwrap_or(self.bytes.len() - at)
    }
}

/// White space and other invisible characters that JSON does not allow between its tokens.
fn is_odd_space(c: char) -> bool {
    !matches!(c, ' ' | '\t' | '\r' | '\n')
        && (c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}'))
}

pub(super) fn is_ellipsis(text: &str) -> bool {
    text == "…" || text.len() > 1 && text.bytes().all(|it| it == b'.')
}
