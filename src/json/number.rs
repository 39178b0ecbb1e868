//! Numbers, read from their text.

/// A number without fraction and exponent, as the AWS CLI demands of an integer.
#[inline]
pub(crate) fn integer(raw: &[u8]) -> Option<i64> {
    let (sign, digits) = match raw {
        [b'-', digits @ ..] => (-1, digits),
        digits => (1, digits),
    };
    // So many digits cannot overflow; whoever writes more is in no hurry.
    if digits.len() > 18 {
        return std::str::from_utf8(raw).ok()?.parse().ok();
    }
    let add = |sum: i64, digit: &u8| digit.is_ascii_digit().then(|| sum * 10 + i64::from(digit - b'0'));
    digits.iter().try_fold(0, add).filter(|_| !digits.is_empty()).map(|it| it * sign)
}
