//! What becomes of one input: it is read and checked, or skipped.

use crate::cli::{
    check::scripts::StdinCache,
    input::{self, Input, InputSource, ReadError},
    settings::AppliedSettings,
};
use ecs_preflight::{
    Checked, Definitions, Diagnostic, DocumentKind, Language, Options, Recognized, Source, check_with,
    document::language, report::Skipped, script, settings::rule_levels::FailOn,
};
use std::path::Path;

/// What became of one input.
pub(super) enum Outcome {
    Checked(Box<CheckedFile>),
    /// With the document if it came from standard input.
    Skipped(Skipped, Option<Box<Source>>),
    ReadError(ReadError),
    /// A script without a command that starts a task, which is not reported.
    Nothing,
}

impl Outcome {
    pub(super) fn checked(&self) -> Option<&CheckedFile> {
        if let Outcome::Checked(file) = self { Some(file) } else { None }
    }
}

/// A file that was checked.
pub(super) struct CheckedFile {
    /// Its bytes; `None` if they are probably not needed again, because nothing was found in them. To keep those of
    /// thousands of files costs more than to check them.
    source: Option<Box<Source>>,
    pub(super) checked: Checked,
    /// The kind of document that it was checked as.
    pub(super) kind: Option<DocumentKind>,
    pub(super) fail_on: FailOn,
}

impl CheckedFile {
    pub(super) fn new(
        source: Source,
        checked: Checked,
        kind: Option<DocumentKind>,
        fail_on: FailOn,
    ) -> CheckedFile {
        CheckedFile { source: Some(Box::new(source)), checked, kind, fail_on }
    }
    /// Drops the bytes if they can be read again and no finding shows them.
    pub(super) fn let_go(&mut self, input: &Input) {
        if may_let_go(&self.checked, input) {
            self.source = None;
        }
    }
    /// The bytes, if they are here.
    pub(super) fn source(&self) -> Option<&Source> {
        self.source.as_deref()
    }
    /// Takes the bytes, or reads the file again if they were dropped.
    pub(super) fn take_source(&mut self, input: &Input) -> Result<Source, ReadError> {
        match self.source.take() {
            Some(source) => Ok(*source),
            None => {
                let mut source = Source::new(input.shown.clone(), input.from.read()?);
                source.shrink_to_fit();
                Ok(source)
            }
        }
    }
    /// The bytes, if they are here; what was found; the kind; and what makes the run fail.
    pub(super) fn into_parts(self) -> (Option<Source>, Checked, Option<DocumentKind>, FailOn) {
        (self.source.map(|source| *source), self.checked, self.kind, self.fail_on)
    }
    pub(super) fn put_source(&mut self, source: Source) {
        self.source = Some(Box::new(source));
    }
}

fn may_let_go(checked: &Checked, input: &Input) -> bool {
    let Checked { diagnostics, cut, document, .. } = checked;
    let is_clean = diagnostics.is_empty() && *cut == 0;
    let defines = document.is_some_and(|document| document.kind == DocumentKind::TaskDefinition);
    is_clean && !defines && matches!(input.from, InputSource::Found(_))
}

/// Reads a clean file again. Reports do not show its text, so it may be empty if it cannot be read any more.
pub(super) fn read_again(input: &Input) -> Source {
    Source::new(input.shown.clone(), input.from.read().unwrap_or_default())
}

/// Reads and checks inputs.
#[derive(Clone, Copy)]
pub(super) struct Checker<'a> {
    /// The bytes of inputs that were read already.
    pub stdin: &'a StdinCache,
    pub definitions: &'a Definitions,
    /// Whether the bytes of clean files are needed afterwards.
    pub keeps_bytes: bool,
}

impl Checker<'_> {
    /// Reads and checks an input. It has no settings if it is excluded.
    pub fn outcome(self, input: &Input, settings: Option<AppliedSettings<'_>>) -> Outcome {
        let Some(settings) = settings else { return excluded(input) };
        let is_named = input.from.is_named();
        let bytes = match self.read(input) {
            Ok(bytes) => bytes,
            Err(ReadError::TooLarge) if !is_named => return Outcome::Skipped(Skipped::TooLarge, None),
            Err(why) => return Outcome::ReadError(why),
        };
        let source = Source::new(input.shown.clone(), bytes);
        let options = settings.options();
        if let Some(language) = language::of(&input.shown, source.text())
            && !may_be_json(language, &source, options)
            && (is_named || !is_script(input))
        {
            return skipped(Skipped::Language(language), input, source);
        }
        if options.kind.is_none() && is_script(input) {
            // Scripts that start tasks were checked before; this one does not.
            return if is_named { Outcome::Skipped(Skipped::Unrelated, None) } else { Outcome::Nothing };
        }
        let checked = check_with(&source, options, self.definitions);
        match passed_over(&checked, options, is_named) {
            Some(why) => skipped(why, input, source),
            None => self.checked(input, source, checked, &settings),
        }
    }

    fn read(self, input: &Input) -> Result<Vec<u8>, ReadError> {
        let before = self.stdin.lock().ok().and_then(|mut cache| cache.remove(&input.shown));
        before.unwrap_or_else(|| input.from.read())
    }

    fn checked(
        self,
        input: &Input,
        mut source: Source,
        mut checked: Checked,
        settings: &AppliedSettings<'_>,
    ) -> Outcome {
        settings.apply(&source, &mut checked);
        let kind = checked.document.map(|document| document.kind).or(settings.options().kind);
        let source = if self.keeps_bytes || !may_let_go(&checked, input) {
            source.shrink_to_fit();
            Some(Box::new(source))
        } else {
            input::give_back(source.into_bytes());
            None
        };
        Outcome::Checked(Box::new(CheckedFile { source, checked, kind, fail_on: settings.fail_on() }))
    }
}

/// A document from standard input is passed on even if it is not checked.
fn excluded(input: &Input) -> Outcome {
    let bytes = if matches!(input.from, InputSource::Stdin) { input.from.read().ok() } else { None };
    let source = bytes.map(|bytes| Box::new(Source::new(input.shown.clone(), bytes)));
    Outcome::Skipped(Skipped::Excluded, source)
}

fn skipped(why: Skipped, input: &Input, source: Source) -> Outcome {
    if matches!(input.from, InputSource::Stdin) {
        return Outcome::Skipped(why, Some(Box::new(source)));
    }
    input::give_back(source.into_bytes());
    Outcome::Skipped(why, None)
}

/// Whether a file is checked as JSON though it is written in another language, because the user named its kind.
pub(super) fn may_be_json(language: Language, source: &Source, options: &Options) -> bool {
    let is_text = language == Language::Yaml || language::begins_as_json(source.text());
    options.kind.is_some() && is_text
}

/// Why a file that was checked is skipped nevertheless; `None` if it is reported.
pub(super) fn passed_over(checked: &Checked, options: &Options, named: bool) -> Option<Skipped> {
    let wrong_document = options.kind.is_some() && !checked.diagnostics.is_empty();
    let is_unreadable = |found: &Diagnostic| matches!(found.rule.as_ref(), "syntax" | "encoding");
    let illegible = || checked.diagnostics.iter().any(is_unreadable);
    match checked.recognized {
        _ if checked.document.is_some() || wrong_document => None,
        // One that has too many values to be checked.
        Recognized::Launch(_) => None,
        Recognized::Foreign(foreign) => Some(Skipped::Foreign(foreign)),
        _ if named && illegible() => None,
        _ => Some(Skipped::Unrelated),
    }
}

/// Whether a file has the name of a script, with an extension that only scripts have.
pub(super) fn is_script(input: &Input) -> bool {
    let path = Path::new(&input.shown);
    !input::is_json(path)
        && (path.extension().is_some() || !input.from.is_named())
        && !matches!(input.from, InputSource::Stdin)
        && script::is_script_name(&input.shown)
}
