//! A document that is open in an editor, as its edits leave it.

use crate::{
    editor::position::{Lines, Position, PositionEncoding, Range},
    text::{source::Source, span::Span},
};
use serde::Deserialize;

/// A document that is open in an editor.
#[derive(Debug)]
pub struct TextDocument {
    /// Its name for reports, and its text.
    pub source: Source,
    /// The client's number for the text; some are skipped.
    pub version: i32,
    lines: Lines,
    encoding: PositionEncoding,
}

/// An edit of a document.
#[derive(Debug, Deserialize)]
pub struct Change {
    /// What is replaced; all of it if there is none.
    range: Option<Range>,
    /// The text that replaces it.
    text: String,
}

impl TextDocument {
    /// A document that was opened.
    pub fn new(name: String, text: String, version: i32, encoding: PositionEncoding) -> TextDocument {
        let lines = Lines::of(&text, encoding);
        TextDocument { source: Source::new(name, text.into_bytes()), version, lines, encoding }
    }

    /// Its text.
    pub fn text(&self) -> &str {
        self.source.text()
    }

    /// Applies edits, one after the other.
    pub fn apply(&mut self, changes: Vec<Change>, version: i32) {
        self.version = version;
        let name = self.source.name().to_owned();
        let source = std::mem::replace(&mut self.source, Source::new("", Vec::new()));
        // The text of an editor is UTF-8.
        let mut text = String::from_utf8(source.into_bytes()).unwrap_or_default();
        for change in changes {
            match change.range {
                Some(range) => text.replace_range(self.lines.span(&text, range).range(), &change.text),
                None => text = change.text,
            }
            self.lines = Lines::of(&text, self.encoding);
        }
        self.source = Source::new(name, text.into_bytes());
    }

    /// The range of a span.
    pub fn range(&self, span: Span) -> Range {
        self.lines.range(self.text(), span)
    }
    /// The position of a byte.
    pub fn position(&self, offset: usize) -> Position {
        self.lines.position(self.text(), offset)
    }
    /// The span of a range.
    pub fn span(&self, range: Range) -> Span {
        self.lines.span(self.text(), range)
    }
    /// The byte at a position.
    pub fn offset(&self, position: Position) -> usize {
        self.lines.offset(self.text(), position)
    }
    /// What its positions are counted in.
    pub fn encoding(&self) -> PositionEncoding {
        self.encoding
    }
}
