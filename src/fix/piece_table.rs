//! Bytes under edits, with what is still as it was known as such.

use crate::text::{edit::Edit, span::Span};

/// Bytes as pieces of the original and what came in between.
#[derive(Clone)]
pub struct PieceTable<'s> {
    original: &'s [u8],
    pieces: Vec<Piece>,
}

#[derive(Clone)]
enum Piece {
    Kept(Span),
    New(String),
}

impl<'s> PieceTable<'s> {
    pub fn of(original: &'s [u8]) -> PieceTable<'s> {
        PieceTable { original, pieces: vec![Piece::Kept(Span::new(0, original.len()))] }
    }

    /// Applies edits of the present bytes, which must be in order. `None` where they overlap, lie outside or part a character.
    pub fn apply(&mut self, edits: &[Edit]) -> Option<()> {
        let mut old = std::mem::take(&mut self.pieces).into_iter();
        let mut rest = old.next();
        let mut at = 0;
        for edit in edits {
            self.pass(&mut rest, &mut old, edit.span.start.checked_sub(at)? as usize, true)?;
            self.push(Piece::New(edit.text.clone()));
            self.pass(&mut rest, &mut old, edit.span.len(), false)?;
            at = edit.span.end;
        }
        rest.into_iter().chain(old).for_each(|it| self.push(it));
        Some(())
    }

    /// Moves on by a number of bytes, and keeps or drops them.
    fn pass(
        &mut self,
        rest: &mut Option<Piece>,
        old: &mut impl Iterator<Item = Piece>,
        mut length: usize,
        keep: bool,
    ) -> Option<()> {
        while length > 0 {
            let piece = rest.take()?;
            let (head, tail) = piece.split(length)?;
            length -= head.len();
            *rest = if tail.len() > 0 { Some(tail) } else { old.next() };
            if keep {
                self.push(head);
            }
        }
        Some(())
    }

    fn push(&mut self, piece: Piece) {
        match (self.pieces.last_mut(), piece) {
            (_, piece) if piece.len() == 0 => {}
            (Some(Piece::New(last)), Piece::New(text)) => last.push_str(&text),
            (Some(Piece::Kept(last)), Piece::Kept(span)) if last.end == span.start => last.end = span.end,
            (_, piece) => self.pieces.push(piece),
        }
    }

    /// The present bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.pieces.iter().map(Piece::len).sum());
        for piece in &self.pieces {
            bytes.extend_from_slice(match piece {
                Piece::Kept(span) => self.original.get(span.range()).unwrap_or_default(),
                Piece::New(text) => text.as_bytes(),
            });
        }
        bytes
    }

    /// The edits from the original to the present bytes. Text that was removed and inserted again is not an edit.
    pub fn edits(&self) -> Vec<Edit> {
        let mut edits = Vec::new();
        let mut text = String::new();
        let mut at = 0;
        let mut edit = |at, to, text: &mut String| {
            let (span, text) = (Span { start: at, end: to }, std::mem::take(text));
            if self.original.get(span.range()) != Some(text.as_bytes()) {
                edits.push(Edit { span, text });
            }
        };
        for piece in &self.pieces {
            match piece {
                Piece::New(new) => text.push_str(new),
                Piece::Kept(span) => {
                    edit(at, span.start, &mut text);
                    at = span.end;
                }
            }
        }
        edit(at, self.original.len() as u32, &mut text);
        edits
    }
}

impl Piece {
    fn len(&self) -> usize {
        match self {
            Piece::Kept(span) => span.len(),
            Piece::New(text) => text.len(),
        }
    }
    /// The first `length` bytes, or all if there are fewer, and the others. `None` inside a character.
    fn split(self, length: usize) -> Option<(Piece, Piece)> {
        let length = length.min(self.len());
        Some(match self {
            Piece::Kept(Span { start, end }) => {
                let middle = start + length as u32;
                (Piece::Kept(Span { start, end: middle }), Piece::Kept(Span { start: middle, end }))
            }
            Piece::New(mut text) if text.is_char_boundary(length) => {
                let tail = text.split_off(length);
                (Piece::New(text), Piece::New(tail))
            }
            Piece::New(_) => return None,
        })
    }
}
