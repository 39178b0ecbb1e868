//! Edits of a text: bytes that replace others.

use crate::text::span::Span;

/// Text that replaces a span of bytes; an empty span inserts it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    /// The bytes to replace.
    pub span: Span,
    /// The text to put there.
    pub text: String,
}

/// How sure a fix is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Applicability {
    /// It keeps the meaning of the file.
    Safe,
    /// It is what was probably meant.
    Unsafe,
}

impl Applicability {
    /// `safe` or `unsafe`.
    pub fn word(self) -> &'static str {
        match self {
            Applicability::Safe => "safe",
            Applicability::Unsafe => "unsafe",
        }
    }
}

/// The text after some edits, which are in the order of their spans; `None` if one lies outside the text or two overlap.
pub fn apply(edits: &[Edit], text: &str) -> Option<String> {
    let mut edited = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        edited.push_str(text.get(at..edit.span.start as usize)?);
        edited.push_str(&edit.text);
        at = edit.span.end as usize;
    }
    edited.push_str(text.get(at..)?);
    Some(edited)
}
