//! The recovering reader: reads any text and names every syntax error.
//!
//! Called only for what [`strict`](crate::json::strict) rejects. One loop without recursion reads the text and never fails: what it cannot
//! read becomes a [`ValueKind::Unknown`] and a [`SyntaxError`], and it continues after that. Every lookahead is
//! bounded, remembered, or followed by going there, so time and memory are linear in the text.

mod brackets;
mod document_ends;
mod error;
mod literals;
mod string_end;
mod strings;
mod trivia;

pub use error::{SyntaxError, SyntaxErrorKind};

use crate::json::{Cell, KEY, NONE, Parsed, Tree, VALUES_MAX, ValueKind};
use crate::text::span::Span;
use error::Faults;

/// Reads any text for its intact parts and its syntax errors.
pub(super) fn parse(text: &str) -> Parsed<'_> {
    let mut reader = Reader::new(text);
    reader.document();
    if reader.cells.len() > VALUES_MAX {
        while reader.open != NONE {
            reader.close(reader.at);
        }
        return Parsed::crowded(Tree::new(text, reader.cells));
    }
    let Reader { text, cells, faults, .. } = reader;
    let (faults, more) = faults.finish();
    let tree = if cells.is_empty() { Tree::of_unknown(text) } else { Tree::new(text, cells) };
    Parsed { tree, faults, more }
}

struct Reader<'s> {
    text: &'s str,
    bytes: &'s [u8],
    at: usize,
    /// Where the white space and the comments before `at` begin.
    gap: usize,
    /// After the last value, key or bracket.
    last: usize,
    /// After the one before that.
    earlier: usize,
    /// The innermost container that is not closed yet.
    open: u32,
    depth: u32,
    state: State,
    /// The commas of [`State::Comma`].
    comma: Span,
    more_commas: Option<Span>,
    /// The colon of the current member, where it has one.
    colon: Option<Span>,
    /// After the last text that was skipped because it belongs to nothing.
    skipped: usize,
    /// The end of the file is inside something that was reported.
    cut: bool,
    /// What lies too deep was reported.
    too_deep: bool,
    /// The list whose keys were reported.
    named_array: Option<u32>,
    /// Open objects in square brackets, with their faults.
    bracketed: Vec<(u32, Option<usize>)>,
    cells: Vec<Cell>,
    faults: Faults,
    /// The fault of a `{` that is missing at the start.
    implied: Option<usize>,
    /// The fault of quotes that are escaped throughout.
    escaped: Option<usize>,
    /// A position, and how many more brackets close than open after it.
    balance: Option<(usize, i64)>,
    quotes: string_end::Memory,
}

/// What was read last in the innermost container.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Its opening bracket.
    Start,
    /// A comma.
    Comma,
    /// A value or member.
    Value,
    /// A key.
    Key,
    /// A colon.
    Colon,
}

impl<'s> Reader<'s> {
    fn new(text: &'s str) -> Reader<'s> {
        Reader {
            text,
            bytes: text.as_bytes(),
            at: 0,
            gap: 0,
            last: 0,
            earlier: 0,
            open: NONE,
            depth: 0,
            state: State::Start,
            comma: Span::new(0, 0),
            more_commas: None,
            colon: None,
            skipped: usize::MAX,
            cut: false,
            too_deep: false,
            named_array: None,
            bracketed: Vec::new(),
            cells: Vec::new(),
            faults: Faults::default(),
            implied: None,
            escaped: None,
            balance: None,
            quotes: string_end::Memory::default(),
        }
    }

    fn document(&mut self) {
        if self.before() {
            while self.cells.len() <= VALUES_MAX && self.step() {}
            self.end();
        }
    }

    /// Reads one token and what belongs to it; false at the end.
    fn step(&mut self) -> bool {
        self.space();
        let Some(byte) = self.peek() else { return false };
        if self.open == NONE && self.state == State::Value {
            return self.after(byte);
        }
        let in_object = self.kind() == Some(ValueKind::Object);
        match byte {
            b'}' | b']' => self.closer(byte),
            b';' if self.state == State::Key => self.colons(),
            b',' | b';' => self.commas(),
            b':' | b'=' => self.colons(),
            _ if in_object && !matches!(self.state, State::Key | State::Colon) => self.key(byte),
            _ => self.value(byte),
        }
        true
    }

    fn value(&mut self, byte: u8) {
        if self.state == State::Key && self.is_quote_for_colon() {
            return self.quote_for_colon();
        }
        match self.state {
            State::Value if self.is_stray(byte) => return self.skip(0),
            State::Value => self.missing_comma(),
            State::Key => {
                let (start, end) = (self.last_char(), self.last);
                self.report(
                    SyntaxError::new(SyntaxErrorKind::MissingColon, start, end).insert(end, ":").safe(),
                );
            }
            _ => {}
        }
        self.settle_commas(false);
        self.state = State::Value;
        match byte {
            b'{' if self.template(self.at).is_none() => self.begin(ValueKind::Object),
            b'[' => self.begin(ValueKind::Array),
            b'+' | b'-' | b'.' | b'0'..=b'9' => self.number(),
            _ => match self.quote() {
                Some(quote) => self.string(quote, false),
                None => self.word(),
            },
        }
    }

    /// Whether a quote directly after a key stands where its colon belongs: `"command""["sh"]`.
    fn is_quote_for_colon(&self) -> bool {
        let next = self.bytes.get(self.at..self.at + 3);
        self.at == self.last && matches!(next, Some([b'"', b'[' | b'{', b'"' | b'{' | b'[']))
    }

    fn quote_for_colon(&mut self) {
        let (start, end) = (self.at, self.at + 1);
        self.report(SyntaxError::new(SyntaxErrorKind::WrongColon, start, end).put(start, end, ":").safe());
        self.colon = Some(Span::new(start, end));
        self.at = end;
        self.state = State::Colon;
    }

    fn key(&mut self, byte: u8) {
        if let Some(quote) = self.quote() {
            self.begin_member();
            self.string(quote, true);
            self.state = State::Key;
        } else if matches!(byte, b'{' | b'[') && self.template(self.at).is_none() {
            self.keyless(byte);
        } else {
            self.bare_key();
        }
    }

    fn begin_member(&mut self) {
        if self.state == State::Value {
            self.missing_comma();
        }
        self.settle_commas(false);
        self.colon = None;
    }

    fn missing_comma(&mut self) {
        if self.gap != self.skipped {
            let (start, end) = (self.last_char(), self.last);
            self.report(SyntaxError::new(SyntaxErrorKind::MissingComma, start, end).insert(end, ",").safe());
        }
    }

    /// Reads one comma, or several in a row: all but one are too many.
    fn commas(&mut self) {
        if matches!(self.state, State::Key | State::Colon) {
            self.missing_value();
        }
        let start = self.at;
        let mut end = start;
        while let Some(b',' | b';') = self.peek() {
            end = self.at + 1;
            self.at = self.after_space(end);
        }
        self.at = end;
        let second = self.after_space(start + 1);
        match self.state {
            State::Start => {
                self.report(SyntaxError::new(SyntaxErrorKind::LeadingComma, start, end).delete().safe());
            }
            State::Comma => {
                let first = self.more_commas.map_or(start, |it| it.start as usize);
                self.more_commas = Some(Span::new(first, end));
            }
            _ => {
                self.comma = Span::new(start, start + 1);
                self.more_commas = (second < end).then(|| Span::new(second, end));
                self.state = State::Comma;
            }
        }
    }

    /// Once it is known what follows the commas, reports what is wrong with them.
    fn settle_commas(&mut self, closing: bool) {
        if self.state != State::Comma {
            return;
        }
        let Span { start, end } = self.comma;
        let (start, end) = (start as usize, end as usize);
        let more = self.more_commas.take().map(Span::range);
        if closing {
            let whole = more.as_ref().map_or(end, |it| it.end);
            let mut fault =
                SyntaxError::new(SyntaxErrorKind::TrailingComma, start, whole).put(start, end, "").safe();
            if let Some(more) = more {
                fault.also_put(more.start, more.end, "");
            }
            self.report(fault);
            return;
        }
        if self.bytes[start] == b';' {
            self.report(
                SyntaxError::new(SyntaxErrorKind::WrongComma, start, end).put(start, end, ",").safe(),
            );
        }
        if let Some(more) = more {
            // In a list, a value may be missing between the two.
            let safe = self.kind() == Some(ValueKind::Object);
            self.report(
                SyntaxError::new(SyntaxErrorKind::DoubledComma, more.start, more.end).delete().safe_if(safe),
            );
        }
    }

    fn colons(&mut self) {
        let start = self.at;
        let belongs = |it: &&u8| matches!(it, b':' | b'=' | b'>') || **it == b';' && self.state == State::Key;
        self.at += self.bytes[start..].iter().take_while(belongs).count();
        let end = self.at;
        let object = self.kind() == Some(ValueKind::Object);
        if self.state == State::Value && self.ends_in_string() && self.gap != self.skipped {
            if object {
                self.value_is_key();
            } else if self.array_is_over(end) {
                self.leave_array();
            } else if self.cells.len() as u32 == self.open + 2 {
                self.make_object();
            } else {
                return self.colon_in_array(start);
            }
        }
        match self.state {
            State::Key => {
                let text = &self.text[start..end];
                if text != ":" {
                    let doubled = text.bytes().all(|it| it == b':');
                    let mistake =
                        if doubled { SyntaxErrorKind::DoubledColon } else { SyntaxErrorKind::WrongColon };
                    self.report(SyntaxError::new(mistake, start, end).put(start, end, ":").safe());
                }
                self.colon = Some(Span::new(start, end));
                self.state = State::Colon;
            }
            State::Colon => {
                self.report(SyntaxError::new(SyntaxErrorKind::DoubledColon, start, end).delete().safe());
            }
            State::Start | State::Comma if object => {
                self.settle_commas(false);
                self.report(SyntaxError::new(SyntaxErrorKind::MissingKey, start, end).hides_members());
                self.skipped = self.gap;
                self.skip(0);
                self.state = State::Value;
            }
            State::Value => {
                self.at = start;
                self.skip(end - start);
            }
            State::Start | State::Comma => {
                self.settle_commas(false);
                self.report(SyntaxError::new(SyntaxErrorKind::StrayText, start, end).hides_members());
                self.leaf(ValueKind::Unknown, start, end, 0);
                self.skipped = end;
                self.state = State::Value;
            }
        }
    }

    /// `["a": 1]`: the brackets are wrong, and the members are as good as others.
    fn make_object(&mut self) {
        let opening = self.opening(self.open);
        let fault =
            SyntaxError::new(SyntaxErrorKind::WrongOpener, opening.start as usize, opening.end as usize);
        let fault = fault.put(opening.start as usize, opening.end as usize, "{");
        let index = self.report(fault);
        self.bracketed.push((self.open, index));
        self.cells[self.open as usize].kind = ValueKind::Object;
        if let Some(key) = self.cells.last_mut() {
            key.flags |= KEY;
        }
        self.colon = None;
        self.state = State::Key;
    }

    /// A list goes on as if each key and its value were two elements.
    fn colon_in_array(&mut self, start: usize) {
        let reported = self.named_array.replace(self.open);
        if reported != Some(self.open) {
            let opening = self.opening(self.open);
            self.report(
                SyntaxError::new(SyntaxErrorKind::ColonInArray, start, self.at)
                    .opened([opening])
                    .hides_members(),
            );
        }
        self.state = State::Start;
    }

    /// `"a": "b": 1`: what was taken for the value of `a` is a key, and `a` has no value.
    fn value_is_key(&mut self) {
        let Some(mut key) = self.cells.pop() else { return };
        let end = self.cells.last().map_or(0, |it| it.end as usize);
        let hole = self.colon.unwrap_or(Span::new(end, end));
        if self.colon.is_none()
            && self.faults.last().is_some_and(|it| it.kind == SyntaxErrorKind::MissingColon)
        {
            self.faults.forget_last();
        }
        self.cell(ValueKind::Unknown, hole.start as usize, hole.end as usize, 0);
        self.report_missing_value(hole);
        key.flags |= KEY;
        key.next = self.cells.len() as u32 + 1;
        self.cells.push(key);
        self.colon = None;
        self.state = State::Key;
    }

    fn missing_value(&mut self) {
        let hole = self.hole_for_value();
        self.report_missing_value(hole);
        self.state = State::Value;
    }

    /// An unknown value where a value is missing: at the colon, or empty after the key.
    fn hole_for_value(&mut self) -> Span {
        let colon = self.colon.filter(|_| self.state == State::Colon);
        let hole = colon.unwrap_or(Span::new(self.last, self.last));
        self.leaf(ValueKind::Unknown, hole.start as usize, hole.end as usize, 0);
        hole
    }

    fn report_missing_value(&mut self, hole: Span) {
        let start = if hole.is_empty() { self.char_before(hole.start as usize) } else { hole.start as usize };
        self.report(SyntaxError::new(SyntaxErrorKind::MissingValue, start, hole.end as usize));
    }

    /// Whether the last cell is a string as a value of the innermost container.
    fn ends_in_string(&self) -> bool {
        let is = |it: &Cell| it.kind == ValueKind::String && it.parent == self.open && it.flags & KEY == 0;
        self.cells.last().is_some_and(is)
    }

    fn report(&mut self, fault: SyntaxError) -> Option<usize> {
        self.faults.push(fault)
    }

    /// The kind of the innermost container.
    fn kind(&self) -> Option<ValueKind> {
        self.cells.get(self.open as usize).map(|it| it.kind)
    }

    /// A value or key without children.
    fn leaf(&mut self, kind: ValueKind, start: usize, end: usize, flags: u8) {
        self.cell(kind, start, end, flags);
        self.passed(end);
    }

    fn cell(&mut self, kind: ValueKind, start: usize, end: usize, flags: u8) -> u32 {
        let id = self.cells.len() as u32;
        let mut cell = Cell::new(kind, start as u32, end as u32, self.open, id + 1);
        cell.flags = flags;
        self.cells.push(cell);
        id
    }

    /// Notes the end of a value, a key or a bracket.
    fn passed(&mut self, end: usize) {
        (self.earlier, self.last) = (self.last, end);
    }

    /// Where the last character of the last token begins.
    fn last_char(&self) -> usize {
        self.char_before(self.last)
    }

    fn char_before(&self, end: usize) -> usize {
        self.text[..end].char_indices().next_back().map_or(0, |(at, _)| at)
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }
}
