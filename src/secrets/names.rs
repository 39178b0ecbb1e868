//! Names of secrets, and the values after them: a literal secret, or a reference to one.

use crate::text::simd::{Block, WIDTH, find_candidate};
use std::ops::Range;

/// How names of secrets end, without `_`, `-` and `.`; whether they need to begin a word there, or even
/// something before them.
const ENDINGS: [(&str, Before); 23] = [
    ("PASSWORD", Before::Anything),
    ("PASSWD", Before::Anything),
    ("PASSPHRASE", Before::Anything),
    ("SECRET", Before::Anything),
    ("APIKEY", Before::Anything),
    ("SECRETKEY", Before::Anything),
    ("SECRETKEYBASE", Before::Anything),
    ("PRIVATEKEY", Before::Anything),
    ("ACCESSTOKEN", Before::Anything),
    ("AUTHTOKEN", Before::Anything),
    ("ACCESSKEY", Before::End),
    ("ENCRYPTIONKEY", Before::End),
    ("SIGNINGKEY", Before::End),
    ("MASTERKEY", Before::End),
    ("AUTHKEY", Before::End),
    ("ACCOUNTKEY", Before::End),
    // Of Datadog; an `APP_KEY` of others may be public.
    ("DDAPPKEY", Before::End),
    ("DATADOGAPPKEY", Before::End),
    ("CREDENTIAL", Before::End),
    ("CREDENTIALS", Before::End),
    ("TOKEN", Before::End),
    ("PASS", Before::End),
    ("PWD", Before::Word),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// `PGPASSWORD` is one.
    Anything,
    /// The end of another word, or nothing: `BYPASS` is none.
    End,
    /// Another word: `PWD` alone is the working directory.
    Word,
}

/// Names that end so and are none: what makes a call idempotent, and where a list goes on.
const OTHERS: [&str; 7] = [
    "CLIENTTOKEN",
    "REQUESTTOKEN",
    "IDEMPOTENCYTOKEN",
    "NEXTTOKEN",
    "PAGETOKEN",
    "CONTINUATIONTOKEN",
    "STOPTOKEN",
];

/// Suffixes of a name that only distinguish it from others.
const QUALIFIERS: [&str; 6] = ["PROD", "PRODUCTION", "STAGING", "DEV", "TEST", "VALUE"];

/// Words that make of a name a number or a switch: `MAX_TOKEN`, `USE_PASSWORD`.
const SWITCHES: [&str; 10] =
    ["MAX", "MIN", "NUM", "USE", "REQUIRE", "REQUIRED", "ENABLE", "ALLOW", "HAS", "SKIP"];

/// Whether a variable, an option, a tag or a member of that name holds a secret: `DB_PASSWORD`,
/// `--api-key`, `clientSecret`.
#[inline]
pub fn is_secret_name(name: &str) -> bool {
    let name = tail(name);
    may_be_secret_name(name.as_bytes()) && ends_so(name)
}

/// The end of a name, by which a secret shows, is not longer.
const NAME_MAX: usize = 256;

fn tail(name: &str) -> &str {
    let start = (name.len().saturating_sub(NAME_MAX)..).find(|it| name.is_char_boundary(*it));
    start.and_then(|it| name.get(it..)).unwrap_or(name)
}

/// The characters that may follow the name in an assignment.
const ASSIGNING: [u8; 4] = *b"= \t'";

/// Whether that part of a text, a command line without escapes, may assign a value to the name of a secret. Returns
/// false where [`assigned`] would find only values after a colon.
pub fn may_assign(text: &[u8], part: Range<usize>) -> bool {
    find_candidate(text, part.clone(), ASSIGNING, |at| may_be_secret_name(&text[part.start..part.start + at]))
}

/// Whether a string that ends with this word may be the name of a secret. What stands before the word may decide only
/// that it is none.
fn may_end_a_name(word: &str) -> bool {
    let name = unqualified(word);
    let ends = |ending: &str| ends_with(name, ending).is_some();
    ENDINGS.iter().any(|it| ends(it.0)) && !OTHERS.iter().any(|it| ends(it))
}

/// Whether it ends like a secret's, and means neither what begins so nor a switch.
#[inline(never)]
fn ends_so(name: &str) -> bool {
    let name = unqualified(name);
    let is = |(ending, before): &(&str, Before)| match ends_with(name, ending) {
        Some(0) => *before != Before::Word,
        Some(at) => *before == Before::Anything || begins_word(name, at),
        None => false,
    };
    ENDINGS.iter().any(is)
        && !OTHERS.iter().any(|it| ends_with(name, it).is_some())
        && !SWITCHES.iter().any(|it| first_word(name).eq_ignore_ascii_case(it))
}

/// Whether a name may be one of a secret: without a number at its end it ends like one of the known endings or
/// the known qualifiers. Most do not.
#[inline(never)]
pub fn may_be_secret_name(mut bytes: &[u8]) -> bool {
    while let [rest @ .., b'0'..=b'9' | b'_' | b'-' | b'.'] = bytes {
        bytes = rest;
    }
    bytes.last_chunk().is_some_and(is_ending)
}

/// Whether an ending or a qualifier ends in these three letters, in any case.
#[inline]
fn is_ending(letters: &[u8; 3]) -> bool {
    matches!(
        &letters.map(|letter| letter.to_ascii_lowercase()),
        b"ord"
            | b"rod"
            | b"swd"
            | b"pwd"
            | b"ase"
            | b"lue"
            | b"ing"
            | b"ial"
            | b"ken"
            | b"ion"
            | b"als"
            | b"ass"
            | b"ret"
            | b"est"
            | b"dev"
            | b"key"
    )
}

/// The name without its suffix, in names such as `API_KEY_2` and `DB_PASSWORD_PROD`.
fn unqualified(name: &str) -> &str {
    let bare = name.trim_end_matches(|it: char| it.is_ascii_digit());
    let bare = bare.trim_end_matches(['_', '-', '.']);
    match bare.rsplit_once(['_', '-', '.']) {
        Some((rest, last)) if QUALIFIERS.iter().any(|it| last.eq_ignore_ascii_case(it)) => rest,
        _ => bare,
    }
}

fn first_word(name: &str) -> &str {
    name.split(['_', '-', '.']).next().unwrap_or_default()
}

/// Where the ending begins in a name, separators aside and in any case.
fn ends_with(name: &str, ending: &str) -> Option<usize> {
    let mut wanted = ending.bytes().rev();
    let mut next = wanted.next()?;
    for (at, byte) in name.bytes().enumerate().rev() {
        match byte {
            b'_' | b'-' | b'.' => continue,
            _ if byte.to_ascii_uppercase() != next => return None,
            _ => match wanted.next() {
                Some(it) => next = it,
                None => return Some(at),
            },
        }
    }
    None
}

/// Whether a word begins there: after a separator or a digit, or with an uppercase letter after a lowercase one.
fn begins_word(name: &str, at: usize) -> bool {
    let bytes = name.as_bytes();
    match (at.checked_sub(1).and_then(|it| bytes.get(it)), bytes.get(at)) {
        (Some(before), Some(first)) => {
            !before.is_ascii_alphabetic() || before.is_ascii_lowercase() && first.is_ascii_uppercase()
        }
        _ => true,
    }
}

/// What people write where a secret will be.
const DUMMIES: [&str; 22] = [
    "true",
    "false",
    "yes",
    "no",
    "on",
    "off",
    "null",
    "none",
    "nil",
    "undefined",
    "password",
    "passwd",
    "pass",
    "secret",
    "token",
    "test",
    "string",
    "todo",
    "tbd",
    "fixme",
    "value",
    "disabled",
];
/// What the stand-ins of documentation and templates contain.
const STAND_INS: [&str; 11] = [
    "example",
    "changeme",
    "change_me",
    "change-me",
    "placeholder",
    "dummy",
    "redacted",
    "your_",
    "your-",
    "replace",
    "xxxx",
];

/// Whether a value is a literal secret, not a variable, a placeholder of a template, a reference to a secret store, or
/// a dummy value.
pub fn is_literal(value: &str) -> bool {
    let text = value.trim();
    let first = text.chars().next();
    let only = |it: char| first == Some(it);
    if text.is_empty() || text.chars().all(|it| Some(it) == first || !it.is_alphanumeric()) {
        return false;
    }
    let is_hole = matches!(first, Some('$' | '`'))
        || text.contains("${")
        || text.contains("$(")
        || text.contains("{{")
        || only('<') && text.ends_with('>')
        || only('%') && text.ends_with('%')
        || text.starts_with("__") && text.ends_with("__");
    // Paths name a parameter or a file, addresses a place.
    let is_reference = only('/')
        || only('{')
        || only('[')
        || text.contains("://")
        || ["arn:", "secretsmanager:", "ssm:", "ssm-secure:", "vault:", "file:", "env:", "resolve:"]
            .iter()
            .any(|it| starts_with(text, it));
    let is_dummy = DUMMIES.iter().any(|it| text.eq_ignore_ascii_case(it))
        || STAND_INS.iter().any(|it| contains(text, it));
    !is_hole && !is_reference && !is_dummy
}

fn starts_with(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|it| it.eq_ignore_ascii_case(start))
}

/// Whether a text holds an ASCII word in any case.
pub(super) fn contains(text: &str, word: &str) -> bool {
    text.as_bytes().windows(word.len()).any(|it| it.eq_ignore_ascii_case(word.as_bytes()))
}

/// A secret after its name.
pub struct Assigned<'t> {
    /// The name as it is written, with the hyphens of an option.
    pub name: &'t str,
    /// Where the value is.
    pub value: Range<usize>,
    /// Whether a colon stands between them.
    pub colon: bool,
}

/// The secrets in text such as a line of a shell: `PASSWORD=…`, `--password …`, `"password": "…"`.
pub fn assigned(text: &str) -> impl Iterator<Item = Assigned<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let name = next_word(text, at)?;
            let end = name.end;
            at = end;
            let name = text.get(name)?;
            if !is_secret_name(name.trim_start_matches('-')) {
                continue;
            }
            let Some((value, colon)) = after(text, name.starts_with('-'), end) else { continue };
            if text.get(value.clone()).is_some_and(is_literal) {
                at = value.end;
                return Some(Assigned { name, value, colon });
            }
        }
    })
}

/// The bytes of words.
const WORDS: [bool; 256] = {
    let mut words = [false; 256];
    let mut at = 0;
    while at < 128 {
        words[at] = (at as u8).is_ascii_alphanumeric() || matches!(at as u8, b'_' | b'-' | b'.');
        at += 1;
    }
    words
};

fn is_word(byte: &u8) -> bool {
    WORDS[usize::from(*byte)]
}

/// The first word at or after an offset.
fn next_word(text: &str, at: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let start = at + bytes.get(at..)?.iter().position(is_word)?;
    let length = bytes.get(start..)?.iter().position(|it| !is_word(it));
    Some(start..length.map_or(text.len(), |it| start + it))
}

/// Whether some word of a text may end the name of a secret: without one nothing in it is called so.
pub(super) fn names_any(text: &str) -> bool {
    // No such name has fewer bytes.
    const LEAST: usize = 3;
    let mut before = 0;
    // A word may end at the end of the text, one step after its last byte.
    (0..=text.len()).step_by(WIDTH).any(|start| {
        let words = Block::at(text.as_bytes(), start).alphanumeric_or([b'_', b'-', b'.']);
        let all = u64::from(words) << LEAST | before;
        let mut ends = !u64::from(words) & all & all >> 1 & all >> 2;
        before = u64::from(words >> (WIDTH - LEAST));
        // Only those of this block.
        ends &= u64::from(u32::MAX);
        while ends != 0 {
            if ends_a_name(text, start + ends.trailing_zeros() as usize) {
                return true;
            }
            ends &= ends - 1;
        }
        false
    })
}

/// Whether the word that ends there may end the name of a secret.
#[inline]
fn ends_a_name(text: &str, end: usize) -> bool {
    let last = text.as_bytes()[..end].last_chunk::<3>();
    // After a letter, most words are ruled out by this alone.
    last.is_some_and(|it| !it[2].is_ascii_alphabetic() || is_ending(it)) && ends_a_name_closely(text, end)
}

#[inline(never)]
fn ends_a_name_closely(text: &str, end: usize) -> bool {
    let near = &text.as_bytes()[end.saturating_sub(NAME_MAX)..end];
    let start = || end - near.iter().rev().take_while(|it| is_word(it)).count();
    may_be_secret_name(near) && text.get(start()..end).is_some_and(may_end_a_name)
}

/// The value after a name that ends there, and whether a colon separates them.
fn after(text: &str, option: bool, end: usize) -> Option<(Range<usize>, bool)> {
    let rest = text.get(end..)?;
    let open = rest.trim_start_matches(['"', '\'', '\\', ' ', '\t']);
    let (value, colon) = match open.chars().next()? {
        '=' => (&open[1..], false),
        ':' => (&open[1..], true),
        _ if option && rest.starts_with([' ', '\t']) => (open, false),
        _ => return None,
    };
    let quoted = value.trim_start_matches([' ', '\t', '\n', '\r']);
    // After `NAME=` a space ends the value, which is empty.
    let quoted = if colon || option { quoted } else { value };
    let inner = quoted.trim_start_matches(['\\', '"', '\'']);
    let quote = quoted[..quoted.len() - inner.len()].chars().next_back();
    let ends = |it: char| match quote {
        Some(quote) => it == quote || it == '\\' && quote == '"' || it == '\n',
        None => {
            it.is_whitespace() || matches!(it, '"' | '\'' | '\\' | '&' | ';' | '|' | ',' | ')' | '}' | ']')
        }
    };
    let length = inner.find(ends).unwrap_or(inner.len());
    let start = text.len() - inner.len();
    (length > 0).then_some((start..start + length, colon))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quick_question_knows_all_ends() {
        let ends = ENDINGS.iter().map(|it| it.0).chain(QUALIFIERS);
        for it in ends.flat_map(|it| [it.to_owned(), it.to_lowercase(), format!("X_{it}_2")]) {
            assert!(may_be_secret_name(it.as_bytes()), "{it}");
        }
        assert!(
            ["STAGE", "S3_BUCKET", "AWS_REGION", "HOME"]
                .iter()
                .filter(|it| may_be_secret_name(it.as_bytes()))
                .count()
                <= 1
        );
    }

    #[test]
    fn names() {
        for yes in [
            "PASSWORD",
            "DB_PASSWORD",
            "dbPassword",
            "PGPASSWORD",
            "API_KEY",
            "apiKey",
            "x-api-key",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "GITHUB_TOKEN",
            "DB_PASS",
            "DB_PWD",
            "clientSecret",
            "STRIPE_API_KEY_2",
            "DB_PASSWORD_PROD",
            "PASS",
        ] {
            assert!(is_secret_name(yes), "{yes}");
        }
        for no in [
            "PWD",
            "BYPASS",
            "clientToken",
            "NEXT_TOKEN",
            "MAX_TOKEN",
            "PASSWORD_FILE",
            "SECRET_ARN",
            "TOKEN_URL",
            "MAX_TOKENS",
            "USE_PASSWORD",
            "AWS_ACCESS_KEY_ID",
            "KEY",
            "STAGE",
            "COMPASS",
        ] {
            assert!(!is_secret_name(no), "{no}");
        }
    }

    #[test]
    fn literals() {
        for yes in ["hunter2", "p@ss", "a1", "0000001"] {
            assert!(is_literal(yes), "{yes}");
        }
        for no in [
            "",
            " ",
            "$DB",
            "${DB}",
            "x-${DB}",
            "{{ db }}",
            "<password>",
            "%PW%",
            "__PW__",
            "changeme",
            "arn:aws:secretsmanager:eu-west-1:123456789012:secret:a",
            "/prod/db/password",
            "xxx",
            "****",
            "true",
            "https://example.com/token",
            "ssm:/a",
            "your-password",
        ] {
            assert!(!is_literal(no), "{no}");
        }
    }

    #[test]
    fn values_after_names() {
        for (text, value) in [
            ("PASSWORD=hunter2 ./run", "hunter2"),
            ("export DB_PASSWORD='a b' && x", "a b"),
            ("run --password hunter2 --x", "hunter2"),
            ("run --db-password=hunter2", "hunter2"),
            (r#""password": "a b","#, "a b"),
            (r#"{\"password\": \"ab1\"}"#, "ab1"),
            ("-Dapp.password=hunter2", "hunter2"),
        ] {
            let found: Vec<_> = assigned(text).map(|it| &text[it.value]).collect();
            assert_eq!(found, [value], "{text}");
            let colon = assigned(text).all(|it| it.colon);
            assert!(colon || text.contains('"') || may_assign(text.as_bytes(), 0..text.len()), "{text}");
        }
        for text in
            ["PASSWORD= ./run", "PASSWORD=$X", "PASSWORD", "--password", "\"DB_PASSWORD\", \"value\": \"x\""]
        {
            assert_eq!(assigned(text).count(), 0, "{text}");
        }
    }
}
