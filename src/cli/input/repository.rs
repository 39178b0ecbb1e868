//! The path of a file in its repository, by which services know it, whatever the current folder is.

use crate::cli::input::{Input, InputSource};
use std::{
    cell::OnceCell,
    env, fs,
    path::{Component, Path, PathBuf},
};

/// The repository of the current folder.
#[derive(Default)]
pub struct Repository {
    root: OnceCell<Option<PathBuf>>,
}

impl Repository {
    /// The path from the root, with `/` on every system. `None` for what is not in the repository.
    pub fn path_of(&self, input: &Input) -> Option<String> {
        let path = match &input.from {
            InputSource::Named(path) | InputSource::Found(path) | InputSource::Staged(path, _) => {
                path.as_path()
            }
            InputSource::Stdin if input.shown == "<stdin>" => return None,
            InputSource::Stdin => Path::new(&input.shown),
        };
        let root = self.root.get_or_init(root).as_deref()?;
        // A link is named by where it leads, unless that is somewhere else.
        let target = fs::canonicalize(path).ok();
        let inside = target.as_deref().and_then(|it| it.strip_prefix(root).ok()).map(Path::to_owned);
        inside.or_else(|| in_place(path)?.strip_prefix(root).ok().map(Path::to_owned)).map(|it| slashed(&it))
    }
}

/// The path with all links before its last part resolved; that part need not exist.
pub fn in_place(path: &Path) -> Option<PathBuf> {
    let parent = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match fs::canonicalize(parent) {
        Ok(parent) => Some(parent.join(path.file_name()?)),
        Err(_) if path.is_absolute() => Some(path.to_owned()),
        Err(_) => {
            let here = fs::canonicalize(".").ok()?;
            let plain = path.components().all(|it| matches!(it, Component::Normal(_) | Component::CurDir));
            plain.then(|| here.join(path))
        }
    }
}

fn slashed(path: &Path) -> String {
    let parts = path.components().filter(|it| matches!(it, Component::Normal(_)));
    let parts: Vec<_> = parts.map(|it| it.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// The nearest folder with a `.git`, else what the CI system names, else the current folder.
fn root() -> Option<PathBuf> {
    let here = fs::canonicalize(".").ok()?;
    if let Some(it) = here.ancestors().find(|it| it.join(".git").exists()) {
        return Some(it.to_owned());
    }
    let named = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"].into_iter().filter_map(env::var_os);
    let mut named = named.filter_map(|it| fs::canonicalize(it).ok());
    Some(named.find(|it| here.starts_with(it)).unwrap_or(here))
}
