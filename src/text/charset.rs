//! Sets of ASCII characters, as one table of bits: nearly every id and name of a clean file is compared with one of
//! them.

/// A set of ASCII characters, by its bit in the table.
#[derive(Clone, Copy)]
pub struct Set(u8);

/// `0` to `9`.
pub const DIGIT: Set = Set(64);
/// Letters and digits.
pub const ALPHANUMERIC: Set = Set(4);
/// Letters, digits, `-` and `_`.
pub const NAME: Set = Set(8);
/// Letters, digits and `+=,.@_-`.
pub const ROLE: Set = Set(16);
/// Letters, digits and `-_./@+=`: what groups are called.
pub const GROUP: Set = Set(128);

impl Set {
    /// Whether a character belongs to it, by its byte. No byte of any other character does.
    pub fn has(self, byte: u8) -> bool {
        SETS[usize::from(byte)] & self.0 != 0
    }
    /// Whether all of a text does. One copy for all who ask: a check must fit into a processor's first cache.
    #[inline(never)]
    pub fn has_all(self, text: &[u8]) -> bool {
        common(text).meets(self)
    }
    /// Whether a set is in both, where they stand for several.
    pub(crate) fn meets(self, other: Set) -> bool {
        self.0 & other.0 != 0
    }
}

/// Whether two names are the same. Names are short: to have memory compared by a function that is called
/// costs more than this.
#[inline]
pub(crate) fn is_same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len()
        && match a.len() {
            0..4 => a.iter().eq(b),
            4..8 => has_same_ends::<4>(a, b),
            8..17 => has_same_ends::<8>(a, b),
            17..33 => has_same_ends::<16>(a, b),
            _ => is_same_long(a, b),
        }
}

#[cold]
fn is_same_long(a: &[u8], b: &[u8]) -> bool {
    a == b
}

#[inline(always)]
fn has_same_ends<const N: usize>(a: &[u8], b: &[u8]) -> bool {
    let same = |a: Option<&[u8; N]>, b: Option<&[u8; N]>| matches!((a, b), (Some(a), Some(b)) if a == b);
    same(a.first_chunk(), b.first_chunk()) && same(a.last_chunk(), b.last_chunk())
}

/// The sets that hold all of a text.
#[inline]
pub(crate) fn common(text: &[u8]) -> Set {
    Set(text.iter().fold(u8::MAX, |common, it| common & SETS[usize::from(*it)]))
}

static SETS: [u8; 256] = {
    let mut sets = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        let is_name = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        let of = [
            (DIGIT, byte.is_ascii_digit()),
            (ALPHANUMERIC, byte.is_ascii_alphanumeric()),
            (NAME, is_name),
            (ROLE, is_name || matches!(byte, b'+' | b'=' | b',' | b'.' | b'@')),
            (GROUP, is_name || matches!(byte, b'.' | b'/' | b'@' | b'+' | b'=')),
        ];
        let mut at = 0;
        while at < of.len() {
            if of[at].1 {
                sets[byte as usize] |= of[at].0.0;
            }
            at += 1;
        }
        byte += 1;
    }
    sets
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_hold_what_their_descriptions_say() {
        let of = |set: Set| (0..=u8::MAX).filter(|it| set.has(*it)).map(char::from).collect::<String>();
        assert_eq!(of(DIGIT), "0123456789");
        assert_eq!(of(ALPHANUMERIC).len(), 62);
        assert_eq!(of(NAME).len(), 64);
        assert_eq!(of(GROUP).replace(|it: char| it.is_ascii_alphanumeric(), ""), "+-./=@_");
        assert_eq!(of(ROLE).replace(|it: char| it.is_ascii_alphanumeric(), ""), "+,-.=@_");
        assert!(
            NAME.has_all(b"")
                && NAME.has_all(b"a-b_1")
                && !NAME.has_all(b"a b")
                && !NAME.has_all("ä".as_bytes())
        );
    }
}
