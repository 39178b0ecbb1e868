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

/// The rules that an ignore file names: each links to its page.
pub fn rules(text: &str) -> Vec<(Span, Target)> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let quoted = line.trim_start().strip_prefix("rule").and_then(|rest| rest.split('"').nth(1));
        if let Some(rule) = quoted.and_then(rules::named)
            && let Some(at) = line.find(rule.id)
        {
            let span = Span::new(start + at, start + at + rule.id.len());
            found.push((span, Target::Page(rules::page(rule.id))));
        }
        start += line.len();
    }
    found
}
