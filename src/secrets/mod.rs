//! Secrets in a document, and how reports leave them out.
//!
//! None of this runs for a file without findings. Before anything is printed, the secrets of the whole document are looked
//! for once, whatever rules are enabled: the excerpt of any finding may show the line of a password.
//!
//! Layer 6: may import `text` to `document`.

mod bare;
mod discord;
mod forms;
mod names;
mod pairs;
mod programs;
mod redact;
mod tokens;

pub use names::{Assigned, assigned, is_literal, is_secret_name, may_assign, may_be_secret_name};
pub use programs::{authorization, credentials, may_pass, passed, passed_in_script};
use redact::masked;
pub use redact::{holds, inserted, scrub};
use tokens::token;
pub use tokens::{access_key, any_token, may_hold, private_key, url_password};

use crate::{
    json::{self, Node, ValueKind},
    text::{
        edit_distance,
        redaction::{Redactions, Secret},
        source::{Encoding, Source},
        span::Span,
    },
};
use std::{borrow::Cow, ops::Range};

/// The depth to which JSON in strings of JSON is searched; deeper nesting does not occur in practice.
const NESTED_MAX: usize = 4;

/// A longer string with escapes is not looked through. ECS takes nothing that is as long.
const ESCAPED_MAX: usize = 1 << 20;
/// The number of characters of a secret that are compared with other text; more than a message quotes.
const TOLD: usize = 100;

/// What reports leave out of a source. The first call looks for it.
fn redactions(source: &Source) -> &Redactions {
    source.redactions(|| redacted(source, secrets(source)))
}

fn redacted(source: &Source, secrets: Vec<Secret>) -> Redactions {
    Redactions::new(masked(source.text(), &secrets), secrets)
}

/// The secrets of a source, in its order. The first call looks for them.
pub fn of(source: &Source) -> &[Secret] {
    redactions(source).secrets()
}

/// The text of a source for reports: of the same length, with a stand-in for every character of a secret. The first
/// call looks for them.
pub fn shown(source: &Source) -> &str {
    redactions(source).shown().unwrap_or(source.text())
}

/// Adds secrets that only a reader of the text's language knows to those that were found.
pub(crate) fn hide(source: &Source, others: Vec<Secret>) {
    if others.is_empty() {
        return;
    }
    let known = redactions(source);
    if others.iter().all(|it| known.secrets().contains(it)) {
        return;
    }
    let all = known.secrets().iter().cloned().chain(others).collect();
    known.replace(redacted(source, apart(all)));
}

/// A part of a source under another name, with its secrets.
pub fn part(source: &Source, name: impl Into<Cow<'static, str>>, span: Span) -> Source {
    let text = source.text().get(span.range()).unwrap_or_default();
    let part = Source::new(name, text.as_bytes().to_vec());
    let inside = |it: &&Secret| span.start < it.span.end && it.span.start < span.end;
    let shift = |at: u32| at.clamp(span.start, span.end) - span.start;
    let shifted = |it: &Secret| Secret {
        span: Span { start: shift(it.span.start), end: shift(it.span.end) },
        value: it.value.clone(),
    };
    hide(&part, of(source).iter().filter(inside).map(shifted).collect());
    part
}

/// Whether reports omit a whole string, so that it is not searched. Such text has another encoding, and is too long to
/// be read once for each kind of secret.
fn is_passed_over(node: Node<'_>) -> bool {
    node.span().len() > ESCAPED_MAX && node.is_escaped()
}

fn secrets(source: &Source) -> Vec<Secret> {
    match source.utf16() {
        // Its offsets are not those of the file: where there is any, all of the file is one.
        Some(text) if matches!(source.encoding(), Encoding::Utf16Le | Encoding::Utf16Be) => {
            let mut found = of_text(&text, 0);
            found.iter_mut().for_each(|it| it.span = Span::new(0, source.text().len()));
            found
        }
        _ => of_text(source.text(), 0),
    }
}

fn of_text(text: &str, depth: usize) -> Vec<Secret> {
    let named = names::names_any(text);
    let mut found: Vec<_> = written(text, named, true)
        .into_iter()
        .map(|it| Secret { span: Span::new(it.start, it.end), value: text[it].to_owned() })
        .collect();
    // Without an escape the raw text is the value, so names of secrets are visible in it.
    if !named && memchr::memchr(b'\\', text.as_bytes()).is_none() && !programs::may_run(text) {
        return apart(found);
    }
    let parsed = json::parse(text);
    for node in parsed.tree.nodes() {
        match node.kind() {
            ValueKind::Object => members(node, &mut found),
            ValueKind::Array => arguments(node, &mut found),
            ValueKind::String if node.is_escaped() => escaped(node, depth, &mut found),
            _ => {}
        }
    }
    apart(found)
}

/// Sorts the secrets and removes those inside another one.
fn apart(mut found: Vec<Secret>) -> Vec<Secret> {
    found.sort_by_key(|it| (it.span.start, std::cmp::Reverse(it.span.end)));
    let mut end = 0;
    found.retain(|it| {
        let apart = it.span.end > end;
        end = end.max(it.span.end);
        apart
    });
    found
}

/// The secrets of a JSON text.
pub(crate) fn of_json(text: &str) -> Vec<Secret> {
    of_text(text, 0)
}

/// Secrets that are recognizable by their form and, if `named`, values after the name of a secret. With `colon`,
/// `name: value` is such a pair too.
fn written(text: &str, named: bool, colon: bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let separated = |it: &str, from| token(it, from).map(|it| it.0);
    let unseparated = |it: &str, from| bare::token(it, from).map(|it| it.0);
    for find in [access_key, private_key, separated, unseparated, url_password, authorization] {
        let mut from = 0;
        while let Some(range) = find(text, from) {
            from = range.end;
            found.push(range);
        }
    }
    if !named {
        return found;
    }
    found.extend(assigned(text).filter(|it| colon || !it.colon).map(|it| it.value));
    found.extend(pairs::pairs(text));
    found
}

/// `"PASSWORD": "…"`, and `{"name": "PASSWORD", "value": "…"}` in any spelling of `value`.
fn members(object: Node<'_>, found: &mut Vec<Secret>) {
    let mut named = false;
    for (key, value) in object.members() {
        let is_name = |it: &str| is_secret_name(it);
        if is_name(&words(key)) {
            whole(value, found);
        }
        if let Some(range) = value.as_str().and_then(|it| credentials(&it)) {
            let text = value.as_str().unwrap_or_default();
            found.push(in_argument(value, &text, range));
        }
        named |= is_name(&words(value));
    }
    if !named {
        return;
    }
    for (key, value) in object.members() {
        let key = words(key);
        if key.eq_ignore_ascii_case("value") || edit_distance::is_near(&key, "value") {
            whole(value, found);
        }
    }
}

/// A string, or the bare word written instead of one.
fn words(node: Node<'_>) -> Cow<'_, str> {
    match node.kind() {
        ValueKind::Unknown => Cow::Borrowed(node.raw()),
        _ if is_passed_over(node) => Cow::Borrowed(""),
        _ => node.as_str().unwrap_or_default(),
    }
}

/// `--password` with its value as the next argument.
fn arguments(list: Node<'_>, found: &mut Vec<Secret>) {
    let mut flagged = false;
    let all: Vec<_> = list.elements().map(|it| (it, words(it))).collect();
    let texts: Vec<_> = all.iter().map(|it| &*it.1).collect();
    for it in passed(&texts) {
        found.push(in_argument(all[it.word].0, texts[it.word], it.value));
    }
    for (it, text) in &all {
        if text.contains(' ') && !is_passed_over(*it) {
            found.extend(passed_in_script(text).into_iter().map(|(_, value)| in_argument(*it, text, value)));
        }
    }
    for (it, text) in all {
        if flagged && !text.starts_with('-') {
            whole(it, found);
        }
        flagged = is_flag(&text);
    }
}

fn in_argument(argument: Node<'_>, text: &str, value: Range<usize>) -> Secret {
    let span = match argument.kind() {
        ValueKind::String => argument.part(value.clone()).span(),
        _ => argument.span(),
    };
    Secret { span, value: text[value].to_owned() }
}

/// Whether an argument is an option whose value, in the next argument, is a secret.
#[inline]
pub fn is_flag(argument: &str) -> bool {
    argument.starts_with('-') && is_secret_name(argument.trim_start_matches('-'))
}

/// All of a value; of a list or an object where a string belongs, all values in it.
fn whole(node: Node<'_>, found: &mut Vec<Secret>) {
    let value = match node.kind() {
        ValueKind::Array => return node.elements().for_each(|it| whole(it, found)),
        ValueKind::Object => return node.members().for_each(|(_, it)| whole(it, found)),
        ValueKind::Null | ValueKind::Bool => return,
        ValueKind::String => node.as_str().unwrap_or_default().into_owned(),
        ValueKind::Number | ValueKind::Unknown => node.raw().to_owned(),
    };
    if !is_literal(&value) {
        return;
    }
    let span = if node.kind() == ValueKind::String { node.part(0..value.len()).span() } else { node.span() };
    found.push(Secret { span, value });
}

/// In a string with escapes nothing stands as it is meant.
fn escaped(node: Node<'_>, depth: usize, found: &mut Vec<Secret>) {
    if is_passed_over(node) {
        return found.push(Secret { span: node.span(), value: node.beginning(TOLD) });
    }
    let Some(text) = node.as_str() else { return };
    let inner = match text.trim_start().starts_with(['{', '[']) && depth < NESTED_MAX {
        true => of_text(&text, depth + 1),
        false => written(&text, names::names_any(&text), false)
            .into_iter()
            .map(|it| Secret { span: Span::new(it.start, it.end), value: text[it].to_owned() })
            .collect(),
    };
    found.extend(inner.into_iter().map(|it| Secret { span: node.part(it.span.range()).span(), ..it }));
}
