//! Reports patterns that match no files.

use crate::cli::settings::discover::{ConfigDiscovery, Loaded};
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
        self.loaded.iter().any(|it| !it.settings.globs.is_empty())
    }

    /// Adds a finding for every pattern that matches neither one of the files nor anything in its folder.
    pub fn check_globs(&mut self, paths: &[PathBuf]) {
        for it in &mut self.loaded {
            let within = || paths.iter().filter(|path| path.starts_with(&it.base));
            let matches = |glob: &&GlobAt| within().any(|path| glob.globs.matches(&it.relative(path)));
            let open = it.settings.globs.iter().filter(|glob| !matches(glob));
            let vain: Vec<_> = open.filter(|glob| !exists(glob, it)).map(|glob| said(glob, it)).collect();
            it.faults.extend(vain);
        }
    }
}

/// Whether a pattern matches anything on disk. The walk begins where the pattern's first wildcard stands, ends
/// at the first match, and goes into what git ignores only where there was none.
fn exists(glob: &GlobAt, configuration: &Loaded) -> bool {
    let (folders, rest) = literal_folders(&glob.pattern);
    let start: PathBuf = configuration.base.join(folders.iter().collect::<PathBuf>());
    if rest.is_empty() || !folders.is_empty() && !rest.contains(['*', '?', '[', '{', '\\']) {
        return start.join(rest).exists();
    }
    [true, false].into_iter().any(|ignoring| {
        let mut walk = ignore::WalkBuilder::new(&start);
        walk.standard_filters(false).git_ignore(ignoring).parents(ignoring).require_git(false);
        walk.filter_entry(|it| it.file_name() != ".git");
        let entries = walk.build().filter_map(Result::ok);
        entries.skip(1).any(|it| {
            let path = configuration.relative(it.path());
            let folder = it.file_type().is_some_and(|it| it.is_dir());
            glob.globs.matches(&path) || folder && glob.globs.matches(&format!("{path}/_"))
        })
    })
}

fn said(glob: &GlobAt, configuration: &Loaded) -> Diagnostic {
    let mut found =
        fault(glob.span, &glob.pointer, format!("{} does not match any file", quoted(&glob.pattern)));
    match meant(&glob.pattern, configuration) {
        Some(near) => found.label(format!("did you mean {}?", quoted(&near))),
        None => found.label("no such file or folder"),
    };
    found.help("patterns work as in `.gitignore`, relative to the folder of the configuration");
    found
}

/// The pattern with the first part that does not exist put right.
fn meant(pattern: &str, configuration: &Loaded) -> Option<String> {
    let parts: Vec<_> = pattern.split('/').collect();
    let mut folder = configuration.base.clone();
    for (at, part) in parts.iter().enumerate() {
        let mended = |near: String| {
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
            let endings = names.iter().filter_map(|it| Some(it.rsplit_once('.')?.1));
            let near = endings.filter(|it| it.len().abs_diff(ending.len()) <= 1).find(|it| {
                edit_distance::is_near(&format!("ending.{ending}"), &format!("ending.{it}")) && *it != ending
            });
            near.map(|near| format!("{stem}.{near}"))
        };
        return near.map(str::to_owned).or_else(ending).map(mended);
    }
    None
}

fn names(folder: &Path) -> Option<Vec<String>> {
    let entries = fs::read_dir(folder).ok()?.filter_map(Result::ok);
    let mut names: Vec<_> = entries.filter_map(|it| it.file_name().into_string().ok()).collect();
    names.sort();
    Some(names)
}
