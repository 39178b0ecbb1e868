//! `aws ecs start-task` and `aws ecs run-task` among the words of a command.

use super::{braces::Braces, odd::Odd, shell::Simple, word::Word};
use crate::{
    command::{Line, Operation, Slip, slip::SlipKind},
    json::{self, Node},
    source::Span,
    trace::{Origin, Traced},
};

/// A command line for the AWS CLI.
pub(super) struct Call {
    pub line: Line,
    /// What is wrong with the way it is written.
    pub slips: Vec<Slip>,
    /// Its words that some shells expand, by their indices.
    pub braces: Vec<(usize, Box<Braces>)>,
    /// What is odd between its words.
    pub odd: Odd,
    /// Whether it stands in a word for another shell.
    pub nested: bool,
}

/// Finds the call in a command; `None` where it is another command.
pub(super) fn find(simple: &Simple) -> Option<Call> {
    let words = &simple.words;
    let ecs = words.iter().position(|it| it.text.text() == "ecs" && is_known(it))?;
    let before = words.get(..ecs)?;
    let program = before.iter().rposition(is_aws).or_else(|| hidden_program(before))?;
    let name = words.first()?.text.text();
    if matches!(name, "echo" | "printf" | ":" | "logger" | "grep" | "cat" | "git") {
        return None;
    }
    let at = operation(words, ecs + 1)?;
    let word = words.get(at)?;
    let operation = Operation::ALL.into_iter().find(|it| it.word() == word.text.text())?;
    let wrapped = before.get(..program)?.iter().any(|it| it.text.text().ends_with("xargs"));
    let mut call = Call {
        line: Line {
            operation,
            command: word.text.origin(0..word.text.len()),
            words: Vec::new(),
            open: simple.open || wrapped,
        },
        slips: Vec::new(),
        braces: Vec::new(),
        odd: simple.odd.clone(),
        nested: false,
    };
    let globals = words.get(program + 1..ecs)?.iter().chain(words.get(ecs + 1..at)?);
    call.add(globals.chain(words.get(at + 1..)?));
    if wrapped {
        // What it reads becomes the last word.
        let mut last = Traced::default();
        last.push_unknown("0", call.line.command);
        call.line.words.push(last);
    }
    Some(call)
}

/// `--overrides` of a command that has none: what is only known when a task is started.
pub(super) fn misplaced(simple: &Simple) -> Option<Slip> {
    let words = &simple.words;
    let ecs = words.iter().position(|it| it.text.text() == "ecs" && is_known(it))?;
    words.get(..ecs)?.iter().rposition(is_aws)?;
    let at = (ecs + 1..words.len()).find(|at| words[*at].text.text() == "register-task-definition")?;
    let word = words.get(at..)?.iter().find(|it| it.text.text() == "--overrides" && is_known(it))?;
    let kind = SlipKind::Unknown { near: None, of: Some("run-task") };
    Some(slip(word.text.origin(0..word.text.len()), "--overrides", kind))
}

fn is_known(word: &Word) -> bool {
    word.text.is_known(0..word.text.len())
}

fn is_aws(word: &Word) -> bool {
    let name = word.text.text().rsplit(['/', '\\']).next().unwrap_or_default();
    let image = name.split([':', '@']).next().unwrap_or_default();
    is_known(word) && (matches!(name, "aws" | "aws.exe" | "aws2" | "awslocal") || image == "aws-cli")
}

/// `$AWS ecs …`: nothing else would have such words behind it.
fn hidden_program(before: &[Word]) -> Option<usize> {
    before.first().is_some_and(|it| !is_known(it) && before.len() == 1).then_some(0)
}

/// The place of the operation behind `ecs` and the client's own options.
fn operation(words: &[Word], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let text = words.get(at)?.text.text();
        if !text.starts_with("--") {
            return Some(at);
        }
        at += if is_flag(text) || text.contains('=') { 1 } else { 2 };
    }
}

fn is_flag(option: &str) -> bool {
    option.starts_with("--no-")
        || option.starts_with("--enable-")
        || option.starts_with("--disable-")
        || option.starts_with("--cli-auto")
        || matches!(option, "--debug" | "--version")
}

fn slip(at: Origin, option: &str, kind: SlipKind) -> Slip {
    Slip { at, option: option.to_owned(), pointer: String::new(), kind }
}

impl Call {
    fn add<'w>(&mut self, words: impl Iterator<Item = &'w Word>) {
        let mut option: Option<String> = None;
        for word in words {
            let text = word.text.text();
            let named = text.split('=').next().unwrap_or(text).len();
            if text.starts_with('-') && !word.text.is_known(0..named) {
                // Which option it is, only the shell knows.
                self.line.open = true;
                option = None;
                continue;
            }
            if word.may_be_many() && option.as_deref().is_none_or(is_flag) {
                self.line.open = true;
            }
            let wants = option.as_deref().unwrap_or_default();
            let checked = self.checked(word, wants);
            self.braces.extend(word.braces.clone().map(|it| (self.line.words.len(), it)));
            self.line.words.push(checked);
            option = (text.starts_with("--") && !text.contains('=')).then(|| text.to_owned());
        }
    }

    /// A word as the shell hands it over, with a hole for what should have been put in.
    fn checked(&mut self, word: &Word, option: &str) -> Traced {
        let mut text = Traced::default();
        let mut at = 0;
        let literal =
            option == "--query" || word.text.text().starts_with("file://") && word.content.is_none();
        let stays = if word.raw.is_empty() { Vec::new() } else { scripts_of_the_container(word) };
        for range in word.raw.iter().filter(|_| !literal) {
            let before = stays.partition_point(|it| it.start as usize <= range.start);
            let inside = |it: &Span| range.start < it.end as usize;
            if !before.checked_sub(1).and_then(|at| stays.get(at)).is_some_and(inside) {
                let origin = word.text.origin(range.clone());
                let what = word.text.text().get(range.clone()).unwrap_or_default().to_owned();
                self.slips.push(slip(origin, option, SlipKind::Unexpanded { what }));
                text.push_part(&word.text, at..range.start);
                text.push_unknown("0", origin);
                at = range.end;
            }
        }
        for output in &word.outputs {
            let around = (output.checked_sub(1), output + 1);
            let quote = |at: usize| word.text.text().as_bytes().get(at) == Some(&b'"');
            if around.0.is_some_and(quote) && quote(around.1) {
                let origin = word.text.origin(*output..output + 1);
                self.slips.push(slip(origin, option, SlipKind::QuotedOutput));
            }
        }
        if word.raw.is_empty() || at == 0 {
            return word.text.clone();
        }
        text.push_part(&word.text, at..word.text.len());
        text
    }
}

/// Where scripts for a shell of the container stand: behind `-c` in a list. Variables are meant to stay there.
fn scripts_of_the_container(word: &Word) -> Vec<Span> {
    let parsed = json::parse(word.text.text());
    let mut spans = Vec::new();
    for list in parsed.tree.nodes().filter(|it| it.kind() == json::Kind::Array) {
        let is_c = |it: &Node<'_>| it.as_str().is_some_and(|it| it.starts_with('-') && it.ends_with('c'));
        if let Some(it) = list.elements().find(is_c) {
            spans.push(Span { start: it.span().end, end: list.span().end });
        }
    }
    spans.sort();
    // Lists within each other count as the outermost.
    spans.dedup_by(|inner, outer| outer.contains(*inner));
    spans
}
