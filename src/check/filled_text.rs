//! A text in which pieces were replaced by what they may become, and the way back.

use crate::{diagnostic::Diagnostic, text::span::Span};
use std::ops::Range;

/// A text with some of its pieces replaced.
#[derive(Default)]
pub(super) struct FilledText {
    /// The new text.
    pub text: String,
    /// What was filled in, and what it replaced, in order.
    changes: Vec<(Range<usize>, Range<usize>)>,
}

impl FilledText {
    /// Copies the original up to a piece, and replaces that. Pieces come in order.
    pub fn fill(&mut self, original: &str, piece: &Range<usize>, filling: &str) {
        self.copy(original, piece.start);
        let start = self.text.len();
        self.text.push_str(filling);
        self.changes.push((start..self.text.len(), piece.clone()));
    }

    /// Copies the original after the last piece.
    pub fn finish(&mut self, original: &str) {
        self.copy(original, original.len());
    }

    fn copy(&mut self, original: &str, end: usize) {
        let start = self.changes.last().map_or(0, |(_, old)| old.end);
        self.text.push_str(original.get(start..end).unwrap_or_default());
    }

    /// A span of the original in the new text. What begins or ends in a piece does so after its filling.
    pub fn forth(&self, span: Span) -> Span {
        let moved = |at: u32| {
            let at = at as usize;
            let before = self.changes.partition_point(|(_, old)| old.start < at);
            match before.checked_sub(1).and_then(|last| self.changes.get(last)) {
                Some((new, old)) => at.saturating_sub(old.end) + new.end,
                None => at,
            }
        };
        Span::new(moved(span.start), moved(span.end))
    }

    /// A span of the new text in the original.
    pub fn back(&self, span: Span) -> Span {
        let (start, end) = (self.offset(span.start, false), self.offset(span.end, !span.is_empty()));
        Span::new(start, end.max(start))
    }

    /// An offset of the new text in the original; one in a filling is its piece's start or end.
    fn offset(&self, at: u32, is_end: bool) -> usize {
        let at = at as usize;
        let begins = |new: &Range<usize>| new.start < at || new.start == at && !is_end && !new.is_empty();
        let before = self.changes.partition_point(|(new, _)| begins(new));
        match before.checked_sub(1).and_then(|last| self.changes.get(last)) {
            Some((new, old)) if is_end && at <= new.end => old.end,
            Some((new, old)) if at < new.end => old.start,
            Some((new, old)) => at - new.end + old.end,
            None => at,
        }
    }

    /// What an edit replaces: no piece where it begins or ends.
    pub fn back_of_edit(&self, span: Span) -> Span {
        let back = |at: u32, is_before: &dyn Fn(&Range<usize>) -> bool| {
            let before = self.changes.partition_point(|(new, _)| is_before(new));
            let last = before.checked_sub(1).and_then(|last| self.changes.get(last));
            last.map_or(at as usize, |(new, old)| at as usize - new.end + old.end)
        };
        let start = back(span.start, &|new| new.end <= span.start as usize);
        if span.is_empty() {
            return Span::new(start, start);
        }
        let end = back(span.end, &|new| new.end <= span.end as usize && new.start < span.end as usize);
        Span::new(start, end.max(start))
    }

    /// Whether a span contains something that was filled in.
    pub fn is_filled(&self, span: Span) -> bool {
        let (start, end) = (span.start as usize, span.end as usize);
        self.changes.iter().any(|(new, _)| new.start < end && start < new.end)
    }

    /// A finding in the new text with its places in the original. Its fix stays as it is.
    pub fn place_back(&self, diagnostic: &mut Diagnostic) {
        diagnostic.span = self.back(diagnostic.span);
        diagnostic.own_labels().for_each(|label| label.span = self.back(label.span));
    }
}

/// What belongs in the last of these pieces, if they are parts of an ARN that begins at `start`.
pub(super) fn part_of_arn<'p>(
    text: &str,
    start: usize,
    pieces: impl Iterator<Item = &'p Range<usize>>,
) -> Option<&'static str> {
    let (mut at, mut colons) = (start, 0);
    for piece in pieces {
        let between = text.get(at..piece.start)?;
        if at == start && !between.starts_with("arn:") {
            return None;
        }
        colons += between.matches(':').count();
        at = piece.end;
    }
    match colons {
        1 => Some("aws"),
        3 => Some("us-east-1"),
        4 => Some("123456789012"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `"${A}:x${B}"` with `b` for the first piece and nothing for the second.
    fn filled() -> FilledText {
        let original = "\"${A}:x${B}\"";
        let mut filled = FilledText::default();
        filled.fill(original, &(1..5), "b");
        filled.fill(original, &(7..11), "");
        filled.finish(original);
        filled
    }

    #[test]
    fn places_are_those_of_the_original() {
        let filled = filled();
        assert_eq!(filled.text, "\"b:x\"");
        assert_eq!(filled.forth(Span::new(0, 12)), Span::new(0, 5));
        assert_eq!(filled.back(Span::new(0, 5)), Span::new(0, 12));
        // A piece that is touched belongs to the place.
        assert_eq!(filled.back(Span::new(1, 2)), Span::new(1, 5));
        assert_eq!(filled.back(Span::new(2, 4)), Span::new(5, 7));
        // The piece that became nothing begins where it is, not after itself.
        assert_eq!(filled.back(Span::new(4, 5)), Span::new(7, 12));
    }

    #[test]
    fn edits_touch_no_piece() {
        let filled = filled();
        assert!(filled.is_filled(Span::new(0, 2)) && !filled.is_filled(Span::new(2, 4)));
        // An edit across a piece that became nothing would remove it.
        assert!(filled.is_filled(Span::new(2, 5)));
        assert_eq!(filled.back_of_edit(Span::new(2, 4)), Span::new(5, 7));
    }

    #[test]
    fn parts_of_arns() {
        let text = "\"arn:$A:ecs:$B:$C:x\"";
        let pieces = [5..7, 12..14, 15..17];
        let part = |count: usize| part_of_arn(text, 1, pieces.iter().take(count));
        assert_eq!([part(1), part(2), part(3)], [Some("aws"), Some("us-east-1"), Some("123456789012")]);
        assert_eq!(part_of_arn(text, 5, pieces.iter().take(1)), None);
    }
}
