//! The task definitions that launches are checked against: those named by the user, and those found among
//! the checked files.

use crate::cli::{
    args,
    input::{self, Input, InputSource},
    settings::RunSettings,
};
use ecs_preflight::{
    Definition, Definitions, Recognized, Source,
    document::task_definition::{self, Choice, Discovery, Unfit},
    report::plain,
    text::display::{join, quoted},
};
use std::path::PathBuf;

/// Reads those that the command line and the configurations name; an error says what is wrong with one.
pub fn named(args: &args::Settings, settings: &RunSettings<'_>) -> Result<Definitions, Vec<String>> {
    let line = args.task_definition.iter().map(|it| (it.clone(), Discovery::Named));
    let configured = settings.task_definitions().into_iter().map(|it| (it, Discovery::Configured));
    read_all(line.chain(configured))
}

/// Reads those that a launch is given.
pub fn given(paths: &[PathBuf]) -> Result<Definitions, Vec<String>> {
    read_all(paths.iter().map(|it| (it.clone(), Discovery::Named)))
}

fn read_all(paths: impl Iterator<Item = (PathBuf, Discovery)>) -> Result<Definitions, Vec<String>> {
    let (mut all, mut errors) = (Vec::new(), Vec::new());
    for (path, origin) in paths {
        match read(path, origin) {
            Ok(it) => all.push(it),
            Err(why) => errors.push(why),
        }
    }
    if errors.is_empty() { Ok(Definitions::new(all)) } else { Err(errors) }
}

fn read(path: PathBuf, origin: Discovery) -> Result<Definition, String> {
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

/// A task definition among the files that are checked.
pub fn found(source: &Source) -> Option<Definition> {
    let copy = Source::new(source.name().to_owned(), source.text().as_bytes().to_vec());
    Definition::read(copy, Discovery::Found).ok().filter(|it| it.family().is_some())
}

/// Whether a document launches one of the definitions, and what to say where it is left open which.
pub fn concerns(source: &Source, definitions: &Definitions) -> (bool, Option<String>) {
    let families = task_definition::families(source);
    let (mut any, mut note) = (false, None);
    for family in &families {
        match definitions.choose(Some(family), source.name()) {
            Choice::None => {}
            Choice::One(_) => any = true,
            Choice::Several(all) => {
                let names = join(all.iter().map(|it| plain(it.name())), "and");
                note = Some(format!(
                    "{}: not checked against a task definition, because several have the family {} ({names}); choose one with `--task-definition`",
                    plain(source.name()),
                    quoted(family)
                ));
            }
        }
    }
    (any, note)
}
