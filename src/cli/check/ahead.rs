//! Finds the inputs. As long as no other configuration turns up in a folder than the one that holds for all of it, its
//! files are checked while the rest of them is still being looked for.

use crate::cli::{
    args,
    check::{
        file_outcome::{Outcome, outcome},
        ndjson,
        scripts::StdinCache,
        worker_pool,
    },
    git,
    input::{self, Input, InputSource},
    io::progress,
    settings::{ConfigDiscovery, RunSettings},
    suppress::Ignores,
};
use ecs_preflight::Definitions;
use std::{
    path::Path,
    sync::atomic::{AtomicBool, Ordering},
};

/// The inputs of a run.
pub(super) struct Found {
    /// By their names.
    pub inputs: Vec<Input>,
    /// What became of each; of none of them where they have several configurations.
    pub early: Vec<Option<Outcome>>,
    /// What could not be looked at.
    pub errors: Vec<String>,
}

/// Looks for what the command line asks for; an error says why that cannot be told.
///
/// `mends` says whether the bytes of what is clean are wanted afterwards.
pub(super) fn find(
    args: &args::Check,
    mends: bool,
    finder: &mut ConfigDiscovery,
    ignores: &mut Ignores,
) -> Result<Found, String> {
    let paths = ndjson::paths(args);
    let folder = match &*paths {
        [] => Some(Path::new(".")),
        [it] => Some(it.as_path()).filter(|it| it.is_dir()),
        _ => None,
    };
    let changes = git::Changes::asked(&args.changed);
    if let (Some(folder), None) = (folder, &changes)
        && !mends
        && let threads @ 2.. = worker_pool::threads()
        && let Some(settings) = settings(args, folder)
    {
        let bar = !args.quiet && progress::is_watched();
        let look = |finder: &ConfigDiscovery, path: &Path| ignores.look(path, &|it| finder.is_root(it));
        return Ok(within(folder, finder, look, &settings, threads, bar));
    }
    let wanted = |path: &Path, json| finder.wants(path, json);
    let (inputs, errors) = match changes {
        Some(changes) => changes.find(&args.paths, wanted)?,
        None => input::find(&paths, args.stdin_filename.as_deref(), wanted),
    };
    Ok(Found { inputs, early: Vec::new(), errors })
}

/// What holds in a folder, if nothing else has to be known before a file of it can be checked.
fn settings<'a>(args: &'a args::Check, folder: &Path) -> Option<RunSettings<'a>> {
    let waits = args.ndjson || !args.settings.task_definition.is_empty();
    if waits { None } else { RunSettings::of_folder(&args.settings, folder) }
}

/// Looks for the files of a folder, and has them checked meanwhile.
fn within(
    folder: &Path,
    finder: &mut ConfigDiscovery,
    mut look: impl FnMut(&ConfigDiscovery, &Path),
    settings: &RunSettings<'_>,
    threads: usize,
    bar: bool,
) -> Found {
    let (kept, definitions) = (StdinCache::default(), Definitions::default());
    let differs = AtomicBool::new(false);
    let check = |input: Input| {
        let early = matches!(&input.from, InputSource::Found(path) if input::is_json(path))
            && !differs.load(Ordering::Relaxed);
        let outcome = early.then(|| outcome(&input, settings, &kept, &definitions, false));
        (input, outcome)
    };
    let by_name = |(a, _): &(Input, _), (b, _): &(Input, _)| a.shown.cmp(&b.shown);
    let mut errors = Vec::new();
    let mut found = worker_pool::work(threads, bar, check, by_name, |give| {
        let mut wanted = |path: &Path, json| {
            if json {
                if finder.look(path) && !settings.hold_for(path, finder) {
                    differs.store(true, Ordering::Relaxed);
                }
                look(finder, path);
            }
            finder.wants(path, json)
        };
        input::walk(folder, &mut wanted, give, &mut errors);
    });
    if differs.into_inner() || settings.have_broken_schemas() {
        found.iter_mut().for_each(|(_, it)| *it = None);
    }
    let (inputs, early) = found.into_iter().unzip();
    Found { inputs, early, errors }
}
