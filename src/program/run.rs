//! `check`: finds and reads files, has the library check them, prints what it found.

use super::{
    FOUND, TROUBLE, cli,
    files::{self, From, Input, Unread},
    ignores::Ignores,
    outputs::Outputs,
    progress,
    settings::{Finder, Settings},
    terminal,
};
use ecs_preflight::{
    Checked, Kind, Recognised, Source, check,
    levels::FailOn,
    report::{FileReport, Skipped, Summary, plain},
};
use std::{
    sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
};

/// Runs `check`; gives the exit code.
pub fn check_files(args: &cli::Check) -> u8 {
    if args.stdin_filename.is_some() && !args.paths.iter().any(|it| it.as_os_str() == "-") {
        terminal::note("error: `--stdin-filename` names standard input: give `-` as a path too\n");
        return TROUBLE;
    }
    let mut look = terminal::look(args.color.color);
    look.summary = !args.quiet;
    let mut finder = Finder::of(&args.settings);
    let (mut inputs, errors) =
        files::find(&args.paths, args.stdin_filename.as_deref(), |path, json| finder.wants(path, json));
    if args.skip_unrecognized {
        inputs.iter_mut().for_each(Input::as_if_found);
    }
    let Some(settings) = Settings::of_all(&args.settings, finder, &inputs, &look) else { return TROUBLE };
    let outputs = match Outputs::begin(&args.output, &inputs, &look) {
        Ok(outputs) => outputs,
        Err(why) => {
            terminal::note(&format!("error: {why}\n"));
            return TROUBLE;
        }
    };
    let ignores = Ignores::new(&args.ignores, &args.paths);
    let mut run =
        Run { failed: false, outputs, summary: Summary::default(), notes: Vec::new(), errors, ignores };
    each(&inputs, &settings, !args.quiet, |input, outcome| run.add(&settings, input, outcome));
    run.sidecars(&settings);
    run.errors.extend(settings.complain_of_schemas(&look));
    run.end(args)
}

/// What became of one input.
enum Outcome {
    Checked(Box<Done>),
    Skipped(Skipped),
    Unread(Unread),
}

/// A file that was checked.
struct Done {
    source: Source,
    checked: Checked,
    /// What it was to be.
    kind: Option<Kind>,
    fail_on: FailOn,
}

fn outcome(input: &Input, settings: &Settings<'_>) -> Outcome {
    let Some(held) = settings.of(input) else { return Outcome::Skipped(Skipped::Excluded) };
    let named = !matches!(input.from, From::Found(_));
    let bytes = match input.from.read() {
        Ok(bytes) => bytes,
        Err(Unread::TooLarge) if !named => return Outcome::Skipped(Skipped::TooLarge),
        Err(why) => return Outcome::Unread(why),
    };
    let source = Source::new(&input.shown, bytes);
    let options = held.options();
    let mut checked = check(&source, options);
    let wrong_document = options.kind.is_some() && !checked.diagnostics.is_empty();
    let illegible = || checked.diagnostics.iter().any(|it| matches!(it.rule.as_ref(), "syntax" | "encoding"));
    match checked.recognised {
        _ if checked.document.is_some() || wrong_document => {}
        Recognised::Foreign(it) => return Outcome::Skipped(Skipped::Foreign(it)),
        _ if named && illegible() => {}
        _ => return Outcome::Skipped(Skipped::Unrelated),
    }
    held.judge(&source, &mut checked);
    let kind = checked.document.map(|it| it.kind).or(options.kind);
    Outcome::Checked(Box::new(Done { source, checked, kind, fail_on: held.fail_on() }))
}

/// From so many files on it pays to start threads.
const THREADS_FROM: usize = 64;

/// Checks all inputs and hands over what became of them in their order.
fn each(inputs: &[Input], settings: &Settings<'_>, bar: bool, mut then: impl FnMut(&Input, Outcome)) {
    if inputs.len() < THREADS_FROM {
        return inputs.iter().for_each(|it| then(it, outcome(it, settings)));
    }
    let next = AtomicUsize::new(0);
    let (working, watched) = mpsc::channel::<()>();
    let work = |_working: mpsc::Sender<()>| {
        let turns = std::iter::repeat_with(|| next.fetch_add(1, Ordering::Relaxed));
        let mine = turns.map_while(|at| inputs.get(at).map(|it| (at, outcome(it, settings))));
        mine.collect::<Vec<_>>()
    };
    let workers = thread::available_parallelism().map_or(1, usize::from).min(16);
    let mut outcomes: Vec<_> = thread::scope(|scope| {
        let spawn = |_| {
            let working = working.clone();
            scope.spawn(|| work(working))
        };
        let workers: Vec<_> = (0..workers).map(spawn).collect();
        drop(working);
        if bar {
            progress::watch(&watched, || next.load(Ordering::Relaxed), inputs.len());
        }
        let done = workers.into_iter().map(thread::ScopedJoinHandle::join);
        done.flat_map(|it| it.unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    });
    outcomes.sort_by_key(|(at, _)| *at);
    for (at, outcome) in outcomes {
        then(&inputs[at], outcome);
    }
}

/// A run of `check`, in the making.
struct Run {
    /// Whether some file holds what makes the run fail.
    failed: bool,
    outputs: Outputs,
    summary: Summary,
    notes: Vec<String>,
    errors: Vec<String>,
    ignores: Ignores,
}

impl Run {
    fn add(&mut self, settings: &Settings<'_>, input: &Input, outcome: Outcome) {
        match outcome {
            Outcome::Checked(done) => {
                let Done { source, mut checked, kind, fail_on } = *done;
                self.summary.suppressed +=
                    self.ignores.apply(settings, input, &source, &mut checked, fail_on);
                self.failed |= fail_on.reached_by(&checked);
                self.report(input, &source, kind, &checked);
            }
            Outcome::Skipped(why) => {
                self.ignores.pass_over(settings, input);
                self.summary.skip(why);
                if !matches!(input.from, From::Found(_)) {
                    self.notes.push(format!("{}: not checked, it is {}", plain(&input.shown), said(why)));
                }
            }
            Outcome::Unread(why) => self.errors.push(files::unread(input, &why)),
        }
    }

    fn report(&mut self, input: &Input, source: &Source, kind: Option<Kind>, checked: &Checked) {
        let file = FileReport { source, kind, checked, in_repository: None };
        self.summary.add(&file);
        self.outputs.add(input, &file);
        if checked.cut > 0 {
            let shown = checked.diagnostics.len();
            self.notes.push(format!("{}: {} more findings than the {shown} shown", file.path(), checked.cut));
        }
    }

    /// What is wrong with the side-cars comes last: only now it is known what they suppressed.
    fn sidecars(&mut self, settings: &Settings<'_>) {
        let ended = self.ignores.end();
        for (input, source, mut checked) in ended.files {
            let fail_on = settings.weigh(&input, &mut checked);
            if !checked.diagnostics.is_empty() {
                self.failed |= fail_on.reached_by(&checked);
                self.report(&input, &source, None, &checked);
            }
        }
        self.notes.extend(ended.notes);
        self.errors.extend(ended.errors);
    }

    fn end(mut self, args: &cli::Check) -> u8 {
        if self.summary.files == 0 && self.errors.is_empty() {
            let skipped = self.summary.skipped_in_words();
            let why = skipped.unwrap_or_else(|| "no *.json file was found".to_owned());
            // To leave everything out is what somebody asked for.
            let left_out = self.summary.skipped.keys().eq([&Skipped::Excluded]);
            let to = if args.allow_none || left_out { &mut self.notes } else { &mut self.errors };
            to.push(format!("nothing was checked: {why}"));
        }
        self.summary.failures = self.errors.len();
        self.errors.extend(self.outputs.finish(&self.summary));
        let notes = self.notes.iter().filter(|_| !args.quiet).map(|it| format!("note: {it}\n"));
        let errors = self.errors.iter().map(|it| format!("error: {it}\n"));
        terminal::note(&notes.chain(errors).collect::<String>());
        if !self.errors.is_empty() {
            TROUBLE
        } else if self.failed {
            FOUND
        } else {
            0
        }
    }
}

fn said(why: Skipped) -> String {
    match why {
        Skipped::Unrelated => "no ECS launch document; `--kind` checks it all the same".to_owned(),
        Skipped::Foreign(it) => Recognised::Foreign(it).described(),
        Skipped::TooLarge => "too large".to_owned(),
        Skipped::Excluded => "excluded by the configuration".to_owned(),
    }
}
