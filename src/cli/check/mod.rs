//! `check`: finds and reads files, has the library check them, and reports what it found.

pub(crate) mod end;
pub(crate) mod file_outcome;
pub(crate) mod fix;
pub(crate) mod inputs;
pub(crate) mod line_reader;
pub(crate) mod ndjson;
#[cfg(feature = "server")]
pub(crate) mod open_document;
pub(crate) mod outputs;
pub(crate) mod run;
pub(crate) mod scripts;
pub(crate) mod task_definitions;
pub(crate) mod used;
pub(crate) mod worker_pool;

use crate::cli::{
    EXIT_ERROR, args,
    check::{
        file_outcome::{Checker, Outcome},
        fix::Fixer,
        inputs::Found,
        outputs::Outputs,
        run::Run,
        scripts::Scripts,
    },
    input::Input,
    io::terminal,
    settings::{ConfigDiscovery, RunSettings},
    suppress::Ignores,
};
use ecs_preflight::{Definitions, report::RenderOptions};

/// Runs `check`; returns the exit code.
pub fn check_files(args: &args::Check) -> u8 {
    match run(args) {
        Ok(code) => code,
        Err(Refusal::Because(why)) => {
            terminal::note(&format!("error: {why}\n"));
            EXIT_ERROR
        }
        Err(Refusal::Printed) => EXIT_ERROR,
    }
}

/// Why nothing is reported.
enum Refusal {
    Because(String),
    /// The reason was printed.
    Printed,
}

impl From<String> for Refusal {
    fn from(why: String) -> Refusal {
        Refusal::Because(why)
    }
}

fn run(args: &args::Check) -> Result<u8, Refusal> {
    check_options(args)?;
    let fixer = Fixer::new(&args.fixing)?;
    let look = if fix::takes_stdout(args) { terminal::look_aside } else { terminal::look };
    let look = RenderOptions { summary: !args.quiet, ..look(args.color.color) };
    let mut configurations = ConfigDiscovery::of(&args.settings);
    let mut ignores = Ignores::new(args);
    let Found { inputs, outcomes, errors } =
        inputs::find(args, fixer.is_some(), &mut configurations, &mut ignores)?;
    let settings = RunSettings::complete(&args.settings, configurations, &inputs, &look);
    let settings = settings.ok_or(Refusal::Printed)?;
    let outputs = Outputs::begin(&args.output, &inputs, &look)?;
    let definitions = task_definitions::named(&args.settings, &settings);
    let definitions = definitions.map_err(|errors| errors.join("\nerror: "))?;
    let mut run = Run::new(args, &settings, outputs, look, fixer, ignores, errors);
    match args.ndjson {
        true => run.check_lines(&inputs, &definitions),
        false => check_documents(&mut run, args, &inputs, outcomes, definitions),
    }
    Ok(run.end(args))
}

/// Says which options cannot be combined with which inputs.
fn check_options(args: &args::Check) -> Result<(), String> {
    if args.stdin_filename.is_some() && !args.paths.iter().any(|path| path.as_os_str() == "-") {
        return Err("`--stdin-filename` requires the path `-`".to_owned());
    }
    ndjson::check_paths(args)
}

/// Checks the inputs that were not checked while they were found, and adds all of them to the reports.
fn check_documents(
    run: &mut Run<'_>,
    args: &args::Check,
    inputs: &[Input],
    outcomes: Option<Vec<Outcome>>,
    definitions: Definitions,
) {
    let settings = run.settings;
    let ignores = !args.ignores.no_ignores;
    // Scripts come first: they show how the files are used that they name.
    let (mut scripts, stdin) = Scripts::read(inputs, settings, &definitions, ignores);
    let keeps_bytes = run.fixer.is_some() || !scripts.is_empty();
    let checker = Checker { stdin: &stdin, definitions: &definitions, keeps_bytes };
    let check = |input: &Input| checker.outcome(input, settings.of(input));
    let mut outcomes = match outcomes {
        // Some configuration that names task definitions was found after files had been checked.
        Some(mut outcomes) if !definitions.is_empty() => {
            task_definitions::check_again(inputs, &mut outcomes, settings, &definitions);
            outcomes
        }
        Some(outcomes) => outcomes,
        None => worker_pool::map(inputs.iter(), !args.quiet, check),
    };
    let mut definitions = definitions;
    if inputs.len() > 1 && !args.settings.no_discover {
        let named = definitions.iter().count();
        definitions = run.check_launches(definitions, inputs, &mut outcomes, !scripts.is_empty());
        if definitions.iter().count() > named && !scripts.is_empty() {
            scripts = scripts.check_again(inputs, settings, &definitions, ignores);
        }
    }
    for (input, outcome) in inputs.iter().zip(outcomes) {
        let outcome = run.with_scripts(&mut scripts, input, outcome);
        run.add(input, outcome, &definitions);
    }
    for used in scripts.rest() {
        run.add_used(used);
    }
}
