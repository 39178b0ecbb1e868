//! What shows by itself that it is a secret, wherever it stands: keys of AWS, private keys, tokens that
//! begin as their makers have them begin, and passwords in addresses.
//!
//! Each function gives the first at or behind an offset. What runs on every value of a clean file is
//! [`may_hold`] alone: one pass for all of them.

use super::{
    is_passed_over,
    name::{contains, is_literal},
};
use crate::{
    blocks::{any_sign, offsets},
    json::{Kind, Node},
};
use std::ops::Range;

/// The shortest secret that shows by itself: `a://b:c@d`, with its quotes.
const LEAST: usize = 11;

/// The bytes by which a secret shows.
const SIGNS: [u8; 6] = *b"A@_-.\\";

/// Whether it is a string in which one of the functions below may find something.
#[inline]
pub fn may_hold(node: Node<'_>) -> bool {
    node.kind() == Kind::String && node.span().len() >= LEAST && !is_passed_over(node) && has_sign(node)
}

#[inline(never)]
fn has_sign(node: Node<'_>) -> bool {
    let (span, raw) = (node.span().range(), node.raw_bytes());
    any_sign(node.tree().text().as_bytes(), span, SIGNS, |at| shows(raw, at))
}

/// Whether something that looks like a secret begins, or its beginning ends, at that byte.
fn shows(raw: &[u8], at: usize) -> bool {
    let behind = &raw[at + 1..];
    match (raw[at], &raw[..at]) {
        (b'A', _) => matches!(behind, [b'K' | b'S', b'I', b'A', ..]),
        (b'-', _) if behind.starts_with(b"----B") => true,
        (b'_' | b'-', [.., before, last]) => {
            // How the beginnings of TOKENS end.
            let ends = matches!(
                (before, last),
                (b'h', b'p' | b'o' | b'u' | b's' | b'r' | b'f')
                    | (b'x', b'a' | b'b' | b'p' | b'r' | b's')
                    | (b'p', b'p' | b'm' | b'i')
                    | (b'a', b't')
                    | (b's', b'k')
                    | (b'v', b'e')
            );
            ends && behind.len() >= SHORTEST
        }
        (b'.', [.., before, last]) => (*before, *last) == (b'S', b'G') || behind.starts_with(b"eyJ"),
        // Behind a colon before an earlier `@`, that one shows already: no byte is looked at for each of them.
        (b'@', before) => {
            before.iter().rev().take_while(|it| !ends_user(it) && **it != b'@').any(|it| *it == b':')
        }
        // An escape may stand for any character of ASCII; secrets have no others.
        (b'\\', _) => matches!(behind, [b'u', b'0', b'0', b'0'..=b'7', ..]),
        _ => false,
    }
}

/// The length of the id of an access key.
const ACCESS_KEY: usize = 20;

/// The id of an access key of AWS: `AKIA…` of a user, `ASIA…` of a session.
pub fn access_key(text: &str, from: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    for at in memchr::memmem::find_iter(bytes.get(from + 2..)?, b"IA") {
        let at = from + at;
        let Some(key) = bytes.get(at..at + ACCESS_KEY) else { break };
        if key[0] == b'A' && matches!(key, [_, b'K' | b'S', b'I', b'A', rest @ ..] if rest.iter().all(is_of_key))
            && !at.checked_sub(1).and_then(|it| bytes.get(it)).is_some_and(u8::is_ascii_alphanumeric)
            && !bytes.get(at + ACCESS_KEY).is_some_and(u8::is_ascii_alphanumeric)
            // So those of the documentation end.
            && !key.ends_with(b"EXAMPLE")
        {
            return Some(at..at + ACCESS_KEY);
        }
    }
    None
}

fn is_of_key(byte: &u8) -> bool {
    byte.is_ascii_uppercase() || byte.is_ascii_digit()
}

/// A private key in PEM, from its first line to its last, or as far as the text goes.
pub fn private_key(text: &str, from: usize) -> Option<Range<usize>> {
    const DASHES: usize = 5;
    const BEGIN: &str = "-----BEGIN ";
    for start in memchr::memmem::find_iter(text.as_bytes().get(from..)?, BEGIN) {
        let start = from + start;
        let inside = start + BEGIN.len();
        let line = text.get(inside..)?.split("-----").next().unwrap_or_default();
        if line.len() < 40 && line.ends_with("PRIVATE KEY") {
            let rest = text.get(inside + line.len() + DASHES..).unwrap_or_default();
            let body = text.len() - rest.len();
            let end = match rest.find("-----END ") {
                Some(end) => {
                    let last = &rest[end + 9..];
                    body + end + 9 + last.find("-----").map_or(last.len(), |it| it + DASHES)
                }
                None => body + rest.find('"').unwrap_or(rest.len()),
            };
            return Some(start..end.min(text.len()));
        }
    }
    None
}

/// How tokens begin, the least length of their longest run of letters and digits, and what they are.
/// Each ends in `_`, `-` or `.`: those are looked for first.
const TOKENS: [(&str, usize, &str); 21] = [
    ("ghp_", 30, "a token of GitHub"),
    ("gho_", 30, "a token of GitHub"),
    ("ghu_", 30, "a token of GitHub"),
    ("ghs_", 30, "a token of GitHub"),
    ("ghr_", 30, "a token of GitHub"),
    ("github_pat_", 20, "a token of GitHub"),
    ("glpat-", 16, "a token of GitLab"),
    ("xoxb-", 10, "a token of Slack"),
    ("xoxa-", 10, "a token of Slack"),
    ("xoxp-", 10, "a token of Slack"),
    ("xoxr-", 10, "a token of Slack"),
    ("xoxs-", 10, "a token of Slack"),
    ("xapp-", 10, "a token of Slack"),
    ("sk-", 20, "an API key"),
    ("sk_live_", 16, "a key of Stripe"),
    ("rk_live_", 16, "a key of Stripe"),
    ("npm_", 30, "a token of npm"),
    ("pypi-", 30, "a token of PyPI"),
    ("hf_", 30, "a token of Hugging Face"),
    ("dckr_pat_", 16, "a token of Docker Hub"),
    ("SG.", 16, "a key of SendGrid"),
];

/// So many bytes of a body say whether it is one: a text of nothing but beginnings is not gone through to its
/// end from each of them.
const LOOKED_AT: usize = 256;

/// No body of a token is shorter, nor are the claims of a JSON Web Token.
const SHORTEST: usize = 10;

/// A token, and what it is.
pub fn token(text: &str, from: usize) -> Option<(Range<usize>, &'static str)> {
    let bytes = text.as_bytes();
    // Where the run ends in which the search stands: no byte is looked at once for each beginning before it.
    let mut end = from;
    for at in offsets(bytes, from, *b"_-.") {
        if at >= end {
            end = run(bytes, at + 1, is_of_token);
        }
        if let Some(found) = token_with(text, at, from..end) {
            return Some(found);
        }
    }
    None
}

/// A token whose beginning ends at that byte, in a run of bytes of tokens that has that end.
fn token_with(text: &str, at: usize, within: Range<usize>) -> Option<(Range<usize>, &'static str)> {
    let (bytes, Range { start: from, end }) = (text.as_bytes(), within);
    // Nearly every separator is behind something else, or what follows is too short for a token.
    let is_at_end = bytes.len() <= at + 1 + SHORTEST;
    if end < at + 1 + SHORTEST || !(is_at_end || shows(bytes, at)) {
        return None;
    }
    if bytes.get(at) == Some(&b'.')
        && let Some(range) = web_token(text, at, from)
    {
        return Some((range, "a JSON Web Token"));
    }
    let head = bytes.get(from..=at)?;
    let (prefix, least, what) = TOKENS.into_iter().find(|it| head.ends_with(it.0.as_bytes()))?;
    let start = at + 1 - prefix.len();
    let inside = start.checked_sub(1).and_then(|it| bytes.get(it)).is_some_and(u8::is_ascii_alphanumeric);
    let body = text.get(at + 1..end.min(at + 1 + LOOKED_AT))?;
    let runs = body.as_bytes().split(|it| !it.is_ascii_alphanumeric());
    let longest = runs.map(<[u8]>::len).max().unwrap_or(0);
    let total = if prefix == "pypi-" { body.len() } else { longest };
    let is_drawn = !inside && total >= least && body.bytes().any(|it| it.is_ascii_digit());
    (is_drawn && is_literal(body)).then_some((start..end, what))
}

fn is_of_token(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

fn run(bytes: &[u8], from: usize, is: fn(&u8) -> bool) -> usize {
    from + bytes.get(from..).unwrap_or_default().iter().take_while(|it| is(it)).count()
}

/// A JSON Web Token whose first dot stands there: header and claims begin with `{"`, in Base64.
fn web_token(text: &str, dot: usize, from: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let head = bytes.get(from..dot)?.iter().rev().take_while(|it| is_of_token(it)).count();
    let start = dot - head;
    let claims_end = run(bytes, dot + 1, is_of_token);
    let claims = bytes.get(dot + 1..claims_end)?;
    let is_one = bytes.get(start..dot)?.starts_with(b"eyJ") && claims.starts_with(b"eyJ");
    if !is_one || bytes.get(claims_end) != Some(&b'.') || contains(text.get(start..claims_end)?, "example") {
        return None;
    }
    Some(start..run(bytes, claims_end + 1, is_of_token))
}

/// Whether a byte can stand neither in the user of an address nor in its password.
fn ends_user(byte: &u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'/' | b'?' | b'#' | b'"' | b'\'' | b',')
}

/// The password in an address: `scheme://user:password@host`.
pub fn url_password(text: &str, from: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = from;
    // Where the word begins in which the search stands, and the first colon in it: no byte is looked at once for each `@`.
    let (mut start, mut colon) = (from, None);
    while at < bytes.len() {
        let mut end = at + memchr::memchr(b'@', &bytes[at..])?;
        // A password may hold an `@` itself.
        let host = run(bytes, end + 1, |it| {
            !matches!(it, b'/' | b'?' | b'#' | b'"' | b'\'' | b',' | b'@') && !it.is_ascii_whitespace()
        });
        if bytes.get(host) == Some(&b'@') {
            end = host;
        }
        if let Some(ender) = bytes[at..end].iter().rposition(ends_user) {
            (start, colon) = (at + ender + 1, None);
        }
        let passed = at.max(start);
        colon = colon.or_else(|| Some(passed + memchr::memchr(b':', &bytes[passed..end])?));
        at = end + 1;
        let Some(colon) = colon.filter(|_| bytes[..start].ends_with(b"://")) else { continue };
        let password = colon + 1..end;
        if password.len() > PASSWORD_MAX || text.get(password.clone()).is_some_and(is_literal) {
            return Some(password);
        }
    }
    None
}

/// A longer password is one whatever it looks like.
const PASSWORD_MAX: usize = 1 << 12;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_hold_none_is_passed_over() {
        let may = |text: &str| {
            let text = format!("\"{text}\"");
            may_hold(crate::json::parse(&text).tree.root())
        };
        for (prefix, ..) in TOKENS {
            assert!(may(&format!("x={prefix}0123456789abcdef")), "{prefix}");
        }
        let key = format!("{}{}", "AKIA", "Z7QX3M5N2P4R6T8V");
        for it in
            [&*key, "a://b:c@d", "-----BEGIN RSA PRIVATE KEY-----", "eyJh.eyJzdWIi.x", "\\u0041KIA012345"]
        {
            assert!(may(it), "{it}");
        }
        for it in ["subnet-0a1b2c3d4e5f60718", "reports.example.com", "MY_VALUE_IS_LONG", "short"] {
            assert!(!may(it), "{it}");
        }
    }

    #[test]
    fn each_is_found_and_nothing_like_it() {
        let key = format!("{}{}", "AKIA", "Z7QX3M5N2P4R6T8V");
        let text = format!("a {key}!");
        assert_eq!(access_key(&text, 0), Some(2..22));
        assert_eq!(access_key("AKIAIOSFODNN7EXAMPLE", 0), None);
        assert_eq!(access_key(&format!("x{text}A"), 22), None);
        let pem = "x -----BEGIN RSA PRIVATE KEY-----\\nMIIE\\n-----END RSA PRIVATE KEY----- y";
        assert_eq!(private_key(pem, 0), Some(2..pem.len() - 2));
        assert_eq!(private_key("-----BEGIN CERTIFICATE-----", 0), None);
        assert_eq!(private_key("a - b ---- c", 0), None);
        let github = format!("ghp_{}", "a1B2".repeat(9));
        assert_eq!(token(&format!("t={github}"), 0), Some((2..42, "a token of GitHub")));
        for no in [
            "task-definition-1-of-many-with-a-long-name",
            "sk-learn-pipeline-2-with-a-long-name",
            "ghp_short1",
        ] {
            assert_eq!(token(no, 0), None, "{no}");
        }
        let web = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N";
        assert_eq!(token(web, 0).map(|it| it.0), Some(0..web.len()));
        for (text, password) in [
            ("postgres://app:hunter2@db:5432/x", "hunter2"),
            ("amqp://u:p@ss@host", "p@ss"),
            ("x http://a b://u:pw1@h", "pw1"),
        ] {
            assert_eq!(url_password(text, 0).map(|it| &text[it]), Some(password), "{text}");
        }
        // However many there are: 20 times as many steps, not 400.
        assert_eq!(url_password(&"a@".repeat(100_000), 0), None);
        assert_eq!(url_password(&"a://b:@".repeat(20_000), 0), None);
        assert_eq!(token(&"sk-".repeat(100_000), 0), None);
        assert_eq!(private_key(&"-----BEGIN ".repeat(100_000), 0), None);
        for no in ["postgres://app:${PW}@db", "mailto:a@b.example", "https://user@host/a:b@c", "a:b@c"] {
            assert_eq!(url_password(no, 0), None, "{no}");
        }
    }
}
