//! Edits that keep a document valid JSON: with their commas, and nothing else of the file touched.

use super::{Kind, Node, quote_json};
use crate::{diagnostic::Edit, source::Span};

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
    /// Inserts JSON text directly behind it.
    pub fn insert_after(self, json: impl Into<String>) -> Edit {
        Edit { span: Span { start: self.span().end, ..self.span() }, text: json.into() }
    }

    /// Takes an element, or a member with its key, out of what it stands in, with one comma.
    pub fn removal(self) -> Edit {
        let Some(parent) = self.parent() else { return self.replace("null") };
        let whole = |it: Node<'t>| match it.key() {
            Some(key) => Span { start: key.span().start, end: it.span().end },
            None => it.span(),
        };
        let own = whole(if self.is_key() { self.value_of_key() } else { self });
        let siblings = || parent.children().filter(|it| !it.is_key()).map(whole);
        let span = match (
            siblings().find(|it| it.start > own.start),
            siblings().take_while(|it| it.start < own.start).last(),
        ) {
            (Some(next), _) => Span { start: own.start, end: next.start },
            (None, Some(before)) => Span { start: before.end, end: own.end },
            (None, None) => own,
        };
        Edit { span, text: String::new() }
    }

    /// The value of this key; itself where it is none.
    fn value_of_key(self) -> Node<'t> {
        let of = |parent: Node<'t>| parent.members().find(|(key, _)| *key == self).map(|(_, value)| value);
        self.parent().and_then(of).unwrap_or(self)
    }

    /// Adds a member at the end of an object (or JSON text at the end of an array), indented like its neighbours.
    pub fn append(self, json: &str) -> Edit {
        let last = self.children().last();
        match last {
            None => Edit {
                span: Span { start: self.span().start + 1, end: self.span().start + 1 },
                text: json.to_owned(),
            },
            Some(last) => {
                let first = if self.kind() == Kind::Object { last.key().unwrap_or(last) } else { last };
                last.insert_after(format!(",{}{json}", first.indentation()))
            }
        }
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
