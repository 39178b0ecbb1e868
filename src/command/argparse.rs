//! Words sorted into options, step for step as Python's argparse does it for the AWS CLI.
//!
//! The client parses twice: first for its own options, wherever they stand, and what is left for those of
//! the command. So `--pro x` is `--profile x` and never `--propagate-tags x`, and `--c` is ambiguous
//! among the client's own before the command is asked.

use crate::text::{
    mapped_text::{MappedText, SourceRange},
    span::Span,
};
use crate::{
    command::options::{OptionSpec, Takes},
    diagnostic::fault::command::{CommandFault, CommandFaultKind},
};

/// An option that was given, with its words.
#[derive(Clone, Debug)]
pub struct Given {
    /// Its index in the table.
    pub option: usize,
    /// Where it stands.
    pub at: SourceRange,
    /// Its words, decoded.
    pub words: Vec<MappedText>,
}

/// What became of the words.
#[derive(Debug, Default)]
pub struct Sorted {
    /// Options in the order in which they were given.
    pub given: Vec<Given>,
    /// Words that belong to no option of the table, by their indices.
    pub left: Vec<usize>,
    /// Those of them that an option before them could not take for its word.
    pub excused: Vec<usize>,
    /// What the client rejects.
    pub mistakes: Vec<CommandFault>,
}

/// What a word is before its neighbors are known.
enum Class {
    Word,
    /// An option of the table and the offset of the word after its `=`.
    Option(usize, Option<usize>),
    /// It looks like an option, and is none of this table.
    Unknown,
    /// The beginning of several.
    Ambiguous(Vec<String>),
    /// `--`
    End,
}

/// Sorts words by a table of options. `which` are the indices of the words to sort.
pub fn sort(table: &[OptionSpec], words: &[MappedText], which: &[usize]) -> Sorted {
    let mut sorted = Sorted::default();
    let mut classes = Vec::with_capacity(which.len());
    let mut ended = false;
    for &index in which {
        let class = if ended { Class::Word } else { class(table, &words[index]) };
        ended |= matches!(class, Class::End);
        classes.push(class);
    }
    let mut at = 0;
    while let (Some(&index), Some(class)) = (which.get(at), classes.get(at)) {
        at += 1;
        let whole = words[index].origin(0..words[index].len());
        match class {
            Class::Word | Class::Unknown | Class::End => sorted.left.push(index),
            Class::Ambiguous(matches) => {
                let kind = CommandFaultKind::Ambiguous { matches: matches.clone() };
                sorted.mistakes.push(mistake(whole, words[index].text(), kind));
            }
            &Class::Option(option, explicit) => {
                let spec = &table[option];
                let following = classes[at..].iter().take_while(|it| matches!(it, Class::Word)).count();
                let taken = match (spec.takes, explicit) {
                    (Takes::Flag(_), Some(_)) => Err(CommandFaultKind::NeedlessWord),
                    (Takes::Flag(_), None) => Ok(0),
                    (_, Some(_)) => Ok(0),
                    (Takes::One, None) if following == 0 => {
                        let next = which.get(at).copied();
                        // Another option is one in its own right.
                        sorted
                            .excused
                            .extend(next.filter(|_| matches!(classes.get(at), Some(Class::Unknown))));
                        let next = next.map(|it| words[it].text().to_owned());
                        Err(CommandFaultKind::NoWord { next })
                    }
                    (Takes::One, None) => Ok(1),
                    (Takes::Maybe, None) => Ok(following.min(1)),
                    (Takes::Many, None) => Ok(following),
                };
                match taken {
                    Err(kind) => sorted.mistakes.push(mistake(whole, &spec.name, kind)),
                    Ok(count) => {
                        let mut own: Vec<_> =
                            which[at..at + count].iter().map(|it| words[*it].clone()).collect();
                        own.extend(explicit.map(|from| part(&words[index], from)));
                        at += count;
                        let name = words[index].text().find('=').unwrap_or(words[index].len());
                        let named = words[index].origin(0..name);
                        choose(spec, &own, &mut sorted.mistakes);
                        sorted.given.push(Given { option, at: named, words: own });
                    }
                }
            }
        }
    }
    sorted
}

/// The part of a word after its `=`.
fn part(word: &MappedText, from: usize) -> MappedText {
    if from < word.len() {
        let mut part = MappedText::default();
        part.push_part(word, from..word.len());
        return part;
    }
    // Nothing is after the `=`, so its place is that of the missing value.
    let sign = word.origin(from.saturating_sub(1)..from);
    MappedText::standing_for(sign.source, "", sign.span)
}

fn choose(spec: &OptionSpec, words: &[MappedText], mistakes: &mut Vec<CommandFault>) {
    for word in words.iter().filter(|_| !spec.choices.is_empty()) {
        if !spec.choices.contains(&word.text()) && word.is_known(0..word.len()) {
            let kind = CommandFaultKind::Choice { choices: spec.choices };
            mistakes.push(mistake(word.origin(0..word.len()), &spec.name, kind));
        }
    }
}

fn class(table: &[OptionSpec], word: &MappedText) -> Class {
    let text = word.text();
    if text == "--" {
        return Class::End;
    }
    if !text.starts_with('-') || text.len() == 1 || !word.is_known(0..1) {
        return Class::Word;
    }
    if let Some(option) = table.iter().position(|it| it.name == text) {
        return Class::Option(option, None);
    }
    let (name, explicit) = match text.split_once('=') {
        Some((name, _)) => (name, Some(name.len() + 1)),
        None => (text, None),
    };
    if let Some(option) = table.iter().position(|it| explicit.is_some() && it.name == name) {
        return Class::Option(option, explicit);
    }
    // A single hyphen never stands for two, and never splits at `=`.
    let prefix = if text.starts_with("--") { name } else { text };
    let matches: Vec<_> = (0..table.len()).filter(|at| table[*at].name.starts_with(prefix)).collect();
    match matches.as_slice() {
        [] if is_negative_number(text) || text.contains(' ') => Class::Word,
        [] => Class::Unknown,
        [one] => Class::Option(*one, explicit.filter(|_| text.starts_with("--"))),
        many => Class::Ambiguous(many.iter().map(|at| table[*at].name.clone()).collect()),
    }
}

/// `-1`, `-1.5`, `-.5`: to argparse these are words.
fn is_negative_number(text: &str) -> bool {
    let Some(number) = text.strip_prefix('-') else { return false };
    let digits = |it: &str| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit());
    match number.split_once('.') {
        None => digits(number),
        Some((whole, fraction)) => (whole.is_empty() || digits(whole)) && digits(fraction),
    }
}

/// A mistake in an option as a whole.
pub(super) fn mistake(at: SourceRange, option: &str, kind: CommandFaultKind) -> CommandFault {
    CommandFault { at, option: option.to_owned(), pointer: String::new(), kind }
}

/// From the start of one place to the end of another of the same source.
pub(crate) fn joined(first: SourceRange, last: SourceRange) -> SourceRange {
    if first.source != last.source || last.span.end < first.span.start {
        return first;
    }
    SourceRange { span: Span { start: first.span.start, end: last.span.end }, ..first }
}
