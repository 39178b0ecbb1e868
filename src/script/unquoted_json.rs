//! JSON among the words of a command that the shell takes apart, for want of quotes around it.

use crate::script::{aws_call::Call, place::Place};
use crate::{
    command::argparse::joined,
    diagnostic::fault::command::{CommandFault, CommandFaultKind},
    secrets,
    text::{
        mapped_text::{MappedText, SourceRange},
        redaction::Secret,
        span::Span,
    },
};

/// Removes such JSON from the words of a command, which leaves an unknown value: it is one mistake, however the client would
/// read the words. `text` is the script. Returns the secrets of the JSON too.
pub(super) fn take(words: &mut Vec<MappedText>, text: &str) -> (Vec<CommandFault>, Vec<Secret>) {
    let (mut mistakes, mut secrets) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < words.len() {
        if let Some(found) = Unquoted::at(words, at, text) {
            let first = words[at].text().get(found.head..).unwrap_or_default();
            let first = shown(&words[at], first, found.json);
            let others = words[at + 1..found.end].iter();
            let written = |it: &MappedText| text.get(it.origin(0..it.len()).span.range()).unwrap_or_default();
            let others = others.map(|it| shown(it, it.text(), written(it)));
            let shown = std::iter::once(first).chain(others).collect();
            let kind = CommandFaultKind::Unquoted { words: shown, json: found.json.to_owned() };
            mistakes.push(CommandFault {
                at: found.origin,
                option: found.option,
                pointer: String::new(),
                kind,
            });
            secrets.extend(secrets::of_json(found.json).into_iter().map(|it| Secret {
                span: Span {
                    start: it.span.start + found.origin.span.start,
                    end: it.span.end + found.origin.span.start,
                },
                ..it
            }));
            let mut hole = MappedText::default();
            hole.push_part(&words[at], 0..found.head);
            hole.push_unknown("0", found.origin);
            words.splice(at..found.end, [hole]);
        }
        at += 1;
    }
    (mistakes, secrets)
}

/// Reports variables without quotes whose values the shell splits at spaces. The words stay as they are meant.
pub(super) fn variables(call: &Call, place: &dyn Fn(usize) -> Place) -> Vec<CommandFault> {
    let mut found = Vec::new();
    for (index, variable) in &call.unquoted {
        let Some(word) = call.line.words.get(*index) else { continue };
        if !place(variable.at.span.start as usize).splits {
            continue;
        }
        let option = index.checked_sub(1).map_or("", |before| call.line.words[before].text());
        let words = word.text().split_whitespace().map(str::to_owned).collect();
        let kind = CommandFaultKind::Unquoted { words, json: variable.written.clone() };
        let option = if option.starts_with("--") { option.to_owned() } else { String::new() };
        found.push(CommandFault { at: variable.at, option, pointer: String::new(), kind });
    }
    found
}

/// A word as the client gets it; where that is not known yet, as it is written and without its quotes.
fn shown(word: &MappedText, text: &str, written: &str) -> String {
    if word.is_known(0..word.len()) { text.to_owned() } else { written.replace('"', "") }
}

struct Unquoted<'t> {
    /// Where it ends among the words.
    end: usize,
    /// How much of its first word is the option: `--overrides=`.
    head: usize,
    option: String,
    origin: SourceRange,
    json: &'t str,
}

impl<'t> Unquoted<'t> {
    /// The JSON that begins with a word: in the script it has quotes, in its words it has none.
    fn at(words: &[MappedText], at: usize, text: &'t str) -> Option<Unquoted<'t>> {
        let first = words.get(at)?;
        let value = |it: &str| it.starts_with(['{', '[']);
        let head = first.text().find('=').filter(|_| first.text().starts_with("--")).map_or(0, |it| it + 1);
        if !value(first.text().get(head..)?) || first.text().contains('"') {
            return None;
        }
        let origin = first.origin(head..first.len());
        let start = origin.span.start as usize;
        let json = text.get(start..start + balanced(text.get(start..)?)?)?;
        if !value(json) || !json.contains('"') {
            return None;
        }
        let last = words.iter().skip(at).position(|it| {
            let here = it.origin(0..it.len());
            here.source == origin.source && here.span.end as usize == start + json.len()
        })?;
        let end = at + last + 1;
        if words[at..end].iter().any(|it| it.text().contains('"')) {
            return None;
        }
        let option = match head {
            0 => at.checked_sub(1).map(|it| words[it].text()).filter(|it| it.starts_with("--")),
            _ => first.text().get(..head - 1),
        };
        let origin = joined(origin, words[end - 1].origin(0..words[end - 1].len()));
        Some(Unquoted { end, head, option: option.unwrap_or_default().to_owned(), origin, json })
    }
}

/// The length of a value in brackets, by its brackets outside double quotes; `None` if they do not close in this
/// command.
fn balanced(text: &str) -> Option<usize> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            b'\n' | b';' | b'\'' => return None,
            _ => {}
        }
    }
    None
}
