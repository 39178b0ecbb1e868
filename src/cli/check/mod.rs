//! `check`: finds and reads files, has the library check them, prints what it found.

pub(crate) mod ahead;
pub(crate) mod file_outcome;
pub(crate) mod fix;
pub(crate) mod line_reader;
pub(crate) mod ndjson;
pub(crate) mod outputs;
pub(crate) mod scripts;
pub(crate) mod task_definitions;
pub(crate) mod worker_pool;

use crate::cli::{
    EXIT_ERROR, EXIT_FINDINGS, args,
    check::{
        fix::Mending,
        outputs::Outputs,
        scripts::{Scripts, StdinCache, Used},
    },
    git,
    input::{self, Input, InputSource},
    io::{progress, terminal},
    settings::{ConfigDiscovery, RunSettings},
    suppress::Ignores,
};
use ecs_preflight::{
    Checked, Definitions, Diagnostic, DocumentKind, Source, check_with,
    document::{dialect::Dialect, language},
    report::{FileReport, RenderOptions, Skipped, Summary, plain},
    settings::rule_levels::FailOn,
    text::display,
};
use file_outcome::{CheckedFile, Outcome, outcome};
use std::{cell::OnceCell, iter};

/// Runs `check`; gives the exit code.
pub fn check_files(args: &args::Check) -> u8 {
    if args.stdin_filename.is_some() && !args.paths.iter().any(|it| it.as_os_str() == "-") {
        terminal::note("error: `--stdin-filename` requires the path `-`\n");
        return EXIT_ERROR;
    }
    if let Some(why) = ndjson::refused(args) {
        return refused(&why);
    }
    let mending = match Mending::new(&args.fixing) {
        Ok(mending) => mending,
        Err(why) => return refused(why),
    };
    let look = if fix::takes_stdout(args) { terminal::look_aside } else { terminal::look };
    let look = RenderOptions { summary: !args.quiet, ..look(args.color.color) };
    let mut finder = ConfigDiscovery::of(&args.settings);
    let mut ignores = Ignores::new(args);
    let ahead::Found { mut inputs, early, errors } =
        match ahead::find(args, mending.is_some(), &mut finder, &mut ignores) {
            Ok(found) => found,
            Err(why) => return refused(&why),
        };
    if args.skip_unrecognized {
        inputs.iter_mut().for_each(Input::as_if_found);
    }
    let Some(settings) = RunSettings::of_all(&args.settings, finder, &inputs, &look) else {
        return EXIT_ERROR;
    };
    let outputs = match Outputs::begin(&args.output, &inputs, &look) {
        Ok(outputs) => outputs,
        Err(why) => return refused(&why),
    };
    let definitions = match task_definitions::named(&args.settings, &settings) {
        Ok(definitions) => definitions,
        Err(errors) => return refused(&errors.join("\nerror: ")),
    };
    let mut run = Run {
        settings: &settings,
        failed: false,
        outputs,
        look,
        mending,
        summary: Summary::default(),
        shown: 0,
        beyond: 0,
        notes: Vec::new(),
        errors,
        ignores,
        shown_files: args.show_files.then(Vec::new),
    };
    if args.ndjson {
        run.lines(&inputs, &definitions);
        return run.end(args);
    }
    let ignores = !args.ignores.no_ignores;
    let (mut scripts, kept) = Scripts::read(&inputs, &settings, &definitions, ignores);
    let keep = run.mending.is_some() || !scripts.is_empty();
    let work = Work { settings: &settings, kept: &kept, definitions: &definitions, keep, bar: !args.quiet };
    if inputs.len() == 1 || args.settings.no_discover {
        each(&inputs, early, work, |input, outcome| {
            let outcome = run.with_scripts(&mut scripts, input, outcome);
            run.add(input, outcome, &definitions);
        });
    } else {
        let mut outcomes = Vec::with_capacity(inputs.len());
        each(&inputs, early, work, |_, outcome| outcomes.push(outcome));
        let known = definitions.iter().count();
        let definitions = run.discover(definitions, &inputs, &mut outcomes, !scripts.is_empty(), keep);
        if definitions.iter().count() > known && !scripts.is_empty() {
            scripts = scripts.hold(&inputs, &settings, &definitions, ignores);
        }
        for (input, outcome) in inputs.iter().zip(outcomes) {
            let outcome = run.with_scripts(&mut scripts, input, outcome);
            run.add(input, outcome, &definitions);
        }
    }
    scripts.rest().for_each(|it| run.used(it));
    run.end(args)
}

/// Says what is wrong with the command line, or with what it asks for.
fn refused(why: &str) -> u8 {
    terminal::note(&format!("error: {why}\n"));
    EXIT_ERROR
}

/// How inputs are read and checked.
#[derive(Clone, Copy)]
struct Work<'a> {
    settings: &'a RunSettings<'a>,
    kept: &'a StdinCache,
    definitions: &'a Definitions,
    /// Whether the bytes of clean files too are wanted afterwards.
    keep: bool,
    /// Whether a bar shows how far it is.
    bar: bool,
}

impl Work<'_> {
    fn outcome(self, input: &Input) -> Outcome {
        outcome(input, self.settings, self.kept, self.definitions, self.keep)
    }
}

/// Checks the inputs that were not checked early, and hands over what became of all of them in their order.
fn each(
    inputs: &[Input],
    early: Vec<Option<Outcome>>,
    work: Work<'_>,
    mut then: impl FnMut(&Input, Outcome),
) {
    let known = early.iter().flatten().count();
    let early = early.into_iter().chain(iter::repeat_with(|| None));
    let all = inputs.iter().zip(early).enumerate();
    let outcome = |(at, (input, early)): (usize, (&Input, Option<Outcome>))| {
        (at, early.unwrap_or_else(|| work.outcome(input)))
    };
    let few = inputs.len() - known < worker_pool::WORTH;
    let threads = if few { 1 } else { worker_pool::threads() };
    let bar = !few && work.bar && progress::is_watched();
    // One more thread is only worth while beside another, or beside a bar.
    if threads == 1 && !bar {
        return all.map(outcome).for_each(|(at, it)| then(&inputs[at], it));
    }
    let in_order = |(a, _): &(usize, _), (b, _): &(usize, _)| a.cmp(b);
    let outcomes = worker_pool::work(threads, bar, outcome, in_order, |give| all.for_each(give));
    outcomes.into_iter().for_each(|(at, it)| then(&inputs[at], it));
}

/// A run shows so many findings, as many as GitHub takes; what is beyond is counted.
const FINDINGS_IN_ALL_MAX: usize = 25_000;

/// A run of `check`, in the making.
struct Run<'a> {
    settings: &'a RunSettings<'a>,
    /// Whether some file holds what makes the run fail.
    failed: bool,
    outputs: Outputs,
    look: RenderOptions,
    mending: Option<Mending>,
    summary: Summary,
    /// Findings that are in the reports.
    shown: usize,
    /// Findings that are not, as a run shows no more.
    beyond: usize,
    notes: Vec<String>,
    errors: Vec<String>,
    ignores: Ignores,
    /// With `--show-files` the files, and what each is.
    shown_files: Option<Vec<(String, String)>>,
}

impl Run<'_> {
    /// Looks for task definitions among what was read, and holds the launches of their families against them.
    /// What is neither is not looked at again.
    fn discover(
        &mut self,
        known: Definitions,
        inputs: &[Input],
        outcomes: &mut [Outcome],
        in_scripts: bool,
        keep: bool,
    ) -> Definitions {
        let is_launch = |it: &&CheckedFile| {
            let kind = it.checked.document.map(|it| it.kind);
            kind.is_some_and(|it| matches!(it, DocumentKind::StartTask | DocumentKind::RunTask))
        };
        let done = || outcomes.iter().filter_map(Outcome::done);
        if !in_scripts && !done().any(|it| is_launch(&it)) {
            return known;
        }
        let defines =
            |it: &&CheckedFile| it.checked.document.is_some_and(|it| it.kind == DocumentKind::TaskDefinition);
        let definitions =
            known.and(done().filter(defines).filter_map(|it| task_definitions::found(it.source()?)));
        if definitions.is_empty() {
            return definitions;
        }
        for (input, outcome) in inputs.iter().zip(outcomes) {
            let Outcome::Checked(it) = outcome else { continue };
            let Some(held) = self.settings.of(input).filter(|held| is_launch(&&**it) && held.discovers())
            else {
                continue;
            };
            let source = match it.take_source(input) {
                Ok(source) => source,
                Err(why) => {
                    *outcome = Outcome::ReadError(why);
                    continue;
                }
            };
            let (concerned, note) = task_definitions::concerns(&source, &definitions);
            self.notes.extend(note);
            if concerned {
                it.checked = check_with(&source, held.options(), &definitions);
                held.judge(&source, &mut it.checked);
            }
            it.put_source(source);
            if !keep {
                it.let_go(input);
            }
        }
        definitions
    }

    fn add(&mut self, input: &Input, outcome: Outcome, definitions: &Definitions) {
        match outcome {
            Outcome::Checked(done) => {
                let (source, mut checked, kind, fail_on) = done.into_parts();
                let source = source.map_or_else(OnceCell::new, OnceCell::from);
                let again = || source.get_or_init(|| file_outcome::read_again(input));
                // What is suppressed is not mended either.
                let all = if self.mending.is_some() { checked.diagnostics.clone() } else { Vec::new() };
                self.summary.suppressed +=
                    self.ignores.apply(self.settings, input, again, &mut checked, fail_on);
                // Of a clean file reports show the name alone.
                let source =
                    source.into_inner().unwrap_or_else(|| Source::new(input.shown.clone(), Vec::new()));
                let (source, checked) = self.mended(input, source, checked, &all, fail_on, definitions);
                self.failed |= fail_on.reached_by(&checked);
                if let Some(shown) = &mut self.shown_files {
                    shown.push((input.shown.clone(), described(&source, kind, &checked)));
                }
                self.report(input, &source, kind, &checked);
            }
            Outcome::Skipped(why, document) => {
                self.ignores.pass_over(self.settings, input);
                if let (Some(mending), Some(document)) = (&mut self.mending, document) {
                    mending.pass_on(input, &document);
                }
                self.summary.skip(why);
                self.outputs.skip(&input.shown, why);
                if let Some(shown) = &mut self.shown_files {
                    shown.push((input.shown.clone(), format!("skipped, {}", why.described())));
                }
                if input.from.is_named() {
                    self.notes.push(format!("skipped {}: {}", plain(&input.shown), said(why)));
                }
            }
            Outcome::ReadError(why) => self.errors.push(input::unread(input, &why)),
            Outcome::Nothing => {}
        }
    }

    /// What became of an input once the scripts of this run are known.
    fn with_scripts(&mut self, scripts: &mut Scripts, input: &Input, outcome: Outcome) -> Outcome {
        match scripts.take(input) {
            Some(it) => self.script(input, it),
            None => self.as_used(input, outcome, scripts.use_of(input)),
        }
    }

    /// A script in place of what was made of it as a document.
    fn script(&mut self, input: &Input, script: scripts::Done) -> Outcome {
        let scripts::Done { source, checked, suppressed, fail_on } = script;
        self.summary.suppressed += suppressed;
        if let (Some(mending), InputSource::Stdin) = (&mut self.mending, &input.from) {
            mending.pass_on(input, &source);
        }
        let kind = checked.document.map(|it| it.kind);
        Outcome::Checked(Box::new(CheckedFile::new(source, checked, kind, fail_on)))
    }

    /// What became of a document, as the scripts of this run use it.
    fn as_used(&self, input: &Input, outcome: Outcome, used: Option<Used>) -> Outcome {
        let Some(used) = used else { return outcome };
        let mut done = match outcome {
            Outcome::Checked(done) => done,
            Outcome::Skipped(Skipped::Excluded, _) => return outcome,
            _ => {
                let checked = Checked { diagnostics: Vec::new(), ..used.checked.clone() };
                let kind = checked.document.map(|it| it.kind);
                let source = Source::new(used.source.name().to_owned(), used.source.bytes().to_vec());
                let fail_on = self.settings.of(input).map(|it| it.fail_on()).unwrap_or_default();
                Box::new(CheckedFile::new(source, checked, kind, fail_on))
            }
        };
        used.judge(&mut done.checked);
        if let Some(held) = self.settings.of(input) {
            if let Ok(source) = done.take_source(input) {
                held.judge(&source, &mut done.checked);
                done.put_source(source);
            }
            // What policies find in the request was found in the file already.
            done.checked.diagnostics.dedup_by(|a, b| (a.span, &a.rule) == (b.span, &b.rule));
        }
        Outcome::Checked(done)
    }

    /// A file that only scripts led to.
    fn used(&mut self, mut used: Used) {
        let input = scripts::input(&used);
        let Some(held) = self.settings.of(&input) else { return };
        held.weigh(&mut used.checked);
        let fail_on = held.fail_on();
        self.summary.suppressed +=
            self.ignores.apply(self.settings, &input, || &used.source, &mut used.checked, fail_on);
        self.failed |= fail_on.reached_by(&used.checked);
        let kind = used.checked.document.map(|it| it.kind);
        if let Some(shown) = &mut self.shown_files {
            shown.push((input.shown.clone(), described(&used.source, kind, &used.checked)));
        }
        self.report(&input, &used.source, kind, &used.checked);
    }

    /// What remains of a file's findings under `--fix` and `--diff`. `all` are those with the suppressed ones.
    fn mended(
        &mut self,
        input: &Input,
        source: Source,
        checked: Checked,
        all: &[Diagnostic],
        fail_on: FailOn,
        definitions: &Definitions,
    ) -> (Source, Checked) {
        let Some(mending) = &mut self.mending else { return (source, checked) };
        let Some(held) = self.settings.of(input) else { return (source, checked) };
        let definitions = if held.discovers() { definitions.clone() } else { definitions.named() };
        if checked.diagnostics.iter().any(|it| it.fix.is_some() && scripts::is_of_script(&it.rule)) {
            let again = |it: &Source| {
                let found = Scripts::examined(it, &held, &definitions, true);
                found.unwrap_or_else(|| Checked { diagnostics: Vec::new(), ..checked.clone() })
            };
            return mending.mend_script(input, source, checked.clone(), again);
        }
        let examine = |source: &Source| {
            let mut checked = check_with(source, held.options(), &definitions);
            held.judge(source, &mut checked);
            self.ignores.apply(self.settings, input, || source, &mut checked, fail_on);
            checked
        };
        mending.mend(input, source, checked, all, held.options(), examine)
    }

    fn report(&mut self, input: &Input, source: &Source, kind: Option<DocumentKind>, checked: &Checked) {
        let file = FileReport { source, kind, checked, in_repository: None };
        self.summary.files += 1;
        self.show(input, &file);
        if checked.cut > 0 {
            let shown = checked.diagnostics.len();
            self.notes.push(format!(
                "{}: only the first {shown} findings are shown ({} more)",
                file.path(),
                checked.cut
            ));
        }
    }

    /// Has what was found in a file, or in a line of one, reported, as far as a run shows anything more.
    fn show(&mut self, input: &Input, file: &FileReport<'_>) {
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

    /// What is wrong with the side-cars comes last: only now it is known what they suppressed.
    fn sidecars(&mut self) {
        let ended = self.ignores.end();
        for (input, source, mut checked) in ended.files {
            let fail_on = self.settings.weigh(&input, &mut checked);
            if !checked.diagnostics.is_empty() {
                self.failed |= fail_on.reached_by(&checked);
                self.report(&input, &source, None, &checked);
            }
        }
        self.notes.extend(ended.notes);
        self.errors.extend(ended.errors);
    }

    /// Lists the files instead of what was found in them.
    fn show_files(self, shown: &[(String, String)]) -> u8 {
        let lines = shown.iter().map(|(path, what)| format!("{}: {what}\n", plain(path)));
        terminal::print(&lines.collect::<String>());
        let errors = self.errors.iter().map(|it| format!("error: {it}\n"));
        terminal::note(&errors.collect::<String>());
        if self.errors.is_empty() { 0 } else { EXIT_ERROR }
    }

    fn end(mut self, args: &args::Check) -> u8 {
        if let Some(shown) = self.shown_files.take() {
            return self.show_files(&shown);
        }
        self.sidecars();
        self.errors.extend(self.settings.complain_of_schemas(&self.look));
        if self.summary.files == 0 && self.errors.is_empty() {
            let skipped = self.summary.skipped_in_words();
            let none = if args.ndjson { "all lines are empty" } else { NOTHING_FOUND };
            let why = skipped.unwrap_or_else(|| none.to_owned());
            // To leave everything out is what somebody asked for, and nothing may have changed.
            let left_out = self.summary.skipped.keys().eq([&Skipped::Excluded]);
            let fine = args.allow_none || left_out || git::Changes::asked(&args.changed).is_some();
            let to = if fine { &mut self.notes } else { &mut self.errors };
            to.push(format!("no files were checked: {why}"));
        }
        let mut changed = false;
        let mut diff = false;
        if let Some(mending) = &mut self.mending {
            self.summary.fixed = mending.fixed;
            diff = args.fixing.diff;
            changed = mending.fixed > 0 && (diff || args.fixing.exit_non_zero_on_fix);
            self.errors.append(&mut mending.errors);
            self.errors.extend(mending.print(&self.summary, &self.look));
            self.notes.append(&mut mending.notes);
        }
        self.summary.failures = self.errors.len();
        // A diff stands in place of the report.
        if !diff {
            self.errors.extend(self.outputs.finish(&self.summary, fix::takes_stdout(args)));
        }
        if self.beyond > 0 {
            let (more, most) = (display::grouped(self.beyond), display::grouped(FINDINGS_IN_ALL_MAX));
            self.notes.push(format!("only the first {most} findings are shown ({more} more)"));
        }
        let notes = self.notes.iter().filter(|_| !args.quiet).map(|it| format!("note: {it}\n"));
        let errors = self.errors.iter().map(|it| format!("error: {it}\n"));
        terminal::note(&notes.chain(errors).collect::<String>());
        if !self.errors.is_empty() {
            EXIT_ERROR
        } else if changed || self.failed {
            EXIT_FINDINGS
        } else {
            0
        }
    }
}

/// What a search of folders looks for.
const NOTHING_FOUND: &str = "no files found; folders are searched for *.json, *.asl, templates (*.tpl, *.tftpl, *.j2), \
                             and scripts that run `start-task` or `run-task`";

/// What a file is that was checked.
fn described(source: &Source, kind: Option<DocumentKind>, checked: &Checked) -> String {
    let dialect = checked.document.map_or(Dialect::Cli, |it| it.dialect);
    match (dialect, kind) {
        (_, None) => "not valid JSON".to_owned(),
        (_, Some(_)) if language::of(source.name(), source.text()).is_some() => {
            "a script that starts tasks".to_owned()
        }
        (Dialect::StepFunctions, _) => "a Step Functions document".to_owned(),
        (Dialect::EventBridge | Dialect::CloudFormation, _) => "an EventBridge target".to_owned(),
        (Dialect::Pascal, Some(kind)) => format!("{} in PascalCase", kind.described()),
        (Dialect::Cli, Some(kind)) => kind.described().to_owned(),
    }
}

fn said(why: Skipped) -> String {
    match why {
        Skipped::Unrelated => {
            "not an ECS launch document (pass `--kind` if it is meant to be one)".to_owned()
        }
        _ => why.described(),
    }
}
