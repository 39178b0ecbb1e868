//! `aws ecs start-task`, `aws ecs run-task` and `aws ecs register-task-definition` among the words of a command.

use crate::script::word::{Braces, Odd, Simple, Unquoted, Word};
use crate::{
    command::{LINE, Line, Operation, finding::Finding},
    diagnostic::fault::command::{CommandFault, CommandFaultKind},
    json::{self, Node},
    text::{
        edit_distance,
        mapped_text::{MappedText, SourceRange},
        span::Span,
    },
};
use std::ops::Range;

/// A command line for the AWS CLI.
pub(super) struct Call {
    pub line: Line,
    /// What is wrong with the way it is written.
    pub mistakes: Vec<CommandFault>,
    /// Its words that some shells expand, by their indices.
    pub braces: Vec<(usize, Box<Braces>)>,
    /// Its words that are variables without quotes, by their indices.
    pub unquoted: Vec<(usize, Box<Unquoted>)>,
    /// What is odd between its words.
    pub odd: Odd,
    /// Whether it is in a word for another shell.
    pub nested: bool,
}

/// Finds the call in a command; `None` where it is another command.
pub(super) fn find(simple: &Simple) -> Option<Call> {
    let words = &simple.words;
    let ecs = words.iter().position(|it| it.text.text() == "ecs" && is_known(it))?;
    let before = words.get(..ecs)?;
    let program = before.iter().rposition(is_aws).or_else(|| hidden_program(words, ecs))?;
    // What `eval` runs is read once more.
    if is_text(simple) || words.first()?.text.text() == "eval" {
        return None;
    }
    let at = operation(words, ecs + 1)?;
    let word = words.get(at)?;
    let operation = Operation::ALL.into_iter().find(|it| it.word() == word.text.text())?;
    if asks_for_help(words.get(at + 1..)?) {
        return None;
    }
    let adds = |it: &Word| it.text.text().ends_with("xargs") || it.text.text().ends_with("parallel");
    let wrapped = before.get(..program)?.iter().any(adds);
    let mut call = Call {
        line: Line {
            operation,
            command: word.text.origin(0..word.text.len()),
            words: Vec::new(),
            // LocalStack wants less than AWS does.
            open: simple.open || wrapped || words.get(program).is_some_and(is_localstack),
            region: region(simple, before),
        },
        mistakes: Vec::new(),
        braces: Vec::new(),
        unquoted: Vec::new(),
        odd: simple.odd.clone(),
        nested: false,
    };
    let globals = words.get(program + 1..ecs)?.iter().chain(words.get(ecs + 1..at)?);
    // After `:::` stand the inputs of `parallel`.
    let is_of_find = before.get(..program)?.iter().any(|it| it.text.text().starts_with("-exec"));
    let ends = |it: &Word| {
        let text = it.text.text();
        wrapped && text.starts_with(":::") || is_of_find && matches!(text, ";" | "+")
    };
    let own = words.get(at + 1..)?.iter().take_while(|it| !ends(it));
    call.add(globals.chain(own));
    if wrapped {
        // What it reads becomes the last word.
        let mut last = MappedText::default();
        last.push_unknown("0", call.line.command);
        call.line.words.push(last);
    }
    Some(call)
}

/// `aws ecs runtask …`: a command that `aws ecs` does not have, and that was meant to start a task.
pub(super) fn misspelled(simple: &Simple) -> Option<CommandFault> {
    const OPTIONS: [&str; 9] = [
        "--task-definition",
        "--overrides",
        "--launch-type",
        "--network-configuration",
        "--capacity-provider-strategy",
        "--container-instances",
        "--started-by",
        "--count",
        "--cli-input-json",
    ];
    let words = &simple.words;
    let ecs = words.iter().position(|it| it.text.text() == "ecs" && is_known(it))?;
    words.get(..ecs)?.iter().rposition(is_aws)?;
    let at = operation(words, ecs + 1)?;
    let word = words.get(at).filter(|it| is_known(it) && !is_text(simple))?;
    let meant = meant(word.text.text())?;
    let option = |it: &Word| OPTIONS.contains(&it.text.text().split('=').next().unwrap_or_default());
    words.get(at + 1..)?.iter().find(|it| option(it))?;
    let origin = word.text.origin(0..word.text.len());
    Some(mistake(origin, word.text.text(), CommandFaultKind::Misspelled { meant: meant.word() }))
}

/// The command that another was meant to be, which does not exist.
fn meant(name: &str) -> Option<Operation> {
    let all = include_str!("../../schemas/commands.txt").lines().filter(|line| !line.starts_with('#'));
    if all.clone().any(|command| command == name) {
        return None;
    }
    let plain = name.to_ascii_lowercase().replace(['-', '_'], "");
    let near = match plain.trim_end_matches('s') {
        "runtask" => "run-task",
        "starttask" => "start-task",
        _ => edit_distance::word(name, all)?,
    };
    Operation::LAUNCHES.into_iter().find(|it| it.word() == near)
}

/// Whether a command only prints or searches its words.
fn is_text(simple: &Simple) -> bool {
    let name = simple.words.first().map_or("", |it| it.text.text());
    matches!(name, "echo" | "printf" | ":" | "logger" | "grep" | "cat" | "git")
}

/// `help` as the first word of a command, which prints a page.
fn asks_for_help(words: &[Word]) -> bool {
    words.first().is_some_and(|it| crate::command::is_help(it.text.text()))
}

/// The region that the environment in front of a command names.
fn region(simple: &Simple, before: &[Word]) -> Option<MappedText> {
    let names = ["AWS_REGION=", "AWS_DEFAULT_REGION="];
    let named = before.iter().filter(|it| names.iter().any(|name| it.text.text().starts_with(name)));
    let named: Vec<_> = named.collect();
    let word = match (&simple.region, named.as_slice()) {
        (Some(word), []) => return Some(word.text.clone()),
        (None, [word]) => word,
        _ => return None,
    };
    let mut value = MappedText::default();
    let at = word.text.text().find('=')? + 1;
    value.push_part(&word.text, at..word.text.len());
    Some(value)
}

fn is_known(word: &Word) -> bool {
    word.text.is_known(0..word.text.len())
}

fn is_localstack(word: &Word) -> bool {
    word.text.text().rsplit('/').next() == Some("awslocal")
}

fn is_aws(word: &Word) -> bool {
    let is_one = |part: &str| {
        let name = part.rsplit(['/', '\\']).next().unwrap_or_default();
        let image = name.split([':', '@']).next().unwrap_or_default();
        matches!(name, "aws" | "aws.exe" | "aws2" | "awslocal") || image == "aws-cli"
    };
    let text = word.text.text();
    // A variable without quotes becomes several words: `AWS="aws --profile prod"`.
    is_known(word) && (is_one(text) || text.contains(' ') && text.split(' ').any(is_one))
}

/// `$AWS --profile x ecs …`: nothing else would have such words after it.
fn hidden_program(words: &[Word], ecs: usize) -> Option<usize> {
    let wrapper = |it: &&Word| {
        let text = it.text.text();
        let wraps = ["exec", "command", "time", "nohup", "sudo", "env", "builtin", "timeout"];
        is_known(it) && (wraps.contains(&text) || text.contains('='))
    };
    let at = words.iter().take_while(wrapper).count();
    let hidden = words.get(at).filter(|it| at < ecs && !is_known(it));
    (hidden.is_some() && operation(words, at + 1) == Some(ecs)).then_some(at)
}

/// The place of the operation after `ecs` and the client's own options.
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

pub(super) fn is_flag(option: &str) -> bool {
    option.starts_with("--no-")
        || option.starts_with("--enable-")
        || option.starts_with("--disable-")
        || option.starts_with("--cli-auto")
        || matches!(option, "--debug" | "--version")
}

fn mistake(at: SourceRange, option: &str, kind: CommandFaultKind) -> CommandFault {
    CommandFault { at, option: option.to_owned(), pointer: String::new(), kind }
}

impl Call {
    /// Where its last word ends.
    pub fn end(&self) -> usize {
        let ends = self.line.words.iter().map(|it| it.origin(0..it.len()));
        let ends = ends.filter(|it| it.source == LINE).map(|it| it.span.end);
        ends.max().unwrap_or_default().max(self.line.command.span.end) as usize
    }

    /// Whether what is wrong with the way the call is written explains a finding too: a variable that was not
    /// expanded.
    pub fn says_why(&self, finding: &Finding) -> bool {
        let inside = |it: &CommandFault| {
            matches!(it.kind, CommandFaultKind::Unexpanded { .. })
                && finding.diagnostic.span.contains(it.at.span)
        };
        finding.source == LINE && finding.diagnostic.rule == "wrong-type" && self.mistakes.iter().any(inside)
    }

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
            if word.content.is_some() && !word.quoted && option.as_deref().is_none_or(is_flag) {
                // The file holds options.
                self.line.open = true;
                continue;
            }
            if word.may_be_many() && option.as_deref().is_none_or(is_flag) {
                self.line.open = true;
            }
            let wants = option.as_deref().unwrap_or_default();
            let checked = self.checked(word, wants);
            self.braces.extend(word.braces.clone().map(|it| (self.line.words.len(), it)));
            self.unquoted.extend(word.unquoted.clone().map(|it| (self.line.words.len(), it)));
            self.line.words.push(checked);
            option = (text.starts_with("--") && !text.contains('=')).then(|| text.to_owned());
        }
    }

    /// A word as the client receives it; what should have been filled in is unknown.
    fn checked(&mut self, word: &Word, option: &str) -> MappedText {
        let mut text = MappedText::default();
        let mut at = 0;
        let literal =
            option == "--query" || word.text.text().starts_with("file://") && word.content.is_none();
        let stays = if word.raw.is_empty() { Vec::new() } else { scripts_of_the_container(word) };
        for range in word.raw.iter().filter(|_| !literal) {
            let before = stays.partition_point(|it| it.start as usize <= range.start);
            let inside = |it: &Span| range.start < it.end as usize;
            if !before.checked_sub(1).and_then(|at| stays.get(at)).is_some_and(inside) {
                if range.start < at {
                    // One that touches the one before.
                    continue;
                }
                let origin = word.text.origin(range.clone());
                let what = word.text.text().get(range.clone()).unwrap_or_default().to_owned();
                let token = bare_token(word.text.text(), range);
                self.mistakes.push(mistake(
                    origin,
                    option,
                    CommandFaultKind::Unexpanded { what, bare: token.is_some() },
                ));
                let gone = token.unwrap_or_else(|| range.clone());
                text.push_part(&word.text, at..gone.start.max(at));
                text.push_unknown("0", origin);
                at = gone.end;
            }
        }
        for output in &word.outputs {
            let around = (output.checked_sub(1), output + 1);
            let quote = |at: usize| word.text.text().as_bytes().get(at) == Some(&b'"');
            if around.0.is_some_and(quote) && quote(around.1) {
                let origin = word.text.origin(*output..output + 1);
                self.mistakes.push(mistake(origin, option, CommandFaultKind::QuotedOutput));
            }
        }
        if word.raw.is_empty() || at == 0 {
            return word.text.clone();
        }
        text.push_part(&word.text, at..word.text.len());
        text
    }
}

/// The token that a variable in JSON, outside a string, is a part of; `None` if it is in a string, or the text is not
/// JSON.
fn bare_token(text: &str, variable: &Range<usize>) -> Option<Range<usize>> {
    if !text.trim_start().starts_with(['{', '[']) || text.trim_start().starts_with("[[") {
        return None;
    }
    let (mut inside, mut escaped, mut from) = (false, false, 0);
    for (at, byte) in text.bytes().enumerate().take(variable.start) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => inside = !inside,
            _ => {}
        }
        if !inside && matches!(byte, b',' | b':' | b'{' | b'}' | b'[' | b']' | b'"' | b' ' | b'\n' | b'\t') {
            from = at + 1;
        }
    }
    let ends = |sign: char| matches!(sign, ',' | ':' | '{' | '}' | '[' | ']' | '"') || sign.is_whitespace();
    let rest = text.get(variable.end..)?;
    let end = variable.end + rest.find(ends).unwrap_or(rest.len());
    let colon_or_comma = text.get(..from)?.trim_end().ends_with([':', ',', '[', '{']);
    (!inside && colon_or_comma && text.contains('"')).then_some(from..end)
}

/// Where scripts for a shell of the container are: after `-c` in a list. Variables are meant to stay there.
fn scripts_of_the_container(word: &Word) -> Vec<Span> {
    let parsed = json::parse(word.text.text());
    let mut spans = Vec::new();
    for list in parsed.tree.nodes().filter(|it| it.kind() == json::ValueKind::Array) {
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
