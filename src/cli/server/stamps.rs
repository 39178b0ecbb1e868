//! Whether files changed since they were looked at last: some clients watch no files for the server.

use ecs_preflight::{settings::NAMES, suppress::FILE_NAME};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

/// What is known of a file: when it was changed last, and its size; `None` if there is none.
type Stamp = Option<(SystemTime, u64)>;

/// Files, whether they exist or not.
#[derive(Default, PartialEq, Eq)]
pub struct Stamps {
    all: BTreeMap<PathBuf, Stamp>,
}

impl Stamps {
    /// Adds a file.
    pub fn add(&mut self, path: PathBuf) {
        let stamp = stamp(&path);
        self.all.insert(path, stamp);
    }

    /// Adds the files that configure another one: its folder and those above it, up to the root of the repository.
    pub fn add_around(&mut self, file: &Path) {
        for folder in file.ancestors().skip(1) {
            if self.all.contains_key(&folder.join(FILE_NAME)) {
                break;
            }
            for name in NAMES.iter().chain([&FILE_NAME]) {
                self.add(folder.join(name));
            }
            if folder.join(".git").exists() {
                break;
            }
        }
    }

    /// All of them.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.all.keys().map(PathBuf::as_path)
    }

    /// Whether any of them is not as it was.
    pub fn changed(&self) -> bool {
        self.all.iter().any(|(path, before)| stamp(path) != *before)
    }
}

fn stamp(path: &Path) -> Stamp {
    let data = fs::metadata(path).ok()?;
    Some((data.modified().unwrap_or(SystemTime::UNIX_EPOCH), data.len()))
}
