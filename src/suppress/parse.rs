//! Reads an ignore file: TOML with one `[[ignore]]` per entry.

use crate::{
    diagnostic::fault::suppression::{LocatedFault, SuppressionFault},
    suppress::{fingerprint, key_pointer::Pointer},
    text::edit_distance,
};
use crate::{
    model::revision::Date,
    rules::RULES,
    settings::Globs,
    text::{
        source::{Encoding, Source},
        span::Span,
    },
};
use std::ops::Range;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// The keys of an entry, the required ones first.
const KEYS: &[&str] = &["path", "rule", "pointer", "reason", "value", "expires"];
const REQUIRED: usize = 4;

/// An entry that can suppress something.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Which of the `[[ignore]]` it is, from 0.
    pub at: usize,
    /// The file, or a pattern of files, relative to the ignore file.
    pub path: Text,
    /// The same as a pattern, if it can be one.
    pub glob: Option<Globs>,
    /// The id of the rule.
    pub rule: Text,
    /// Where in the file.
    pub pointer: Pointer,
    /// The same as it is written.
    pub pointer_text: Text,
    /// The fingerprint that the value there must have.
    pub value: Option<Text>,
    /// The last day on which it applies.
    pub expires: Option<(Date, Span)>,
}

/// A string of the ignore file and its place, quotes included.
#[derive(Clone, Debug)]
pub struct Text {
    pub text: String,
    pub span: Span,
    /// Whether every byte of the text is written as itself, after one quote.
    plain: bool,
}

impl Text {
    /// The place of some of its bytes; of all if they cannot be located.
    pub fn part(&self, range: Range<usize>) -> Span {
        let start = self.span.start as usize + 1;
        match self.plain && !range.is_empty() {
            true => Span::new(start + range.start, start + range.end),
            false => self.span,
        }
    }
}

/// The content of an ignore file.
#[derive(Default)]
pub struct Read {
    /// The entries that can suppress something.
    pub entries: Vec<Entry>,
    /// The problems of the other entries, and oddities of these.
    pub mistakes: Vec<LocatedFault>,
}

/// Reads any text. If it is not valid TOML, nothing else is reported.
pub fn read(source: &Source) -> Read {
    let text = source.text();
    let mut read = Read::default();
    if source.encoding() != Encoding::Utf8 {
        read.mistake(source.encoding_span(), String::new(), SuppressionFault::Encoding);
        return read;
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    read.top(text, table.get_ref());
    if !errors.is_empty() {
        read.mistakes.clear();
    }
    for error in errors {
        let span = visible(text, error.span().unwrap_or(0..text.len()));
        // A lone quote is not a string, a key or a value: of several errors at one place, the first is the most useful.
        if read.mistakes.iter().all(|it| it.span != span) {
            read.mistake(span, String::new(), SuppressionFault::NoToml(error.message().to_owned()));
        }
    }
    read
}

/// The first line of a span; where it is empty, the character at it or before it.
fn visible(text: &str, span: Range<usize>) -> Span {
    let rest = text.get(span.clone()).unwrap_or_default();
    let length = rest.lines().next().unwrap_or_default().len();
    if length > 0 {
        return Span::new(span.start, span.start + length);
    }
    let (before, after) = text.split_at_checked(span.start).unwrap_or((text, ""));
    match (after.chars().next().filter(|it| !matches!(it, '\r' | '\n')), before.trim_end().chars().last()) {
        (Some(here), _) => Span::new(span.start, span.start + here.len_utf8()),
        (None, Some(last)) => {
            let end = before.trim_end().len();
            Span::new(end - last.len_utf8(), end)
        }
        (None, None) => Span::new(0, text.chars().next().map_or(0, char::len_utf8)),
    }
}

fn span<T>(it: &Spanned<T>) -> Span {
    Span::new(it.span().start, it.span().end)
}

impl Read {
    fn mistake(&mut self, span: Span, pointer: String, mistake: SuppressionFault) {
        self.mistakes.push(LocatedFault { span, pointer, mistake });
    }

    fn top(&mut self, text: &str, table: &DeTable<'_>) {
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            if name != "ignore" {
                let near = edit_distance::word(name, ["ignore"]);
                self.mistake(
                    span(key),
                    step("", name),
                    SuppressionFault::UnknownKey(name.to_owned(), near, &["ignore"]),
                );
                continue;
            }
            let DeValue::Array(entries) = value.get_ref() else {
                self.mistake(
                    span(key),
                    "/ignore".to_owned(),
                    SuppressionFault::Wants("ignore", "a list, with a line `[[ignore]]` above each entry"),
                );
                continue;
            };
            for (at, entry) in entries.iter().enumerate() {
                let header = span(entry);
                // A table in braces has no lines and comments of its own.
                match entry.get_ref() {
                    DeValue::Table(table)
                        if text.get(header.range()).is_some_and(|it| it.starts_with('[')) =>
                    {
                        self.entry(at, header, text, table);
                    }
                    _ => {
                        let mistake = SuppressionFault::Wants(
                            "ignore",
                            "a list of tables, each under its own line `[[ignore]]`",
                        );
                        self.mistake(header, format!("/ignore/{at}"), mistake);
                    }
                }
            }
        }
    }

    fn entry(&mut self, at: usize, header: Span, text: &str, table: &DeTable<'_>) {
        let pointer = format!("/ignore/{at}");
        let mut misspelled = Vec::new();
        for (key, _) in table.iter().filter(|(key, _)| !KEYS.contains(&key.get_ref().as_ref())) {
            let name = key.get_ref().as_ref();
            // Other tools use this name.
            let near =
                if name == "file" { Some("path") } else { edit_distance::word(name, KEYS.iter().copied()) };
            misspelled.extend(near);
            self.mistake(
                span(key),
                step(&pointer, name),
                SuppressionFault::UnknownKey(name.to_owned(), near, KEYS),
            );
        }
        let before = self.mistakes.len();
        // A misspelled key is not reported as missing too.
        let gone = |it: &&str| !table.contains_key(*it) && !misspelled.contains(it);
        let missing: Vec<_> = KEYS.iter().take(REQUIRED).copied().filter(gone).collect();
        if !missing.is_empty() {
            self.mistake(header, pointer.clone(), SuppressionFault::Missing(missing));
        }
        let mut get = |name: &'static str| {
            let value = table.get(name)?;
            let Some(content) = value.get_ref().as_str() else {
                self.mistake(span(value), step(&pointer, name), SuppressionFault::Wants(name, "a string"));
                return None;
            };
            let raw = text.get(value.span()).unwrap_or_default();
            let plain = raw.get(1..raw.len().saturating_sub(1)) == Some(content);
            Some(Text { text: content.to_owned(), span: span(value), plain })
        };
        let (path, rule, pointer_text) = (get("path"), get("rule"), get("pointer"));
        let (reason, value) = (get("reason"), get("value"));
        let expires = table.get("expires").and_then(|it| self.date(it, &pointer));
        if let Some(it) = reason.as_ref().filter(|it| it.text.trim().is_empty()) {
            self.mistake(it.span, step(&pointer, "reason"), SuppressionFault::NoReason);
        }
        if let Some(it) = value.as_ref().filter(|it| !fingerprint::is_fingerprint(&it.text)) {
            let why = format!("expected `{}` and 64 lowercase hexadecimal digits", fingerprint::PREFIX);
            self.mistake(it.span, step(&pointer, "value"), SuppressionFault::Unusable("value", why));
        }
        if let Some(it) = rule.as_ref().filter(|it| !is_rule(&it.text)) {
            let near = edit_distance::word(&it.text, RULES.iter().map(|it| it.id));
            self.mistake(
                it.span,
                step(&pointer, "rule"),
                SuppressionFault::UnknownRule(it.text.clone(), near),
            );
        }
        let glob = path.as_ref().and_then(|it| self.path(it, &pointer));
        let target = pointer_text.as_ref().and_then(|it| self.pointer(it, &pointer));
        let (Some(path), Some(rule), Some(pointer), Some(pointer_text)) = (path, rule, target, pointer_text)
        else {
            return;
        };
        if self.mistakes.len() > before || reason.is_none() {
            return;
        }
        self.entries.push(Entry { at, path, glob, rule, pointer, pointer_text, value, expires });
    }

    fn date(&mut self, value: &Spanned<DeValue<'_>>, pointer: &str) -> Option<(Date, Span)> {
        let day = match value.get_ref().as_datetime() {
            Some(it) if it.time.is_none() => it.date,
            _ => None,
        };
        let Some(day) = day else {
            let mistake = SuppressionFault::Wants("expires", "a date without quotes, such as `2027-03-31`");
            self.mistake(span(value), step(pointer, "expires"), mistake);
            return None;
        };
        let number = u32::from(day.year) * 10_000 + u32::from(day.month) * 100 + u32::from(day.day);
        Some((Date::from_number(number), span(value)))
    }

    fn path(&mut self, path: &Text, pointer: &str) -> Option<Globs> {
        let outside = |it: &str| {
            it.starts_with('/') || it.trim_end_matches('/').split('/').any(|it| matches!(it, "" | "." | ".."))
        };
        if !outside(&path.text) {
            // Anything that is not a valid pattern is a name: names may contain brackets.
            let pattern = path.text.ends_with('/') || path.text.contains(['*', '?', '[', '{']);
            return if pattern { Globs::new([path.text.as_str()]).ok() } else { None };
        }
        let why = "must be a relative path inside the folder of this file, without `.` and `..`".to_owned();
        self.mistake(path.span, step(pointer, "path"), SuppressionFault::Unusable("path", why));
        None
    }

    fn pointer(&mut self, text: &Text, pointer: &str) -> Option<Pointer> {
        match Pointer::parse(&text.text) {
            Ok(pointer) => Some(pointer),
            Err((range, why)) => {
                self.mistake(
                    text.part(range),
                    step(pointer, "pointer"),
                    SuppressionFault::Unusable("pointer", why.to_owned()),
                );
                None
            }
        }
    }
}

/// The policies of teams are not known here, so any is accepted.
fn is_rule(id: &str) -> bool {
    id.starts_with("policy/") || RULES.iter().any(|it| it.id == id)
}

fn step(pointer: &str, name: &str) -> String {
    format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"))
}
