//! Command lines in scripts: shell scripts, makefiles, Dockerfiles, pipelines in YAML.
//!
//! One substring search decides whether a file is examined. Then its shell text is found (`pipeline_yaml`, `makefile`,
//! `dockerfile`) and parsed by a grammar (`tree`, `shell`), and each `aws ecs start-task`, `run-task` and
//! `register-task-definition` is read like any command line, with places in the script.
//!
//! ```text
//! bytes ─ a command? ─ shell, makefile, Dockerfile, pipeline ─ shell text with origins
//!                                                                   │ tree-sitter
//!       command::understand ─ words ─ call: `aws … ecs run-task …` ─┘
//! ```
//!
//! Each reader leaves only the text that a shell gets (without the tabs of make, the indentation of YAML, `${{ … }}`).
//! A variable that is set once, an array and `$(cat FILE)` are replaced by their values; everything else that only a
//! shell knows is unknown. Words that the shell changes before the client reads them are one finding each (`braces`,
//! `odd`), and the rules continue with the words that were meant. Which shell runs a part of a script is asked only
//! then (`place`).
//!
//! The grammar is `tree-sitter-bash` (MIT): it has a byte range for every node and continues after an error, which
//! templates always contain. `yash-syntax` is GPL; `brush-parser` stops at the first error. The cost of tree-sitter is
//! a C compiler in the build and 1.5 MB of tables and code, which are not touched unless there is a command. A parse
//! that takes too many steps is given up and counted.
//!
//! Layer 15: may import `text` to `command`.

mod additions;
mod array;
mod aws_call;
mod braces;
mod dockerfile;
mod document;
mod filled;
mod makefile;
mod nested;
mod odd;
mod pipeline_yaml;
mod place;
mod shell;
mod suppress_comment;
mod template;
mod tree;
mod unquoted_json;
mod word;
mod zsh;

use crate::{
    check::{self, Checked, Document, Options},
    command::{
        Against, CommandOptions, FileSystem, LINE, Understood, finding::Finding, newlines, options,
        typographic, understand_one,
    },
    diagnostic::{
        Diagnostic, FINDINGS_MAX,
        fault::command::{CommandFault, CommandFaultKind},
    },
    document::task_definition::Definition,
    model::{
        cli_version::CliVersion,
        kind::{DocumentKind, Recognized},
        revision::{PAGE, Requested},
    },
    secrets,
    text::{
        mapped_text::{MappedText, SourceId},
        placeholder::name_of_result,
        redaction::Secret,
        source::{Encoding, Source},
    },
};
use aws_call::Call;
use dockerfile::Run;
use std::collections::{BTreeMap, BTreeSet};
use word::{Shell, Simple};

/// A script that was checked.
#[derive(Debug)]
pub struct Script {
    /// The script with what was found in it.
    pub checked: Checked,
    /// How many findings its comments suppressed.
    pub suppressed: usize,
    /// The files that its commands name, as these commands use them.
    pub files: Vec<Used>,
}

/// A file that commands of a script name.
#[derive(Debug)]
pub struct Used {
    /// Its path as the commands name it.
    pub path: String,
    /// Its text.
    pub source: Source,
    /// What is wrong with it, as the commands use it.
    pub checked: Checked,
}

/// Whether a text may hold a command that starts a task or registers a task definition, or one that was meant to.
pub fn may_hold_commands(bytes: &[u8]) -> bool {
    memchr::memmem::find_iter(bytes, b"ask").any(|at| is_command(bytes.get(..at).unwrap_or_default()))
}

/// So far before a misspelled command stands `ecs`, if it is one.
const NEAR: usize = 48;
/// The number of bytes before its last three that show whether a text names a command.
pub const COMMAND_MAX: usize = NEAR + "register-task".len();

/// Whether what stands before `ask` makes `run-task`, `start-task` or `register-task` of it, or `ecs runtask`, `ecs
/// Start_Task`.
fn is_command(before: &[u8]) -> bool {
    if before.ends_with(b"-t") {
        let verb = &before[..before.len() - 2];
        if [&b"run"[..], b"start", b"register"].iter().any(|word| verb.ends_with(word)) {
            return true;
        }
    }
    let Some((b't' | b'T', verb)) = before.split_last() else { return false };
    let verb = verb.strip_suffix(b"-").or_else(|| verb.strip_suffix(b"_")).unwrap_or(verb);
    let ends = |word: &[u8]| {
        let end = verb.len().checked_sub(word.len()).and_then(|from| verb.get(from..));
        end.is_some_and(|end| end.eq_ignore_ascii_case(word))
    };
    (ends(b"run") || ends(b"start"))
        && memchr::memmem::find(&verb[verb.len().saturating_sub(NEAR)..], b"ecs ").is_some()
}

/// Whether a file's name is one of those that scripts have. Names without an ending are among them.
pub fn is_script_name(name: &str) -> bool {
    let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
    // Templates of JSON have no other ending.
    let result = name_of_result(base).filter(|it| it.contains('.'));
    let base = match result {
        None if name_of_result(base).is_some() => return false,
        result => result.unwrap_or(base),
    };
    let Some((stem, ending)) = base.rsplit_once('.') else { return true };
    let ending = ending.to_ascii_lowercase();
    let known =
        ["sh", "bash", "zsh", "ksh", "dash", "mk", "mak", "make", "yml", "yaml", "dockerfile", "bats"];
    known.contains(&ending.as_str())
        || stem.eq_ignore_ascii_case("dockerfile")
        || stem.eq_ignore_ascii_case("makefile")
}

/// No script nests more shells than this.
const NESTED_MAX: usize = 8;
/// No script has more commands than this; what is beyond is counted.
const COMMANDS_MAX: usize = 1_000;

/// Checks the commands of a script. `None` if it has none, or is not a script. `ran` says whose findings are reported:
/// a comment that suppresses others is not stale.
pub fn check_script(
    source: &Source,
    options: &Options,
    against: Against<'_>,
    files: &mut dyn FileSystem,
    ran: Option<&dyn Fn(&str) -> bool>,
) -> Option<Script> {
    if !may_hold_commands(source.text().as_bytes())
        || !matches!(source.encoding(), Encoding::Utf8 | Encoding::Utf8Bom)
    {
        return None;
    }
    let mut reading = Reading::of(source)?;
    if reading.calls.is_empty() && reading.mistakes.is_empty() {
        return None;
    }
    let client = if options.revision == Requested::On(PAGE) { CliVersion::Old } else { CliVersion::V2 };
    let settings = CommandOptions { client, revision: options.revision, against };
    let mut all = All::default();
    let mut commands = Vec::new();
    let mut text = Source::new(source.name().to_owned(), source.text().as_bytes().to_vec());
    reading.mistakes.extend(odd::carriage(&reading.calls, source));
    for (mistake, start) in reading.mistakes.drain(..) {
        commands.push(start..mistake.at.span.end as usize);
        all.mistake(source, &mistake, options, client, start);
    }
    for call in &mut reading.calls {
        let start = call.line.command.span.start as usize;
        commands.push(start..call.end());
        if all.found.len() > FINDINGS_MAX {
            reading.cut += 1;
            continue;
        }
        as_meant(call, source, &settings);
        call.line.words.iter_mut().for_each(additions::take);
        let (mistakes, secrets) = unquoted_json::take(&mut call.line.words, source.text());
        call.mistakes.extend(mistakes);
        all.secrets.extend(secrets);
        reading.cut += call.mistakes.len().saturating_sub(FINDINGS_MAX);
        let mistakes = call.mistakes.iter().take(FINDINGS_MAX);
        mistakes.for_each(|it| all.mistake(source, it, options, client, start));
        let mut here = Excused { files, text: source.text() };
        here.excuse(&mut call.line.words);
        let mut understood = understand_one(&call.line, text, &settings, here.files);
        all.secrets.append(&mut understood.secrets);
        // A script that also starts tasks is named after that.
        if all.document.is_none_or(|document| document.kind == DocumentKind::TaskDefinition) {
            all.document = Some(understood.document);
        }
        understood.findings.retain(|it| !call.says_why(it));
        text = all.add(start, understood);
    }
    let suppressed = match ran {
        Some(ran) => suppress_comment::apply(source, &commands, &mut all.found, ran),
        None => 0,
    };
    let mut diagnostics: Vec<_> = all.found.into_iter().map(|it| it.0).collect();
    secrets::hide(source, all.secrets);
    let others = || against.definitions.iter().map(Definition::source);
    std::iter::once(source).chain(others()).for_each(|it| secrets::scrub(it, &mut diagnostics));
    for used in &mut all.used {
        let own = std::iter::once(&used.source);
        own.chain(others()).for_each(|it| secrets::scrub(it, &mut used.checked.diagnostics));
    }
    diagnostics.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
    check::once_a_file(&mut diagnostics);
    reading.cut += all.cut + diagnostics.len().saturating_sub(FINDINGS_MAX);
    diagnostics.truncate(FINDINGS_MAX);
    let recognized = all.document.map_or(Recognized::Nothing, |it| Recognized::Launch(it.kind));
    let checked = Checked { recognized, document: all.document, diagnostics, cut: reading.cut };
    Some(Script { checked, suppressed, files: all.used })
}

/// Reports what reaches the client otherwise than it is meant, and leaves the words that are meant.
fn as_meant(call: &mut Call, source: &Source, settings: &CommandOptions<'_>) {
    let joins = odd::joins(call, source);
    call.mistakes.extend(joins);
    let is_odd = !call.braces.is_empty() || !call.odd.is_empty() || !call.unquoted.is_empty();
    if !is_odd && !typographic::may_be_there(&call.line.words) {
        return;
    }
    let nested = call.nested;
    let place = |offset: usize| {
        let place = place::of(source, offset);
        if nested { place.inside() } else { place }
    };
    let table = options::all(call.line.operation, settings.client, settings.revision);
    call.mistakes.extend(unquoted_json::variables(call, &place));
    call.mistakes.extend(odd::blank(call, source, &place));
    braces::settle(call, &table, &place);
    let takes = |at: usize, sign: &str| place(at).takes(sign);
    call.mistakes.extend(typographic::take(&mut call.line.words, &table, source.text(), &takes));
}

/// What the commands of a script are found to be.
struct Reading {
    calls: Vec<Call>,
    mistakes: Vec<(CommandFault, usize)>,
    cut: usize,
}

impl Reading {
    fn of(source: &Source) -> Option<Reading> {
        let mut reading = Reading { calls: Vec::new(), mistakes: Vec::new(), cut: 0 };
        for run in runs(source)? {
            match run {
                Run::Shell(text) => reading.shell(text, 0),
                Run::Words(words, open) => {
                    let simple = Simple { words, open, ..Simple::default() };
                    reading.simple(&simple, false);
                    nested::commands(&simple.words).into_iter().for_each(|text| reading.shell(text, 1));
                }
            }
        }
        // In a template `${x}` is filled in before there is a shell.
        if name_of_result(source.name()).is_some() {
            let is_filled = |it: &CommandFault| matches!(&it.kind, CommandFaultKind::Unexpanded { what, .. } if what.starts_with("${"));
            reading.calls.iter_mut().for_each(|call| call.mistakes.retain(|it| !is_filled(it)));
        }
        reading.calls.sort_by_key(|it| it.line.command.span);
        Some(reading)
    }

    /// Reads shell text that is inside a number of words for other shells.
    fn shell(&mut self, text: MappedText, depth: usize) {
        let mut texts = vec![(text, depth)];
        while let Some((text, depth)) = texts.pop() {
            if !may_hold_commands(text.text().as_bytes()) {
                continue;
            }
            let Shell { commands, nested, cut } = shell::read(&odd::joined(zsh::without_flags(text)));
            commands.iter().for_each(|it| self.simple(it, depth > 0));
            if depth < NESTED_MAX {
                texts.extend(nested.into_iter().map(|it| (it, depth + 1)));
            } else {
                self.cut += nested.len();
            }
            self.cut += usize::from(cut);
        }
    }

    fn simple(&mut self, simple: &Simple, nested: bool) {
        if self.calls.len() >= COMMANDS_MAX {
            self.cut += usize::from(aws_call::find(simple).is_some());
        } else if let Some(call) = aws_call::find(simple) {
            self.calls.push(Call { nested, ..call });
        } else if let Some(mistake) = aws_call::misspelled(simple) {
            let start = mistake.at.span.start as usize;
            self.mistakes.push((mistake, start));
        }
    }
}

/// The parts of a file that are run; `None` if it is not a script. Chosen by content, and by the name if the content
/// does not show it.
fn runs(source: &Source) -> Option<Vec<Run>> {
    let result = name_of_result(source.name());
    let masked = result.and_then(|_| template::masked(source.text()));
    let text = masked.as_deref().unwrap_or(source.text());
    let name = result.unwrap_or(source.name());
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default().to_ascii_lowercase();
    let shell = || Some(vec![Run::Shell(newlines(LINE, text))]);
    if let Some(first) = text.strip_prefix("#!") {
        let first = first.lines().next().unwrap_or_default();
        let program = |it: &str| {
            let name = it.rsplit('/').next().unwrap_or_default();
            matches!(name, "sh" | "bash" | "dash" | "ksh" | "zsh" | "ash" | "bats")
        };
        if first.split_whitespace().any(program) {
            return shell();
        }
        let make = first.split_whitespace().any(|it| it.rsplit('/').next() == Some("make"));
        return make.then(|| vec![Run::Shell(makefile::recipes(text))]);
    }
    if text.trim_start().starts_with(['{', '[']) {
        return None;
    }
    if dockerfile::is_one(text) {
        return Some(dockerfile::runs(text));
    }
    let ends = |endings: &[&str]| endings.iter().any(|it| name.ends_with(it));
    if ends(&[".sh", ".bash", ".zsh", ".ksh", ".dash", ".bats"]) {
        return shell();
    }
    if !ends(&[".yml", ".yaml"]) && text.lines().any(makefile::is_rule) && text.contains("\n\t") {
        return Some(vec![Run::Shell(makefile::recipes(text))]);
    }
    if let Some(blocks) = pipeline_yaml::blocks(text).filter(|it| !it.is_empty()) {
        return Some(blocks.into_iter().map(Run::Shell).collect());
    }
    // A name without an ending may be that of a text on commands.
    if name == "<stdin>" { shell() } else { None }
}

/// The findings of all commands, each once.
#[derive(Default)]
struct All {
    /// With the start of their command.
    found: Vec<(Diagnostic, usize)>,
    seen: BTreeSet<(String, u32, u32, String)>,
    used: Vec<Used>,
    document: Option<Document>,
    secrets: Vec<Secret>,
    /// How many more findings there were in the script itself, at least.
    cut: usize,
}

impl All {
    fn mistake(
        &mut self,
        source: &Source,
        mistake: &CommandFault,
        options: &Options,
        client: CliVersion,
        start: usize,
    ) {
        for it in check::command_diagnostics(source, mistake, None, options, client) {
            self.one(it, start);
        }
    }

    fn one(&mut self, it: Diagnostic, start: usize) {
        let key = (it.rule.to_string(), it.span.start, it.span.end, it.message.to_string());
        if self.seen.insert(key) {
            self.found.push((it, start));
        }
    }

    /// Adds what was found by one command; gives back the script.
    fn add(&mut self, start: usize, understood: Understood) -> Source {
        let Understood { sources, findings, document, cut, .. } = understood;
        let mut sources = sources.into_iter();
        let script = sources.next().unwrap_or_else(|| Source::new("", Vec::new()));
        let recognized = Recognized::Launch(document.kind);
        let empty = Checked { recognized, document: Some(document), diagnostics: Vec::new(), cut: 0 };
        let mut files: Vec<_> = sources.map(|source| (source, empty.clone())).collect();
        let index = |source: SourceId| usize::from(source).checked_sub(1);
        let crowded = index(most_findings(&findings)).and_then(|file| files.get_mut(file));
        *crowded.map_or(&mut self.cut, |(_, checked)| &mut checked.cut) += cut;
        for finding in findings {
            match index(finding.source).and_then(|file| files.get_mut(file)) {
                None => self.one(finding.diagnostic, start),
                Some((_, checked)) => checked.diagnostics.push(finding.diagnostic),
            }
        }
        for (source, checked) in files {
            match self.used.iter_mut().find(|used| used.path == source.name()) {
                Some(used) => used.checked.join(checked),
                None => {
                    let mut first = empty.clone();
                    first.join(checked);
                    self.used.push(Used { path: source.name().to_owned(), source, checked: first });
                }
            }
        }
        script
    }
}

/// The source that most findings are in. What was cut off is most likely from it.
fn most_findings(findings: &[Finding]) -> SourceId {
    let mut counts = BTreeMap::new();
    for finding in findings {
        *counts.entry(finding.source).or_insert(0) += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map_or(LINE, |(source, _)| source)
}

/// Files that need not be there when a script is checked: it makes them itself, or they lie where it will run.
struct Excused<'a> {
    files: &'a mut dyn FileSystem,
    text: &'a str,
}

impl Excused<'_> {
    /// Makes words unknown that name such files.
    fn excuse(&mut self, words: &mut [MappedText]) {
        for word in words {
            let text = word.text();
            let path = text.strip_prefix("file://").or_else(|| text.strip_prefix("fileb://"));
            let Some(path) = path else { continue };
            if self.files.read(path).is_err() && (self.is_made(path) || self.files.is_ignored(path)) {
                let mut hole = MappedText::default();
                hole.push_unknown("0", word.origin(0..word.len()));
                *word = hole;
            }
        }
    }

    fn is_made(&self, path: &str) -> bool {
        let elsewhere = path.starts_with(['/', '~']) || path.contains(['$', '\\']);
        let base = path.rsplit('/').next().unwrap_or(path);
        let mentions = self.text.matches(base).count();
        let named = self.text.matches(&format!("file://{path}")).count();
        let moves = ["cd ", "pushd ", "working-directory:", "working_directory:", "WORKDIR "];
        elsewhere || base.is_empty() || mentions > named || moves.iter().any(|it| self.text.contains(it))
    }
}
