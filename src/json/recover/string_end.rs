//! Where a string ends, where it may have lost its quote or have one too many.

use crate::json::recover::{Reader, error::EDITS_MAX};
use crate::json::{is_strict, recover::SyntaxErrorKind};

/// What opens a string.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Quote {
    /// `"`
    Double,
    /// `'`
    Single,
    /// `` ` ``
    Back,
    /// `“` or `”`
    Curly,
    /// `‘` or `’`
    CurlySingle,
    /// `\"`
    Escaped,
    /// `""` directly before a word
    Doubled,
}

impl Quote {
    pub(super) fn opening_length(self) -> usize {
        match self {
            Quote::Double | Quote::Single | Quote::Back => 1,
            Quote::Escaped | Quote::Doubled => 2,
            Quote::Curly | Quote::CurlySingle => 3,
        }
    }
    /// The length of the quote that ends the string, if it is next.
    pub(super) fn closes(self, rest: &[u8]) -> Option<usize> {
        let closing: &[&str] = match self {
            Quote::Double => &["\""],
            Quote::Single => &["'"],
            Quote::Back => &["`"],
            Quote::Curly => &["\u{201d}", "\u{201c}", "\""],
            Quote::CurlySingle => &["\u{2019}", "\u{2018}", "'"],
            Quote::Escaped => &["\\\"", "\""],
            Quote::Doubled => &["\"\""],
        };
        closing.iter().find(|it| rest.starts_with(it.as_bytes())).map(|it| it.len())
    }
    /// The length of another quote that may have been typed to end the string.
    pub(super) fn closes_instead(self, rest: &[u8]) -> Option<usize> {
        let others: &[&str] = match self {
            Quote::Double => &["'", "`", "\u{201d}", "\u{201c}", "\u{2019}"],
            _ => &["\""],
        };
        others.iter().find(|it| rest.starts_with(it.as_bytes())).map(|it| it.len())
    }
    pub(super) fn mistake(self) -> Option<SyntaxErrorKind> {
        Some(match self {
            Quote::Double => return None,
            Quote::Single => SyntaxErrorKind::SingleQuotes,
            Quote::Back => SyntaxErrorKind::Backquotes,
            Quote::Curly | Quote::CurlySingle => SyntaxErrorKind::SmartQuotes,
            Quote::Escaped | Quote::Doubled => SyntaxErrorKind::EscapedQuotes,
        })
    }
}

/// What earlier looks ahead found out, so that no part of the text is searched twice for the same.
#[derive(Default)]
pub(super) struct Memory {
    /// For each kind of quote: up to where no string that runs over its line ends sensibly.
    endless: [usize; 7],
    /// Up to where no quote ends a value sensibly: one of plain text, and one of JSON.
    senseless: [usize; 2],
}

/// Where a string ends.
pub(super) struct Ending {
    /// After the last byte of the inside.
    pub(super) inner: usize,
    /// After the closing quote.
    pub(super) end: usize,
    pub(super) how: How,
}

/// By what it ends.
pub(super) enum How {
    /// Its quote.
    Closed,
    /// Its quote, after others that should have a backslash: all of them, or more than can be fixed.
    Around(Vec<usize>),
    /// Nothing: its quote is missing.
    Open,
}

impl Reader<'_> {
    /// Finds the end of a string. One that runs over its line ends only where that makes sense.
    pub(super) fn ending(&mut self, quote: Quote, body: usize, key: bool) -> Ending {
        if body < self.quotes.endless[quote as usize] {
            return self.open(body, self.line_end(body), key);
        }
        let mut at = body;
        let mut line = None;
        let mut foreign = None;
        while let Some(&byte) = self.bytes.get(at) {
            if let Some(length) = quote.closes(&self.bytes[at..]) {
                let closed = Ending { inner: at, end: at + length, how: How::Closed };
                match (line, foreign) {
                    (None, foreign) => return self.on_line(quote, body, closed, foreign, key),
                    (Some(_), _) if self.ends_sensibly(at + length, key) => return closed,
                    (Some(_), Some(foreign)) => return foreign,
                    (Some(line), None) => {
                        self.quotes.endless[quote as usize] = at;
                        return self.open(body, line, key);
                    }
                }
            }
            match byte {
                b'\\' => at += usize::from(!matches!(self.bytes.get(at + 1), Some(b'\n' | b'\r'))),
                b'\n' | b'\r' => line = line.or(Some(at)),
                b'"' | b'\'' | b'`' | 0xe2 if line.is_none() && foreign.is_none() => {
                    let end = quote.closes_instead(&self.bytes[at..]).map(|it| at + it);
                    let end = end.filter(|it| self.ends_on_line(*it, key));
                    foreign = end.map(|end| Ending { inner: at, end, how: How::Closed });
                }
                _ => {}
            }
            at += 1;
        }
        self.quotes.endless[quote as usize] = self.bytes.len();
        match foreign {
            Some(foreign) => foreign,
            None => self.open(body, line.unwrap_or(self.bytes.len()), key),
        }
    }

    /// The first quote that could end a string, on its line: it does, or it opens the next string
    /// because this one lost its own, or it is a part of the string.
    fn on_line(
        &mut self,
        quote: Quote,
        body: usize,
        closed: Ending,
        foreign: Option<Ending>,
        key: bool,
    ) -> Ending {
        let next = self.after_blanks(closed.end);
        if self.is_end(next) {
            return closed;
        }
        let before = self.text[body..closed.inner].trim_end_matches([' ', '\t']);
        let structural = before.ends_with([',', '{', '[']) || key && before.ends_with(':');
        if structural && self.opens(quote, closed.inner) {
            let kept = match before.split_once(':').filter(|_| key) {
                Some((kept, _)) => kept.trim_end(),
                None => without_what_follows(before.trim_end_matches([',', ':', '{', '[', ' ', '\t'])),
            };
            let json = kept.is_empty() && before.starts_with(['{', '[']);
            if key || !json {
                let end = body + kept.len();
                return Ending { inner: end, end, how: How::Open };
            }
        }
        if let Some(foreign) = foreign {
            return foreign;
        }
        if let Some(length) = quote.closes(&self.bytes[next..]) {
            let surplus = self.is_end(self.after_blanks(next + length)) && !self.opens(quote, next);
            let around = || Ending { inner: next, end: next + length, how: How::Around(vec![closed.inner]) };
            return if surplus { around() } else { closed };
        }
        if next > closed.end || self.begins_plain_value(next) {
            closed
        } else {
            self.around(quote, body, closed, key)
        }
    }

    /// Whether the next byte ends a key or a value.
    fn is_end(&self, at: usize) -> bool {
        match &self.bytes[at..] {
            [] | [b'/', b'/' | b'*', ..] => true,
            [byte, ..] => b",:=;]}\r\n#".contains(byte),
        }
    }

    /// Whether the next quote opens a string that ends on its line, as strings do.
    fn opens(&self, quote: Quote, start: usize) -> bool {
        let mut at = start + quote.closes(&self.bytes[start..]).unwrap_or(1);
        while let Some(&byte) = self.bytes.get(at).filter(|it| !matches!(it, b'\n' | b'\r')) {
            if let Some(length) = quote.closes(&self.bytes[at..]) {
                return self.is_end(self.after_blanks(at + length));
            }
            at += if byte == b'\\' { 2 } else { 1 };
        }
        false
    }

    /// Whether a bracket, a number or one of JSON's own words is next.
    fn begins_plain_value(&self, at: usize) -> bool {
        let rest = &self.text[at..];
        let in_word = |it: &u8| it.is_ascii_alphanumeric() || matches!(it, b'-' | b'+' | b'.');
        let value = &rest[..rest.bytes().take(20).take_while(in_word).count()];
        rest.starts_with(['{', '[']) || is_strict(value) && self.is_delimited(at + value.len())
    }

    /// A quote inside a string: the string ends at a later one, if that makes sense.
    fn around(&mut self, quote: Quote, body: usize, closed: Ending, key: bool) -> Ending {
        // JSON in a string ends with its bracket.
        let last = match self.bytes[body] {
            b'{' => Some(b'}'),
            b'[' => Some(b']'),
            _ => None,
        };
        let senseless = usize::from(last.is_some());
        if closed.inner < self.quotes.senseless[senseless] {
            return closed;
        }
        let mut inside = vec![closed.inner];
        let mut at = closed.end;
        while let Some(&byte) = self.bytes.get(at).filter(|it| !matches!(it, b'\n' | b'\r')) {
            if key && b",:{}[]".contains(&byte) {
                return closed;
            }
            match quote.closes(&self.bytes[at..]) {
                Some(length)
                    if self.ends_on_line(at + length, key)
                        && last.is_none_or(|it| self.bytes[at - 1] == it) =>
                {
                    return Ending { inner: at, end: at + length, how: How::Around(inside) };
                }
                Some(_) if key => return closed,
                Some(_) if inside.len() > EDITS_MAX => {}
                Some(_) => inside.push(at),
                None => at += usize::from(byte == b'\\'),
            }
            at += 1;
        }
        self.quotes.senseless[senseless] = at;
        closed
    }

    /// Whether a value or a key may end before a place.
    fn ends_sensibly(&self, after: usize, key: bool) -> bool {
        match self.bytes.get(self.after_space(after)) {
            Some(b':') => key,
            Some(b',' | b'}' | b']') | None => !key,
            _ => false,
        }
    }

    /// The same, where the line's end is as good as a comma.
    fn ends_on_line(&self, after: usize, key: bool) -> bool {
        let next = self.bytes.get(self.after_blanks(after));
        matches!(next, Some(b'\r' | b'\n')) && !key || self.ends_sensibly(after, key)
    }

    /// Where a string without an end was probably meant to end, on its line.
    fn open(&self, body: usize, line: usize, key: bool) -> Ending {
        let text = &self.text[body..line];
        let kept = match text.find(':').filter(|_| key) {
            Some(colon) => &text[..colon],
            None => without_what_follows(text),
        };
        let end = body + kept.trim_end().len();
        Ending { inner: end, end, how: How::Open }
    }
}

/// A line without the comma and the closing brackets at its end that nothing on it opens.
fn without_what_follows(line: &str) -> &str {
    let line = line.trim_end();
    let line = line.strip_suffix(',').unwrap_or(line);
    let kept = line.trim_end_matches(|it: char| matches!(it, '}' | ']') || it.is_ascii_whitespace());
    let mut open = 0_i64;
    for it in kept.bytes() {
        open += i64::from(matches!(it, b'{' | b'[')) - i64::from(matches!(it, b'}' | b']') && open > 0);
    }
    let closers = line[kept.len()..].char_indices().filter(|(_, it)| matches!(it, '}' | ']'));
    let own = closers.take(open as usize).last().map_or(0, |(at, it)| at + it.len_utf8());
    &line[..kept.len() + own]
}
