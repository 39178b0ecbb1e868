//! The task definitions that launches are checked against: those named by the user, and those found among
//! the checked files.

use crate::cli::{
    args,
    check::{
        file_outcome::{CheckedFile, Outcome},
        run::Run,
    },
    input::{self, Input, InputSource},
    settings::{AppliedSettings, RunSettings},
};
use ecs_preflight::{
    Definition, Definitions, DocumentKind, Recognized, Source, check_with,
    document::task_definition::{self, Choice, Discovery, Unfit},
    report::plain,
    text::display::{count, join, quoted},
};
use std::{collections::BTreeMap, path::PathBuf};

/// Reads those that the command line and the configurations name; an error says what is wrong with one.
pub fn named(args: &args::Settings, settings: &RunSettings<'_>) -> Result<Definitions, Vec<String>> {
    let line = args.task_definition.iter().map(|path| (path.clone(), Discovery::Named));
    let configured = settings.task_definitions().into_iter().map(|path| (path, Discovery::Configured));
    read_all(line.chain(configured))
}

/// Reads those that are given to `start-task` and `run-task`.
pub fn given(paths: &[PathBuf]) -> Result<Definitions, Vec<String>> {
    read_all(paths.iter().map(|path| (path.clone(), Discovery::Named)))
}

fn read_all(paths: impl Iterator<Item = (PathBuf, Discovery)>) -> Result<Definitions, Vec<String>> {
    let (mut all, mut errors) = (Vec::new(), Vec::new());
    for (path, origin) in paths {
        match read(path, origin) {
            Ok(definition) => all.push(definition),
            Err(why) => errors.push(why),
        }
    }
    if errors.is_empty() { Ok(Definitions::new(all)) } else { Err(errors) }
}

/// Reads one from its file.
pub fn read(path: PathBuf, origin: Discovery) -> Result<Definition, String> {
    let shown = path.to_string_lossy().into_owned();
    let input = Input { shown, from: InputSource::Named(path) };
    let bytes = input.from.read().map_err(|why| input::unread(&input, &why))?;
    let is = |what: &str| format!("{}: not a task definition: {what}", plain(&input.shown));
    Definition::read(Source::new(input.shown.clone(), bytes), origin).map_err(|why| match why {
        Unfit::Illegible => {
            is("the file is not valid JSON in UTF-8; run `ecs-preflight check` on it for details")
        }
        Unfit::Other(Recognized::Nothing) => is("the content is something else"),
        Unfit::Other(other) => is(&format!("the file is {}", other.described())),
    })
}

/// Checks documents again that were checked without the task definitions that the configurations name.
pub(super) fn check_again(
    inputs: &[Input],
    outcomes: &mut [Outcome],
    settings: &RunSettings<'_>,
    definitions: &Definitions,
) {
    for (input, outcome) in inputs.iter().zip(outcomes) {
        let Some(settings) = settings.of(input) else { continue };
        if !outcome.checked().is_some_and(is_definition) {
            check_against(outcome, input, &settings, definitions, |_| true);
        }
    }
}

impl Run<'_> {
    /// Finds task definitions among what was read, and checks the launches of their families against them; returns all
    /// definitions. `scripts_exist` says that they are needed even if no document is a launch.
    pub(super) fn check_launches(
        &mut self,
        named: Definitions,
        inputs: &[Input],
        outcomes: &mut [Outcome],
        scripts_exist: bool,
    ) -> Definitions {
        let checked = || outcomes.iter().filter_map(Outcome::checked);
        if !scripts_exist && !checked().any(is_launch) {
            return named;
        }
        let found =
            checked().filter(|file| is_definition(file)).filter_map(|file| read_found(file.source()?));
        let definitions = named.and(found);
        if definitions.is_empty() {
            return definitions;
        }
        let keeps_bytes = self.fixer.is_some() || scripts_exist;
        let mut undecided = Undecided::default();
        for (input, outcome) in inputs.iter().zip(outcomes) {
            if !outcome.checked().is_some_and(is_launch) {
                continue;
            }
            let Some(settings) = self.settings.of(input).filter(|settings| settings.discovers()) else {
                continue;
            };
            let concerns = |source: &Source| concerns(source, &definitions, &mut undecided);
            check_against(outcome, input, &settings, &definitions, concerns);
            if let Outcome::Checked(file) = outcome
                && !keeps_bytes
            {
                file.let_go(input);
            }
        }
        self.notes.extend(undecided.notes());
        definitions
    }
}

fn is_launch(file: &CheckedFile) -> bool {
    let kind = file.checked.document.map(|document| document.kind);
    matches!(kind, Some(DocumentKind::StartTask | DocumentKind::RunTask))
}

fn is_definition(file: &CheckedFile) -> bool {
    file.checked.document.is_some_and(|document| document.kind == DocumentKind::TaskDefinition)
}

/// Checks a document again, if the definitions concern it.
fn check_against(
    outcome: &mut Outcome,
    input: &Input,
    settings: &AppliedSettings<'_>,
    definitions: &Definitions,
    concerns: impl FnOnce(&Source) -> bool,
) {
    let Outcome::Checked(file) = outcome else { return };
    match file.take_source(input) {
        Ok(source) => {
            if concerns(&source) {
                file.checked = check_with(&source, settings.options(), definitions);
                settings.apply(&source, &mut file.checked);
            }
            file.put_source(source);
        }
        Err(why) => *outcome = Outcome::ReadError(why),
    }
}

/// A task definition among the files that are checked.
fn read_found(source: &Source) -> Option<Definition> {
    let copy = Source::new(source.name().to_owned(), source.text().as_bytes().to_vec());
    Definition::read(copy, Discovery::Found).ok().filter(|definition| definition.family().is_some())
}

/// Whether a document launches one of the definitions. Notes where several would do.
fn concerns(source: &Source, definitions: &Definitions, undecided: &mut Undecided) -> bool {
    let mut any = false;
    for family in &task_definition::families(source) {
        match definitions.choose(Some(family), source.name()) {
            Choice::None => {}
            Choice::One(_) => any = true,
            Choice::Several(all) => undecided.add(family, &all, source.name()),
        }
    }
    any
}

/// Launches that were not checked against a task definition, because several would do.
#[derive(Default)]
struct Undecided {
    /// The files of the launches, by family and by the names of the definitions.
    files: BTreeMap<(String, String), Vec<String>>,
}

impl Undecided {
    fn add(&mut self, family: &str, definitions: &[&Definition], file: &str) {
        let names = join(definitions.iter().map(|definition| plain(definition.name())), "and");
        let files = self.files.entry((family.to_owned(), names)).or_default();
        if files.last().is_none_or(|last| last != file) {
            files.push(file.to_owned());
        }
    }

    /// One note for all files with the same problem.
    fn notes(self) -> impl Iterator<Item = String> {
        self.files.into_iter().map(|((family, names), files)| {
            let first = plain(files.first().map_or("", String::as_str)).into_owned();
            let others = match files.len() - 1 {
                0 => String::new(),
                number => format!(" and {}", count(number, "more file")),
            };
            let family = quoted(&family);
            format!(
                "{first}{others}: not checked against a task definition, because several have the family {family} \
                 ({names}); choose one with `--task-definition`"
            )
        })
    }
}
