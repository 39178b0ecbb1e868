//! Links in a document: files that a script names by `file://`, and rules that an ignore file or a configuration names.

use crate::{diagnostic::FINDINGS_MAX, rules, text::span::Span};

/// The target of a link.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Target {
    /// A path as it is written.
    File(String),
    /// The address of a page.
    Page(String),
}

/// The files that a text names.
pub fn files(text: &str) -> Vec<(Span, Target)> {
    let starts = memchr::memmem::find_iter(text.as_bytes(), b"file://").take(FINDINGS_MAX);
    let file = |start: usize| {
        let rest = text.get(start..)?;
        let end =
            rest.find(|it: char| it.is_whitespace() || "\"'`;|&<>()$,".contains(it)).unwrap_or(rest.len());
        let path = rest.get("file://".len()..end)?;
        (!path.is_empty()).then(|| (Span::new(start, start + end), Target::File(path.to_owned())))
    };
    starts.filter_map(file).collect()
}

/// The rules that an ignore file or a configuration names, each by its key or as the value of `rule`: they link to their
/// pages.
pub fn rules(text: &str) -> Vec<(Span, Target)> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let (key, value) = line.split_once('=').unwrap_or_default();
        let name = if key.trim() == "rule" { value } else { key };
        let name = name.trim().trim_matches('"');
        if let Some(at) = line.find(name)
            && rules::named(name).is_some()
        {
            let span = Span::new(start + at, start + at + name.len());
            found.push((span, Target::Page(rules::page(name))));
        }
        start += line.len();
    }
    found
}
