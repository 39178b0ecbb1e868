//! Finds out where a place is in a document that may be broken in any way: it is being typed. The readers of `json` are
//! about whole documents; here the only question is what is around one place.

use crate::text::span::Span;
use std::borrow::Cow;

/// Where a place is.
#[derive(Debug)]
pub struct Scan<'t> {
    text: &'t str,
    /// Objects and lists, in document order.
    frames: Vec<Frame>,
    /// Those that are open at the present token.
    open: Vec<usize>,
    /// What was there at the place.
    found: Option<Found>,
    offset: usize,
}

/// An object or a list.
#[derive(Debug)]
struct Frame {
    is_object: bool,
    /// The step from its parent.
    step: Step,
    members: Vec<Member>,
    next: Next,
    /// The end of the token before.
    end: usize,
}

/// A step of a path.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Step {
    /// To the member with this key.
    Key(String),
    /// To an element.
    Element,
}

#[derive(Debug)]
struct Member {
    key: Span,
    /// Its value, if that is a string or a literal.
    value: Option<Span>,
}

/// What may come next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Next {
    /// A key in an object, an element in a list.
    Item,
    Colon,
    Value,
    Comma,
}

/// What is at the place.
#[derive(Clone, Debug)]
pub struct Found {
    /// The frames around it, from the outermost.
    around: Vec<usize>,
    /// Whether a key is wanted; otherwise a value.
    pub is_key: bool,
    /// The key of the member whose value is wanted.
    pub key: Option<String>,
    /// The text to replace: the string or the word at the place, or nothing.
    pub token: Span,
    /// Where a comma is missing before it.
    pub comma_at: Option<usize>,
}

impl<'t> Scan<'t> {
    /// Looks at a text and a place in it.
    pub fn new(text: &'t str, offset: usize) -> Scan<'t> {
        let mut scan = Scan { text, frames: Vec::new(), open: Vec::new(), found: None, offset };
        scan.run();
        scan
    }

    /// What is at the place; `None` in comments, between keys and colons, and outside everything.
    pub fn found(&self) -> Option<&Found> {
        self.found.as_ref()
    }

    /// The path of what is around the place.
    pub fn path(&self) -> impl Iterator<Item = &Step> {
        let around = self.found.iter().flat_map(|found| &found.around);
        around.skip(1).filter_map(|frame| Some(&self.frames.get(*frame)?.step))
    }

    /// The keys in the object around the place, without the one that is being typed.
    pub fn keys(&self) -> Vec<Cow<'t, str>> {
        let Some(found) = &self.found else { return Vec::new() };
        let members =
            found.around.last().and_then(|frame| self.frames.get(*frame)).map(|frame| &frame.members);
        let others = members.into_iter().flatten().filter(|member| member.key.start != found.token.start);
        others.map(|member| self.string(member.key)).collect()
    }

    /// The value of a member of one of the objects around the place; `up` counts from the innermost.
    pub fn value(&self, up: usize, key: &str) -> Option<Cow<'t, str>> {
        let found = self.found.as_ref()?;
        let frame = found.around.iter().rev().nth(up).and_then(|frame| self.frames.get(*frame))?;
        let member = frame.members.iter().rev().find(|member| self.string(member.key) == key)?;
        member.value.map(|value| self.string(value))
    }

    /// What comes after the text that is replaced.
    pub fn after(&self) -> After {
        let end = self.found.as_ref().map_or(self.offset, |found| found.token.end as usize);
        let rest = skip_blanks(self.text.get(end..).unwrap_or_default());
        match rest.bytes().next() {
            Some(b':') => After::Colon,
            None | Some(b',' | b'}' | b']') => After::End,
            Some(_) => {
                let after = skip_blanks(rest.get(token_length(rest)..).unwrap_or_default());
                let wants_value = self.found.as_ref().is_some_and(|found| found.key.is_some());
                if wants_value && !after.starts_with(':') { After::Value } else { After::Item }
            }
        }
    }

    fn run(&mut self) {
        let mut at = 0;
        while at < self.text.len() {
            let rest = self.text.get(at..).unwrap_or_default();
            let blanks = rest.len() - skip_blanks(rest).len();
            if blanks > 0 {
                let is_in_comment = rest
                    .get(..blanks)
                    .is_some_and(|it| it.contains("//") || it.contains("/*") || it.contains('#'));
                if !is_in_comment {
                    self.reach(at, at + blanks);
                }
                at += blanks;
                continue;
            }
            let length = token_length(rest);
            self.token(at, at + length);
            at += length;
        }
        if self.offset >= self.text.len() {
            self.reach(self.text.len(), self.text.len());
        }
    }

    /// Notes what is at the place if it is in a gap between two tokens.
    fn reach(&mut self, start: usize, end: usize) {
        if self.found.is_none() && (start..=end).contains(&self.offset) {
            self.note(Span::new(self.offset, self.offset));
        }
    }

    fn note(&mut self, token: Span) {
        let Some(frame) = self.open.last().and_then(|frame| self.frames.get(*frame)) else { return };
        let is_key = frame.is_object && matches!(frame.next, Next::Item | Next::Comma);
        if frame.next == Next::Colon {
            return;
        }
        let key = frame.members.last().filter(|_| frame.is_object && !is_key);
        let key = key.map(|member| self.string(member.key).into_owned());
        let comma_at = (frame.next == Next::Comma).then_some(frame.end);
        self.found = Some(Found { around: self.open.clone(), is_key, key, token, comma_at });
    }

    fn token(&mut self, start: usize, end: usize) {
        let first = self.text.as_bytes().get(start).copied().unwrap_or_default();
        let is_word = !matches!(first, b'{' | b'}' | b'[' | b']' | b',' | b':');
        if self.found.is_none() && is_word {
            let is_closed =
                first == b'"' && end - start > 1 && self.text.as_bytes().get(end - 1) == Some(&b'"');
            let last = if is_closed { end - 1 } else { end };
            if (start + 1..=last).contains(&self.offset) || first != b'"' && start == self.offset {
                self.note(Span::new(start, if is_closed { end } else { self.end_of_word(end) }));
            }
        }
        if self.found.is_none() && start == self.offset {
            self.note(Span::new(start, start));
        }
        match first {
            b'{' | b'[' => self.begin(first == b'{', end),
            b'}' | b']' => self.close(first == b'}', end),
            b',' => self.set(Next::Item, end),
            b':' => self.colon(end),
            _ => self.word(Span::new(start, end)),
        }
    }

    /// The end of what is being typed in a string without its end: not the rest of the line.
    fn end_of_word(&self, end: usize) -> usize {
        let typed = self.text.get(self.offset..end).unwrap_or_default();
        let word = typed.find(|it: char| !it.is_ascii_alphanumeric() && it != '_' && it != '-');
        word.map_or(end, |length| self.offset + length)
    }

    fn top(&mut self) -> Option<&mut Frame> {
        let frame = *self.open.last()?;
        self.frames.get_mut(frame)
    }

    fn set(&mut self, next: Next, end: usize) {
        if let Some(frame) = self.top() {
            frame.next = next;
            frame.end = end;
        }
    }

    fn begin(&mut self, is_object: bool, end: usize) {
        let parent = self.open.last().and_then(|frame| self.frames.get(*frame));
        let key = parent.filter(|parent| parent.is_object).and_then(|parent| parent.members.last());
        let step = key.map_or(Step::Element, |member| Step::Key(self.string(member.key).into_owned()));
        self.set(Next::Comma, end);
        self.open.push(self.frames.len());
        self.frames.push(Frame { is_object, step, members: Vec::new(), next: Next::Item, end });
    }

    fn close(&mut self, is_object: bool, end: usize) {
        // A bracket of the wrong kind closes what it can.
        let open = self
            .open
            .iter()
            .rposition(|frame| self.frames.get(*frame).is_some_and(|it| it.is_object == is_object));
        if let Some(open) = open {
            self.open.truncate(open);
            self.set(Next::Comma, end);
        }
    }

    fn colon(&mut self, end: usize) {
        let Some(frame) = self.top() else { return };
        // The value before was a key: its own key has no value.
        if frame.next == Next::Comma
            && let Some(key) = frame.members.last_mut().and_then(|member| member.value.take())
        {
            frame.members.push(Member { key, value: None });
        }
        self.set(Next::Value, end);
    }

    fn word(&mut self, span: Span) {
        let Some(frame) = self.top() else { return };
        frame.end = span.end as usize;
        match (frame.is_object, frame.next) {
            (true, Next::Item | Next::Comma) => {
                frame.members.push(Member { key: span, value: None });
                frame.next = Next::Colon;
            }
            (true, Next::Value) => {
                if let Some(member) = frame.members.last_mut() {
                    member.value = Some(span);
                }
                frame.next = Next::Comma;
            }
            (true, Next::Colon) => frame.members.push(Member { key: span, value: None }),
            (false, _) => frame.next = Next::Comma,
        }
    }

    /// The text of a token without its quotes.
    fn string(&self, span: Span) -> Cow<'t, str> {
        let text = self.text.get(span.range()).unwrap_or_default();
        Cow::Borrowed(text.trim_matches('"'))
    }
}

/// What comes after the text that is replaced.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum After {
    /// A colon: the text is a key that has its value already.
    Colon,
    /// Something that needs a comma before it.
    Item,
    /// The value that is wanted.
    Value,
    /// The end of the item.
    End,
}

/// A text without the white space and the comments at its beginning.
fn skip_blanks(text: &str) -> &str {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let comment = match rest.as_bytes() {
            [b'/', b'/', ..] | [b'#', ..] => rest.find('\n').unwrap_or(rest.len()),
            [b'/', b'*', ..] => rest.find("*/").map_or(rest.len(), |end| end + 2),
            _ => return rest,
        };
        rest = rest.get(comment..).unwrap_or_default();
    }
}

/// The length of the token at the beginning of a text, which is not empty.
fn token_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    match bytes.first() {
        Some(b'{' | b'}' | b'[' | b']' | b',' | b':') => 1,
        Some(b'"') => string_length(bytes),
        _ => {
            let is_end = |it: char| it.is_whitespace() || "{}[],:\"".contains(it);
            let first = text.chars().next().map_or(1, char::len_utf8);
            let rest = text.get(first..).unwrap_or_default();
            first + rest.find(is_end).unwrap_or(rest.len())
        }
    }
}

/// A string ends at its quote, or else with its line.
fn string_length(bytes: &[u8]) -> usize {
    let mut at = 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\n' | b'\r' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}
