//! Brackets: which opens and closes what, where they do not match.

use crate::json::recover::{Reader, State, SyntaxError, SyntaxErrorKind};
use crate::{
    json::{DEPTH_MAX, KEY, NONE, ValueKind},
    text::span::Span,
};

impl Reader<'_> {
    pub(super) fn begin(&mut self, kind: ValueKind) {
        let start = self.at;
        let closing = if kind == ValueKind::Object { b'}' } else { b']' };
        let empty = self.bytes.get(self.after_space(start + 1)) == Some(&closing);
        if self.depth >= DEPTH_MAX && !empty {
            return self.too_deep(start);
        }
        self.open_container(kind, start);
        self.at = start + 1;
        self.passed(self.at);
    }

    pub(super) fn open_container(&mut self, kind: ValueKind, start: usize) {
        self.open = self.cell(kind, start, start, 0);
        self.depth += 1;
        self.state = State::Start;
    }

    pub(super) fn close(&mut self, end: usize) {
        self.bracketed.pop_if(|it| it.0 == self.open);
        let next = self.cells.len() as u32;
        let cell = &mut self.cells[self.open as usize];
        (cell.end, cell.next) = (end as u32, next);
        self.open = cell.parent;
        self.depth -= 1;
        self.state = State::Value;
    }

    /// What is nested too deep is one unknown value.
    fn too_deep(&mut self, start: usize) {
        let end = self.balanced_end(start);
        if !self.too_deep {
            self.report(SyntaxError::new(SyntaxErrorKind::TooDeep, start, start + 1).hides_members());
        }
        self.too_deep = true;
        self.leaf(ValueKind::Unknown, start, end, 0);
        self.at = end;
        self.cut |= end == self.bytes.len();
    }

    pub(super) fn closer(&mut self, byte: u8) {
        if matches!(self.state, State::Key | State::Colon) {
            self.missing_value();
        }
        let kind = if byte == b'}' { ValueKind::Object } else { ValueKind::Array };
        let bracketed = self.bracketed.last().copied().filter(|it| it.0 == self.open);
        if let Some((_, fault)) = bracketed.filter(|_| byte == b']') {
            if let Some(fault) = self.faults.get(fault) {
                fault.also_put(self.at, self.at + 1, "}");
            }
            return self.close_here();
        }
        if self.kind() == Some(kind) {
            if self.cells[self.open as usize].parent == NONE && self.goes_on() {
                return self.unexpected_closer();
            }
            return self.close_here();
        }
        let rest = self.rest(self.at + 1);
        let depth = i64::from(self.depth);
        let off = |open: i64| (rest - open).abs();
        match self.levels_to(kind) {
            Some(levels) if off(depth - 1 - levels) <= off(depth - 1).min(off(depth)) => {
                self.missing_closers(levels);
                self.close_here();
            }
            _ if off(depth - 1) <= off(depth) => self.wrong_closer(),
            _ => self.unexpected_closer(),
        }
    }

    fn close_here(&mut self) {
        self.settle_commas(true);
        self.at += 1;
        self.passed(self.at);
        self.close(self.at);
    }

    fn unexpected_closer(&mut self) {
        self.report(SyntaxError::new(SyntaxErrorKind::UnexpectedCloser, self.at, self.at + 1).delete());
        self.at += 1;
    }

    fn wrong_closer(&mut self) {
        let fault = SyntaxError::new(SyntaxErrorKind::WrongCloser, self.at, self.at + 1);
        let right = self.closing(self.open);
        self.report(fault.put(self.at, self.at + 1, right).opened([self.opening(self.open)]));
        self.close_here();
    }

    /// Closes what should have been closed before this bracket.
    fn missing_closers(&mut self, levels: i64) {
        self.settle_commas(true);
        let mut fault = SyntaxError::new(SyntaxErrorKind::MissingCloser, self.at, self.at + 1);
        let mut closing = String::new();
        for _ in 0..levels {
            closing.push_str(self.closing(self.open));
            fault.opened.insert(0, self.opening(self.open));
            self.close(self.last);
        }
        self.report(fault.insert(self.last, closing));
    }

    /// How many containers lie between the innermost and the innermost of a kind.
    fn levels_to(&self, kind: ValueKind) -> Option<i64> {
        let mut levels = 0;
        let mut id = self.open;
        while id != NONE {
            let cell = &self.cells[id as usize];
            if cell.kind == kind {
                return Some(levels);
            }
            levels += 1;
            id = cell.parent;
        }
        None
    }

    /// Whether the document continues after the bracket that seems to end it.
    fn goes_on(&mut self) -> bool {
        let next = self.after_space(self.at + 1);
        self.bytes.get(next) == Some(&b',') && self.rest(self.at + 1) > 0
    }

    /// A bracket where a key belongs: a value without a key, or the object should have ended.
    pub(super) fn keyless(&mut self, byte: u8) {
        let parent = self.cells[self.open as usize].parent;
        let in_array = self.cells.get(parent as usize).is_some_and(|it| it.kind == ValueKind::Array);
        let rest = self.rest(self.at) - i64::from(self.depth);
        let one_open_too_many = byte == b'{' && (rest + 1).abs() < rest.abs();
        if one_open_too_many && self.state == State::Start {
            self.report(SyntaxError::new(SyntaxErrorKind::UnexpectedOpener, self.at, self.at + 1).delete());
            self.at += 1;
            return;
        }
        if one_open_too_many && in_array {
            let comma = if self.state == State::Value { "}," } else { "}" };
            self.settle_commas(false);
            let fault = SyntaxError::new(SyntaxErrorKind::MissingCloser, self.at, self.at + 1);
            self.report(fault.insert(self.last, comma).opened([self.opening(self.open)]));
            self.close(self.last);
            self.state = State::Start;
            return;
        }
        self.settle_commas(false);
        if self.gap != self.skipped {
            self.report(SyntaxError::new(SyntaxErrorKind::MissingKey, self.at, self.at + 1).hides_members());
        }
        self.at = self.balanced_end(self.at);
        self.cut |= self.at == self.bytes.len();
        self.skipped = self.at;
        self.passed(self.at);
        self.state = State::Value;
    }

    /// Whether the `"key":` that was read up to a place belongs to the object around this list.
    pub(super) fn array_is_over(&mut self, at: usize) -> bool {
        let array = &self.cells[self.open as usize];
        let in_object = self.cells.get(array.parent as usize).is_some_and(|it| it.kind == ValueKind::Object);
        let rest = self.rest(at) - i64::from(self.depth);
        in_object && (rest + 1).abs() < rest.abs()
    }

    /// Takes the last string out of the list that should have ended before it: it is a key.
    pub(super) fn leave_array(&mut self) {
        let (id, array, end) = (self.cells.len() as u32 - 1, self.open, self.earlier);
        self.close(end);
        self.cells[array as usize].next = id;
        let opening = self.opening(array);
        let key = &mut self.cells[id as usize];
        key.parent = self.open;
        key.flags |= KEY;
        let (start, after) = (key.start as usize, key.end as usize);
        // Of a key that is nothing between lost quotes, what follows is shown.
        let next = self.text[start..].chars().next().map_or(0, char::len_utf8);
        let fault = SyntaxError::new(SyntaxErrorKind::MissingCloser, start, after.max(start + next));
        let closing = if id == array + 1 { "]," } else { "]" };
        self.report(fault.insert(end, closing).opened([opening]));
        self.colon = None;
        self.state = State::Key;
    }

    /// Closes at the end of the text whatever is open.
    pub(super) fn close_all(&mut self) -> (Vec<Span>, String) {
        let mut opened = Vec::new();
        let mut closing = String::new();
        while self.open != NONE {
            if self.open != 0 || self.implied.is_none() {
                opened.push(self.opening(self.open));
            }
            closing.push_str(self.closing(self.open));
            self.close(self.last);
        }
        opened.reverse();
        (opened, closing)
    }

    pub(super) fn opening(&self, id: u32) -> Span {
        let start = self.cells[id as usize].start;
        Span { start, end: start + 1 }
    }

    fn closing(&self, id: u32) -> &'static str {
        if self.cells[id as usize].kind == ValueKind::Object { "}" } else { "]" }
    }

    /// How many more brackets close than open after a place. Only the part since the last call is counted, because
    /// places ascend.
    fn rest(&mut self, from: usize) -> i64 {
        let rest = match self.balance {
            Some((at, rest)) if at <= from => rest + surplus(&self.bytes[at..from]),
            _ => -surplus(&self.bytes[from..]),
        };
        self.balance = Some((from, rest));
        rest
    }

    /// After the bracket that closes the one here, or the end of the text.
    fn balanced_end(&self, start: usize) -> usize {
        let mut open = 0_u32;
        for (at, byte) in outside_strings(&self.bytes[start..]) {
            match byte {
                b'{' | b'[' => open += 1,
                b'}' | b']' => open -= 1,
                _ => {}
            }
            if open == 0 {
                return start + at + 1;
            }
        }
        self.bytes.len()
    }
}

/// How many more brackets open than close.
fn surplus(bytes: &[u8]) -> i64 {
    let brackets = outside_strings(bytes).map(|(_, byte)| match byte {
        b'{' | b'[' => 1,
        b'}' | b']' => -1,
        _ => 0,
    });
    brackets.sum()
}

/// Brackets that are not part of a string in double quotes on one line.
fn outside_strings(bytes: &[u8]) -> impl Iterator<Item = (usize, u8)> {
    let mut inside = false;
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(&byte) = bytes.get(at) {
            at += 1;
            match byte {
                b'"' => inside = !inside,
                b'\n' => inside = false,
                b'\\' if inside => at += 1,
                b'{' | b'}' | b'[' | b']' if !inside => return Some((at - 1, byte)),
                _ => {}
            }
        }
        None
    })
}
