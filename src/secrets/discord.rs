//! Tokens of bots on Discord: a number in Base64, six characters, and a code.

use crate::secrets::forms::{LOOKED_AT, is_drawn, is_of_token, run};
use std::ops::Range;

/// The least length of the first part, the length of the middle one, and the least of the last.
pub const HEAD: usize = 23;
pub const MIDDLE: usize = 6;
const LAST: usize = 27;

/// The token whose first dot is at `dot`.
pub fn bot(text: &str, dot: usize, from: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let head =
        bytes.get(from..dot)?.iter().rev().take(32).take_while(|it| it.is_ascii_alphanumeric()).count();
    let second = dot + 1 + MIDDLE;
    // The Base64 of decimal digits: each four letters begin with two of these.
    let is_digits = |it: &[u8]| matches!(it, [b'M' | b'N' | b'O', b'D' | b'T' | b'j' | b'z', ..]);
    let is_first = (HEAD..=28).contains(&head)
        && bytes[dot - head..dot].chunks(4).all(|it| it.len() < 2 || is_digits(it));
    if !is_first || bytes.get(second) != Some(&b'.') || !bytes[dot + 1..second].iter().all(is_of_token) {
        return None;
    }
    let end = run(bytes, second + 1, is_of_token).min(second + 1 + LOOKED_AT);
    let is_long = end - second > LAST && is_drawn(&bytes[dot - head..dot], head);
    (is_long).then_some(dot - head..end)
}
