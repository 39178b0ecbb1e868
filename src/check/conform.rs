//! Compares a document with the model and answers as its JSON Schema would: yes or no.
//!
//! One walk notes each node's place in the model, so that rules find their nodes, and the newest member that is used. A
//! clean file needs no more than this. If the document is rejected, [`explain`](crate::check::explain) asks jsonschema
//! why.

use crate::{
    document::skeleton,
    json::{Cell, Node, ShapeId, Tree, ValueKind, integer},
    model::{
        revision::Date,
        shape::{SHAPES, Shape, Type},
    },
};

/// What one walk found out.
#[derive(Clone, Copy, Debug)]
pub struct Conformance {
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

impl Conformance {
    /// Whether there are ARNs that may disagree: the ARN of one role has nothing to disagree with.
    pub fn may_disagree(&self) -> bool {
        self.arns > 0 || self.roles > 1
    }
}

/// Holds a document against the model of a day, from `root` down.
pub fn walk(node: Node<'_>, root: ShapeId, date: Date) -> Conformance {
    let verdict =
        Conformance { accepted: true, unsure: false, newest: Date::MIN, leftovers: false, roles: 0, arns: 0 };
    let tree = node.tree();
    let mut walk = Walk { tree, cells: tree.cells(), date, verdict };
    walk.value(node.id() as usize, root, root.get());
    walk.verdict
}

struct Walk<'t> {
    tree: &'t Tree<'t>,
    cells: &'t [Cell],
    date: Date,
    verdict: Conformance,
}

impl<'t> Walk<'t> {
    /// A value and all that it contains; returns the index of the cell after it. It walks over cells and not over
    /// nodes, which look their cell up for every question. Most values are texts.
    #[inline(always)]
    fn value(&mut self, at: usize, id: ShapeId, shape: &'static Shape) -> usize {
        let Some(cell) = self.cells.get(at) else { return at + 1 };
        cell.set_shape(id, shape.bits);
        if shape.form == Type::Text && cell.kind() == ValueKind::String {
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
            (_, ValueKind::Unknown) => true,
            (Type::Struct, ValueKind::Object) => self.members(at, cell.next(), shape),
            (Type::List, ValueKind::Array) => self.elements(at, cell.next(), shape),
            (Type::Integer(least, most), ValueKind::Number) => self.integer(cell, least, most),
            (Type::Boolean, ValueKind::Bool) => true,
            (Type::Timestamp, ValueKind::Number | ValueKind::String) => {
                self.verdict.leftovers |= self.tree.node(at as u32).raw().contains("1970-01-01");
                true
            }
            (Type::Map, ValueKind::Object) => self.entries(at, cell.next(), shape),
            _ => false,
        }
    }

    #[inline(always)]
    fn text(&mut self, at: usize, cell: &Cell, shape: &'static Shape) {
        let raw = self.tree.bytes_of(cell);
        self.verdict.leftovers |= skeleton::may_be_leftover(raw);
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
            cell.set_missing_member();
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
