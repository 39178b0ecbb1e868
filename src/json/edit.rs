//! Edits that keep a document valid JSON: with their commas, and nothing else of the file touched.

use crate::json::{Node, ValueKind, quote_json};
use crate::text::{edit::Edit, span::Span};

impl<'t> Node<'t> {
    /// Puts a string in its place.
    pub fn replace_str(self, text: &str) -> Edit {
        self.replace(quote_json(text))
    }
    /// Puts JSON text in its place.
    pub fn replace(self, json: impl Into<String>) -> Edit {
        Edit { span: self.span(), text: json.into() }
    }
    /// Inserts JSON text directly before it.
    pub fn insert_before(self, json: impl Into<String>) -> Edit {
        Edit { span: Span { end: self.span().start, ..self.span() }, text: json.into() }
    }
    /// Inserts JSON text directly after it.
    pub fn insert_after(self, json: impl Into<String>) -> Edit {
        Edit { span: Span { start: self.span().end, ..self.span() }, text: json.into() }
    }

    /// Removes an element, or a member with its key, from its list or object, with one comma.
    pub fn removal(self) -> Edit {
        if self.parent().is_none() {
            return self.replace("null");
        }
        let value = if self.is_key() { self.next_sibling().unwrap_or(self) } else { self };
        let first = value.key().unwrap_or(value);
        let own = Span { start: first.span().start, end: value.span().end };
        let span = match (value.next_sibling(), first.sibling_before()) {
            (Some(next), _) => Span { start: own.start, end: next.span().start },
            (None, Some(before)) => Span { start: before.span().end, end: own.end },
            (None, None) => own,
        };
        Edit { span, text: String::new() }
    }

    /// Takes members out of an object, some of which may stand side by side: each run of them is one edit.
    pub fn removals(self, goes: impl Fn(Node<'_>) -> bool) -> Vec<Edit> {
        let members: Vec<_> = self.members().collect();
        let goes = |at: usize| members.get(at).is_some_and(|it| goes(it.0));
        let mut edits = Vec::new();
        let mut at = 0;
        while at < members.len() {
            let start = at;
            while goes(at) {
                at += 1;
            }
            if at > start {
                edits.push(run_of(&members, start, at));
            }
            at += 1;
        }
        edits
    }

    /// Adds a member at the end of an object (or JSON text at the end of an array), indented like its neighbors.
    pub fn append(self, json: &str) -> Edit {
        match self.last_child() {
            None => Edit {
                span: Span { start: self.span().start + 1, end: self.span().start + 1 },
                text: json.to_owned(),
            },
            Some(last) => {
                let first = if self.kind() == ValueKind::Object { last.key().unwrap_or(last) } else { last };
                last.insert_after(format!(",{}{json}", first.indentation()))
            }
        }
    }

    /// The value or key after it in the same object or array.
    fn next_sibling(self) -> Option<Node<'t>> {
        let end = self.parent()?.cell().next;
        Some(Node { id: self.cell().next, ..self }).filter(|it| it.id < end)
    }
    /// The value before it in the same object or array: the cell before it, or the child that contains that cell.
    fn sibling_before(self) -> Option<Node<'t>> {
        let parent = self.parent()?;
        Node { id: self.id.checked_sub(1)?, ..self }.ancestor_in(parent)
    }
    fn last_child(self) -> Option<Node<'t>> {
        Node { id: self.cell().next.checked_sub(1)?, ..self }.ancestor_in(self)
    }
    /// The one of itself and what is around it that stands directly in a container.
    fn ancestor_in(self, container: Node<'t>) -> Option<Node<'t>> {
        let mut node = self;
        while node.cell().parent != container.id {
            node = node.parent()?;
        }
        Some(node)
    }

    /// The white space before it, as far back as the line end before it, or one space.
    fn indentation(self) -> &'t str {
        let before = &self.tree().text()[..self.span().start as usize];
        let space = &before[before.trim_end().len()..];
        match space.rfind('\n') {
            Some(at) if space[..at].ends_with('\r') => &space[at - 1..],
            Some(at) => &space[at..],
            None => " ",
        }
    }
}

/// Removes the members `start..end` with as many commas: those after them, or at the end of the object those before.
fn run_of(members: &[(Node<'_>, Node<'_>)], start: usize, end: usize) -> Edit {
    let (first, last) = (members[start].0.span(), members[end - 1].1.span());
    let before = if start == 0 { first.start } else { members[start - 1].1.span().end };
    let span = match members.get(end) {
        Some((next, _)) => Span { start: first.start, end: next.span().start },
        None => Span { start: before, end: last.end },
    };
    Edit { span, text: String::new() }
}
