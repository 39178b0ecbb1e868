//! The yes or no of the JSON Schema, as a table that `build.rs` makes from `schemas/`.
//!
//! One walk over a document compares it with the model, notes each node's place in it (so that
//! rules find their nodes) and the newest member used. A clean file needs no more than this; when
//! it says no, [`schema`](crate::schema) asks jsonschema why.

use crate::{
    characters::is_same,
    json::{Cell, Kind, Node, Tree, integer},
    revision::Date,
    text::join,
};
use std::borrow::Cow;

mod slots;

include!(concat!(env!("OUT_DIR"), "/shapes.rs"));

/// A place in the model: the request's `/overrides/containerOverrides/*/name`, say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ShapeId(pub(crate) u16);

/// What the model says about one place.
#[derive(Debug)]
pub struct Shape {
    /// The member's name; empty for a root and for the elements of a list.
    pub name: &'static str,
    /// Its JSON Pointer from the document's root, with `*` for elements.
    pub pointer: &'static str,
    /// What kind of value stands there.
    pub form: Form,
    /// Members of a structure, or the one element shape of a list: a run in the table.
    first: u16,
    count: u16,
    /// Where in `SLOTS` each member's number stands at the slot of its name under this seed, and its shift.
    slots: (u16, u32),
    seed: u64,
    /// The bits of the members that are or were required.
    demands: u64,
    /// Whether ECS alone writes it: it is printed, and never taken.
    pub read_only: bool,
    /// The day of the model that brought it.
    pub since: Date,
    /// The day of the model that took it away again.
    pub until: Date,
    /// The day until which it had to be there; `Date::MIN` where it never had to.
    pub required_until: Date,
    /// The values of an enumeration with the day of each; empty for free text.
    pub words: &'static [(&'static str, Date)],
    /// The member by which the elements of a list are told apart; empty where that is the element itself.
    pub key: Option<&'static str>,
    /// Rules that look here, as indices of `RULES`.
    pub(crate) rules: &'static [u8],
    /// Whether there are rules in either of the next two.
    pub(crate) choosy: bool,
    /// Rules that look here at strings, but for some.
    pub(crate) on_strings: &'static [u8],
    /// Rules that look here where there may be a secret.
    pub(crate) on_secrets: &'static [u8],
    /// [`WATCHED`](crate::json::WATCHED) where there are rules of any sort.
    bits: u16,
    /// Rules that look here where a member is missing, with that member.
    pub(crate) lacking: &'static [(&'static str, u8)],
    /// The bits of those members, by their order.
    expects: u64,
}

/// Of an enumeration that has more values these are not listed where they are no more than what was expected.
const LISTED: usize = 4;

/// The kinds of values that the model knows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// In no model.
    Unknown,
    /// A string.
    Text,
    /// An integer, least and most.
    Integer(i64, i64),
    /// `true` or `false`.
    Boolean,
    /// A number of seconds (AWS CLI v1) or an ISO 8601 string (v2).
    Timestamp,
    /// An array.
    List,
    /// An object with the members that the table names.
    Struct,
    /// An object from any name to a string.
    Map,
}

impl ShapeId {
    /// What lies outside the model.
    pub const UNKNOWN: ShapeId = ShapeId(0);

    /// The table's entry.
    pub fn get(self) -> &'static Shape {
        &SHAPES[self.0 as usize]
    }
    /// The members of a structure.
    pub fn members(self) -> impl Iterator<Item = &'static Shape> + Clone {
        let shape = self.get();
        let run = if shape.form == Form::Struct { shape.run() } else { 0..0 };
        SHAPES[run].iter()
    }
    /// The member of that name.
    pub fn member(self, name: &str) -> Option<ShapeId> {
        let shape = self.get();
        let (number, _) =
            if shape.form == Form::Struct { shape.named(name.as_bytes())? } else { return None };
        Some(ShapeId(shape.first + number))
    }
    /// What the elements of a list are.
    pub fn element(self) -> ShapeId {
        let shape = self.get();
        if shape.form == Form::List { ShapeId(shape.first) } else { ShapeId::UNKNOWN }
    }
}

/// A shape and all that lies in it, in the order of the table; for messages.
pub(crate) fn below(root: ShapeId) -> Vec<ShapeId> {
    let mut all = vec![root];
    let mut at = 0;
    while let Some(id) = all.get(at) {
        all.extend(id.get().run().map(|it| ShapeId(it as u16)));
        at += 1;
    }
    all
}

impl Shape {
    fn run(&self) -> std::ops::Range<usize> {
        self.first as usize..self.first as usize + self.count as usize
    }
    /// The member of that name, and its number, of a structure.
    #[inline(always)]
    fn named(&self, name: &[u8]) -> Option<(u16, &'static Shape)> {
        let (first, shift) = self.slots;
        let number = u16::from(*SLOTS.get(usize::from(first) + slots::slot(name, self.seed, shift))?);
        let member = SHAPES.get(usize::from(self.first) + usize::from(number))?;
        is_same(member.name.as_bytes(), name).then_some((number, member))
    }
    /// Whether the model of that day has it.
    pub fn known_on(&self, date: Date) -> bool {
        self.since <= date && date < self.until
    }
    /// Whether the model of that day demands it.
    pub fn required_on(&self, date: Date) -> bool {
        self.known_on(date) && date < self.required_until
    }
    /// The values of an enumeration that the model of that day has.
    pub fn words_on(&self, date: Date) -> impl Iterator<Item = &'static str> + Clone {
        self.words.iter().filter(move |(_, since)| *since <= date).map(|(word, _)| *word)
    }
    /// What a person calls such a value.
    pub fn expected(&self, date: Date) -> Cow<'static, str> {
        let what = match self.form {
            Form::Unknown => "a value",
            Form::Text => return self.expected_text(date),
            Form::Integer(..) => "an integer",
            Form::Boolean => "`true` or `false`",
            Form::Timestamp => "a number of seconds or an ISO 8601 string",
            Form::List => "a list",
            Form::Struct | Form::Map => "an object",
        };
        what.into()
    }
    fn expected_text(&self, date: Date) -> Cow<'static, str> {
        let words = self.words_on(date);
        match words.clone().count() {
            0 => "a string".into(),
            1..=LISTED => join(words.map(|it| format!("`{it}`")), "or").into(),
            more => format!("one of {more} words").into(),
        }
    }
}

/// What one walk found out.
#[derive(Clone, Copy, Debug)]
pub struct Verdict {
    /// Whether the schema of that day accepts the document.
    pub accepted: bool,
    /// Whether some member may stand twice, of which only the last was looked at by a client.
    pub unsure: bool,
    /// The newest member or enumeration value used, among those that the day knows.
    pub newest: Date,
    /// Whether anything looks like a value that a skeleton leaves to be filled in.
    pub leftovers: bool,
    /// How many roles are given by their ARN.
    pub roles: u32,
    /// How much else is given by an ARN.
    pub arns: u32,
}

impl Verdict {
    /// Whether there are ARNs that may disagree: the ARN of one role has nothing to disagree with.
    pub fn may_disagree(&self) -> bool {
        self.arns > 0 || self.roles > 1
    }
}

/// Holds a document against the model of a day, from `root` down.
pub fn walk(node: Node<'_>, root: ShapeId, date: Date) -> Verdict {
    let verdict =
        Verdict { accepted: true, unsure: false, newest: Date::MIN, leftovers: false, roles: 0, arns: 0 };
    let tree = node.tree();
    let mut walk = Walk { tree, cells: tree.cells(), date, verdict };
    walk.value(node.id() as usize, root, root.get());
    walk.verdict
}

struct Walk<'t> {
    tree: &'t Tree<'t>,
    cells: &'t [Cell],
    date: Date,
    verdict: Verdict,
}

impl<'t> Walk<'t> {
    /// A value and all that lies in it; gives the index of the cell behind it. It goes over cells and
    /// not over nodes, which look their cell up for every question. Most values are texts.
    #[inline(always)]
    fn value(&mut self, at: usize, id: ShapeId, shape: &'static Shape) -> usize {
        let Some(cell) = self.cells.get(at) else { return at + 1 };
        cell.set_shape(id, shape.bits);
        if shape.form == Form::Text && cell.kind() == Kind::String {
            self.text(at, cell, shape);
        } else {
            let fits = self.other(at, cell, shape);
            self.verdict.accepted &= fits;
        }
        cell.next()
    }

    #[inline(never)]
    fn other(&mut self, at: usize, cell: &Cell, shape: &'static Shape) -> bool {
        match (shape.form, cell.kind()) {
            (_, Kind::Hole) => true,
            (Form::Struct, Kind::Object) => self.members(at, cell.next(), shape),
            (Form::List, Kind::Array) => self.elements(at, cell.next(), shape),
            (Form::Integer(least, most), Kind::Number) => self.integer(cell, least, most),
            (Form::Boolean, Kind::Bool) => true,
            (Form::Timestamp, Kind::Number | Kind::String) => {
                self.verdict.leftovers |= self.tree.node(at as u32).raw().contains("1970-01-01");
                true
            }
            (Form::Map, Kind::Object) => self.entries(at, cell.next(), shape),
            _ => false,
        }
    }

    #[inline(always)]
    fn text(&mut self, at: usize, cell: &Cell, shape: &'static Shape) {
        let raw = self.tree.bytes_of(cell);
        self.verdict.leftovers |= crate::skeleton::may_be_leftover(raw);
        if raw.starts_with(b"\"arn:") {
            let role = shape.name.ends_with("oleArn");
            *(if role { &mut self.verdict.roles } else { &mut self.verdict.arns }) += 1;
        }
        if !shape.words.is_empty() {
            let fits = self.word(at, shape);
            self.verdict.accepted &= fits;
        }
    }

    #[inline(never)]
    fn word(&mut self, at: usize, shape: &'static Shape) -> bool {
        let node = self.tree.node(at as u32);
        let Some((_, since)) = shape.words.iter().find(|(word, since)| *since <= self.date && node.is(word))
        else {
            return node.is_open();
        };
        self.verdict.newest = self.verdict.newest.max(*since);
        true
    }

    fn integer(&mut self, cell: &Cell, least: i64, most: i64) -> bool {
        let raw = self.tree.bytes_of(cell);
        self.verdict.leftovers |= raw == b"0";
        integer(raw).is_some_and(|it| (least..=most).contains(&it))
    }

    fn elements(&mut self, list: usize, end: usize, shape: &'static Shape) -> bool {
        let element = ShapeId(shape.first);
        let mut at = list + 1;
        while at < end {
            at = self.value(at, element, element.get());
        }
        true
    }

    /// A structure has at most 64 members.
    fn members(&mut self, object: usize, end: usize, shape: &'static Shape) -> bool {
        let mut seen = 0_u64;
        let mut fits = true;
        let mut at = object + 1;
        while at < end {
            let Some((number, member)) = self.find(shape, at) else {
                fits = false;
                at = self.cells.get(at + 1).map_or(end, Cell::next);
                continue;
            };
            if !member.known_on(self.date) {
                fits = false;
            }
            if seen & 1 << number != 0 {
                self.verdict.unsure = true;
            }
            seen |= 1 << number;
            if self.verdict.newest < member.since {
                self.verdict.newest = member.since;
            }
            at = self.value(at + 1, ShapeId(shape.first + number), member);
        }
        if shape.expects & !seen != 0
            && let Some(cell) = self.cells.get(object)
        {
            cell.set_lacking();
        }
        fits && !self.lacks(shape, shape.demands & !seen)
    }

    /// Whether one of the members that are missing has to be there.
    fn lacks(&self, shape: &Shape, mut missing: u64) -> bool {
        while missing != 0 {
            let member = SHAPES.get(usize::from(shape.first) + missing.trailing_zeros() as usize);
            if member.is_some_and(|it| it.required_on(self.date)) {
                return true;
            }
            missing &= missing - 1;
        }
        false
    }

    fn entries(&mut self, object: usize, end: usize, shape: &'static Shape) -> bool {
        let entry = ShapeId(shape.first);
        let mut at = object + 1;
        while at < end {
            at = self.value(at + 1, entry, entry.get());
        }
        self.verdict.unsure = true;
        true
    }

    /// The member that a key names, and its number.
    #[inline(always)]
    fn find(&self, shape: &Shape, key: usize) -> Option<(u16, &'static Shape)> {
        match self.cells.get(key).and_then(|it| self.tree.plain_bytes_of(it)) {
            Some(name) => shape.named(name),
            None => shape.named(self.tree.node(key as u32).as_str()?.as_bytes()),
        }
    }
}
