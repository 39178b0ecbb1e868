//! What stands between the quotes of a JSON string.

/// The characters of a string's inside, each with the offset at which it is written.
/// A lone surrogate, and an escape that JSON does not know, give U+FFFD and the character itself.
pub(super) fn decode(inner: &str) -> impl Iterator<Item = (char, u32)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at as u32;
        let c = inner.get(at..)?.chars().next()?;
        at += c.len_utf8();
        if c != '\\' {
            return Some((c, start));
        }
        let Some(escape) = inner.get(at..).and_then(|rest| rest.chars().next()) else {
            return Some((c, start));
        };
        at += escape.len_utf8();
        let c = match escape {
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let (c, length) = unicode(&inner[at..]);
                at += length;
                c
            }
            other => other,
        };
        Some((c, start))
    })
}

/// The character of `XXXX` or `XXXX\uXXXX` and the bytes it takes.
fn unicode(digits: &str) -> (char, usize) {
    let Some(first) = hex(digits) else { return ('\u{fffd}', 0) };
    let second = digits.get(4..).and_then(|rest| rest.strip_prefix("\\u")).and_then(hex);
    match (first, second) {
        (0xd800..=0xdbff, Some(low @ 0xdc00..=0xdfff)) => {
            let code = 0x10000 + ((first - 0xd800) << 10) + (low - 0xdc00);
            (char::from_u32(code).unwrap_or('\u{fffd}'), 10)
        }
        _ => (char::from_u32(first).unwrap_or('\u{fffd}'), 4),
    }
}

fn hex(digits: &str) -> Option<u32> {
    let digits = digits.get(..4).filter(|it| it.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    u32::from_str_radix(digits, 16).ok()
}

/// The length of what opens a string: its quote, or nothing for a bare word.
pub(super) fn opening(raw: &str) -> usize {
    raw.chars().next().filter(|it| is_quote(*it)).map_or(0, char::len_utf8)
}

/// The inside of a string that recovery read: any kind of quote, or none, on either side.
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
