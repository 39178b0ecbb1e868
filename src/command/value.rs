//! What the words of one option mean: files, JSON, shorthand, plain words.

use crate::{
    check::{self, Checked},
    diagnostic::Diagnostic,
    json::{self, ShapeId},
    model::{revision::Date, shape::Type},
    shorthand::{self, Data, Dialect, coerce, is_space, parser, to_json::Json},
    text::{
        mapped_text::{MappedText, SourceId, SourceRange},
        source::{Encoding, Source},
        span::Span,
    },
};
use crate::{
    command::{
        CommandOptions, FileSystem,
        argparse::{Given, mistake},
        copy_json::{copy, decoded, forgotten_file, newlines},
        finding::Finding,
        options::{GlobalCheck, OptionSpec, Role, Takes},
    },
    diagnostic::fault::command::{CommandFault, CommandFaultKind, ValueFault},
    model::cli_version::CliVersion,
};

/// More files than this name no request.
const FILES_MAX: usize = 1_000;

/// All that is gathered while a command line is read.
pub(super) struct OptionReader<'a> {
    pub settings: &'a CommandOptions<'a>,
    pub day: Date,
    pub files: &'a mut dyn FileSystem,
    pub sources: Vec<Source>,
    pub findings: Vec<Finding>,
    /// How many more there were at least.
    pub cut: usize,
    pub mistakes: Vec<CommandFault>,
}

/// What an option was given, after files have been read.
pub(super) enum Content {
    /// Words of the command line.
    Words(Vec<MappedText>),
    /// The text of a file, which the client does not put into a list.
    File(MappedText),
    /// The bytes of a file.
    Bytes(SourceId, SourceRange),
    /// Something that cannot be had, and that has been said.
    Missing(SourceRange),
}

/// A word or a file's text, and from where it is.
pub(super) fn whole(text: &MappedText) -> SourceRange {
    text.origin(0..text.len())
}

impl<'a> OptionReader<'a> {
    /// `source` is the text of the command line.
    pub fn new(
        settings: &'a CommandOptions<'a>,
        source: Source,
        files: &'a mut dyn FileSystem,
    ) -> OptionReader<'a> {
        OptionReader {
            settings,
            day: settings.client.day(settings.revision),
            files,
            sources: vec![source],
            findings: Vec::new(),
            cut: 0,
            mistakes: Vec::new(),
        }
    }

    /// Notes a mistake in an option.
    pub fn mistake(&mut self, at: SourceRange, spec: &OptionSpec, pointer: &str, kind: CommandFaultKind) {
        self.mistakes.push(CommandFault { pointer: pointer.to_owned(), ..mistake(at, &spec.name, kind) });
    }

    /// Reads the file that a word names; `None` where it names none.
    fn file(&mut self, word: &MappedText, spec: &OptionSpec, pointer: &str) -> Option<Content> {
        let text = word.text();
        let (path, binary) = match (text.strip_prefix("file://"), text.strip_prefix("fileb://")) {
            (Some(path), _) => (path, false),
            (_, Some(path)) => (path, true),
            _ => return None,
        };
        let at = whole(word);
        if !word.is_known(0..word.len()) {
            return Some(Content::Missing(at));
        }
        let read = if self.sources.len() > FILES_MAX {
            Err("too many files".to_owned())
        } else {
            self.files.read(path)
        };
        let bytes = match read {
            Ok(bytes) => bytes,
            Err(why) => {
                let near = self.files.neighbor(path);
                self.mistake(
                    at,
                    spec,
                    pointer,
                    CommandFaultKind::NoFile { path: path.to_owned(), why, near },
                );
                return Some(Content::Missing(at));
            }
        };
        let id = self.sources.len() as SourceId;
        if binary {
            self.sources.push(Source::new(path.to_owned(), decoded(bytes)));
            return Some(Content::Bytes(id, at));
        }
        let source = Source::new(path.to_owned(), bytes);
        let text = source.text().to_owned();
        let encoding = source.encoding();
        self.sources.push(source);
        if !matches!(encoding, Encoding::Utf8 | Encoding::Utf8Bom) {
            self.encoding(id);
            return Some(Content::Missing(at));
        }
        Some(Content::File(newlines(id, &text)))
    }

    /// Reports that a file is not UTF-8.
    fn encoding(&mut self, id: SourceId) {
        let Some(source) = self.sources.get(usize::from(id)) else { return };
        let found =
            check::syntax_diagnostics(source).diagnostics.into_iter().filter(|it| it.rule == "encoding");
        let found = found.map(|diagnostic| Finding { source: id, diagnostic });
        self.findings.extend(found.collect::<Vec<_>>());
    }

    /// What an option was given.
    pub fn content(&mut self, given: &Given, spec: &OptionSpec, pointer: &str) -> Content {
        if let [word] = given.words.as_slice() {
            if let Some(content) = self.file(word, spec, pointer) {
                return content;
            }
            if word.text().starts_with("http://") || word.text().starts_with("https://") {
                let fetched = self.settings.client != CliVersion::V2;
                self.mistake(whole(word), spec, pointer, CommandFaultKind::Remote { fetched });
                if fetched {
                    return Content::Missing(whole(word));
                }
            }
        }
        Content::Words(given.words.clone())
    }

    /// Adds the value of a member's option.
    pub fn member(&mut self, out: &mut Json, given: &Given, spec: &OptionSpec, id: ShapeId) {
        let pointer = id.get().pointer.to_owned();
        let content = self.content(given, spec, &pointer);
        match (id.get().form, id.element().get().form) {
            (Type::List, Type::Text | Type::Unknown) => self.words(out, content, spec, &pointer),
            (Type::List, _) => self.structures(out, content, spec, id),
            (Type::Struct | Type::Map, _) => self.structure(out, content, spec, id),
            (form, _) => self.scalar(out, content, spec, &pointer, form),
        }
    }

    fn refuse(&mut self, out: &mut Json, at: SourceRange, spec: &OptionSpec, pointer: &str, why: ValueFault) {
        self.mistake(at, spec, pointer, CommandFaultKind::Value(why));
        out.push_hole(at);
    }

    fn scalar(&mut self, out: &mut Json, content: Content, spec: &OptionSpec, pointer: &str, form: Type) {
        let text = match content {
            Content::Words(words) => match words.into_iter().next() {
                Some(word) => word,
                None => return,
            },
            Content::File(text) => text,
            Content::Bytes(_, at) => return self.refuse(out, at, spec, pointer, ValueFault::RawBytes),
            Content::Missing(at) => return out.push_hole(at),
        };
        let known = text.is_known(0..text.len());
        if !known && (form != Type::Text || !text.is_partly_known(0..text.len())) {
            return out.push_hole(whole(&text));
        }
        match form {
            Type::Integer(..) => match coerce::integer(text.text()) {
                Some(number) => out.push(&number, whole(&text)),
                None => self.refuse(out, whole(&text), spec, pointer, ValueFault::NoInteger),
            },
            _ => string(out, &text),
        }
    }

    /// A list of plain words, or JSON where one word begins with a bracket.
    fn words(&mut self, out: &mut Json, content: Content, spec: &OptionSpec, pointer: &str) {
        match content {
            Content::Missing(at) => out.push_hole(at),
            Content::Bytes(_, at) => self.refuse(out, at, spec, pointer, ValueFault::RawBytes),
            Content::File(text) if starts(&text, '[') => self.json(out, &text),
            Content::File(text) if blank(&text) => {
                self.refuse(out, whole(&text), spec, pointer, ValueFault::Empty);
            }
            Content::File(text) => {
                // Sent as it is: a list of single characters.
                self.mistake(whole(&text), spec, pointer, CommandFaultKind::Value(ValueFault::Characters));
                let mut characters = Vec::new();
                for (at, c) in text.text().char_indices() {
                    let mut one = MappedText::default();
                    one.push_part(&text, at..at + c.len_utf8());
                    characters.push(one);
                }
                list(out, &characters, whole(&text), string);
            }
            Content::Words(words) => match words.as_slice() {
                [one] if one.text().trim_matches(is_space).starts_with('[') => self.json(out, one),
                words => list(out, words, spread(words), |out, word| {
                    let range = 0..word.len();
                    let known = word.is_known(range.clone()) || word.is_partly_known(range);
                    if known { string(out, word) } else { out.push_hole(whole(word)) }
                }),
            },
        }
    }

    /// An object: JSON, else shorthand.
    fn structure(&mut self, out: &mut Json, content: Content, spec: &OptionSpec, id: ShapeId) {
        let pointer = id.get().pointer;
        let text = match content {
            Content::Words(words) => match words.into_iter().next() {
                Some(word) => word,
                None => return,
            },
            Content::File(text) => text,
            Content::Bytes(_, at) => return self.refuse(out, at, spec, pointer, ValueFault::Bytes),
            Content::Missing(at) => return out.push_hole(at),
        };
        if starts(&text, '{') {
            return self.json(out, &text);
        }
        if starts(&text, '[') {
            return self.refuse(out, whole(&text), spec, pointer, ValueFault::ListForObject);
        }
        if let Some(mut value) = self.shorthand(&text, spec, pointer) {
            self.fit(&mut value, &text, spec, (id, pointer));
            shorthand::to_json::value(out, &value, &text);
        } else {
            out.push_hole(whole(&text));
        }
    }

    /// A list of objects: each word is one, in JSON or in shorthand, as the first word has it.
    fn structures(&mut self, out: &mut Json, content: Content, spec: &OptionSpec, id: ShapeId) {
        let pointer = id.get().pointer;
        let words = match content {
            Content::Words(words) => words,
            Content::Missing(at) => return out.push_hole(at),
            Content::Bytes(_, at) => return self.refuse(out, at, spec, pointer, ValueFault::Bytes),
            Content::File(text) if starts(&text, '[') => return self.json(out, &text),
            Content::File(text) => {
                return self.refuse(out, whole(&text), spec, pointer, ValueFault::ObjectForList);
            }
        };
        if let [one] = words.as_slice()
            && starts(one, '[')
        {
            return self.json(out, one);
        }
        let json = words.first().is_some_and(|it| starts(it, '[') || starts(it, '{'));
        out.push("[", spread(&words));
        for (at, word) in words.iter().enumerate() {
            if at > 0 {
                out.push(", ", word.origin(0..0));
            }
            let pointer = &format!("{pointer}/{at}");
            match (json, starts(word, '{')) {
                (true, true) => self.json(out, word),
                (true, false) => self.refuse(out, whole(word), spec, pointer, ValueFault::MixedList),
                (false, _) => match self.shorthand(word, spec, pointer) {
                    None => out.push_hole(whole(word)),
                    Some(mut value) => {
                        self.fit(&mut value, word, spec, (id.element(), pointer));
                        shorthand::to_json::value(out, &value, word);
                    }
                },
            }
        }
        out.push("]", spread(&words));
    }

    /// Reads shorthand; what is wrong with it is noted.
    fn shorthand(&mut self, text: &MappedText, spec: &OptionSpec, pointer: &str) -> Option<shorthand::Value> {
        if let Some(meant) = forgotten_file(text) {
            self.mistake(whole(text), spec, pointer, CommandFaultKind::ForgottenFile { meant });
            return None;
        }
        let dialect = if self.settings.client == CliVersion::Old { Dialect::Old } else { Dialect::Now };
        match parser::read(text.text(), dialect) {
            Ok(parsed) => {
                for lost in parsed.lost {
                    let again = match &lost.why {
                        shorthand::LostWhy::Repeated { again, .. } => Some(text.origin(again.range())),
                        shorthand::LostWhy::Backtracked => None,
                    };
                    self.mistake(
                        text.origin(lost.span.range()),
                        spec,
                        pointer,
                        CommandFaultKind::Lost(lost, again),
                    );
                }
                Some(parsed.value)
            }
            Err(failure) => {
                let end = text.text()[failure.at..].chars().next().map_or(0, char::len_utf8);
                let at = text.origin(failure.at..failure.at + end);
                // What follows a variable may stand differently once it has its value.
                let rest = &text.text()[failure.at..];
                if !text.is_known(0..text.len()) && (rest.is_empty() || is_unknown_key(text, &failure)) {
                    return None;
                }
                if text.is_known(failure.at..failure.at + end) {
                    let kind = CommandFaultKind::Shorthand { text: text.text().to_owned(), failure };
                    self.mistake(at, spec, pointer, kind);
                }
                None
            }
        }
    }

    /// Adds a text in shorthand whose place in the model is not known; gives whether it could be read.
    pub fn shorthand_value(&mut self, out: &mut Json, text: &MappedText) -> bool {
        let spec = OptionSpec {
            name: "shorthand".to_owned(),
            takes: Takes::One,
            role: Role::Global(GlobalCheck::Nothing),
            required: false,
            choices: &[],
        };
        let Some(mut value) = self.shorthand(text, &spec, "") else { return false };
        self.nested_files(&mut value, text, &spec, "");
        shorthand::to_json::value(out, &value, text);
        true
    }

    /// Files after `@=`, then the model.
    fn fit(
        &mut self,
        value: &mut shorthand::Value,
        text: &MappedText,
        spec: &OptionSpec,
        (id, pointer): (ShapeId, &str),
    ) {
        self.nested_files(value, text, spec, pointer);
        for rejected in coerce::fit(value, id, self.day) {
            let at = text.origin(rejected.span.range());
            let pointer = format!("{pointer}{}", rejected.pointer);
            self.mistake(at, spec, &pointer, CommandFaultKind::Rejected(rejected));
        }
    }

    fn nested_files(
        &mut self,
        value: &mut shorthand::Value,
        text: &MappedText,
        spec: &OptionSpec,
        pointer: &str,
    ) {
        match &mut value.data {
            Data::List(values) => values.iter_mut().for_each(|it| self.nested_files(it, text, spec, pointer)),
            Data::Map(members) => {
                members.iter_mut().for_each(|it| self.nested_files(&mut it.value, text, spec, pointer));
            }
            Data::Text(string) if string.file => {
                let at = text.origin(value.span.range());
                let word = MappedText::standing_for(at.source, string.text.as_str(), at.span);
                match self.file(&word, spec, pointer) {
                    None => {}
                    Some(Content::File(content)) => value.data = Data::File(Box::new(content)),
                    Some(Content::Bytes(..)) => {
                        self.mistake(at, spec, pointer, CommandFaultKind::Value(ValueFault::Bytes));
                        value.data = Data::Bytes;
                    }
                    Some(_) => value.data = Data::Hole,
                }
            }
            _ => {}
        }
    }

    /// Adds JSON as it is; after a syntax error, its intact parts.
    pub fn json(&mut self, out: &mut Json, text: &MappedText) {
        let parsed = json::parse(text.text());
        self.syntax(text, &parsed);
        let spans: Vec<_> = parsed.faults.iter().filter(|it| it.hides_members).map(|it| it.span).collect();
        copy(out, text, parsed.tree.root(), &spans);
    }

    /// Says what is wrong with the syntax of JSON.
    pub fn syntax(&mut self, text: &MappedText, parsed: &json::Parsed<'_>) {
        if parsed.faults.is_empty() && !text.text().starts_with('\u{feff}') {
            return;
        }
        let source = Source::new("", text.text().as_bytes().to_vec());
        let Checked { diagnostics: mut found, cut, .. } = check::syntax_diagnostics(&source);
        found.retain(|it| text.is_known(it.span.range()));
        let stripped = !text.text().contains('"') && whole(text).source == crate::command::LINE;
        if stripped {
            // That is one mistake, however many quotes there were.
            found.truncate(1);
        } else {
            self.cut += cut;
        }
        if let Some(first) = found.first_mut().filter(|_| stripped) {
            first.help("PowerShell and cmd.exe take double quotes away: write `\\\"`, or use `file://`");
        }
        found.into_iter().for_each(|it| self.mapped(it, text));
    }

    /// The text at a place of a source.
    pub fn written(&self, at: SourceRange) -> String {
        let source = self.sources.get(usize::from(at.source));
        source.and_then(|source| source.text().get(at.span.range())).unwrap_or_default().to_owned()
    }

    /// Takes a finding on a text back to where the text stands.
    pub fn mapped(&mut self, mut it: Diagnostic, text: &MappedText) {
        let at = text.origin(it.span.range());
        it.span = at.span;
        it.labels.retain_mut(|label| {
            if label.file.is_some() {
                return true;
            }
            let origin = text.origin(label.span.range());
            label.span = origin.span;
            origin.source == at.source
        });
        it.fix = it.fix.filter(|_| at.source != crate::command::LINE).and_then(|mut fix| {
            for edit in &mut fix.edits {
                edit.span = text.exact(edit.span.range()).filter(|it| it.source == at.source)?.span;
            }
            Some(fix)
        });
        self.findings.push(Finding { source: at.source, diagnostic: it });
    }
}

/// Adds a word as a string.
fn string(out: &mut Json, text: &MappedText) {
    if text.is_empty() {
        return out.push("\"\"", whole(text));
    }
    out.push("\"", text.origin(0..0));
    out.push_characters(text.text(), text, 0);
    let end = whole(text);
    out.push("\"", SourceRange { span: Span { start: end.span.end, ..end.span }, ..end });
}

fn list(out: &mut Json, words: &[MappedText], at: SourceRange, each: impl Fn(&mut Json, &MappedText)) {
    out.push("[", at);
    for (index, word) in words.iter().enumerate() {
        if index > 0 {
            out.push(", ", word.origin(0..0));
        }
        each(out, word);
    }
    out.push("]", at);
}

/// From the first word to the last.
fn spread(words: &[MappedText]) -> SourceRange {
    match (words.first(), words.last()) {
        (Some(first), Some(last)) => crate::command::argparse::joined(whole(first), whole(last)),
        _ => SourceRange { source: crate::command::LINE, span: Span::new(0, 0) },
    }
}

fn starts(text: &MappedText, with: char) -> bool {
    text.text().trim_start_matches(is_space).starts_with(with)
}

fn blank(text: &MappedText) -> bool {
    text.text().chars().all(is_space)
}

/// Whether the client wants `=` after a variable, whose value may have one: `{$SETTINGS}`.
fn is_unknown_key(text: &MappedText, failure: &shorthand::Failure) -> bool {
    let before = text.text()[..failure.at].trim_end().len();
    let wants = matches!(&failure.kind, shorthand::FailureKind::Expected { expected: "=", .. });
    wants && before.checked_sub(1).is_some_and(|at| !text.is_known(at..before))
}
