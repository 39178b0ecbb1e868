//! Syntax errors that are none, because a template has something else there.

use crate::{
    check::Input,
    json::{SyntaxError, SyntaxErrorKind},
    text::span::{Span, is_among},
};

/// Whether a syntax error is about what a template has there, and not about what it becomes.
pub(super) fn is_ignored(fault: &SyntaxError, reading: &Input<'_>) -> bool {
    if reading.hidden.is_empty() {
        return false;
    }
    is_among(reading.hidden, fault.span)
        || reading.directives && is_about_commas(fault) && is_next_to_tag(fault.span, reading)
}

fn is_about_commas(fault: &SyntaxError) -> bool {
    use SyntaxErrorKind::{DoubledComma, LeadingComma, MissingComma, TrailingComma};
    matches!(fault.kind, DoubledComma | LeadingComma | MissingComma | TrailingComma)
}

/// Whether nothing but spaces and commas lies between a place and a tag.
fn is_next_to_tag(span: Span, reading: &Input<'_>) -> bool {
    let bytes = reading.text.as_bytes();
    let is_between = |it: &&u8| matches!(it, b' ' | b'\t' | b'\r' | b'\n' | b',');
    let range = span.range();
    let before = bytes[..range.start].iter().rev().take_while(is_between).count();
    let after = bytes[range.end..].iter().take_while(is_between).count();
    is_among(reading.hidden, Span::new((range.start - before).saturating_sub(1), range.end + after + 1))
}
