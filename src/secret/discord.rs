//! Tokens of bots on Discord: a number in Base64, six characters, and a code.

use super::{
    forms::is_drawn,
    token::{LOOKED_AT, is_of_token, run},
};
use std::ops::Range;

/// The least length of the first part, the length of the middle one, and the least of the last.
pub const HEAD: usize = 23;
pub const MIDDLE: usize = 6;
const LAST: usize = 27;

/// The token whose first dot stands there.
pub fn bot(text: &str, dot: usize, from: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let head =
        bytes.get(from..dot)?.iter().rev().take(32).take_while(|it| it.is_ascii_alphanumeric()).count();
    let second = dot + 1 + MIDDLE;
    let is_first = (HEAD..=28).contains(&head) && matches!(bytes[dot - head], b'M' | b'N' | b'O');
    if !is_first || bytes.get(second) != Some(&b'.') || !bytes[dot + 1..second].iter().all(is_of_token) {
        return None;
    }
    let end = run(bytes, second + 1, is_of_token).min(second + 1 + LOOKED_AT);
    let is_long = end - second > LAST && is_drawn(&bytes[dot - head..dot], head);
    let is_mixed = bytes[dot - head..dot].iter().any(u8::is_ascii_lowercase);
    (is_long && is_mixed).then_some(dot - head..end)
}
