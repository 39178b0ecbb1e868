//! Sets of ASCII characters, as one table of bits: nearly every id and name of a clean file is held
//! against one of them.

/// A set of ASCII characters, by its bit in the table.
#[derive(Clone, Copy)]
pub struct Set(u8);

/// `0` to `9`.
pub const DIGIT: Set = Set(64);
/// `0` to `9` and `a` to `f`.
pub const LOWER_HEX: Set = Set(1);
/// Hexadecimal digits in any case.
pub const HEX: Set = Set(2);
/// Letters and digits.
pub const ALPHANUMERIC: Set = Set(4);
/// Letters, digits, `-` and `_`.
pub const NAME: Set = Set(8);
/// Letters, digits and `+=,.@_-`.
pub const ROLE: Set = Set(16);
/// What stands behind a name to which something is assigned: `=`, blanks and tabulators.
pub const ASSIGNING: Set = Set(32);

impl Set {
    /// Whether a character belongs to it, by its byte. No byte of any other character does.
    pub fn has(self, byte: u8) -> bool {
        SETS[usize::from(byte)] & self.0 != 0
    }
    /// Whether all of a text does. One copy for all who ask: a check must fit into a processor's first cache.
    #[inline(never)]
    pub fn has_all(self, text: &str) -> bool {
        common(text.as_bytes()).meets(self)
    }
    /// Whether a set is in both, where they stand for several.
    pub(crate) fn meets(self, other: Set) -> bool {
        self.0 & other.0 != 0
    }
}

/// No set.
pub(crate) const NONE: Set = Set(0);

/// The sets that hold all of a text.
#[inline]
pub(crate) fn common(text: &[u8]) -> Set {
    Set(text.iter().fold(u8::MAX, |common, it| common & SETS[usize::from(*it)]))
}

static SETS: [u8; 256] = {
    let mut sets = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        let is_lower = byte.is_ascii_digit() || matches!(byte, b'a'..=b'f');
        let is_name = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        let of = [
            (DIGIT, byte.is_ascii_digit()),
            (LOWER_HEX, is_lower),
            (HEX, byte.is_ascii_hexdigit()),
            (ALPHANUMERIC, byte.is_ascii_alphanumeric()),
            (NAME, is_name),
            (ROLE, is_name || matches!(byte, b'+' | b'=' | b',' | b'.' | b'@')),
            (ASSIGNING, matches!(byte, b'=' | b' ' | b'\t')),
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
        assert_eq!(of(LOWER_HEX), "0123456789abcdef");
        assert_eq!(of(HEX), "0123456789ABCDEFabcdef");
        assert_eq!(of(ALPHANUMERIC).len(), 62);
        assert_eq!(of(NAME).len(), 64);
        assert_eq!(of(ASSIGNING), "\t =");
        assert_eq!(of(ROLE).replace(|it: char| it.is_ascii_alphanumeric(), ""), "+,-.=@_");
        assert!(NAME.has_all("") && NAME.has_all("a-b_1") && !NAME.has_all("a b") && !NAME.has_all("ä"));
    }
}
