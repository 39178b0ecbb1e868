//! Finds ignore files: of each file the one in the nearest folder at or above it, up to the repository root.

use crate::cli::{
    input::{
        self, Input, InputSource,
        folder_cache::{FolderCache, Look, shortened},
    },
    settings::RunSettings,
};
use ecs_preflight::{
    settings::NAMES,
    suppress::{FILE_NAME, SiblingFiles},
};
use std::{
    fs,
    path::{Component, Path, PathBuf, absolute},
};

/// Finds ignore files.
pub struct SuppressionDiscovery {
    here: PathBuf,
    /// The folder of the ignore file that holds for a folder.
    folders: FolderCache<PathBuf>,
    /// Folders of which all files are checked.
    searched: Vec<PathBuf>,
    /// Whether ignore files that do not exist may be written.
    adds: bool,
}

/// The ignore file for a file.
pub struct Found {
    /// The folder it is in, or would be.
    pub folder: PathBuf,
    /// Whether it exists.
    pub exists: bool,
    /// The path of the file from there, with `/` between its parts.
    pub path: String,
}

impl SuppressionDiscovery {
    /// `paths` are those of the command line; `None` if not all of their files are checked.
    pub fn new(paths: Option<&[PathBuf]>, adds: bool) -> SuppressionDiscovery {
        let searched = match paths {
            None => Vec::new(),
            Some([]) => vec![PathBuf::from(".")],
            Some(paths) => paths.to_vec(),
        };
        let here = absolute(".").unwrap_or_default();
        SuppressionDiscovery { here, folders: FolderCache::default(), searched, adds }
    }

    /// Finds the ignore file for a file; `None` if there is none and none is to be written, for standard input without a
    /// name, and for a path that is not Unicode.
    pub fn find(&mut self, settings: &RunSettings<'_>, input: &Input) -> Option<Found> {
        if matches!(input.from, InputSource::Stdin) && input.shown == "<stdin>" {
            return None;
        }
        self.find_for_path(input.path(), &|folder| settings.is_root(folder))
    }

    /// The same for a path as it is written; `is_root` says whether a repository begins at a folder.
    pub fn find_for_path(&mut self, path: &Path, is_root: &dyn Fn(&Path) -> bool) -> Option<Found> {
        let here = &self.here;
        let parent = |path: &Path| path.parent().map(Path::to_owned).unwrap_or_default();
        let nearest = self.folders.of_file(
            path,
            || parent(&plain(&here.join(path))),
            |folder| {
                if shortened(folder, here).join(FILE_NAME).is_file() {
                    Look::Found(folder.to_owned())
                } else if is_root(folder) {
                    Look::Root
                } else {
                    Look::Nothing
                }
            },
        );
        if nearest.is_none() && !self.adds {
            return None;
        }
        let path = plain(&here.join(path));
        let exists = nearest.is_some();
        let folder = nearest.unwrap_or_else(|| self.folder_for_new(path.parent().unwrap_or(&path), is_root));
        let parts: Option<Vec<_>> =
            path.strip_prefix(&folder).ok()?.components().map(|part| part.as_os_str().to_str()).collect();
        Some(Found { folder, exists, path: parts?.join("/") })
    }

    /// The folder for a new ignore file: that of the configuration, else the repository root, else the current folder.
    fn folder_for_new(&self, folder: &Path, is_root: &dyn Fn(&Path) -> bool) -> PathBuf {
        let mut root = None;
        for ancestor in folder.ancestors() {
            if NAMES.iter().any(|name| ancestor.join(name).is_file()) {
                return ancestor.to_owned();
            }
            if is_root(ancestor) {
                root = Some(ancestor);
                break;
            }
        }
        let here = folder.starts_with(&self.here).then_some(self.here.as_path());
        root.or(here).unwrap_or(folder).to_owned()
    }

    /// Whether all files below a folder are checked in this run.
    pub fn sees_all(&self, folder: &Path) -> bool {
        self.searched.iter().any(|path| folder.starts_with(plain(&self.here.join(path))))
    }

    /// A path as people would write it from here.
    pub fn shown(&self, path: &Path) -> String {
        let folder = path.parent().unwrap_or(path);
        let relative = match path.strip_prefix(&self.here) {
            Ok(below) => below.to_owned(),
            Err(_) => match self.here.strip_prefix(folder) {
                Ok(down) => down.components().map(|_| "..").chain([FILE_NAME]).collect(),
                Err(_) => path.to_owned(),
            },
        };
        relative.to_string_lossy().into_owned()
    }
}

/// A path without `.` and `..`. If it has `..`, links are resolved: the folder above a link is not what the path says.
fn plain(path: &Path) -> PathBuf {
    if !path.components().any(|part| part == Component::ParentDir) {
        return path.components().collect();
    }
    let (folder, name) = (path.parent().unwrap_or(path), path.file_name());
    match (fs::canonicalize(folder), name) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()),
    }
}

/// The files around an ignore file.
pub struct Around<'a> {
    /// Its folder.
    pub folder: &'a Path,
    /// Whether all files below it were checked.
    pub all: bool,
}

impl SiblingFiles for Around<'_> {
    fn exists(&self, path: &str) -> bool {
        self.folder.join(path).exists()
    }
    fn near(&self, path: &str) -> Option<String> {
        let near = input::neighbor(&self.folder.join(path))?;
        let name = near.file_name()?.to_str()?.to_owned();
        Some(path.rsplit_once('/').map_or_else(|| name.clone(), |(folder, _)| format!("{folder}/{name}")))
    }
    fn all(&self) -> bool {
        self.all
    }
}
