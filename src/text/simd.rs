//! Thirty-two bytes of a text in one step: a bit for each that is of some sort.

use std::ops::Range;
use wide::u8x32;

/// How many bytes are looked at in one step.
pub(crate) const WIDTH: usize = 32;

/// Some bytes in a row.
#[derive(Clone, Copy)]
pub(crate) struct Block(u8x32);

/// A bit for each byte of a block, the first one the lowest.
pub(crate) type Bits = u32;

impl Block {
    /// The bytes from an offset on, with zeros after the last one.
    #[inline]
    pub(crate) fn at(bytes: &[u8], start: usize) -> Block {
        Block(u8x32::new(filled(bytes, start)))
    }
    /// Those that are one of a few bytes.
    #[inline]
    pub(crate) fn any_of<const N: usize>(self, bytes: [u8; N]) -> Bits {
        bytes.into_iter().fold(u8x32::splat(0), |found, it| found | self.is(it)).to_bitmask()
    }
    /// Letters and digits, and a few other bytes.
    #[inline]
    pub(crate) fn alphanumeric_or<const N: usize>(self, others: [u8; N]) -> Bits {
        (self.letters() | self.range(b'0', 10)).to_bitmask() | self.any_of(others)
    }
    /// Letters, in any case.
    #[inline]
    fn letters(self) -> u8x32 {
        Block(self.0 | u8x32::splat(0x20)).range(b'a', 26)
    }
    /// A run of consecutive characters.
    #[inline]
    fn range(self, first: u8, count: u8) -> u8x32 {
        (self.0 - u8x32::splat(first)).simd_lt(u8x32::splat(count))
    }
    #[inline]
    fn is(self, byte: u8) -> u8x32 {
        self.0.simd_eq(u8x32::splat(byte))
    }
}

/// A number of bytes from an offset on, with zeros after the last one.
#[inline(always)]
pub(crate) fn filled<const N: usize>(bytes: &[u8], start: usize) -> [u8; N] {
    let rest = bytes.get(start..).unwrap_or_default();
    rest.first_chunk().copied().unwrap_or_else(|| {
        let mut last = [0; N];
        last[..rest.len()].copy_from_slice(rest);
        last
    })
}

/// Whether one of a few bytes is in a part of a text, at an offset at which it means what it looks like.
#[inline]
pub(crate) fn find_candidate<const N: usize>(
    text: &[u8],
    part: Range<usize>,
    signs: [u8; N],
    is: impl Fn(usize) -> bool,
) -> bool {
    let mut block = part.start;
    while block < part.end {
        let mut found = Block::at(text, block).any_of(signs);
        if part.end - block < WIDTH {
            found &= (1 << (part.end - block)) - 1;
        }
        while found != 0 {
            if is(block - part.start + found.trailing_zeros() as usize) {
                return true;
            }
            found &= found - 1;
        }
        block += WIDTH;
    }
    false
}

/// The offsets of a few bytes, from one on.
pub(crate) fn offsets<const N: usize>(
    bytes: &[u8],
    from: usize,
    wanted: [u8; N],
) -> impl Iterator<Item = usize> {
    let (mut start, mut found) = (from, Block::at(bytes, from).any_of(wanted));
    std::iter::from_fn(move || {
        while found == 0 {
            start += WIDTH;
            if start >= bytes.len() {
                return None;
            }
            found = Block::at(bytes, start).any_of(wanted);
        }
        let at = start + found.trailing_zeros() as usize;
        found &= found - 1;
        Some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_byte_has_its_bit() {
        for byte in 0..=u8::MAX {
            for at in [0, 1, 30, 31, 40] {
                let mut text = [b' '; 41];
                text[at] = byte;
                let (start, bit) = if at < WIDTH { (0, at) } else { (20, at - 20) };
                let block = Block::at(&text, start);
                let is_word = byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.');
                assert_eq!(block.alphanumeric_or([b'_', b'.']), u32::from(is_word) << bit, "{byte} at {at}");
                assert_eq!(block.any_of([b'{', 0xff]) >> bit & 1 == 1, matches!(byte, b'{' | 0xff), "{byte}");
            }
        }
        assert_eq!(Block::at(b"a", 5).alphanumeric_or([]), 0);
    }

    #[test]
    fn offsets_of_a_few_bytes() {
        let text: Vec<u8> =
            (0..200).map(|at| if at % 7 == 3 || at % 64 == 31 { b'-' } else { b' ' }).collect();
        for from in 0..=200 {
            let plainly = (from..200).filter(|at| text[*at] == b'-');
            assert!(offsets(&text, from, *b"-x").eq(plainly), "{from}");
        }
    }
}
