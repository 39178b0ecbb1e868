//! Numbers, read from their text.

use crate::json::{Node, ValueKind};

/// A number without fraction and exponent, as the AWS CLI demands of an integer.
#[inline]
pub(crate) fn integer(raw: &[u8]) -> Option<i64> {
    // 18 digits cannot overflow. Longer numbers and negative ones are rare and take the slow path.
    if raw.len() > 18 || raw.first() == Some(&b'-') {
        return std::str::from_utf8(raw).ok()?.parse().ok();
    }
    let mut sum = 0;
    for byte in raw {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        sum = sum * 10 + i64::from(digit);
    }
    (!raw.is_empty()).then_some(sum)
}

impl Node<'_> {
    /// A number without fraction and exponent, as the AWS CLI demands of an integer.
    pub fn as_integer(self) -> Option<i64> {
        if self.kind() != ValueKind::Number {
            return None;
        }
        match integer(self.raw_bytes()) {
            Some(it) => Some(it),
            None => self.patient_integer(),
        }
    }
    /// Recovery also reads numbers with a plus.
    #[cold]
    fn patient_integer(self) -> Option<i64> {
        self.raw().parse().ok()
    }
    /// Whether a number is written without fraction and exponent, of any size.
    pub fn is_integer(self) -> bool {
        let raw = self.raw_bytes();
        let digits = raw.strip_prefix(b"-").unwrap_or(raw);
        self.kind() == ValueKind::Number
            && digits.chunks(64).all(|it| it.iter().fold(true, |all, it| all & it.is_ascii_digit()))
    }
}
