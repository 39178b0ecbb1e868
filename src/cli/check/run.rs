//! A run of `check` while its files are added: reports, fixes, suppressions and the summary.

use crate::cli::{
    args,
    check::{
        file_outcome::{self, CheckedFile, Outcome},
        fix::Fixer,
        outputs::Outputs,
        scripts::{self, Scripts},
    },
    input::{self, Input},
    settings::RunSettings,
    suppress::Ignores,
};
use ecs_preflight::{
    Checked, Definitions, Diagnostic, DocumentKind, Source, check_with,
    document::{dialect::Dialect, language},
    report::{FileReport, RenderOptions, Skipped, Summary, plain},
    settings::rule_levels::FailOn,
};
use std::cell::OnceCell;

/// The most findings of a run that are shown, which is what GitHub accepts; the others are counted.
pub(super) const FINDINGS_IN_ALL_MAX: usize = 25_000;

/// A run of `check`.
pub(super) struct Run<'a> {
    pub settings: &'a RunSettings<'a>,
    /// Whether some file has what makes the run fail.
    pub has_failed: bool,
    pub outputs: Outputs,
    pub look: RenderOptions,
    /// With `--fix` or `--diff`.
    pub fixer: Option<Fixer>,
    pub summary: Summary,
    /// Findings that are in the reports.
    pub shown: usize,
    /// Findings that are not, because a run shows no more.
    pub beyond: usize,
    pub notes: Vec<String>,
    pub errors: Vec<String>,
    pub ignores: Ignores,
    /// With `--show-files` the files, and what each is.
    pub shown_files: Option<Vec<(String, String)>>,
}

impl<'a> Run<'a> {
    pub fn new(
        args: &args::Check,
        settings: &'a RunSettings<'a>,
        outputs: Outputs,
        look: RenderOptions,
        fixer: Option<Fixer>,
        ignores: Ignores,
        errors: Vec<String>,
    ) -> Run<'a> {
        Run {
            settings,
            has_failed: false,
            outputs,
            look,
            fixer,
            summary: Summary::default(),
            shown: 0,
            beyond: 0,
            notes: Vec::new(),
            errors,
            ignores,
            shown_files: args.show_files.then(Vec::new),
        }
    }

    /// Adds what became of an input.
    pub fn add(&mut self, input: &Input, outcome: Outcome, definitions: &Definitions) {
        match outcome {
            Outcome::Checked(file) => self.add_checked(input, *file, definitions),
            Outcome::Skipped(why, document) => self.add_skipped(input, why, document.as_deref()),
            Outcome::ReadError(why) => self.errors.push(input::unread(input, &why)),
            Outcome::Nothing => {}
        }
    }

    fn add_checked(&mut self, input: &Input, file: CheckedFile, definitions: &Definitions) {
        let (source, mut checked, kind, fail_on) = file.into_parts();
        let source = source.map_or_else(OnceCell::new, OnceCell::from);
        let read = || source.get_or_init(|| file_outcome::read_again(input));
        // Suppressed findings are not fixed either.
        let all = if self.fixer.is_some() { checked.diagnostics.clone() } else { Vec::new() };
        self.summary.suppressed += self.ignores.apply(self.settings, input, read, &mut checked, fail_on);
        // Of a clean file reports show the name only.
        let source = source.into_inner().unwrap_or_else(|| Source::new(input.shown.clone(), Vec::new()));
        let (source, checked) = self.fixed(input, source, checked, &all, fail_on, definitions);
        self.report(input, &source, kind, &checked, fail_on);
    }

    fn add_skipped(&mut self, input: &Input, why: Skipped, document: Option<&Source>) {
        self.ignores.pass_over(self.settings, input);
        if let (Some(fixer), Some(document)) = (&mut self.fixer, document) {
            fixer.pass_on(input, document);
        }
        self.summary.skip(why);
        self.outputs.skip(&input.shown, why);
        if let Some(shown) = &mut self.shown_files {
            shown.push((input.shown.clone(), format!("skipped, {}", why.described())));
        }
        if input.from.is_named() {
            let why = match why {
                Skipped::Unrelated => {
                    "not an ECS launch document (pass `--kind` if it is meant to be one)".to_owned()
                }
                _ => why.described(),
            };
            self.notes.push(format!("skipped {}: {why}", plain(&input.shown)));
        }
    }

    /// What remains of a file's findings under `--fix` and `--diff`. `all` includes the suppressed ones.
    fn fixed(
        &mut self,
        input: &Input,
        source: Source,
        checked: Checked,
        all: &[Diagnostic],
        fail_on: FailOn,
        definitions: &Definitions,
    ) -> (Source, Checked) {
        let Some(fixer) = &mut self.fixer else { return (source, checked) };
        let Some(settings) = self.settings.of(input) else { return (source, checked) };
        let definitions = if settings.discovers() { definitions.clone() } else { definitions.named() };
        let is_fix_of_script = |found: &Diagnostic| found.fix.is_some() && scripts::is_of_script(&found.rule);
        if checked.diagnostics.iter().any(is_fix_of_script) {
            let examine = |source: &Source| {
                let found = Scripts::examined(source, &settings, &definitions, true);
                found.unwrap_or_else(|| Checked { diagnostics: Vec::new(), ..checked.clone() })
            };
            return fixer.fix_script(input, source, checked.clone(), examine);
        }
        let examine = |source: &Source| {
            let mut checked = check_with(source, settings.options(), &definitions);
            settings.apply(source, &mut checked);
            self.ignores.apply(self.settings, input, || source, &mut checked, fail_on);
            checked
        };
        fixer.fix(input, source, checked, all, settings.options(), examine)
    }

    /// Has a file that was checked reported.
    pub fn report(
        &mut self,
        input: &Input,
        source: &Source,
        kind: Option<DocumentKind>,
        checked: &Checked,
        fail_on: FailOn,
    ) {
        self.has_failed |= fail_on.reached_by(checked);
        if let Some(shown) = &mut self.shown_files {
            shown.push((input.shown.clone(), described(source, kind, checked)));
        }
        let file = FileReport { source, kind, checked, in_repository: None };
        self.summary.files += 1;
        self.show(input, &file);
        if checked.cut > 0 {
            let shown = checked.diagnostics.len();
            let (path, more) = (file.path(), checked.cut);
            self.notes.push(format!("{path}: only the first {shown} findings are shown ({more} more)"));
        }
    }

    /// Has what was found in a file, or in a line of one, reported, as far as a run shows more.
    pub fn show(&mut self, input: &Input, file: &FileReport<'_>) {
        let findings = &file.checked.diagnostics;
        let room = FINDINGS_IN_ALL_MAX - self.shown;
        self.shown += findings.len().min(room);
        if findings.len() <= room {
            self.summary.count(file);
            return self.outputs.add(input, file);
        }
        let beyond = findings.len() - room;
        self.beyond += beyond;
        self.summary.cut += beyond;
        let mut checked = file.checked.clone();
        checked.diagnostics.truncate(room);
        let file = FileReport { checked: &checked, ..*file };
        self.summary.count(&file);
        self.outputs.add(input, &file);
    }
}

/// What a file is that was checked.
fn described(source: &Source, kind: Option<DocumentKind>, checked: &Checked) -> String {
    let dialect = checked.document.map_or(Dialect::Cli, |document| document.dialect);
    match (dialect, kind) {
        (_, None) => "not valid JSON".to_owned(),
        (_, Some(kind)) if language::of(source.name(), source.text()).is_some() => match kind {
            DocumentKind::TaskDefinition => "a script that registers task definitions".to_owned(),
            _ => "a script that starts tasks".to_owned(),
        },
        (Dialect::StepFunctions, _) => "a Step Functions document".to_owned(),
        (Dialect::EventBridge | Dialect::CloudFormation, _) => "an EventBridge target".to_owned(),
        (Dialect::Pascal, Some(kind)) => format!("{} in PascalCase", kind.described()),
        (Dialect::Cli, Some(kind)) => kind.described().to_owned(),
    }
}
