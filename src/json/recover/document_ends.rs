//! The two ends of a text: what is before the document and after it.

use crate::json::recover::{Reader, State, SyntaxError, SyntaxErrorKind};
use crate::json::{NONE, ValueKind};

/// The document may begin this many bytes after other text.
const BEFORE_MAX: usize = 256;

impl Reader<'_> {
    /// Goes to the document; false where there is none.
    pub(super) fn before(&mut self) -> bool {
        if u32::try_from(self.bytes.len()).is_err() {
            (self.text, self.bytes) = ("", b"");
            self.report(SyntaxError::new(SyntaxErrorKind::TooLarge, 0, 0).hides_members());
            return false;
        }
        // A byte-order mark is not a syntax error.
        self.at = if self.text.starts_with('\u{feff}') { 3 } else { 0 };
        self.space();
        let Some(byte) = self.peek() else {
            if !self.cut {
                let end = self.text.chars().next().map_or(0, char::len_utf8);
                self.faults.replace_all(SyntaxError::new(SyntaxErrorKind::Empty, 0, end).hides_members());
            }
            return false;
        };
        if let Some((mistake, end)) = self.other_notation() {
            self.faults.replace_all(SyntaxError::new(mistake, self.at, end).hides_members());
            return false;
        }
        if self.is_member() {
            let fault = SyntaxError::new(SyntaxErrorKind::MissingOpening, self.at, self.at + 1);
            self.implied = self.report(fault.insert(self.at, "{"));
            self.open_container(ValueKind::Object, self.at);
            return true;
        }
        self.begins_value(byte) || self.other_text()
    }

    fn begins_value(&self, byte: u8) -> bool {
        let next = self.bytes.get(self.at + 1).copied().unwrap_or(b' ');
        match byte {
            b'{' | b'[' | b'"' | b'0'..=b'9' => true,
            b'+' | b'-' | b'.' if next.is_ascii_digit() => true,
            // A whole document in quotes is one in a shell's quotes, or in the fence of a code block.
            _ if self.quote().is_some() => {
                !matches!(next, b'{' | b'[') && !self.bytes[self.at..].starts_with(b"```")
            }
            _ => {
                let whole = |end: usize| self.text[end..].trim_end().is_empty();
                self.known_word().is_some() || self.template(self.at).is_some_and(whole)
            }
        }
    }

    /// Whether `"key":` is next: then the bracket that opens the object is missing.
    fn is_member(&self) -> bool {
        let line = &self.text[self.at..self.line_end(self.at)];
        let Some(rest) = line.strip_prefix('"') else { return false };
        let Some((key, rest)) = rest.split_once('"') else { return false };
        !key.contains('\\') && rest.trim_start().starts_with(':')
    }

    /// `key: value`, `- item` and `---` are YAML, `key=value` is the AWS CLI's shorthand.
    fn other_notation(&self) -> Option<(SyntaxErrorKind, usize)> {
        let line = &self.text[self.at..self.line_end(self.at)];
        let word = line.find(|it: char| !it.is_ascii_alphanumeric() && !matches!(it, '_' | '-'));
        let (word, rest) = line.split_at(word.unwrap_or(line.len()));
        let end = self.at + word.len();
        let ends = |it: &str| it.is_empty() || it.starts_with([' ', '\t']);
        let is_item = matches!(word, "-" | "---") && ends(rest);
        if is_item {
            return Some((SyntaxErrorKind::Yaml, end));
        }
        let named = word.starts_with(|it: char| it.is_ascii_alphabetic());
        if named && rest.strip_prefix(':').is_some_and(ends) {
            return Some((SyntaxErrorKind::Yaml, end + 1));
        }
        let value = rest.strip_prefix('=').filter(|it| named && !it.starts_with(['=', '>']) && !ends(it))?;
        let json = value.trim_start_matches(['{', '[', ' ']).starts_with(['"', '\'']);
        let json = json || value.trim_end() == "{" || value.trim_end() == "[";
        (!json).then_some((SyntaxErrorKind::Shorthand, end + 1))
    }

    /// Passes over a few words before the document, such as those of a command or a code fence.
    fn other_text(&mut self) -> bool {
        let start = self.at;
        let near = &self.bytes[start..self.bytes.len().min(start + BEFORE_MAX)];
        let Some(length) = near.iter().position(|it| matches!(it, b'{' | b'[')) else {
            let end = start + self.text[start..self.line_end(start)].trim_end().len().max(1);
            self.faults.replace_all(SyntaxError::new(SyntaxErrorKind::NotJson, start, end).hides_members());
            return false;
        };
        let text = &self.text[start..start + length];
        let end = start + text.trim_end().len();
        self.at = start + length;
        self.report(SyntaxError::new(SyntaxErrorKind::TextBefore, start, end).put(start, self.at, ""));
        true
    }

    /// Reads one thing after the end of the document; false if the rest is not read.
    pub(super) fn after(&mut self, byte: u8) -> bool {
        let start = self.at;
        let next = self.after_space(start + 1);
        match byte {
            b'}' | b']' => {
                let mut end = start;
                while let Some(b'}' | b']') = self.peek() {
                    end = self.at + 1;
                    self.at = self.after_space(end);
                }
                self.report(SyntaxError::new(SyntaxErrorKind::UnexpectedCloser, start, end).delete());
                self.at = end;
                return true;
            }
            b'{' | b'[' => {
                self.report(SyntaxError::new(SyntaxErrorKind::SecondDocument, start, start + 1));
            }
            b',' if matches!(self.bytes.get(next), Some(b'{' | b'[')) => {
                self.report(SyntaxError::new(SyntaxErrorKind::SecondDocument, next, next + 1));
            }
            _ => {
                let end = start + self.text[start..self.line_end(start)].trim_end().len().max(1);
                let rest = self.text[start..].trim_end_matches([' ', '\t', '\r', '\n']);
                let whole = start + rest.len();
                self.report(
                    SyntaxError::new(SyntaxErrorKind::TextAfter, start, end).put(self.last, whole, ""),
                );
            }
        }
        false
    }

    /// Closes what is open at the end of the text: one syntax error, or a part of the one that ends there.
    pub(super) fn end(&mut self) {
        if self.open == NONE {
            return;
        }
        let mut fix = Vec::new();
        let unfinished = matches!(self.state, State::Key | State::Colon);
        if unfinished {
            self.hole_for_value();
        } else if self.state == State::Comma {
            let end = self.more_commas.map_or(self.comma.end, |it| it.end);
            fix.push((self.comma.start as usize, end as usize, String::new()));
        }
        let (opened, closing) = self.close_all();
        fix.push((self.last, self.last, closing));
        if unfinished {
            fix.clear();
        }
        let own = |it: &&mut SyntaxError| it.kind == SyntaxErrorKind::UnterminatedString;
        let (cut, last) = (self.cut, self.last);
        let merged = match self.implied {
            Some(_) if opened.is_empty() => self.faults.get(self.implied),
            _ => self.faults.last().filter(|it| cut && own(it) && it.span.end as usize == last),
        };
        if let Some(fault) = merged {
            // The bracket belongs after the quote that was inserted there.
            match fault.edits.last_mut().filter(|it| it.span.start as usize == last) {
                Some(edit) if !unfinished => fix.into_iter().for_each(|it| edit.text.push_str(&it.2)),
                _ if unfinished => fault.edits.clear(),
                _ => fix.into_iter().for_each(|(start, end, text)| fault.also_put(start, end, text)),
            }
            fault.opened.extend(opened);
        } else if !cut {
            let mut fault = SyntaxError::new(SyntaxErrorKind::Unclosed, self.char_before(last), last)
                .opened(opened)
                .hides_members();
            fix.into_iter().for_each(|(start, end, text)| fault.also_put(start, end, text));
            self.report(fault);
        }
    }
}
