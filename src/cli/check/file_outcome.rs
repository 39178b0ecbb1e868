//! What becomes of one input: it is read and checked, or passed over.

use crate::cli::{
    check::scripts::StdinCache,
    input::{self, Input, InputSource, ReadError},
    settings::RunSettings,
};
use ecs_preflight::{
    Checked, Definitions, DocumentKind, Language, Options, Recognized, Source, check_with,
    document::language, report::Skipped, script, settings::rule_levels::FailOn,
};
use std::path::Path;

/// What became of one input.
pub(super) enum Outcome {
    Checked(Box<CheckedFile>),
    /// With the document if it came from standard input.
    Skipped(Skipped, Option<Box<Source>>),
    ReadError(ReadError),
    /// A script without a command that starts a task: not worth a word.
    Nothing,
}

impl Outcome {
    pub(super) fn done(&self) -> Option<&CheckedFile> {
        if let Outcome::Checked(it) = self { Some(it) } else { None }
    }
}

/// A file that was checked.
pub(super) struct CheckedFile {
    /// Its bytes; `None` where nobody is likely to look at them again, as nothing was found in them. Thousands of such
    /// files would be held until the last is read, and all that room costs more than the checks.
    source: Option<Box<Source>>,
    pub(super) checked: Checked,
    /// What it was to be.
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
    /// Lets the bytes go where they can be had again and nothing was found in them that would show them.
    pub(super) fn let_go(&mut self, input: &Input) {
        if may_let_go(&self.checked, input) {
            self.source = None;
        }
    }
    /// The bytes, if they are here.
    pub(super) fn source(&self) -> Option<&Source> {
        self.source.as_deref()
    }
    /// Takes the bytes, or reads the file again.
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
    /// The bytes, if they are here; what was found; what it was to be; and from what on the run fails.
    pub(super) fn into_parts(self) -> (Option<Source>, Checked, Option<DocumentKind>, FailOn) {
        (self.source.map(|it| *it), self.checked, self.kind, self.fail_on)
    }
    pub(super) fn put_source(&mut self, source: Source) {
        self.source = Some(Box::new(source));
    }
}

fn may_let_go(checked: &Checked, input: &Input) -> bool {
    let Checked { diagnostics, cut, document, .. } = checked;
    let is_clean = diagnostics.is_empty() && *cut == 0;
    let defines = document.is_some_and(|it| it.kind == DocumentKind::TaskDefinition);
    is_clean && !defines && matches!(input.from, InputSource::Found(_))
}

/// A clean file once more. Nothing is shown of it, so what cannot be read any more may be empty.
pub(super) fn read_again(input: &Input) -> Source {
    Source::new(input.shown.clone(), input.from.read().unwrap_or_default())
}

/// Reads and checks an input; `keep` says whether the bytes of clean files too are wanted afterwards.
pub(super) fn outcome(
    input: &Input,
    settings: &RunSettings<'_>,
    kept: &StdinCache,
    definitions: &Definitions,
    keep: bool,
) -> Outcome {
    let is_stdin = matches!(input.from, InputSource::Stdin);
    let Some(held) = settings.of(input) else {
        let bytes = if is_stdin { input.from.read().ok() } else { None };
        return Outcome::Skipped(
            Skipped::Excluded,
            bytes.map(|it| Box::new(Source::new(input.shown.clone(), it))),
        );
    };
    let named = input.from.is_named();
    let before = kept.lock().ok().and_then(|mut it| it.remove(&input.shown));
    let bytes = match before.unwrap_or_else(|| input.from.read()) {
        Ok(bytes) => bytes,
        Err(ReadError::TooLarge) if !named => return Outcome::Skipped(Skipped::TooLarge, None),
        Err(why) => return Outcome::ReadError(why),
    };
    let mut source = Source::new(input.shown.clone(), bytes);
    let options = held.options();
    let language = language::of(&input.shown, source.text());
    if let Some(it) = language.filter(|it| !may_be_json(*it, &source, options))
        && (named || !is_script(input))
    {
        let document = is_stdin.then(|| Box::new(source));
        return Outcome::Skipped(Skipped::Language(it), document);
    }
    if options.kind.is_none() && is_script(input) {
        // What starts tasks was checked before; this does not.
        return if named { Outcome::Skipped(Skipped::Unrelated, None) } else { Outcome::Nothing };
    }
    let mut checked = check_with(&source, options, definitions);
    if let Some(why) = passed_over(&checked, options, named) {
        if is_stdin {
            return Outcome::Skipped(why, Some(Box::new(source)));
        }
        input::give_back(source.into_bytes());
        return Outcome::Skipped(why, None);
    }
    held.judge(&source, &mut checked);
    let kind = checked.document.map(|it| it.kind).or(options.kind);
    let source = if keep || !may_let_go(&checked, input) {
        source.shrink_to_fit();
        Some(Box::new(source))
    } else {
        input::give_back(source.into_bytes());
        None
    };
    Outcome::Checked(Box::new(CheckedFile { source, checked, kind, fail_on: held.fail_on() }))
}

/// Whether a file is looked at as JSON though it is written in another language: somebody said what it is.
fn may_be_json(language: Language, source: &Source, options: &Options) -> bool {
    let is_text = language == Language::Yaml || language::begins_as_json(source.text());
    options.kind.is_some() && is_text
}

/// Why nothing is reported of what was looked at; `None` where it is.
pub(super) fn passed_over(checked: &Checked, options: &Options, named: bool) -> Option<Skipped> {
    let wrong_document = options.kind.is_some() && !checked.diagnostics.is_empty();
    let illegible = || checked.diagnostics.iter().any(|it| matches!(it.rule.as_ref(), "syntax" | "encoding"));
    match checked.recognized {
        _ if checked.document.is_some() || wrong_document => None,
        // One that holds too many values to be checked.
        Recognized::Launch(_) => None,
        Recognized::Foreign(it) => Some(Skipped::Foreign(it)),
        _ if named && illegible() => None,
        _ => Some(Skipped::Unrelated),
    }
}

/// Whether a file that is no JSON by its name has the name of a script, with an ending that nothing else has.
fn is_script(input: &Input) -> bool {
    let path = Path::new(&input.shown);
    !input::is_json(path)
        && (path.extension().is_some() || !input.from.is_named())
        && !matches!(input.from, InputSource::Stdin)
        && script::is_script_name(&input.shown)
}
