//! `--cluster = prod`: spaces around the `=` after an option.

use crate::{
    command::{Line, argparse::mistake},
    diagnostic::fault::command::{CommandFault, CommandFaultKind},
    text::mapped_text::{MappedText, SourceRange},
};

/// The command line without such spaces, and a finding for each; `None` if it has none.
pub(super) fn as_meant(line: &Line) -> Option<(Line, Vec<CommandFault>)> {
    let mut words: Vec<MappedText> = Vec::with_capacity(line.words.len());
    let mut faults = Vec::new();
    let mut rest = line.words.iter().peekable();
    while let Some(word) = rest.next() {
        let next = rest.peek().map_or("", |next| next.text());
        let option = word.text().trim_end_matches('=');
        if !option.starts_with("--") || option.contains('=') {
            words.push(word.clone());
            continue;
        }
        let is_value = |text: &str| !text.is_empty() && !text.starts_with("--");
        let equals = match () {
            _ if next == "=" => rest.next().map(|sign| sign.origin(0..1)),
            _ if next.starts_with('=') => rest.peek().map(|value| value.origin(0..1)),
            _ if option.len() < word.len() && is_value(next) => Some(word.origin(option.len()..word.len())),
            _ => None,
        };
        let Some(at) = equals else {
            words.push(word.clone());
            continue;
        };
        faults.push(fault(at, option));
        words.push(part(word, 0, option.len()));
        if let Some(value) = rest.next_if(|value| is_value(value.text())) {
            let from = usize::from(value.text().starts_with('='));
            words.push(part(value, from, value.len()));
        }
    }
    (!faults.is_empty()).then(|| (Line { words, ..line.clone() }, faults))
}

fn fault(at: SourceRange, option: &str) -> CommandFault {
    mistake(at, option, CommandFaultKind::SpacedEquals)
}

fn part(word: &MappedText, start: usize, end: usize) -> MappedText {
    let mut part = MappedText::default();
    part.push_part(word, start..end);
    part
}
