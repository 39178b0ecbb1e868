//! The API as a table that the build script makes from `schemas/`: every place in every kind of document, with its type,
//! its members, its values and the days since which they are known.

use crate::model::perfect_hash;
use crate::{
    json::ShapeId,
    model::revision::Date,
    text::{charset::is_same, display::join},
};
use std::borrow::Cow;

include!(concat!(env!("OUT_DIR"), "/shapes.rs"));

/// What the model says about one place.
#[derive(Debug)]
pub struct Shape {
    /// The member's name; empty for a root and for the elements of a list.
    pub name: &'static str,
    /// Its JSON Pointer from the document's root, with `*` for elements.
    pub pointer: &'static str,
    /// The kind of the value.
    pub form: Type,
    /// Members of a structure, or the one element shape of a list: a run in the table.
    pub(crate) first: u16,
    count: u16,
    /// Where in `SLOTS` each member's number stands at the slot of its name under this seed, and its shift.
    slots: (u16, u32),
    seed: u64,
    /// The bits of the members that are or were required.
    pub(crate) demands: u64,
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
    /// The member that distinguishes the elements of a list; empty if that is the element itself.
    pub key: Option<&'static str>,
    /// Rules that look here, as indices of `RULES`.
    pub(crate) rules: &'static [u8],
    /// Rules that look here if the string may contain a secret.
    pub(crate) on_secrets: &'static [u8],
    /// [`HAS_RULES`](crate::json::HAS_RULES) where there are rules of any sort.
    pub(crate) bits: u16,
    /// Rules that look here where a member is missing, with that member.
    pub(crate) lacking: &'static [(&'static str, u8)],
    /// The bits of those members, by their order.
    pub(crate) expects: u64,
}

/// Of an enumeration that has more values these are not listed where they are no more than what was expected.
const LISTED: usize = 4;

/// The kinds of values that the model knows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Type {
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
    /// The table's entry.
    pub fn get(self) -> &'static Shape {
        &SHAPES[self.0 as usize]
    }
    /// The name of a structure in the API, which is also the name of its page; empty for what is not one, and for requests.
    pub fn structure(self) -> &'static str {
        STRUCTURES.get(usize::from(self.0)).copied().unwrap_or_default()
    }
    /// The members of a structure.
    pub fn members(self) -> impl Iterator<Item = &'static Shape> + Clone {
        let shape = self.get();
        let run = if shape.form == Type::Struct { shape.run() } else { 0..0 };
        SHAPES[run].iter()
    }
    /// The member of that name.
    pub fn member(self, name: &str) -> Option<ShapeId> {
        let shape = self.get();
        let (number, _) =
            if shape.form == Type::Struct { shape.named(name.as_bytes())? } else { return None };
        Some(ShapeId(shape.first + number))
    }
    /// What the elements of a list are.
    pub fn element(self) -> ShapeId {
        let shape = self.get();
        if shape.form == Type::List { ShapeId(shape.first) } else { ShapeId::UNKNOWN }
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
    pub(crate) fn named(&self, name: &[u8]) -> Option<(u16, &'static Shape)> {
        let (first, shift) = self.slots;
        let number = u16::from(*SLOTS.get(usize::from(first) + perfect_hash::slot(name, self.seed, shift))?);
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
            Type::Unknown => "a value",
            Type::Text => return self.expected_text(date),
            Type::Integer(..) => "an integer",
            Type::Boolean => "`true` or `false`",
            Type::Timestamp => "a number of seconds or an ISO 8601 string",
            Type::List => "a list",
            Type::Struct | Type::Map => "an object",
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
