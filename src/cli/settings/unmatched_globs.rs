//! Reports patterns that match no files.

use crate::cli::settings::{discover::ConfigDiscovery, load::Loaded};
use ecs_preflight::{
    Diagnostic,
    settings::{GlobAt, fault, literal_folders},
    text::{display::quoted, edit_distance},
};
use std::{
    fs,
    path::{Path, PathBuf},
};

impl ConfigDiscovery {
    /// Whether some configuration has patterns.
    pub fn has_globs(&self) -> bool {
        self.loaded().iter().any(|loaded| !loaded.settings.globs.is_empty())
    }

    /// Adds a finding for every pattern that matches neither one of the files nor anything in its folder.
    pub fn check_globs(&mut self, paths: &[PathBuf]) {
        self.add_faults(|loaded| {
            let within = || paths.iter().filter(|path| path.starts_with(&loaded.base));
            let matches = |glob: &&GlobAt| within().any(|path| glob.globs.matches(&loaded.relative(path)));
            let unmatched =
                loaded.settings.globs.iter().filter(|glob| !matches(glob) && !exists(glob, loaded));
            unmatched.map(|glob| unmatched_fault(glob, loaded)).collect()
        });
    }
}

/// Whether a pattern matches anything on disk. The walk begins at the folder of the pattern's first wildcard, ends at the
/// first match, and searches what git ignores only if there was none.
fn exists(glob: &GlobAt, configuration: &Loaded) -> bool {
    let (folders, rest) = literal_folders(&glob.pattern);
    let start: PathBuf = configuration.base.join(folders.iter().collect::<PathBuf>());
    if rest.is_empty() || !folders.is_empty() && !rest.contains(['*', '?', '[', '{', '\\']) {
        return start.join(rest).exists();
    }
    [true, false].into_iter().any(|ignoring| {
        let mut walk = ignore::WalkBuilder::new(&start);
        walk.standard_filters(false).git_ignore(ignoring).parents(ignoring).require_git(false);
        walk.filter_entry(|entry| entry.file_name() != ".git");
        let entries = walk.build().filter_map(Result::ok);
        entries.skip(1).any(|entry| {
            let path = configuration.relative(entry.path());
            let folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            glob.globs.matches(&path) || folder && glob.globs.matches(&format!("{path}/_"))
        })
    })
}

fn unmatched_fault(glob: &GlobAt, configuration: &Loaded) -> Diagnostic {
    let mut found =
        fault(glob.span, &glob.pointer, format!("{} does not match any file", quoted(&glob.pattern)));
    match meant(&glob.pattern, configuration) {
        Some(near) => found.label(format!("did you mean {}?", quoted(&near))),
        None => found.label("no such file or folder"),
    };
    found.help("patterns work as in `.gitignore`, relative to the folder of the configuration");
    found
}

/// The pattern with its first part that does not exist corrected.
fn meant(pattern: &str, configuration: &Loaded) -> Option<String> {
    let parts: Vec<_> = pattern.split('/').collect();
    let mut folder = configuration.base.clone();
    for (at, part) in parts.iter().enumerate() {
        let corrected = |near: String| {
            let mut parts = parts.clone();
            parts[at] = &near;
            parts.join("/")
        };
        if part.is_empty() || *part == "." || folder.join(part).exists() {
            folder.push(part);
            continue;
        }
        let names = names(&folder)?;
        let near = edit_distance::word(part, names.iter().map(String::as_str));
        // `*.jsn`: the ending of some file there.
        let ending = || {
            let (stem, ending) = part.rsplit_once('.')?;
            let mut endings = names.iter().filter_map(|name| Some(name.rsplit_once('.')?.1));
            let similar = |other: &&str| {
                *other != ending
                    && other.len().abs_diff(ending.len()) <= 1
                    && edit_distance::is_near(&format!("ending.{ending}"), &format!("ending.{other}"))
            };
            let near = endings.find(similar);
            near.map(|near| format!("{stem}.{near}"))
        };
        return near.map(str::to_owned).or_else(ending).map(corrected);
    }
    None
}

fn names(folder: &Path) -> Option<Vec<String>> {
    let entries = fs::read_dir(folder).ok()?.filter_map(Result::ok);
    let mut names: Vec<_> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    Some(names)
}
