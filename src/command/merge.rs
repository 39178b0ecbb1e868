//! Options merged into the request that the client would send, and the rules run on it.

use crate::{
    check::{self, Around, Document, Options, parts},
    command::finding::Finding,
    diagnostic::{RejectedBy, fault::command::CommandFault},
    document::dialect::Dialect,
    json::{self, ValueKind},
    model::revision::{Requested, Revision},
    policy,
    shorthand::{coerce, to_json::Json},
    text::{
        mapped_text::{MappedText, SourceRange},
        redaction::Secret,
        source::Source,
        span::Span,
    },
};
use crate::{
    command::{
        Against, CommandOptions, FileSystem, LINE,
        argparse::{self, Given, Sorted, joined, mistake},
        copy_json::{copy, forgotten_file},
        options::{self, GlobalCheck, Operation, OptionSpec, Role, Takes},
        region::{region, zone},
        skeleton, spaced_equals, typographic,
        value::{Content, OptionReader, whole},
        wire::{self, Layout},
        yaml,
    },
    diagnostic::fault::command::{CommandFaultKind, ValueFault},
    model::cli_version::CliVersion,
};
use std::collections::BTreeSet;

/// A command line: what is after `aws ecs start-task`.
#[derive(Clone, Debug)]
pub struct Line {
    /// The command.
    pub operation: Operation,
    /// The words that name it.
    pub command: SourceRange,
    /// The words after it.
    pub words: Vec<MappedText>,
    /// Whether there may be more words than are known: `"$@"`, say.
    pub open: bool,
    /// The region that the environment names in front of the command: `AWS_REGION=…`.
    pub region: Option<MappedText>,
}

impl Line {
    /// A command line from its words. Its source is the words side by side, nothing as a shell would have it.
    pub fn of_words<T: AsRef<str>>(operation: Operation, words: &[T], open: bool) -> (Line, Source) {
        let mut text = format!("aws ecs {}", operation.word());
        let command = SourceRange { source: LINE, span: Span::new("aws ecs ".len(), text.len()) };
        let mut traced = Vec::with_capacity(words.len());
        for word in words.iter().map(AsRef::as_ref) {
            text.push(' ');
            let start = text.len();
            text.push_str(if word.is_empty() { "''" } else { word });
            traced.push(if word.is_empty() {
                MappedText::standing_for(LINE, "", Span::new(start, text.len()))
            } else {
                MappedText::verbatim(LINE, word, start as u32)
            });
        }
        (
            Line { operation, command, words: traced, open, region: None },
            Source::new("command line", text.into_bytes()),
        )
    }
}

/// What the client would do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Answer {
    /// Send this request: JSON in the order in which it is sent. [`wire`] lays it out.
    Request(String),
    /// Print this text.
    Print(String),
    /// Reject the request, or print something that is not known here.
    Nothing,
}

/// A command line that was understood.
#[derive(Debug)]
pub struct Understood {
    /// The line itself and the files that it names.
    pub sources: Vec<Source>,
    /// What was found, by source, offset and rule.
    pub findings: Vec<Finding>,
    /// How many more there were at least.
    pub cut: usize,
    /// The options that were given, with the bytes of their words in [`LINE`].
    pub given: Vec<(String, Span)>,
    /// The kind and the revision against which the request was checked.
    pub document: Document,
    /// What the client would do.
    pub answer: Answer,
    /// Secrets of [`LINE`] that its text alone does not show.
    pub(crate) secrets: Vec<Secret>,
}

/// Understands a command line. `source` is what its words stand in.
pub fn understand(
    line: &Line,
    source: Source,
    settings: &CommandOptions<'_>,
    files: &mut dyn FileSystem,
) -> Understood {
    let mut understood = understand_one(line, source, settings, files);
    understood.hide_secrets(settings.against.definitions);
    understood
}

/// The same for one of several in the same source: its secrets are for the caller to hide.
pub(crate) fn understand_one(
    line: &Line,
    source: Source,
    settings: &CommandOptions<'_>,
    files: &mut dyn FileSystem,
) -> Understood {
    let (meant, typographic) = typographic::as_meant(line, &source, settings);
    let line = meant.as_ref().unwrap_or(line);
    let spaced = spaced_equals::as_meant(line);
    let (line, spaced) = spaced.as_ref().map_or((line, &[][..]), |(line, faults)| (line, faults));
    let mut reading = OptionReader::new(settings, source, files);
    let all: Vec<usize> = (0..line.words.len()).collect();
    let globals = options::global(settings.client);
    let own = argparse::sort(&globals, &line.words, &all);
    let table = options::of_command(line.operation, settings.client, reading.day);
    let rest = argparse::sort(&table, &line.words, &own.left);
    let region = region(line, &globals, &own);
    let mut assembly = Assembly { line, settings, table: &table, rest: &rest, before: &own.left, region };
    check_globals(&mut reading, &globals, &own);
    if let Some((word, name)) = zone(line, &globals, &own, reading.sources.first().map_or("", Source::text)) {
        reading.mistakes.push(mistake(whole(word), name, CommandFaultKind::Value(ValueFault::Zone)));
    }
    reading.mistakes.extend(typographic);
    reading.mistakes.extend(spaced.iter().cloned());
    reading.mistakes.extend(own.mistakes.iter().chain(&rest.mistakes).cloned());
    if line.words.first().is_some_and(|word| crate::command::is_help(word.text())) {
        reading.mistakes.clear();
        return assembly.prints_help(reading);
    }
    assembly.left_over(&mut reading, &globals);
    assembly.repeated(&mut reading);
    assembly.required(&mut reading);
    assembly.finish(reading)
}

fn check_globals(reading: &mut OptionReader<'_>, globals: &[OptionSpec], own: &Sorted) {
    for given in &own.given {
        let spec = &globals[given.option];
        let Some(word) = given.words.first() else {
            if spec.role == Role::Prints {
                reading.mistakes.push(mistake(given.at, &spec.name, CommandFaultKind::PrintsOnly));
            }
            continue;
        };
        let text = word.text();
        let scheme = |it: &str| {
            it.split_once(':').is_some_and(|(scheme, _)| {
                scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                    && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
            })
        };
        let wrong = match spec.role {
            _ if !word.is_known(0..word.len()) => None,
            Role::Global(GlobalCheck::Integer) if coerce::integer(text).is_none() => {
                Some(ValueFault::NoInteger)
            }
            Role::Global(GlobalCheck::Address) if !scheme(text) => Some(ValueFault::NoScheme),
            _ => None,
        };
        if let Some(wrong) = wrong {
            reading.mistakes.push(mistake(whole(word), &spec.name, CommandFaultKind::Value(wrong)));
        }
    }
}

pub(super) struct Assembly<'a> {
    pub(super) line: &'a Line,
    pub(super) settings: &'a CommandOptions<'a>,
    pub(super) table: &'a [OptionSpec],
    pub(super) rest: &'a Sorted,
    /// The words that were no options of the client's own.
    pub(super) before: &'a [usize],
    /// The region that the request is sent to.
    region: Option<&'a str>,
}

impl Assembly<'_> {
    /// The last of an option's occurrences is the one that counts.
    fn given(&self, role: impl Fn(Role) -> bool) -> Option<(&Given, &OptionSpec)> {
        let given = self.rest.given.iter().rev().find(|it| role(self.table[it.option].role))?;
        Some((given, &self.table[given.option]))
    }

    /// The page of the command is printed: nothing is sent.
    fn prints_help(&self, reading: OptionReader<'_>) -> Understood {
        let kind = self.line.operation.request();
        let revision = Revision { named: reading.day, applied: reading.day };
        let document = Document { kind, dialect: Dialect::Cli, skeleton: false, revision };
        Understood {
            sources: reading.sources,
            findings: Vec::new(),
            cut: 0,
            given: Vec::new(),
            document,
            answer: Answer::Nothing,
            secrets: Vec::new(),
        }
    }

    /// Whether required options may be left out.
    pub(super) fn waived(&self) -> bool {
        let word = |at: usize| self.before.get(at).map(|it| self.line.words[*it].text());
        let find = |name: &str| (0..self.before.len()).find(|at| word(*at) == Some(name));
        let skeleton = find("--generate-cli-skeleton").is_some_and(|at| word(at + 1) != Some("output"));
        let yaml = self.settings.client == CliVersion::V2 && find("--cli-input-yaml").is_some();
        skeleton || yaml || find("--cli-input-json").is_some()
    }

    fn finish(&self, mut reading: OptionReader<'_>) -> Understood {
        let mut json = Json::default();
        json.push("{", self.line.command);
        let supplied = self.members(&mut reading, &mut json);
        let root = self.input(&mut reading, &mut json, &supplied);
        json.push("}", self.line.command);
        if let Some(root) = root {
            json = rooted(json, root);
        }
        let printed = self.skeleton(&mut reading);
        let partial = self.line.open || reading.mistakes.iter().any(CommandFault::may_be_a_member);
        let revision = match (self.settings.revision, self.settings.client) {
            (Requested::Auto, CliVersion::Old) => Requested::On(reading.day),
            (revision, _) => revision,
        };
        let kind = self.line.operation.request();
        let required_reported = !self.waived();
        let options =
            Options { kind: Some(kind), revision, partial, required_reported, ..Options::default() };
        let mut parsed = json::parse(json.text.text());
        let strings = parts::strings(&parsed.tree, &json.text.unknown());
        parsed.tree.mark_unknown(&json.holes);
        parsed.tree.mark_unknown(&strings.iter().map(|string| string.span).collect::<Vec<_>>());
        let file = reading.sources.first().map_or("", Source::name).to_owned();
        let Against { definitions, policies } = self.settings.against;
        let around = Around { definitions, file: &file, region: self.region, lost: &json.lost };
        let checked = check::tree(&parsed.tree, kind, &options, around);
        let document = checked.0;
        if !matches!(printed, Some((_, false))) {
            reading.cut += checked.2;
            let whole = !partial && !json.lost.iter().any(|span| span.start == 0);
            let found = policy::of_request(parsed.tree.root(), kind, whole, policies);
            let partly = if strings.is_empty() {
                Vec::new()
            } else {
                let written = |span: Span| reading.written(json.text.origin(span.range()));
                parts::check(json.text.text(), &strings, &json.holes, (kind, &options, around), written)
            };
            let found = checked.1.into_iter().chain(partly).chain(found);
            found.for_each(|it| reading.mapped(it, &json.text));
        }
        let mut mistakes = std::mem::take(&mut reading.mistakes);
        self.drop_rest_of_shorthand(&mut mistakes);
        self.drop_rest_of_json(&mut mistakes, &reading.findings);
        if matches!(printed, Some((_, false))) {
            // A skeleton of the input is printed before anything is validated.
            mistakes.retain(|it| !matches!(it.kind, CommandFaultKind::Value(ValueFault::RawBytes)));
        }
        mistakes.iter().for_each(|it| reading.say(it, &options));
        let rejected = reading.findings.iter().any(|it| it.diagnostic.rejected_by == RejectedBy::Client);
        let prints = mistakes.iter().any(|it| matches!(it.kind, CommandFaultKind::PrintsOnly));
        let answer = match printed {
            _ if rejected || prints => Answer::Nothing,
            Some((text, _)) => Answer::Print(text),
            None => Answer::Request(wire::dumps(parsed.tree.root(), Layout::Wire)),
        };
        reading.settle();
        let given = self.rest.given.iter().filter_map(|it| self.shown(it)).collect();
        let OptionReader { sources, findings, cut, .. } = reading;
        let mut understood =
            Understood { sources, findings, cut, given, document, answer, secrets: Vec::new() };
        understood.note_secrets(&json.text);
        understood
    }

    fn shown(&self, given: &Given) -> Option<(String, Span)> {
        let (first, last) = (given.words.first()?, given.words.last()?);
        let at = joined(whole(first), whole(last));
        (at.source == LINE).then(|| (self.table[given.option].name.clone(), at.span))
    }

    /// The members that options supply, in the order of the model.
    fn members(&self, reading: &mut OptionReader<'_>, json: &mut Json) -> BTreeSet<&'static str> {
        let mut supplied = BTreeSet::new();
        for spec in self.table {
            let Role::Member(id) = spec.role else { continue };
            let name = id.get().name;
            let Some((given, spec)) = self.given(|it| it == Role::Member(id)) else { continue };
            if !supplied.insert(name) {
                continue;
            }
            separate(json, given.at);
            json.push("\"", start(given.at));
            json.push(name, given.at);
            json.push("\"", end(given.at));
            json.push(": ", end(given.at));
            let before = json.text.len();
            match spec.takes {
                Takes::Flag(yes) => json.push(if yes { "true" } else { "false" }, given.at),
                _ => reading.member(json, given, spec, id),
            }
            if json.text.len() == before {
                json.push_hole(given.at);
            }
        }
        supplied
    }

    /// `--cli-input-json` and `--cli-input-yaml`: what no option supplies. Gives the place of its root.
    fn input(
        &self,
        reading: &mut OptionReader<'_>,
        json: &mut Json,
        supplied: &BTreeSet<&'static str>,
    ) -> Option<SourceRange> {
        let from_json = self.given(|it| it == Role::InputJson);
        let from_yaml = self.given(|it| it == Role::InputYaml);
        if let (Some((given, _)), Some((_, spec))) = (from_json, from_yaml) {
            reading.mistake(given.at, spec, "", CommandFaultKind::BothInputs);
        }
        let (given, spec) = from_json.or(from_yaml)?;
        let text = match reading.content(given, spec, "") {
            Content::Words(words) => words.into_iter().next()?,
            Content::File(text) => text,
            Content::Bytes(id, _) => {
                let source = reading.sources.get(usize::from(id))?;
                MappedText::verbatim(id, source.text(), 0)
            }
            Content::Missing(at) => {
                json.lost.push(Span::new(0, 0));
                return Some(at);
            }
        };
        if let Some(meant) = forgotten_file(&text) {
            reading.mistake(whole(&text), spec, "", CommandFaultKind::ForgottenFile { meant });
            json.lost.push(Span::new(0, 0));
            return None;
        }
        if !text.is_known(0..text.len()) && text.text().chars().count() < 3 {
            json.lost.push(Span::new(0, 0));
            return None;
        }
        if spec.role == Role::InputYaml {
            return self.yaml(reading, json, spec, &text, supplied);
        }
        let parsed = json::parse(text.text());
        reading.syntax(&text, &parsed);
        let root = parsed.tree.root();
        let lost: Vec<_> = parsed.faults.iter().filter(|it| it.hides_members).map(|it| it.span).collect();
        if root.kind() != ValueKind::Object {
            if parsed.faults.is_empty() {
                reading.mistake(whole(&text), spec, "", CommandFaultKind::Value(ValueFault::NoObject));
            }
            json.lost.push(Span::new(0, 0));
            return None;
        }
        if !lost.is_empty() {
            json.lost.push(Span::new(0, 0));
        }
        for (key, value) in root.members() {
            if !text.is_known(key.span().range()) {
                json.lost.push(Span::new(0, 0));
                continue;
            }
            if key.as_str().is_some_and(|it| supplied.contains(it.as_ref())) {
                continue;
            }
            let at = text.origin(key.span().range());
            separate(json, at);
            copy(json, &text, key, &lost);
            json.push(": ", end(at));
            copy(json, &text, value, &lost);
        }
        let span = root.opening_bracket().span();
        Some(text.origin(span.range()))
    }

    fn yaml(
        &self,
        reading: &mut OptionReader<'_>,
        json: &mut Json,
        spec: &OptionSpec,
        text: &MappedText,
        supplied: &BTreeSet<&'static str>,
    ) -> Option<SourceRange> {
        match yaml::read(text.text()) {
            Err(failure) => {
                let at = text.origin(failure.at..failure.at);
                reading.mistake(at, spec, "", CommandFaultKind::Yaml { why: failure.why });
                json.lost.push(Span::new(0, 0));
                None
            }
            Ok(root) => {
                let at = text.origin(root.span.range());
                let Some(members) = root.members() else {
                    reading.mistake(at, spec, "", CommandFaultKind::Value(ValueFault::NoObject));
                    json.lost.push(Span::new(0, 0));
                    return None;
                };
                for (key, value) in members {
                    if key.text().is_some_and(|it| supplied.contains(it)) {
                        continue;
                    }
                    separate(json, text.origin(key.span.range()));
                    yaml::member(json, text, key, value);
                }
                Some(SourceRange { span: Span { end: at.span.start, ..at.span }, ..at })
            }
        }
    }

    /// What `--generate-cli-skeleton` prints, and whether the request is validated first.
    fn skeleton(&self, reading: &mut OptionReader<'_>) -> Option<(String, bool)> {
        let (given, _) = self.given(|it| it == Role::Skeleton)?;
        let (request, answer) = (self.line.operation.request(), json_answer());
        match given.words.first().map_or("input", MappedText::text) {
            "output" => Some((skeleton::output(answer, reading.day), true)),
            "yaml-input" => Some((skeleton::yaml_input(request, reading.day), false)),
            _ => Some((skeleton::input(request, reading.day), false)),
        }
    }
}

/// What all of these commands answer.
fn json_answer() -> crate::model::kind::DocumentKind {
    crate::model::kind::DocumentKind::Response
}

/// The same request with its opening bracket where the input's root stands.
fn rooted(json: Json, root: SourceRange) -> Json {
    let mut text = MappedText::default();
    text.push("{", root);
    text.push_part(&json.text, 1..json.text.len());
    Json { text, ..json }
}

fn separate(json: &mut Json, at: SourceRange) {
    if json.text.len() > 1 {
        json.push(", ", start(at));
    }
}
fn start(at: SourceRange) -> SourceRange {
    SourceRange { span: Span { end: at.span.start, ..at.span }, ..at }
}
fn end(at: SourceRange) -> SourceRange {
    SourceRange { span: Span { start: at.span.end, ..at.span }, ..at }
}
