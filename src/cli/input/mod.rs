//! Which files are checked, and their bytes.

pub(crate) mod folder_cache;
pub(crate) mod read;
pub(crate) mod repository;
pub(crate) mod script_probe;
pub(crate) mod walk;

use crate::cli::git_objects::Blob;
use ecs_preflight::text::display;
pub use read::{ReadError, give_back, in_words, neighbor, unread};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};
pub use walk::{Walk, is_json};

/// The longest path, in bytes: Linux does not accept longer ones.
const PATH_MAX: usize = 4_095;

/// A file to check.
pub struct Input {
    /// The path under which it is reported.
    pub shown: String,
    /// Where its bytes are.
    pub from: InputSource,
}

/// Where the bytes of an input are.
pub enum InputSource {
    /// On standard input.
    Stdin,
    /// In a file that was named.
    Named(PathBuf),
    /// In a file that was found in a folder.
    Found(PathBuf),
    /// In git's index, as the content of a file.
    Staged(PathBuf, Box<Blob>),
}

impl Input {
    /// Treats a named file like one that was found in a folder: hooks name every changed file.
    pub fn as_if_found(&mut self) {
        if let InputSource::Named(path) = &mut self.from {
            self.from = InputSource::Found(std::mem::take(path));
        }
    }

    /// Where the file is, or would be: standard input has the path under which it is reported, so without a name it is
    /// in the current folder.
    pub fn path(&self) -> &Path {
        self.from.path().unwrap_or(Path::new(&self.shown))
    }
}

impl InputSource {
    /// Whether the user asked for this very file.
    pub fn is_named(&self) -> bool {
        !matches!(self, InputSource::Found(_) | InputSource::Staged(..))
    }

    /// `None` for standard input.
    pub fn path(&self) -> Option<&Path> {
        match self {
            InputSource::Stdin => None,
            InputSource::Named(path) | InputSource::Found(path) | InputSource::Staged(path, _) => Some(path),
        }
    }

    /// The same for two paths to one file.
    fn identity(&self) -> Option<PathBuf> {
        let path = self.path()?;
        Some(fs::canonicalize(path).unwrap_or(path.to_owned()))
    }
}

/// The files that the paths lead to, each once, in the order of their reported paths; and what went wrong.
///
/// `includes` says whether a file in a folder is to be checked though its name is not that of JSON.
pub fn find(
    paths: &[PathBuf],
    stdin_filename: Option<&str>,
    mut includes: impl FnMut(&Path) -> bool,
) -> (Vec<Input>, Vec<String>) {
    let current = [PathBuf::from(".")];
    let paths = if paths.is_empty() { &current } else { paths };
    let (mut found, mut errors) = (Vec::new(), Vec::new());
    for path in paths {
        let is_stdin = path.as_os_str() == "-";
        let named = if is_stdin { stdin_filename.map(Path::new) } else { Some(path.as_path()) };
        if let Some(why) = named.and_then(too_long) {
            errors.push(why);
        } else if is_stdin {
            let shown = stdin_filename.unwrap_or("<stdin>").to_owned();
            found.push(Input { shown, from: InputSource::Stdin });
        } else if path.is_dir() {
            let mut walk = Walk::new(path);
            while let Some(input) = walk.next(&mut includes) {
                input.map_or_else(|why| errors.push(why), |input| found.push(input));
            }
        } else {
            found.push(Input { shown: shown(path), from: InputSource::Named(path.clone()) });
        }
    }
    if paths.len() > 1 {
        // Of a file that was named and found, the named one is kept.
        found.sort_by_key(|input| !input.from.is_named());
        let mut seen = BTreeSet::new();
        found.retain(|input| seen.insert(input.from.identity()));
    }
    found.sort_by(|a, b| a.shown.cmp(&b.shown));
    (found, errors)
}

/// The error for a path that is too long, with the beginning of the path.
fn too_long(path: &Path) -> Option<String> {
    let length = path.as_os_str().len();
    if length <= PATH_MAX {
        return None;
    }
    let (length, most) = (display::grouped(length), display::grouped(PATH_MAX));
    Some(format!("{}: the path is {length} bytes long; the limit is {most}", display::quoted(&shown(path))))
}

/// A path as it is reported.
pub fn shown(path: &Path) -> String {
    // Nearly all are Unicode, which is faster to check than to convert.
    match path.to_str() {
        Some(text) => text.to_owned(),
        None => path.to_string_lossy().into_owned(),
    }
}
