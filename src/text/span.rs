//! Places in a text: ranges of bytes, and lines and columns for people.

/// A half-open range of bytes of one source.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

impl Span {
    /// The range `start..end`.
    pub const fn new(start: usize, end: usize) -> Span {
        Span { start: start as u32, end: end as u32 }
    }
    /// Its length in bytes.
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }
    /// Whether it covers no byte. The span of a diagnostic never does.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }
    /// The same range for indexing.
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
    /// Whether `other` lies inside.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// Whether a span and one of a list, which is in order and apart, have a byte in common.
pub(crate) fn is_among(spans: &[Span], span: Span) -> bool {
    let after = spans.partition_point(|it| it.end <= span.start);
    spans.get(after).is_some_and(|it| it.start < span.end.max(span.start + 1))
}

/// A place for people: both count from 1, the column in Unicode characters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Position {
    /// Line, ended by LF, CR LF or the end of the file.
    pub line: usize,
    /// Characters before it on its line, plus one.
    pub column: usize,
}
