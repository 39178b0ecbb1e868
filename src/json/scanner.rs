//! Sixty-four bytes in one step: which of them end a string, and which are not white space.

use crate::text::simd::filled;
use wide::u8x64;

/// How many bytes are looked at in one step.
const WIDTH: usize = 64;

/// What is known of the bytes from an offset on, a bit for each.
#[derive(Clone, Copy)]
pub(super) struct Window {
    start: usize,
    /// Quotes, backslashes and control characters, and everything after the last byte of a text.
    stops: u64,
    /// Everything but white space.
    solid: u64,
}

impl Window {
    /// Looks at the bytes from that offset on.
    #[inline(always)]
    pub(super) fn at(bytes: &[u8], start: usize) -> Window {
        let (stops, solid) = look(bytes, start);
        Window { start, stops, solid }
    }
    /// The offset after what is known.
    #[inline(always)]
    pub(super) fn end(self) -> usize {
        self.start + WIDTH
    }
    /// The first offset, from the given one on, that ends a string or begins an escape.
    #[inline(always)]
    pub(super) fn stop(self, at: usize) -> Option<usize> {
        first(self.stops, self.start, at)
    }
    /// The first offset, from the given one on, that is not white space.
    #[inline(always)]
    pub(super) fn solid(self, at: usize) -> Option<usize> {
        first(self.solid, self.start, at)
    }
}

#[inline(always)]
fn first(bits: u64, start: usize, at: usize) -> Option<usize> {
    let passed = at - start;
    let bits = if passed < WIDTH { bits >> passed } else { 0 };
    (bits != 0).then(|| at + bits.trailing_zeros() as usize)
}

/// One copy for all who ask, in a loop that has few registers left.
#[inline(never)]
fn look(bytes: &[u8], start: usize) -> (u64, u64) {
    let block = u8x64::new(filled(bytes, start));
    (stops(block).to_bitmask(), !block.simd_eq(u8x64::splat(b' ')).to_bitmask())
}

#[inline(always)]
fn stops(block: u8x64) -> u8x64 {
    // With that bit flipped, a quote has the value that a space had, and follows the control characters as their last
    // one.
    let turned = block ^ u8x64::splat(b'"' ^ b' ');
    turned.simd_lt(u8x64::splat(b' ' + 1)) | block.simd_eq(u8x64::splat(b'\\'))
}

/// The offset of the next quote, backslash or control character, or after the last byte, in what is expected to be a
/// long string.
#[inline(never)]
pub(super) fn long_plain(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(block) = bytes.get(at..).and_then(<[u8]>::first_chunk::<WIDTH>)
        && !stops(u8x64::new(*block)).any()
    {
        at += WIDTH;
    }
    let (stops, _) = look(bytes, at);
    at + stops.trailing_zeros() as usize
}
