//! Numbers, read from their text.

/// A number without fraction and exponent, as the AWS CLI demands of an integer.
#[inline]
pub(crate) fn integer(raw: &[u8]) -> Option<i64> {
    // So many digits cannot overflow; whoever writes more, or less than nothing, is in no hurry.
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
