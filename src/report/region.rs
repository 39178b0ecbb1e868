//! Where a finding stands, as services that show it on a line want it: on one line.

use crate::text::{
    source::{Encoding, Source},
    span::{Position, Span},
};

/// A part of a line, counted from 1, columns in Unicode characters; the end is exclusive.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Region {
    /// The line.
    pub line: usize,
    /// The column of the first character.
    pub column: usize,
    /// The column after the last character.
    pub end_column: usize,
}

impl Region {
    /// The part of a span that lies on its first line. GitHub shows a finding in a pull request only
    /// if the change holds all of its lines.
    pub fn of(source: &Source, span: Span) -> Region {
        let start = text_position(source, span.start);
        let line_end = source.line(start.line).map_or(span.end, |it| it.end);
        let end = text_position(source, span.end.min(line_end).max(span.start));
        Region { line: start.line, column: start.column, end_column: end.column.max(start.column) }
    }
}

/// A position as a program sees it that has read the file as text: a byte-order mark is not part of it.
pub fn text_position(source: &Source, offset: u32) -> Position {
    let at = source.position(offset);
    let mark = at.line == 1 && source.encoding() == Encoding::Utf8Bom;
    Position { line: at.line, column: if mark { at.column.saturating_sub(1).max(1) } else { at.column } }
}
