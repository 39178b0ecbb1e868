//! What stands between the quotes of a JSON string.

/// The characters of a string's inside, each with the offset at which it is written.
/// A lone surrogate, and an escape that JSON does not know, give U+FFFD and the character itself.
pub(super) fn decode(inner: &str) -> impl Iterator<Item = (char, u32)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at as u32;
        // Nearly all is ASCII.
        let byte = *inner.as_bytes().get(at)?;
        if byte.is_ascii() && byte != b'\\' {
            at += 1;
            return Some((char::from(byte), start));
        }
        let c = inner.get(at..)?.chars().next()?;
        let (c, after) = if c == '\\' { escape(inner, at) } else { (c, at + c.len_utf8()) };
        at = after;
        Some((c, start))
    })
}

/// The character of the escape whose backslash is at an offset, and the offset after it.
#[inline]
pub(super) fn escape(inner: &str, at: usize) -> (char, usize) {
    let bytes = inner.as_bytes();
    let escaped = match bytes.get(at + 1) {
        None => return ('\\', at + 1),
        Some(b'u') => {
            let (c, length) = unicode(&bytes[at + 2..]);
            return (c, at + 2 + length);
        }
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(_) => inner.get(at + 1..).and_then(|rest| rest.chars().next()).unwrap_or('\\'),
    };
    (escaped, at + 1 + escaped.len_utf8())
}

/// The character of `XXXX` or `XXXX\uXXXX` and the bytes it takes.
fn unicode(digits: &[u8]) -> (char, usize) {
    let Some(first) = hex(digits) else { return ('\u{fffd}', 0) };
    let second = || digits.get(4..).and_then(|rest| rest.strip_prefix(b"\\u")).and_then(hex);
    match (first, if (0xd800..=0xdbff).contains(&first) { second() } else { None }) {
        (0xd800..=0xdbff, Some(low @ 0xdc00..=0xdfff)) => {
            let code = 0x10000 + ((first - 0xd800) << 10) + (low - 0xdc00);
            (char::from_u32(code).unwrap_or('\u{fffd}'), 10)
        }
        _ => (char::from_u32(first).unwrap_or('\u{fffd}'), 4),
    }
}

/// The value of four hexadecimal digits. A string may consist of nothing else, so they are looked up.
pub(super) fn hex(digits: &[u8]) -> Option<u32> {
    let digits = digits.first_chunk::<4>()?.map(|it| HEX[usize::from(it)]);
    let code = digits.iter().fold(0, |code, it| code << 4 | u32::from(*it));
    digits.iter().all(|it| *it < 16).then_some(code)
}

/// The value of each byte as a hexadecimal digit; 16 of those that are none.
static HEX: [u8; 256] = {
    let mut values = [16; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        if let Some(value) = (byte as char).to_digit(16) {
            values[byte as usize] = value as u8;
        }
        byte += 1;
    }
    values
};

/// The length of what opens a string: its quote, or nothing for a bare word.
pub(super) fn opening(raw: &str) -> usize {
    raw.chars().next().filter(|it| is_quote(*it)).map_or(0, char::len_utf8)
}

/// The content of a string that recovery read: any kind of quote, or none, on either side.
pub(super) fn strip_quotes(raw: &str) -> &str {
    let inner = &raw[opening(raw)..];
    match inner.chars().next_back() {
        Some(last) if opening(raw) > 0 && is_quote(last) => &inner[..inner.len() - last.len_utf8()],
        _ => inner,
    }
}

pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '\u{201c}' | '\u{201d}' | '\u{2018}' | '\u{2019}')
}

/// A text as a JSON string, quotes included.
pub(crate) fn quote_json(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
