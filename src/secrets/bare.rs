//! Tokens without a separator after their beginning.

use crate::secrets::{
    forms::{HEX, LOOKED_AT, is_drawn, is_of_token, run},
    names::is_literal,
};
use crate::text::simd::offsets;
use std::ops::Range;

/// How keys in connection strings of Azure are called, and the length of their Base64.
const AZURE: [(&str, usize); 2] = [("AccountKey=", 88), ("AccessKey=", 44)];
/// Beginnings, the characters after them, and what they are.
const BEGINNINGS: [(&str, usize, &str); 3] =
    [("AIza", 35, "Google API key"), ("ATATT3", 60, "Atlassian token"), ("ATCTT3", 60, "Atlassian token")];
/// The characters of a Telegram token behind its colon.
const TELEGRAM: usize = 35;

/// Whether something that looks like a secret begins with that `A`.
#[inline]
pub fn shows_with_a(before: &[u8], after: &[u8]) -> bool {
    match after {
        [b'K' | b'S', b'I', b'A', ..] | [b'I', b'z', b'a', ..] | [b'T', b'A' | b'C', b'T', b'T', ..] => true,
        [b'A', ..] => before.last() == Some(&b':'),
        [b'c', b'c', rest @ ..] => rest.starts_with(b"ountKey=") || rest.starts_with(b"essKey="),
        _ => false,
    }
}

/// The first token of such a sort, and what it is.
pub fn token(text: &str, from: usize) -> Option<(Range<usize>, &'static str)> {
    offsets(text.as_bytes(), from, *b"AKd").find_map(|at| match text.as_bytes()[at] {
        b'A' => with_a(text, at, from),
        b'K' if at > from => hex(text, at - 1, 2, "SK").map(|it| (it, "Twilio key")),
        b'd' => hex(text, at, 4, "dapi").map(|it| (it, "Databricks token")),
        _ => None,
    })
}

fn with_a(text: &str, at: usize, from: usize) -> Option<(Range<usize>, &'static str)> {
    let (bytes, rest) = (text.as_bytes(), text.get(at..)?);
    if !shows_with_a(&bytes[..at], &bytes[at + 1..]) {
        return None;
    }
    for (name, length) in AZURE {
        if rest.starts_with(name) {
            let start = at + name.len();
            let rest = &bytes[..bytes.len().min(start + LOOKED_AT)];
            let end = run(rest, start, |it| it.is_ascii_alphanumeric() || b"+/=".contains(it));
            let is_key = end - start == length && text[start..end].ends_with('=');
            return (is_key && is_literal(&text[start..end])).then_some((start..end, "Azure access key"));
        }
    }
    let inside = at.checked_sub(1).is_some_and(|it| is_of_token(&bytes[it]));
    let beginning = BEGINNINGS.into_iter().find(|it| rest.starts_with(it.0)).filter(|_| !inside);
    if let Some((name, least, what)) = beginning {
        let (start, end) = (at + name.len(), run(bytes, at, |it| is_of_token(it) || *it == b'='));
        let is_one = if name == "AIza" { end - start == least } else { end - start >= least };
        let body = text.get(start..end.min(start + LOOKED_AT))?;
        return (is_one && is_drawn(body.as_bytes(), least) && is_literal(body)).then_some((at..end, what));
    }
    if bytes[..at].last() != Some(&b':') {
        return None;
    }
    let end = run(&bytes[..bytes.len().min(at + LOOKED_AT)], at, is_of_token);
    let digits = bytes.get(from..at - 1)?.iter().rev().take(12).take_while(|it| it.is_ascii_digit());
    let start = at - 1 - digits.count();
    let is_telegram = end - at == TELEGRAM && (8..=10).contains(&(at - 1 - start));
    let is_whole =
        start.checked_sub(1).is_none_or(|it| !is_of_token(&bytes[it]) || bytes[..start].ends_with(b"bot"));
    (is_telegram && is_whole && is_drawn(&bytes[at..end], TELEGRAM))
        .then_some((start..end, "Telegram bot token"))
}

/// Some letters and 32 hexadecimal digits, and no more.
fn hex(text: &str, start: usize, letters: usize, name: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let digits = bytes.get(start + letters..start + letters + HEX)?;
    let end = start + letters + HEX;
    let is_whole = !start.checked_sub(1).is_some_and(|it| is_of_token(&bytes[it]))
        && !bytes.get(end).is_some_and(u8::is_ascii_alphanumeric);
    let is_hex = digits.iter().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'));
    (bytes[start..].starts_with(name.as_bytes()) && is_hex && is_whole && is_literal(&text[start..end]))
        .then_some(start..end)
}
