//! How secrets are left out: in text of the file, character by character, so that places stay where
//! they are; in words, by a few asterisks that do not tell the length.

use crate::{
    diagnostic::Diagnostic,
    text::{edit::Edit, source::Source, span::Span},
};
use crate::{diagnostic::Part, text::redaction::Secret};
use std::borrow::Cow;

/// What stands for a secret in words.
const STARS: &str = "********";
/// A shorter value stands everywhere by chance.
const TELLING: usize = 4;

/// The text with a stand-in for every character of a secret, of the same length in bytes;
/// `None` where there is no secret.
pub fn masked(text: &str, secrets: &[Secret]) -> Option<String> {
    // Whatever the places of secrets are, none is shown.
    let all = || text.chars().map(stand_in).collect();
    (!secrets.is_empty()).then(|| without_secrets(text, secrets).unwrap_or_else(all))
}

fn without_secrets(text: &str, secrets: &[Secret]) -> Option<String> {
    let boundary =
        |at: u32| (at as usize..text.len()).find(|it| text.is_char_boundary(*it)).unwrap_or(text.len());
    let mut masked = Vec::with_capacity(text.len());
    let mut at = 0;
    for secret in secrets {
        let (start, end) = (boundary(secret.span.start).max(at), boundary(secret.span.end).max(at));
        masked.extend_from_slice(text.get(at..start)?.as_bytes());
        hide(&mut masked, text.get(start..end)?);
        at = end;
    }
    masked.extend_from_slice(text.get(at..)?.as_bytes());
    String::from_utf8(masked).ok()
}

/// Adds a stand-in for every character.
fn hide(masked: &mut Vec<u8>, secret: &str) {
    if secret.is_ascii() {
        masked.extend(secret.bytes().map(|it| if matches!(it, b'\n' | b'\r') { it } else { b'*' }));
    } else {
        masked.extend_from_slice(secret.chars().map(stand_in).collect::<String>().as_bytes());
    }
}

/// A character of as many bytes. Line ends stay, lest lines move.
fn stand_in(c: char) -> char {
    match c.len_utf8() {
        _ if matches!(c, '\n' | '\r') => c,
        1 => '*',
        2 => '·',
        3 => '•',
        _ => '\u{1f512}',
    }
}

/// Takes the file's secrets out of the words of findings. Rules do not repeat values that may be
/// secret; this holds whatever a rule, a policy or a schema says.
pub fn scrub(source: &Source, findings: &mut [Diagnostic]) {
    if findings.is_empty() || crate::secrets::of(source).is_empty() {
        return;
    }
    // A value occurs in few words, if in any, so only words that begin with its first bytes are compared.
    let secrets = crate::secrets::of(source);
    let mut telling: Vec<_> = (0..).zip(secrets).filter(|(_, it)| is_telling(it)).collect();
    telling.sort_by_key(|(_, it)| first(it));
    let short: Vec<_> = (0..).zip(secrets).filter(|(_, it)| !is_telling(it)).collect();
    for finding in findings {
        let edits = finding.fix.iter().flat_map(|it| &it.edits).map(|it| it.span);
        let spans: Vec<_> =
            finding.labels.iter().map(|it| it.span).chain(edits).chain([finding.span]).collect();
        let near = |secret: &Secret| spans.iter().any(|it| touches(*it, secret.span));
        let short: Vec<_> = short.iter().filter(|(_, it)| near(it)).copied().collect();
        let labels = finding.labels.iter_mut().map(|label| &mut label.message);
        let optional = [&mut finding.label, &mut finding.help].into_iter().flatten();
        let title = finding.fix.iter_mut().map(|fix| &mut fix.title);
        for text in std::iter::once(&mut finding.message).chain(labels).chain(optional).chain(title) {
            let values = standing(text, &telling, &short);
            if !values.is_empty() {
                *text = text.with_parts(|part| without(part, &values));
            }
        }
        let values = standing(&finding.pointer, &telling, &short);
        if let Some(pointer) = without(Part::Words(&finding.pointer), &values) {
            finding.pointer = pointer;
        }
    }
}

/// The values that may stand in some words, in the order of the file: short ones, and of the telling ones, which are in
/// order, those whose first bytes stand there.
fn standing<'a>(words: &str, telling: &[(usize, &'a Secret)], short: &[(usize, &'a Secret)]) -> Vec<&'a str> {
    let mut values = short.to_vec();
    for start in words.as_bytes().windows(TELLING) {
        let from = telling.partition_point(|(_, it)| first(it) < start);
        values.extend(telling.iter().skip(from).take_while(|(_, it)| first(it) == start));
    }
    values.sort_by_key(|it| it.0);
    values.dedup_by_key(|it| it.0);
    values.into_iter().map(|it| it.1.value.as_str()).collect()
}

/// The bytes by which values are sorted.
fn first(secret: &Secret) -> &[u8] {
    secret.value.as_bytes().get(..TELLING).unwrap_or_default()
}

/// Whether a value is so long that it does not stand somewhere by chance.
fn is_telling(secret: &Secret) -> bool {
    is_long(&secret.value)
}

fn is_long(value: &str) -> bool {
    value.chars().nth(TELLING - 1).is_some()
}

fn touches(a: Span, b: Span) -> bool {
    a.start < b.end && b.start < a.end
}

/// A part of a sentence with asterisks instead of some values, also where a value was cut short with an ellipsis; `None` if
/// it has none of them.
fn without(part: Part<'_>, values: &[&str]) -> Option<String> {
    let (Part::Words(text) | Part::Code(text)) = part;
    let mut redacted = text.to_owned();
    for value in values {
        // A short value is taken for the secret only if it is all of a piece of code, or in quotes.
        if is_long(value) {
            redacted = redacted.replace(value, STARS);
        } else if redacted == *value && matches!(part, Part::Code(_)) {
            redacted = STARS.to_owned();
        } else {
            redacted = redacted.replace(&format!("\"{value}\""), &format!("\"{STARS}\""));
        }
        let Some(shown) = redacted.strip_suffix('…') else { continue };
        let lengths = value.char_indices().map(|(at, _)| at).filter(|at| *at >= TELLING);
        let length = lengths.filter(|length| shown.ends_with(&value[..*length])).max();
        if let Some(length) = length {
            redacted = format!("{}{STARS}…", &shown[..shown.len() - length]);
        }
    }
    (redacted != text).then_some(redacted)
}

/// Whether what an edit puts in is, or holds, a secret of the file.
pub fn holds(source: &Source, edit: &Edit) -> bool {
    values(source, edit).next().is_some()
}

/// What an edit puts in, with a stand-in for every character of a secret.
pub fn inserted<'a>(source: &Source, edit: &'a Edit) -> Cow<'a, str> {
    let mut text = Cow::Borrowed(edit.text.as_str());
    for value in values(source, edit) {
        let stars: String = value.chars().map(stand_in).collect();
        text = Cow::Owned(text.replace(value, &stars));
    }
    text
}

/// The secrets that an edit repeats.
fn values<'a>(source: &'a Source, edit: &'a Edit) -> impl Iterator<Item = &'a str> {
    let telling = |it: &&Secret| it.value.chars().nth(TELLING - 1).is_some() || touches(it.span, edit.span);
    let all = crate::secrets::of(source).iter().filter(telling).map(|it| it.value.as_str());
    all.filter(|it| edit.text.contains(it))
}
