//! Finds the inputs. The files of a folder are checked while the rest of them is still being searched for.

use crate::cli::{
    args,
    check::{
        file_outcome::{Checker, Outcome},
        ndjson,
        scripts::StdinCache,
        worker_pool,
    },
    git,
    input::{self, Input, Walk},
    settings::{ConfigDiscovery, LineSettings},
    suppress::Ignores,
};
use ecs_preflight::Definitions;
use std::{
    iter,
    path::{Path, PathBuf},
};

/// The inputs of a run. Their configurations have been looked for.
pub(super) struct Found {
    /// In the order of their reported paths.
    pub inputs: Vec<Input>,
    /// What became of each, if they were checked already, which is without any task definition.
    pub outcomes: Option<Vec<Outcome>>,
    /// What could not be read.
    pub errors: Vec<String>,
}

/// Finds what the command line selects; an error says what is wrong with it.
///
/// `keeps_bytes` says whether the bytes of clean files are needed afterwards.
pub(super) fn find(
    args: &args::Check,
    keeps_bytes: bool,
    configurations: &mut ConfigDiscovery,
    ignores: &mut Ignores,
) -> Result<Found, String> {
    let paths = ndjson::paths(args);
    let changes = git::Changes::asked(&args.changed);
    if changes.is_none()
        && let Some(folder) = only_folder(&paths)
        && let Some(line) = settings_before_search(args, folder, configurations)
    {
        return Ok(check_folder(folder, &line, configurations, ignores, keeps_bytes, !args.quiet));
    }
    let includes = |path: &Path| configurations.includes(path);
    let (mut inputs, errors) = match changes {
        Some(changes) => changes.find(&args.paths, includes)?,
        None => input::find(&paths, args.stdin_filename.as_deref(), includes),
    };
    if args.skip_unrecognized {
        inputs.iter_mut().for_each(Input::as_if_found);
    }
    for input in &inputs {
        configurations.find(input.path());
    }
    Ok(Found { inputs, outcomes: None, errors })
}

/// The folder, if nothing but one folder is checked.
fn only_folder(paths: &[PathBuf]) -> Option<&Path> {
    match paths {
        [] => Some(Path::new(".")),
        [path] if path.is_dir() => Some(path),
        _ => None,
    }
}

/// The settings of the command line, if files can be checked before all configurations are known.
fn settings_before_search<'a>(
    args: &'a args::Check,
    folder: &Path,
    configurations: &mut ConfigDiscovery,
) -> Option<LineSettings<'a>> {
    if args.ndjson || !args.settings.task_definition.is_empty() {
        return None;
    }
    let configuration = configurations.find_for_folder(folder);
    let names_definitions =
        configuration.is_some_and(|loaded| loaded.settings.task_definitions().next().is_some());
    if names_definitions || !configurations.is_valid() {
        return None;
    }
    // Where the options name a policy that is not known yet, all configurations have to be.
    LineSettings::read(&args.settings, configurations).ok()
}

/// Checks the files of a folder. This thread looks for them and for what configures them.
fn check_folder(
    folder: &Path,
    line: &LineSettings<'_>,
    configurations: &mut ConfigDiscovery,
    ignores: &mut Ignores,
    keeps_bytes: bool,
    has_progress: bool,
) -> Found {
    let mut errors = Vec::new();
    let mut walk = Walk::new(folder);
    let files = iter::from_fn(|| {
        loop {
            match walk.next(&mut |path| configurations.includes(path))? {
                Ok(input) => {
                    let configuration = configurations.find(input.path());
                    ignores.look(input.path(), &|folder| configurations.is_root(folder));
                    return Some((input, configuration));
                }
                Err(why) => errors.push(why),
            }
        }
    });
    let (stdin, definitions) = (StdinCache::default(), Definitions::default());
    let checker = Checker { stdin: &stdin, definitions: &definitions, keeps_bytes };
    let mut checked = worker_pool::map(files, has_progress, |(input, configuration)| {
        let outcome = checker.outcome(&input, line.of(&input, configuration.as_deref()));
        (input, outcome)
    });
    checked.sort_by(|(a, _), (b, _)| a.shown.cmp(&b.shown));
    let (inputs, outcomes) = checked.into_iter().unzip();
    Found { inputs, outcomes: Some(outcomes), errors }
}
