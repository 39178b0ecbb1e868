//! Words of a shell as they are put together.

use crate::text::{
    mapped_text::{MappedText, SourceRange},
    span::Span,
};
use std::ops::Range;

/// A simple command: its words, the program's name first.
#[derive(Default)]
pub(super) struct Simple {
    pub words: Vec<Word>,
    /// Whether there may be more words than these.
    pub open: bool,
    /// What `AWS_REGION=…` in front of it says.
    pub region: Option<Word>,
    /// What is odd between its words.
    pub odd: Odd,
}

/// A word that a shell expands.
#[derive(Clone)]
pub(super) struct Braces {
    /// The words that come of it, without their quotes.
    pub words: Vec<String>,
    /// As it is written.
    pub raw: String,
    /// Its place, if the source has it letter for letter.
    pub at: Option<SourceRange>,
}

/// What is between the words of a command and after the last one.
#[derive(Clone, Default)]
pub(super) struct Odd {
    /// Backslashes, and the space or the line break after each.
    pub breaks: Vec<(SourceRange, SourceRange)>,
    /// The line break after the command, if it is more than one byte.
    pub end: Option<SourceRange>,
    /// The last word before that line break.
    pub last: Option<SourceRange>,
}

impl Odd {
    /// Notes what is odd in a gap between words. `text` is that of the shell.
    pub fn gap(&mut self, text: &MappedText, start: usize, end: usize) {
        let Some(gap) = text.text().get(start..end) else { return };
        let mut from = 0;
        while let Some(found) = gap.get(from..).and_then(|it| it.find('\\')) {
            let at = start + from + found;
            let next = text.text().as_bytes().get(at + 1);
            if matches!(next, Some(b' ' | b'\t' | b'\n')) {
                let (backslash, after) = (text.origin(at..at + 1), text.origin(at + 1..at + 2));
                if next != Some(&b'\n') || after.span.len() > 1 {
                    self.breaks.push((backslash, after));
                }
            }
            from += found + 2;
        }
    }

    /// Notes how the line ends after a command.
    pub fn end(&mut self, text: &MappedText, at: usize) {
        let rest = text.text().get(at..).unwrap_or_default();
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let after = rest.get(blanks..).unwrap_or_default();
        if after.starts_with('\\') && after[1..].starts_with([' ', '\t', '\n']) {
            self.gap(text, at + blanks, at + blanks + 2);
        } else if after.starts_with('\n') {
            let origin = text.origin(at + blanks..at + blanks + 1);
            self.end = (origin.span.len() > 1).then_some(origin);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.breaks.is_empty() && self.end.is_none()
    }
}

/// What shell text holds.
#[derive(Default)]
pub(super) struct Shell {
    pub commands: Vec<Simple>,
    /// Texts in it that are shell text again: bodies of here-documents, words after `-c`.
    pub nested: Vec<MappedText>,
    /// Whether the text was given up.
    pub cut: bool,
}

/// A word, with what is worth knowing about how it was written.
#[derive(Clone, Default)]
pub(super) struct Word {
    pub text: MappedText,
    /// Whether quotes keep it one word.
    pub quoted: bool,
    /// What looks like a variable inside single quotes, by offsets in the text.
    pub raw: Vec<Range<usize>>,
    /// Where the output of `terraform output` is put in.
    pub outputs: Vec<usize>,
    /// Where the path of a file stands whose content is meant: `$(cat FILE)`.
    pub content: Option<usize>,
    /// What a shell that expands braces makes of it.
    pub braces: Option<Box<Braces>>,
    /// The variable without quotes that it is, if its value is JSON with spaces: most shells split it there.
    pub unquoted: Option<Box<Unquoted>>,
}

/// A variable without quotes around it.
#[derive(Clone)]
pub(super) struct Unquoted {
    /// Where it is used.
    pub at: SourceRange,
    /// As it is written: `$OVERRIDES`.
    pub written: String,
}

impl Word {
    /// Adds the text inside single quotes.
    pub fn push_raw(&mut self, text: &MappedText, range: Range<usize>) {
        let from = self.text.len();
        let start = range.start;
        let Some(inside) = text.text().get(range.clone()) else { return };
        self.text.push_part(text, range);
        let mut at = 0;
        while let Some(found) = inside.get(at..).and_then(|it| it.find('$')) {
            let sign = at + found;
            let length = escapes::variable(&inside[sign..]);
            let is_known = length > 0 && text.is_known(start + sign..start + sign + length);
            let is_hash = inside[sign..].starts_with("$argon2") || is_in_hash(&inside[..sign]);
            if is_known && !is_hash {
                self.raw.push(from + sign..from + sign + length);
            }
            at = sign + length.max(1);
        }
        if self.text.is_empty() {
            // An empty word has a place too.
            let at = text.origin(start..start);
            self.text = MappedText::standing_for(at.source, "", at.span);
        }
    }

    /// Puts another word in, as it is.
    pub fn put(&mut self, other: &Word) {
        let from = self.text.len();
        if from > 0 && other.content.is_some() {
            return self.text.push_unknown("0", other.text.origin(0..other.text.len()));
        }
        self.text.push_part(&other.text, 0..other.text.len());
        self.raw.extend(other.raw.iter().map(|it| from + it.start..from + it.end));
        self.outputs.extend(other.outputs.iter().map(|it| from + it));
        self.quoted |= other.quoted && other.text.text().contains([' ', '\n', '\t']);
        self.content = self.content.or(other.content.filter(|_| from == 0));
    }

    /// The words into which a shell splits it at white space.
    pub fn split(&self, words: &mut Vec<Word>) {
        let whole = self.text.text();
        let mut at = 0;
        for part in whole.split([' ', '\t', '\n']) {
            let mut word = Word::default();
            word.text.push_part(&self.text, at..at + part.len());
            at += part.len() + 1;
            if !part.is_empty() {
                words.push(word);
            }
        }
    }

    /// Whether nothing of it is known and nothing keeps it one word.
    pub fn may_be_many(&self) -> bool {
        !self.quoted && !self.text.is_known(0..self.text.len()) && self.text.len() <= 1
    }
}

/// No hash of a password is longer.
const HASH_MAX: usize = 160;

/// Whether a text ends inside a hash of a password: `$2b$10$…`, `$6$…`, `$argon2id$…`.
fn is_in_hash(before: &str) -> bool {
    let is_part =
        |it: char| it.is_ascii_alphanumeric() || matches!(it, '$' | '.' | '/' | '=' | ',' | '+' | '-');
    let part = before.char_indices().rev().take(HASH_MAX).take_while(|(_, it)| is_part(*it));
    let start = part.last().map_or(before.len(), |(at, _)| at);
    let mut parts = before[start..].split('$').skip(1);
    let id = parts.next().unwrap_or_default();
    parts.next().is_some() && id.starts_with(|it: char| it.is_ascii_digit()) || id.starts_with("argon2")
}

/// Backslashes of the shell.
pub(super) mod escapes {
    use super::{MappedText, Range, Span};
    use crate::text::mapped_text::SourceRange;

    /// The length of `$NAME`, `${NAME…}` or `$(…)` at the start of a text, else 0.
    pub fn variable(text: &str) -> usize {
        let after = text.get(1..).unwrap_or_default();
        let closed = |by: char| after.find(by).map_or(0, |it| it + 2);
        let name = after.bytes().take_while(|it| it.is_ascii_alphanumeric() || *it == b'_').count();
        match after.bytes().next() {
            Some(b'{') if after[1..].starts_with(|it: char| it.is_ascii_alphabetic() || it == '_') => {
                closed('}')
            }
            Some(b'(') => closed(')'),
            Some(it) if it.is_ascii_alphabetic() || it == b'_' => name + 1,
            _ => 0,
        }
    }

    /// The same for what may also be `$1` or `$@`.
    pub fn expansion(text: &str) -> usize {
        let parameter = |it: char| it.is_ascii_digit() || matches!(it, '@' | '*' | '#' | '?');
        match variable(text) {
            0 if text.get(1..).is_some_and(|it| it.starts_with(parameter)) => 2,
            length => length,
        }
    }

    /// The place of the first `$(…)` in a text, if it begins before an offset and is closed.
    pub fn substitution(text: &str, before: usize) -> Option<Range<usize>> {
        let bytes = text.as_bytes();
        let mut start = 0;
        loop {
            if start >= before {
                return None;
            }
            match bytes.get(start..)? {
                [b'$', b'(', ..] => break,
                [b'\\', ..] => start += 2,
                _ => start += 1,
            }
        }
        // What closes each quote and bracket that is open.
        let mut open = vec![b')'];
        let mut at = start + 2;
        while let Some(sign) = bytes.get(at) {
            match (open.last()?, sign) {
                (b'\'', _) if *sign != b'\'' => {}
                (_, b'\\') => at += 1,
                (closes, sign) if closes == sign => {
                    open.pop();
                    if open.is_empty() {
                        return Some(start..at + 1);
                    }
                }
                (b')', b'\'' | b'"') => open.push(*sign),
                (b')', b'(') => open.push(b')'),
                (b'"', b'(') if bytes.get(at - 1) == Some(&b'$') => open.push(b')'),
                _ => {}
            }
            at += 1;
        }
        None
    }

    /// What stands around a text, which says what a backslash escapes there.
    #[derive(Clone, Copy, PartialEq, Eq)]
    pub enum Quoting {
        None,
        Double,
        /// A here-document whose variables are expanded.
        Document,
    }

    impl Quoting {
        fn escapes(self, next: char) -> bool {
            match self {
                Quoting::None => true,
                Quoting::Double => matches!(next, '"' | '\\' | '$' | '`' | '\n'),
                Quoting::Document => matches!(next, '\\' | '$' | '`' | '\n'),
            }
        }
    }

    /// Adds text outside single quotes.
    pub fn plain(text: &MappedText, range: Range<usize>, quoting: Quoting, out: &mut MappedText) {
        let Some(part) = text.text().get(range.clone()) else { return };
        let mut from = range.start;
        let mut signs = part.char_indices();
        while let Some((at, sign)) = signs.next() {
            // The grammar takes a variable between braces for text: `{a=[$A,$B]}`.
            let length = if sign == '$' { expansion(&part[at..]) } else { 0 };
            if length > 0 && range.start + at >= from {
                let at = range.start + at;
                out.push_part(text, from..at);
                out.push_unknown("0", text.origin(at..at + length));
                from = at + length;
                continue;
            }
            if sign != '\\' {
                continue;
            }
            let Some((_, next)) = signs.next() else { break };
            if !quoting.escapes(next) {
                continue;
            }
            let at = range.start + at;
            let after = at + 1 + next.len_utf8();
            out.push_part(text, from..at);
            if next != '\n' {
                out.push(next.encode_utf8(&mut [0; 4]), text.origin(at..after));
            }
            from = after;
        }
        out.push_part(text, from..range.end);
        empty(text, &range, out);
    }

    /// Adds the text inside `$'…'`.
    pub fn ansi_c(text: &MappedText, range: Range<usize>, out: &mut MappedText) {
        let Some(part) = text.text().get(range.clone()) else { return };
        let mut from = range.start;
        let mut signs = part.char_indices();
        while let Some((at, sign)) = signs.next() {
            if sign != '\\' {
                continue;
            }
            let Some((_, next)) = signs.next() else { break };
            let at = range.start + at;
            let after = at + 1 + next.len_utf8();
            out.push_part(text, from..at);
            let origin = text.origin(at..after);
            match next {
                'n' => out.push("\n", origin),
                't' => out.push("\t", origin),
                'r' => out.push("\r", origin),
                '\\' | '\'' | '"' | '?' => out.push(next.encode_utf8(&mut [0; 4]), origin),
                _ => out.push_unknown("0", origin),
            }
            from = after;
        }
        out.push_part(text, from..range.end);
        empty(text, &range, out);
    }

    /// Nothing between two quotes is still a word, with a place.
    fn empty(text: &MappedText, range: &Range<usize>, out: &mut MappedText) {
        if out.is_empty() {
            let start = range.start.saturating_sub(1);
            let at: SourceRange = text.origin(start..range.end.max(start));
            *out = MappedText::standing_for(at.source, "", Span { ..at.span });
        }
    }
}
