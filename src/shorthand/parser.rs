//! The parser, step for step that of the client (`awscli/shorthand.py`).

use crate::shorthand::{
    DEPTH_MAX, Data, Dialect, Failure, FailureKind, Lost, LostWhy, Member, Parsed, Text, Value, is_space,
    quotes,
};
use crate::text::span::Span;
use std::collections::BTreeMap;

/// Reads a text as the client does, or says where the client stops.
pub fn read(text: &str, dialect: Dialect) -> Result<Parsed, Failure> {
    let mut reader = Reader { text, at: 0, depth: 0, dialect, file: false, lost: Vec::new() };
    let members = reader.parameter()?;
    let value = Value { span: Span::new(0, text.len()), data: Data::Map(members) };
    Ok(Parsed { value, lost: reader.lost })
}

struct Reader<'s> {
    text: &'s str,
    at: usize,
    depth: usize,
    dialect: Dialect,
    /// Whether the key in hand had an `@`.
    file: bool,
    lost: Vec<Lost>,
}

/// Members in order, and the position of each key among them.
#[derive(Default)]
struct Members {
    all: Vec<Member>,
    places: BTreeMap<String, usize>,
}

impl Members {
    fn named(&mut self, key: &str) -> Option<&mut Member> {
        self.places.get(key).and_then(|at| self.all.get_mut(*at))
    }
    fn push(&mut self, member: Member) {
        self.places.insert(member.key.clone(), self.all.len());
        self.all.push(member);
    }
}

type Read<T> = Result<T, Failure>;

impl<'s> Reader<'s> {
    fn parameter(&mut self) -> Read<Vec<Member>> {
        let mut members = Members::default();
        loop {
            // Where the client points for a duplicate key: after the comma, not counting spaces.
            let pointed = if members.all.is_empty() { 0 } else { self.at };
            if !members.all.is_empty() {
                if self.at >= self.text.len() {
                    return Ok(members.all);
                }
                self.expect(",", true)?;
            }
            let member = self.keyval()?;
            match members.named(&member.key) {
                Some(first) if self.dialect == Dialect::Now => {
                    let kind = FailureKind::Duplicate { first: first.at, key: member.key, again: member.at };
                    return Err(Failure { at: self.following(pointed), kind });
                }
                _ => self.insert(&mut members, member),
            }
        }
    }

    /// The offset one character on.
    fn following(&self, at: usize) -> usize {
        at + self.text.get(at..).and_then(|it| it.chars().next()).map_or(1, char::len_utf8)
    }

    /// As a Python dictionary: the last value at the place of the first.
    fn insert(&mut self, members: &mut Members, member: Member) {
        match members.named(&member.key) {
            None => members.push(member),
            Some(before) => {
                let span = Span { start: before.at.start, end: before.value.span.end.max(before.at.end) };
                let why = LostWhy::Repeated { again: member.at, key: member.key.clone() };
                self.lost.push(Lost { span, why });
                *before = member;
            }
        }
    }

    fn keyval(&mut self) -> Read<Member> {
        let (key, at) = self.key_and_equals()?;
        let file = self.file;
        let value = self.values()?;
        Ok(Member { key, at, value, file })
    }

    fn key_and_equals(&mut self) -> Read<(String, Span)> {
        let start = self.at;
        let known = |c: char| {
            c.is_ascii_alphanumeric()
                || matches!(c, '-' | '_' | '.' | '#')
                || self.dialect == Dialect::Now && matches!(c, '/' | ':')
        };
        self.at += self.rest().find(|c| !known(c)).unwrap_or(self.rest().len());
        let span = Span::new(start, self.at);
        let key = self.text[span.range()].to_owned();
        self.file = false;
        if self.dialect == Dialect::Now {
            // Without one, the client continues after the white space that it has skipped.
            self.file = self.expect("@", true).is_ok();
        }
        self.expect("=", true)?;
        Ok((key, span))
    }

    fn values(&mut self) -> Read<Value> {
        match self.current() {
            None => Ok(self.empty()),
            Some('[') => self.list(),
            Some('{') => self.map(),
            Some(_) => self.csv(),
        }
    }

    /// `a`, or `a,b,c`: it takes values until one does not fit, and then goes back to a comma.
    fn csv(&mut self) -> Read<Value> {
        let first = self.first()?;
        self.skip_space();
        if self.current() != Some(',') {
            return Ok(first);
        }
        self.expect(",", true)?;
        let mut values = vec![first];
        let mut comma = self.at;
        loop {
            match self.one_more() {
                Ok((value, end)) => {
                    values.push(value);
                    comma = self.at;
                    if end {
                        break;
                    }
                }
                Err(failure) if self.at >= self.text.len() => return Err(failure),
                Err(_) => {
                    self.back_to_comma();
                    // The nearest comma may be an escaped one, or stand in quotes.
                    if self.at > comma {
                        let span = Span::new(comma, self.at);
                        self.lost.push(Lost { span, why: LostWhy::Backtracked });
                    }
                    break;
                }
            }
        }
        if values.len() == 1 {
            return Ok(values.swap_remove(0));
        }
        let end = values.last().map_or(self.at, |it| it.span.end as usize);
        let span = Span { start: values[0].span.start, end: end as u32 };
        Ok(Value { span, data: Data::List(values) })
    }

    fn one_more(&mut self) -> Read<(Value, bool)> {
        let value = self.second()?;
        self.skip_space();
        if self.at >= self.text.len() {
            return Ok((value, true));
        }
        self.expect(",", true)?;
        Ok((value, false))
    }

    fn back_to_comma(&mut self) {
        let through = self.following(self.at).min(self.text.len());
        self.at = self.text[..through].rfind(',').unwrap_or(0);
    }

    fn list(&mut self) -> Read<Value> {
        let start = self.at;
        self.enter()?;
        self.expect("[", true)?;
        let mut values = Vec::new();
        while self.current() != Some(']') {
            values.push(self.element()?);
            self.skip_space();
            if self.current() != Some(']') {
                self.expect(",", false)?;
                self.skip_space();
            }
        }
        self.expect("]", false)?;
        self.depth -= 1;
        Ok(Value { span: Span::new(start, self.at), data: Data::List(values) })
    }

    fn map(&mut self) -> Read<Value> {
        let start = self.at;
        self.enter()?;
        self.expect("{", true)?;
        let mut members = Members::default();
        while self.current() != Some('}') {
            let (key, at) = self.key_and_equals()?;
            let file = self.file;
            let value = self.element()?;
            self.skip_space();
            if self.current() != Some('}') {
                self.expect(",", false)?;
                self.skip_space();
            }
            self.insert(&mut members, Member { key, at, value, file });
        }
        self.expect("}", false)?;
        self.depth -= 1;
        Ok(Value { span: Span::new(start, self.at), data: Data::Map(members.all) })
    }

    fn enter(&mut self) -> Read<()> {
        self.depth += 1;
        if self.depth > DEPTH_MAX {
            return Err(Failure { at: self.at, kind: FailureKind::Depth });
        }
        Ok(())
    }

    fn element(&mut self) -> Read<Value> {
        match self.current() {
            Some('[') => self.list(),
            Some('{') => self.map(),
            _ => self.first(),
        }
    }

    /// A value of its own; where none begins, an empty one.
    fn first(&mut self) -> Read<Value> {
        match self.current() {
            Some(quote @ ('\'' | '"')) => self.quoted(quote),
            _ => Ok(self.word(follows_first).unwrap_or_else(|| self.empty())),
        }
    }

    /// One more value of `a,b,c`.
    fn second(&mut self) -> Read<Value> {
        match self.current() {
            Some(quote @ ('\'' | '"')) => self.quoted(quote),
            _ => self.word(follows_second).ok_or_else(|| self.nothing_of("<second>")),
        }
    }

    fn empty(&self) -> Value {
        let text = Text { file: self.file, ..Text::default() };
        Value { span: Span::new(self.at, self.at), data: Data::Text(text) }
    }

    fn word(&mut self, follows: fn(char) -> bool) -> Option<Value> {
        let start = self.at;
        let rest = self.rest();
        let mut end = 0;
        for (at, c) in rest.char_indices() {
            // The comma after a backslash has been consumed with it.
            if at < end {
                continue;
            }
            let comma = c == '\\' && rest[at + 1..].starts_with(',');
            if !comma && !(if at == 0 { begins(c) } else { follows(c) }) {
                break;
            }
            end = at + c.len_utf8() + usize::from(comma);
        }
        if end == 0 {
            return None;
        }
        self.at += end;
        let mut text = quotes::unescape_commas(&rest[..end], start);
        text.file = self.file;
        let written = rest[..end].trim_end_matches(is_space).len();
        Some(Value { span: Span::new(start, start + written), data: Data::Text(text) })
    }

    fn quoted(&mut self, quote: char) -> Read<Value> {
        let start = self.at;
        let name = if quote == '"' { "<double quoted>" } else { "<singled quoted>" };
        let length = quotes::length(self.rest(), quote, self.dialect).ok_or_else(|| self.nothing_of(name))?;
        self.at += length;
        let inner = &self.text[start + 1..self.at - 1];
        let mut text = quotes::unescape(inner, start + 1, quote);
        text.file = self.file;
        Ok(Value { span: Span::new(start, self.at), data: Data::Text(text) })
    }

    fn rest(&self) -> &'s str {
        self.text.get(self.at..).unwrap_or_default()
    }
    fn current(&self) -> Option<char> {
        self.rest().chars().next()
    }
    fn skip_space(&mut self) {
        let space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c');
        self.at += self.rest().find(|c| !space(c)).unwrap_or(self.rest().len());
    }
    fn expect(&mut self, wanted: &'static str, space: bool) -> Read<()> {
        if space {
            self.skip_space();
        }
        if !self.rest().starts_with(wanted) {
            let actual = self.current().map_or("EOF".to_owned(), String::from);
            return Err(Failure { at: self.at, kind: FailureKind::Expected { expected: wanted, actual } });
        }
        self.at += wanted.len();
        if space {
            self.skip_space();
        }
        Ok(())
    }
    fn nothing_of(&self, expected: &'static str) -> Failure {
        Failure { at: self.at, kind: FailureKind::Expected { expected, actual: "<none>".to_owned() } }
    }
}

/// The characters with which an unquoted value may begin.
pub(super) fn begins(c: char) -> bool {
    matches!(c, '!'..='\u{ffff}') && !matches!(c, '"' | '\'' | ',' | '=' | '[' | '{')
}

/// The characters that may follow in the first value after an `=` or in brackets.
pub(super) fn follows_first(c: char) -> bool {
    is_space(c) || matches!(c, '!'..='\u{ffff}') && !matches!(c, '"' | '\'' | ',' | ']' | '}')
}

/// The characters that may follow in another value of `a,b,c`.
pub(super) fn follows_second(c: char) -> bool {
    is_space(c) || matches!(c, '!'..='\u{ffff}') && !matches!(c, '"' | '\'' | ',' | '=')
}
