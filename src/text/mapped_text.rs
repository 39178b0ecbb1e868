//! Text that remembers where each of its bytes stands.
//!
//! What a command line means is put together from arguments, files and decoded strings. A [`MappedText`]
//! text goes through all of that and still answers the one question that findings ask: which bytes of
//! which source is this?

use crate::text::span::Span;
use std::ops::Range;

/// The index of a source among those of a command line.
pub type SourceId = u16;

/// Bytes of one source.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct SourceRange {
    /// Which source.
    pub source: SourceId,
    /// Which bytes of it; may be empty.
    pub span: Span,
}

/// A piece of a text, up to where the next one begins.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// The offset in the text at which it begins.
    at: u32,
    /// Where it stands.
    origin: SourceRange,
    /// Whether the source has it letter for letter, so that a part of it has a place of its own.
    verbatim: bool,
    /// Whether its text is not known before it runs: a variable of a shell, for example.
    unknown: bool,
}

impl Piece {
    /// The piece with which a text begins.
    fn first(origin: SourceRange, verbatim: bool) -> Piece {
        Piece { at: 0, origin, verbatim, unknown: false }
    }
}

/// A text with the origins of its pieces.
#[derive(Clone, Debug, Default)]
pub struct MappedText {
    text: String,
    pieces: Vec<Piece>,
}

impl MappedText {
    /// A text that a source has letter for letter, from an offset on.
    pub fn verbatim(source: SourceId, text: impl Into<String>, offset: u32) -> MappedText {
        let text = text.into();
        let span = Span { start: offset, end: offset + text.len() as u32 };
        MappedText { text, pieces: vec![Piece::first(SourceRange { source, span }, true)] }
    }
    /// A text that stands for some bytes of a source without being them.
    pub fn standing_for(source: SourceId, text: impl Into<String>, span: Span) -> MappedText {
        MappedText { text: text.into(), pieces: vec![Piece::first(SourceRange { source, span }, false)] }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }
    /// Its length in bytes.
    pub fn len(&self) -> usize {
        self.text.len()
    }
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Adds text that stands for what `origin` covers.
    pub fn push(&mut self, text: &str, origin: SourceRange) {
        // A character has no parts: in as many bytes it is as good as itself.
        let character = text.chars().nth(1).is_none() && text.len() == origin.span.len();
        self.add(text, origin, character, false);
    }
    /// Adds text that a source has letter for letter, from `offset` on.
    pub fn push_verbatim(&mut self, source: SourceId, text: &str, offset: usize) {
        let span = Span::new(offset, offset + text.len());
        self.add(text, SourceRange { source, span }, true, false);
    }
    /// Adds a stand-in for what is not known before it runs. It should be one that fits wherever a word does.
    pub fn push_unknown(&mut self, text: &str, origin: SourceRange) {
        self.add(text, origin, false, true);
    }

    fn add(&mut self, text: &str, origin: SourceRange, verbatim: bool, unknown: bool) {
        let at = self.text.len() as u32;
        self.text.push_str(text);
        // Neighbors that stand side by side letter for letter become one piece.
        let continues = |last: &&mut Piece| {
            last.verbatim
                && verbatim
                && last.origin.source == origin.source
                && last.origin.span.end == origin.span.start
        };
        match self.pieces.last_mut().filter(continues) {
            Some(last) => last.origin.span.end = origin.span.end,
            None => self.pieces.push(Piece { at, origin, verbatim, unknown }),
        }
    }

    /// Adds a part of another text with its origins.
    pub fn push_part(&mut self, other: &MappedText, range: Range<usize>) {
        let Some(text) = other.text.get(range.clone()) else { return };
        if text.is_empty() {
            return;
        }
        let first = other.pieces.partition_point(|it| it.at as usize <= range.start).saturating_sub(1);
        let mut at = range.start;
        for (index, piece) in other.pieces.iter().enumerate().skip(first) {
            if at >= range.end {
                break;
            }
            let end = other.pieces.get(index + 1).map_or(other.text.len(), |it| it.at as usize);
            let end = end.min(range.end);
            if end <= at {
                continue;
            }
            let origin = SourceRange { source: piece.origin.source, span: other.inside(index, at..end) };
            self.add(other.text.get(at..end).unwrap_or_default(), origin, piece.verbatim, piece.unknown);
            at = end;
        }
    }

    /// The pieces that are not known, in order.
    pub fn unknown(&self) -> Vec<Range<usize>> {
        let end = |at: usize| self.pieces.get(at + 1).map_or(self.text.len(), |it| it.at as usize);
        let pieces = self.pieces.iter().enumerate().filter(|(_, it)| it.unknown);
        pieces.map(|(at, it)| it.at as usize..end(at)).collect()
    }

    /// Whether some of a range is known, if not all of it.
    pub fn is_partly_known(&self, range: Range<usize>) -> bool {
        let length = range.len();
        let overlap = |it: Range<usize>| it.end.min(range.end).saturating_sub(it.start.max(range.start));
        self.unknown().into_iter().map(overlap).sum::<usize>() < length
    }

    /// Whether all of a range is known.
    pub fn is_known(&self, range: Range<usize>) -> bool {
        let first = self.pieces.partition_point(|it| it.at as usize <= range.start).saturating_sub(1);
        let end = range.end.max(range.start + 1);
        let pieces = self.pieces.iter().skip(first).take_while(|it| (it.at as usize) < end);
        !pieces.into_iter().any(|it| it.unknown)
    }

    /// Where a range of the text stands. Reaching into a second source, it ends with the first.
    pub fn origin(&self, range: Range<usize>) -> SourceRange {
        let first = self.pieces.partition_point(|it| it.at as usize <= range.start).saturating_sub(1);
        let Some(piece) = self.pieces.get(first) else {
            return SourceRange { source: 0, span: Span::new(0, 0) };
        };
        let source = piece.origin.source;
        if self.text.is_empty() {
            return piece.origin;
        }
        let start = self.inside(first, range.start..range.start).start;
        if range.end <= range.start {
            return SourceRange { source, span: Span { start, end: start } };
        }
        let after = self.pieces.partition_point(|it| (it.at as usize) < range.end);
        let last = (first..after).rev().find(|at| self.pieces[*at].origin.source == source).unwrap_or(first);
        let end = self.inside(last, range.start.max(self.pieces[last].at as usize)..range.end).end;
        SourceRange { source, span: Span { start, end: end.max(start) } }
    }

    /// Where the pieces of a range stand, one by one.
    pub fn origins(&self, range: Range<usize>) -> Vec<SourceRange> {
        let mut part = MappedText::default();
        part.push_part(self, range);
        part.pieces.into_iter().map(|it| it.origin).collect()
    }

    /// Where a range stands letter for letter; `None` where any of it is made.
    pub fn exact(&self, range: Range<usize>) -> Option<SourceRange> {
        let first = self.pieces.partition_point(|it| it.at as usize <= range.start).saturating_sub(1);
        let piece = self.pieces.get(first)?;
        let end = self.pieces.get(first + 1).map_or(self.text.len(), |it| it.at as usize);
        (piece.verbatim && range.end <= end).then(|| self.origin(range))
    }

    /// What a part of one piece stands for: the same part where it is verbatim, all of it elsewhere.
    fn inside(&self, index: usize, range: Range<usize>) -> Span {
        let Some(piece) = self.pieces.get(index) else { return Span::new(0, 0) };
        let end = self.pieces.get(index + 1).map_or(self.text.len(), |it| it.at as usize);
        let span = piece.origin.span;
        if !piece.verbatim {
            return span;
        }
        let shift = |at: usize| span.start + (at.clamp(piece.at as usize, end) as u32 - piece.at);
        Span { start: shift(range.start), end: shift(range.end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_as_long_as_what_it_stands_for_is_not_that() {
        let mut made = MappedText::default();
        made.push("a\\n", SourceRange { source: 0, span: Span::new(4, 7) });
        made.push_verbatim(0, "bc", 7);
        assert_eq!(made.origin(1..3).span, Span::new(4, 7));
        assert_eq!(made.origin(4..5).span, Span::new(8, 9));
        assert!(made.exact(0..1).is_none() && made.exact(3..5).is_some());
    }
    #[test]
    fn every_part_knows_its_bytes() {
        let word = MappedText::verbatim(1, "a=b\\,c", 10);
        let mut made = MappedText::default();
        made.push("\"", SourceRange { source: 1, span: Span::new(12, 12) });
        made.push_part(&word, 2..3);
        made.push(",", SourceRange { source: 1, span: Span::new(13, 15) });
        made.push_part(&word, 5..6);
        made.push("\"", SourceRange { source: 1, span: Span::new(16, 16) });
        assert_eq!(made.text(), "\"b,c\"");
        assert_eq!(made.origin(0..5).span, Span::new(12, 16));
        assert_eq!(made.origin(1..2).span, Span::new(12, 13));
        assert_eq!(made.origin(2..3).span, Span::new(13, 15));
        assert_eq!(made.origin(3..4).span, Span::new(15, 16));
        let mut again = MappedText::default();
        again.push_part(&made, 1..4);
        assert_eq!(again.text(), "b,c");
        assert_eq!(again.origin(1..3).span, Span::new(13, 16));
    }
}
