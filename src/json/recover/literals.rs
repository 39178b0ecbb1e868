//! Words and numbers: what stands without quotes.

use crate::json::recover::{Reader, State, SyntaxError, SyntaxErrorKind};
use crate::json::{KEY, UNQUOTED, ValueKind, is_strict, quote_json};
use crate::text::placeholder;

/// The most bytes of a placeholder such as `${NAME}`.
const PLACEHOLDER_MAX: usize = 256;

/// What a word of another language is in JSON.
pub(super) enum Known {
    /// JSON's own.
    Literal(ValueKind),
    /// Another spelling, of that; whether it cannot be anything else.
    Spelling(Option<&'static str>, bool),
    NotFinite,
}

fn known(word: &str) -> Option<Known> {
    Some(match word {
        "true" | "false" => Known::Literal(ValueKind::Bool),
        "null" => Known::Literal(ValueKind::Null),
        "True" | "TRUE" => Known::Spelling(Some("true"), true),
        "False" | "FALSE" => Known::Spelling(Some("false"), true),
        "None" | "NULL" | "Null" | "nil" => Known::Spelling(Some("null"), true),
        "yes" | "Yes" | "YES" | "on" | "On" | "ON" => Known::Spelling(Some("true"), false),
        "no" | "No" | "NO" | "off" | "Off" | "OFF" => Known::Spelling(Some("false"), false),
        "undefined" => Known::Spelling(None, false),
        "NaN" | "nan" | "Infinity" | "inf" | "Inf" | "-Infinity" | "-inf" | "+Infinity" | "-NaN" => {
            Known::NotFinite
        }
        _ => return None,
    })
}

impl Reader<'_> {
    /// The word that begins here, where it means something and ends like a value.
    pub(super) fn known_word(&self) -> Option<(Known, usize)> {
        let rest = &self.bytes[self.at..];
        let letters = rest.iter().enumerate().take(16);
        let length = letters
            .take_while(|(at, it)| it.is_ascii_alphabetic() || *at == 0 && matches!(**it, b'-' | b'+'));
        let end = self.at + length.count();
        Some((known(&self.text[self.at..end])?, end)).filter(|_| self.is_delimited(end))
    }

    /// Whether a word or a number may end at a place.
    pub(super) fn is_delimited(&self, at: usize) -> bool {
        let delimiters = b" \t\r\n,;:[]{}\"/#";
        self.bytes.get(at).is_none_or(|it| delimiters.contains(it)) || self.odd_space_length(at) > 0
    }

    /// Reads what begins like no value of JSON.
    pub(super) fn word(&mut self) {
        let start = self.at;
        let known = self.known_word();
        if let Some((Known::Literal(kind), end)) = known {
            return self.hole_or(kind, start, end);
        }
        let (mut end, placeholder) = self.bare(start, false);
        let text = &self.text[start..end];
        let fault = match known.filter(|(_, it)| *it == end) {
            Some((Known::NotFinite, _)) => SyntaxError::new(SyntaxErrorKind::NotFinite, start, end),
            Some((Known::Spelling(json, sure), _)) => {
                let fault = SyntaxError::new(SyntaxErrorKind::Word, start, end).safe_if(sure);
                if let Some(json) = json { fault.put(start, end, json) } else { fault }
            }
            _ if placeholder => SyntaxError::new(SyntaxErrorKind::Placeholder, start, end),
            _ if crate::json::recover::trivia::is_ellipsis(text) => {
                SyntaxError::new(SyntaxErrorKind::Ellipsis, start, end).hides_members()
            }
            _ if !text.contains(char::is_alphanumeric) => {
                SyntaxError::new(SyntaxErrorKind::StrayText, start, end).hides_members()
            }
            _ => {
                let quoted = quote_json(text);
                let word = end;
                end = self.lost_opening_quote(end, b",]}:").unwrap_or(end);
                self.report(
                    SyntaxError::new(SyntaxErrorKind::UnquotedString, start, end).put(start, end, quoted),
                );
                let is_key = end > word && self.bytes.get(self.after_blanks(end)) == Some(&b':');
                if is_key {
                    self.leaf(ValueKind::String, start, word, UNQUOTED);
                    (self.last, self.at) = (end, end);
                    return;
                }
                return self.hole_or(ValueKind::Unknown, start, end);
            }
        };
        self.report(fault);
        self.hole_or(ValueKind::Unknown, start, end);
    }

    fn hole_or(&mut self, kind: ValueKind, start: usize, end: usize) {
        self.leaf(kind, start, end, 0);
        self.at = end;
    }

    /// Reads a key without quotes, or passes over what is none.
    pub(super) fn bare_key(&mut self) {
        let start = self.at;
        let (end, placeholder) = self.bare(start, true);
        let text = &self.text[start..end];
        let closed = self.lost_opening_quote(end, b":=");
        let next = self.bytes.get(self.after_blanks(closed.unwrap_or(end))).copied();
        let is_key = match next {
            Some(b':' | b'=') => true,
            // A colon is missing, and nothing else.
            Some(b'"' | b'\'' | b'[' | b'{' | b'0'..=b'9') => text.contains(char::is_alphanumeric),
            _ => false,
        };
        if !is_key && !placeholder {
            self.settle_commas(false);
            return self.skip(end - start);
        }
        let mistake = if placeholder { SyntaxErrorKind::Placeholder } else { SyntaxErrorKind::UnquotedKey };
        let fault = SyntaxError::new(mistake, start, closed.unwrap_or(end));
        if !is_key {
            self.settle_commas(false);
            self.report(fault.hides_members());
            self.passed(end);
            self.skipped = end;
            self.state = State::Value;
            self.at = end;
            return;
        }
        self.begin_member();
        let whole = closed.unwrap_or(end);
        let fix = (!placeholder).then(|| quote_json(text));
        self.report(if let Some(fix) = fix { fault.put(start, whole, fix).safe() } else { fault });
        self.leaf(ValueKind::String, start, end, KEY | UNQUOTED);
        self.passed(whole);
        self.at = whole;
        self.state = State::Key;
    }

    /// After the `"` that directly follows a word, if it ends a key or a value.
    fn lost_opening_quote(&self, end: usize, before: &[u8]) -> Option<usize> {
        let after = (self.bytes.get(end) == Some(&b'"')).then_some(end + 1)?;
        let next = self.bytes.get(self.after_blanks(after));
        next.is_none_or(|it| before.contains(it) || matches!(it, b'\r' | b'\n')).then_some(after)
    }

    /// The end of text without quotes or trailing spaces, and whether it contains a placeholder.
    fn bare(&self, start: usize, key: bool) -> (usize, bool) {
        let mut at = start;
        let mut end = start;
        let mut placeholder = false;
        while let Some(&byte) = self.bytes.get(at) {
            if let Some(after) = self.template(at) {
                placeholder = true;
                at = after;
                end = at;
                continue;
            }
            match byte {
                b' ' | b'\t' => {
                    at = self.after_blanks(at);
                    if matches!(&self.bytes[at..], [b'/', b'/' | b'*', ..] | [b'#', ..]) {
                        break;
                    }
                    continue;
                }
                0..0x20 | 0x7f.. if self.odd_space_length(at) > 0 => {
                    at += self.odd_space_length(at);
                    continue;
                }
                _ if at == start => {}
                b'\r' | b'\n' | b',' | b';' | b'"' | b'[' | b']' | b'{' | b'}' => break,
                b':' | b'=' if key => break,
                b':' if matches!(self.bytes.get(at + 1), Some(b' ' | b'\t')) => break,
                b'\\' if at + 1 < self.bytes.len() && !matches!(self.bytes[at + 1], b'\r' | b'\n') => at += 1,
                _ => {}
            }
            at += 1;
            end = at;
        }
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        (end, placeholder)
    }

    /// The end of a placeholder: `${X}`, `$(X)`, `$X`, `{{X}}`, `{%X%}`, `<X>`, `<%X%>`, `%X%`, `__X__`, `@X@`, `#{X}` or
    /// `((X))`, on one line.
    pub(super) fn template(&self, at: usize) -> Option<usize> {
        let rest = &self.bytes[at..];
        let rest = &rest[..rest.len().min(PLACEHOLDER_MAX)];
        let name = |from: usize| {
            let is_name = |it: &&u8| it.is_ascii_alphanumeric() || matches!(**it, b'_' | b'-' | b'.');
            rest.get(from..).map_or(0, |it| it.iter().take_while(is_name).count())
        };
        let until = |from: usize, close: &[u8]| {
            let line = rest.get(from..)?.split(|it| *it == b'\n').next()?;
            let length = line.windows(close.len()).position(|it| it == close)?;
            Some(at + from + length + close.len())
        };
        match rest {
            [b'$', b'{', ..] => until(2, b"}"),
            [b'$', b'(', ..] => until(2, b")"),
            [b'$', ..] => Some(name(1)).filter(|it| *it > 0).map(|it| at + 1 + it),
            [b'{', b'{', ..] => {
                let inner =
                    rest.iter().skip(2).position(|it| !matches!(it, b' ' | b'-' | b'~')).unwrap_or(0) + 2;
                let marked = matches!(rest.get(inner), Some(b'.' | b'$' | b'#' | b'/' | b'&' | b'>'));
                let length = name(inner);
                let after = rest.get(inner + length..)?.iter().find(|it| **it != b' ')?;
                (marked || length > 0 && !matches!(after, b':' | b'=')).then(|| until(2, b"}}"))?
            }
            [b'{', b'%', ..] => until(2, b"%}"),
            [b'<', b'%', ..] => until(2, b"%>"),
            [b'<', first, ..] if first.is_ascii_alphabetic() || *first == b'_' => {
                until(2, b">").filter(|end| !self.text.as_bytes()[at..*end].contains(&b'"'))
            }
            [b'_', b'_', ..] | [b'@', ..] | [b'#', b'{', ..] | [b'(', b'(', ..] => {
                placeholder::end_at(self.text, at)
            }
            [b'%', ..] => {
                let length = name(1);
                (length > 0 && rest.get(1 + length) == Some(&b'%')).then_some(at + length + 2)
            }
            _ => None,
        }
    }

    /// Reads what begins like a number.
    pub(super) fn number(&mut self) {
        let start = self.at;
        let end = start + number_length(&self.bytes[start..]);
        let token = &self.text[start..end];
        if self.is_delimited(end) {
            if !token.starts_with('+') && !token.starts_with('.') && is_strict(token) {
                return self.hole_or(ValueKind::Number, start, end);
            }
            if let Some((mistake, offending, number)) = fixed(token) {
                let (from, to) = (start + offending.start, start + offending.end);
                self.report(SyntaxError::new(mistake, from, to).put(start, end, number).safe());
                return self.hole_or(ValueKind::Unknown, start, end);
            }
        }
        let (end, _) = self.bare(start, false);
        let unfinished = token.ends_with(['-', '+', '.', 'e', 'E']) && !is_text(&self.text[start..end]);
        if !unfinished || self.known_word().is_some() {
            return self.word();
        }
        self.report(SyntaxError::new(SyntaxErrorKind::BadNumber, start, end));
        self.hole_or(ValueKind::Unknown, start, end);
    }
}

/// Whether there is more to it than digits, signs and an exponent.
fn is_text(token: &str) -> bool {
    token.starts_with("..") || token.contains(|it: char| it.is_alphabetic() && !matches!(it, 'e' | 'E'))
}

/// The length of what may be meant as a number: letters belong to it, a sign only where one may stand.
fn number_length(bytes: &[u8]) -> usize {
    let mut before = b'e';
    let belongs = |it: &&u8| {
        let sign_may_stand = matches!(std::mem::replace(&mut before, **it), b'e' | b'E');
        it.is_ascii_alphanumeric()
            || matches!(**it, b'_' | b'.')
            || matches!(**it, b'+' | b'-') && sign_may_stand
    };
    bytes.iter().take_while(belongs).count()
}

/// What is wrong with a number, where in it, and the number as JSON writes it.
fn fixed(token: &str) -> Option<(SyntaxErrorKind, std::ops::Range<usize>, String)> {
    let mut mistake = None;
    let mut found =
        |it: SyntaxErrorKind, start: usize, end: usize| mistake.get_or_insert((it, start..end)).clone();
    let unsigned = token.trim_start_matches(['-', '+']);
    let at = token.len() - unsigned.len();
    let sign = if token.starts_with('-') { "-" } else { "" };
    if at > 1 {
        return None;
    }
    if token.starts_with('+') {
        found(SyntaxErrorKind::PlusSign, 0, 1);
    }
    if let Some(value) = other_base(unsigned) {
        let (mistake, range) = found(SyntaxErrorKind::OtherBase, 0, token.len());
        return Some((mistake, range, format!("{sign}{value}")));
    }
    if let Some(at) = token.find('_') {
        found(SyntaxErrorKind::DigitSeparator, at, at + 1);
    }
    let plain = without_separators(unsigned)?;
    let (mantissa, exponent) = match plain.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, format!("e{exponent}")),
        None => (plain.as_str(), String::new()),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let digits = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    if !digits(whole) || !digits(fraction) || whole.len() + fraction.len() == 0 {
        return None;
    }
    let significant = whole.trim_start_matches('0');
    let zeros = whole.len() - significant.len().max(1).min(whole.len());
    if zeros > 0 {
        found(SyntaxErrorKind::LeadingZero, at, at + zeros);
    }
    if whole.is_empty() || fraction.is_empty() {
        let point = token.find('.')?;
        found(SyntaxErrorKind::BarePoint, point, point + 1);
    }
    let whole = if significant.is_empty() { "0" } else { significant };
    let point =
        if mantissa.contains('.') && !fraction.is_empty() { format!(".{fraction}") } else { String::new() };
    let number = format!("{sign}{whole}{point}{exponent}");
    let (mistake, range) = mistake?;
    is_strict(&number).then_some((mistake, range, number))
}

/// The number without `_` between digits; `None` where one stands elsewhere.
fn without_separators(number: &str) -> Option<String> {
    let parts: Vec<_> = number.split('_').collect();
    let digit = |it: Option<u8>| it.is_some_and(|it| it.is_ascii_digit());
    let between = parts.windows(2).all(|it| digit(it[0].bytes().next_back()) && digit(it[1].bytes().next()));
    between.then(|| parts.concat())
}

fn other_base(number: &str) -> Option<u64> {
    let (digits, base) = match number.get(..2)? {
        "0x" | "0X" => (&number[2..], 16),
        "0o" | "0O" => (&number[2..], 8),
        "0b" | "0B" => (&number[2..], 2),
        _ => return None,
    };
    u64::from_str_radix(&digits.replace('_', ""), base).ok().filter(|_| !digits.starts_with('+'))
}
