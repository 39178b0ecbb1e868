//! What shows by itself that it is a secret, wherever it stands: keys of AWS, private keys, tokens that
//! begin as their makers have them begin, and passwords in addresses.
//!
//! Each function gives the first at or behind an offset. What runs on every value of a clean file is
//! [`may_hold`] alone: one pass for all of them.

use crate::secrets::{
    bare, discord,
    forms::{HEX, LOOKED_AT, SHORTEST, TOKENS, ends_a_beginning, is_drawn, is_of_token, named, run},
    is_passed_over,
    names::{contains, is_literal},
};
use crate::{
    json::{Node, ValueKind},
    text::simd::{find_candidate, offsets},
};
use std::ops::Range;

/// The shortest secret that shows by itself: `a://b:c@d`, with its quotes.
const LEAST: usize = 11;

/// The bytes by which a secret shows.
const SIGNS: [u8; 7] = *b"AK@_-.\\";

/// Whether it is a string in which one of the functions below may find something.
#[inline]
pub fn may_hold(node: Node<'_>) -> bool {
    node.kind() == ValueKind::String && node.span().len() >= LEAST && !is_passed_over(node) && has_sign(node)
        || node.span().len() >= DATABRICKS && node.kind() == ValueKind::String && may_be_databricks(node)
}

/// No string with a Databricks token is shorter, which has no sign of [`SIGNS`].
const DATABRICKS: usize = 2 + 4 + HEX;

#[inline(never)]
fn may_be_databricks(node: Node<'_>) -> bool {
    !is_passed_over(node) && memchr::memmem::find(node.raw_bytes(), b"dapi").is_some()
}

#[inline(never)]
fn has_sign(node: Node<'_>) -> bool {
    let (span, raw) = (node.span().range(), node.raw_bytes());
    find_candidate(node.tree().text().as_bytes(), span, SIGNS, |at| shows(raw, at))
}

/// Whether something that looks like a secret begins, or its beginning ends, at that byte.
fn shows(raw: &[u8], at: usize) -> bool {
    let after = &raw[at + 1..];
    match (raw[at], &raw[..at]) {
        (b'A', before) => bare::shows_with_a(before, after),
        (b'K', before) => before.last() == Some(&b'S') && after.len() >= HEX,
        (b'-', _) if after.starts_with(b"----B") => true,
        (sign @ (b'_' | b'-'), [.., before, last]) => {
            ends_a_beginning(*before, *last, sign) && after.len() >= SHORTEST
        }
        (b'.', [.., before, last]) => {
            ends_a_beginning(*before, *last, b'.') && after.len() >= SHORTEST
                || matches!(after, [b'e', b'y', b'J', ..])
                || after.starts_with(b"com/services/T")
                || after.starts_with(b"com/api/webhooks/")
                || after.get(discord::MIDDLE) == Some(&b'.') && at >= discord::HEAD
        }
        // Behind a colon before an earlier `@`, that one shows already: no byte is looked at for each of them.
        (b'@', before) => {
            before.iter().rev().take_while(|it| !ends_user(it) && **it != b'@').any(|it| *it == b':')
        }
        // An escape may stand for any character of ASCII; secrets have no others.
        (b'\\', _) => matches!(after, [b'u', b'0', b'0', b'0'..=b'7', ..]),
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
    if bytes.get(at) == Some(&b'.')
        && let Some(found) = hook(text, at)
    {
        return Some(found);
    }
    if bytes.get(at) == Some(&b'.')
        && let Some(range) = discord::bot(text, at, from)
    {
        return Some((range, "Discord token"));
    }
    // Nearly every separator is behind something else, or what follows is too short for a token.
    let is_at_end = bytes.len() <= at + 1 + SHORTEST;
    if end < at + 1 + SHORTEST || !(is_at_end || shows(bytes, at)) {
        return None;
    }
    if bytes.get(at) == Some(&b'.')
        && let Some(range) = web_token(text, at, from)
    {
        return Some((range, "JSON Web Token"));
    }
    let head = bytes.get(from..=at)?;
    let (prefix, form, what) = TOKENS.into_iter().find(|it| head.ends_with(it.0.as_bytes()))?;
    let mut start = at + 1 - prefix.len();
    let inside = start.checked_sub(1).and_then(|it| bytes.get(it)).is_some_and(u8::is_ascii_alphanumeric);
    let body = text.get(at + 1..end.min(at + 1 + LOOKED_AT))?;
    if prefix.starts_with('.') {
        // What stands before the word is a part of it.
        start -= bytes.get(from..start)?.iter().rev().take_while(|it| it.is_ascii_alphanumeric()).count();
    } else if inside
        || prefix == "key-"
            && start > from
            && !bytes[start - 1].is_ascii_whitespace()
            && is_of_token(&bytes[start - 1])
    {
        return None;
    }
    (form.is(prefix, body) && is_literal(body)).then(|| (start..end, named(prefix, body, what)))
}

/// What is secret in the address of a webhook, behind the dot before `com`.
fn hook(text: &str, dot: usize) -> Option<(Range<usize>, &'static str)> {
    const HOOKS: [(&str, &str, &str); 3] = [
        ("hooks.slack", ".com/services/", "Slack webhook URL"),
        ("discord", ".com/api/webhooks/", "Discord webhook URL"),
        ("discordapp", ".com/api/webhooks/", "Discord webhook URL"),
    ];
    let (before, after) = (text.get(..dot)?, text.get(dot..)?);
    let (_, path, what) = HOOKS.into_iter().find(|it| before.ends_with(it.0) && after.starts_with(it.1))?;
    let start = dot + path.len();
    let end = run(text.as_bytes(), start, |it| is_of_token(it) || *it == b'/');
    let secret = text.get(start..end.min(start + LOOKED_AT))?;
    let last = secret.rsplit('/').next()?;
    (last.len() >= 20 && is_drawn(secret.as_bytes(), last.len()) && is_literal(last))
        .then_some((start..end, what))
}

/// The first token of any sort in a text, and what it is.
pub fn any_token(text: &str) -> Option<(Range<usize>, &'static str)> {
    token(text, 0).into_iter().chain(bare::token(text, 0)).min_by_key(|it| it.0.start)
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
    use crate::secrets::forms::Body;
    use crate::secrets::forms::Body::{Exactly, Hex, Long, Run};

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

    /// Invented tokens of sorts that no beginning of [`TOKENS`] tells.
    fn others() -> Vec<(String, &'static str)> {
        let (word, hex) = (|length: usize| "a1B2".repeat(23)[..length].to_owned(), "a1b2".repeat(8));
        vec![
            (format!("AIza{}", word(35)), "Google API key"),
            (format!("ATATT3{}=ABCD1234", word(80)), "Atlassian token"),
            (format!("SK{hex}"), "Twilio key"),
            (format!("dapi{hex}"), "Databricks token"),
            (format!("123456789:AA{}", word(33)), "Telegram bot token"),
            (format!("MTIzNDU2Nzg5MDEyMzQ1Njc4.{}.{}", word(6), word(27)), "Discord token"),
            (format!("sk-ant-api03-{}-{}", word(19), word(19)), "Anthropic API key"),
            (format!("sk-proj-{}_{}", word(19), word(19)), "OpenAI API key"),
            (format!("{}.atlasv1.{}", word(14), word(60)), "Terraform Cloud token"),
        ]
    }

    #[test]
    fn each_sort_of_token_is_found_whole() {
        let body = |form: Body| match form {
            Run(length) | Long(length) | Exactly(length) => "a1B2".repeat(20)[..length].to_owned(),
            Hex(length) => "a1b2".repeat(20)[..length].to_owned(),
        };
        let listed = TOKENS.iter().map(|it| (format!("{}{}", it.0, body(it.1)), it.2));
        for (token, what) in listed.chain(others()) {
            for (before, after) in [("", ""), ("Bearer ", " x"), ("key=", "&b"), ("\"", "\"")] {
                let text = format!("{before}{token}{after}");
                // Between other words a key of Mailgun is a name.
                let found = any_token(&text).map(|it| (text[it.0].to_owned(), it.1));
                let found = found.map(|it| (it.0.trim_start_matches('.').to_owned(), it.1));
                assert_eq!(found, Some((token.trim_start_matches('.').to_owned(), what)), "{text}");
                assert!(may_hold(crate::json::parse(&crate::json::quote_json(&text)).tree.root()), "{text}");
            }
        }
        let hook = format!("https://hooks.slack.com/services/T0/B0/{}", "a1B2".repeat(6));
        assert_eq!(any_token(&hook).map(|it| it.1), Some("Slack webhook URL"));
        let hook = format!("https://discord.com/api/webhooks/1234567890/{}", "a1B2".repeat(17));
        assert_eq!(any_token(&hook).map(|it| it.1), Some("Discord webhook URL"));
        let azure = format!("AccountName=a;AccountKey={}==;x", "a1B2".repeat(22)[..86].to_owned());
        assert_eq!(any_token(&azure).map(|it| it.1), Some("Azure access key"));
    }

    #[test]
    fn ordinary_values_are_no_tokens() {
        for no in [
            "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "d41d8cd98f00b204e9800998ecf8427e",
            "cache-key-d41d8cd98f00b204e9800998ecf8427e",
            "key-of-the-door",
            "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9",
            "pk_live_a1B2a1B2a1B2a1B2a1B2a1B2",
            "https://0a1b2c3d4e5f60718293a4b5c6d7e8f9@o12345.ingest.sentry.io/1234567",
            "arn:aws:secretsmanager:eu-west-1:123456789012:secret:secret_of_a_name-AbCdEf",
            "SKU0123456789abcdef0123456789abcdef01",
            "ASK0123456789abcdef0123456789abcdef",
            "AIzaShort",
            "AccountKey=${KEY}",
            "AccountKey=changeme",
            "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX",
            "https://hooks.slack.com/services/${HOOK}",
            "https://discord.com/api/webhooks/",
            "12:AAAAAAAA",
            "10:30:AA",
            "hf_hub_download",
            "npm_config_registry_of_the_team_2",
            "secret_name_of_the_database_in_production",
            "MyVeryLongHostNameOfTheTeam1.domain.internal-load-balancer-of-the-team-2",
            "org.springframework.boot.loader.PropertiesLauncher",
            "eyJhbGciOiJIUzI1NiJ9",
            "pul-request-build-1",
            "sk-learn-pipeline-2-with-a-long-name",
            "glpat-xxxxxxxxxxxxxxxxxxxx",
            "sk-proj-your-key",
            "daapi0123456789abcdef0123456789abcdef",
        ] {
            assert_eq!(any_token(no), None, "{no}");
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
        assert_eq!(token(&format!("t={github}"), 0), Some((2..42, "GitHub token")));
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
        for it in ["sk-", "AIza", "dapi", "1:AA", "SK", "a.", "AccountKey=a"] {
            assert_eq!(any_token(&it.repeat(100_000)), None);
        }
        assert_eq!(private_key(&"-----BEGIN ".repeat(100_000), 0), None);
        for no in ["postgres://app:${PW}@db", "mailto:a@b.example", "https://user@host/a:b@c", "a:b@c"] {
            assert_eq!(url_password(no, 0), None, "{no}");
        }
    }
}
