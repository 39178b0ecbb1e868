//! Where side-cars stand: in the nearest folder above a file that has one, up to the repository's root.

use crate::cli::{
    input::{self, Input, InputSource},
    settings::RunSettings,
};
use ecs_preflight::{
    settings::NAMES,
    suppress::{FILE_NAME, SiblingFiles},
};
use std::{
    collections::BTreeMap,
    ffi::OsString,
    fs,
    path::{Component, Path, PathBuf, absolute},
};

/// Finds side-cars; no folder is looked at twice.
pub struct SuppressionDiscovery {
    current: PathBuf,
    /// What was found for the files of each folder.
    known: BTreeMap<OsString, Home>,
    /// The folder of the file that was asked for last, as it is written, where there is none.
    bare: Option<OsString>,
    /// Folders that are checked with all that is in them.
    whole: Vec<PathBuf>,
    /// Whether it matters where a new side-car would stand.
    adds: bool,
}

/// The side-car for the files of a folder.
#[derive(Clone)]
struct Home {
    /// The folder it stands in, or would where that matters.
    folder: PathBuf,
    exists: bool,
}

/// The side-car for a file.
pub struct Found {
    /// The folder it stands in, or would.
    pub folder: PathBuf,
    /// Whether there is one.
    pub exists: bool,
    /// The path of the file from there, with `/` between its parts.
    pub path: String,
}

impl SuppressionDiscovery {
    /// `paths` are those of the command line; `None` where they are not checked with all that is in them.
    pub fn new(paths: Option<&[PathBuf]>, adds: bool) -> SuppressionDiscovery {
        let whole = match paths {
            None => Vec::new(),
            Some([]) => vec![PathBuf::from(".")],
            Some(paths) => paths.to_vec(),
        };
        SuppressionDiscovery { current: PathBuf::new(), known: BTreeMap::new(), bare: None, whole, adds }
    }

    /// Where the side-car for a file is; `None` where there is none and none is to be written, for standard input without
    /// a name, and for what has no name in Unicode.
    pub fn find(&mut self, settings: &RunSettings<'_>, input: &Input) -> Option<Found> {
        match &input.from {
            InputSource::Stdin if input.shown == "<stdin>" => None,
            InputSource::Stdin => self.beside(Path::new(&input.shown), &|it| settings.is_root(it)),
            InputSource::Named(path) | InputSource::Found(path) | InputSource::Staged(path, _) => {
                self.beside(path, &|it| settings.is_root(it))
            }
        }
    }

    /// The same for a path as it is written; `is_root` says whether a repository begins at a folder.
    pub fn beside(&mut self, path: &Path, is_root: &dyn Fn(&Path) -> bool) -> Option<Found> {
        // SiblingFiles of a folder come one after the other.
        if self.bare.as_deref().is_some_and(|it| input::lies_in(path, it)) {
            return None;
        }
        let written = path.parent()?.as_os_str();
        if self.current.as_os_str().is_empty() {
            self.current = absolute(".").ok()?;
        }
        let path = plain(&self.current.join(path));
        let home = self.home(is_root, path.parent()?);
        if !home.exists && !self.adds {
            self.bare = Some(written.to_owned());
            return None;
        }
        let steps = path.strip_prefix(&home.folder).ok()?.components().map(|it| it.as_os_str().to_str());
        let steps: Vec<_> = steps.collect::<Option<_>>()?;
        Some(Found { folder: home.folder, exists: home.exists, path: steps.join("/") })
    }

    fn home(&mut self, is_root: &dyn Fn(&Path) -> bool, folder: &Path) -> Home {
        if let Some(home) = self.known.get(folder.as_os_str()) {
            return home.clone();
        }
        if !self.adds {
            return self.nearest(is_root, folder);
        }
        let home = self.search(is_root, folder);
        self.known.insert(folder.as_os_str().to_owned(), home.clone());
        home
    }

    /// The side-car of the nearest folder above that has one, for all folders on the way to it.
    fn nearest(&mut self, is_root: &dyn Fn(&Path) -> bool, folder: &Path) -> Home {
        let mut passed = Vec::new();
        let mut found = None;
        for it in folder.ancestors() {
            if let Some(home) = self.known.get(it.as_os_str()) {
                found = home.exists.then(|| home.folder.clone());
                break;
            }
            passed.push(it);
            if input::nearer(it, &self.current).join(FILE_NAME).is_file() {
                found = Some(it.to_owned());
                break;
            }
            if is_root(it) {
                break;
            }
        }
        let home = Home { exists: found.is_some(), folder: found.unwrap_or_default() };
        self.known.extend(passed.into_iter().map(|it| (it.as_os_str().to_owned(), home.clone())));
        home
    }

    fn search(&self, is_root: &dyn Fn(&Path) -> bool, folder: &Path) -> Home {
        let mut root = None;
        for it in folder.ancestors() {
            if input::nearer(it, &self.current).join(FILE_NAME).is_file() {
                return Home { folder: it.to_owned(), exists: true };
            }
            if is_root(it) {
                root = Some(it);
                break;
            }
        }
        // A new one stands beside the configuration, else at the root, else here.
        let configured = |it: &&Path| NAMES.iter().any(|name| it.join(name).is_file());
        let inside = || folder.ancestors().take_while(|it| Some(*it) != root).chain(root);
        let here = folder.starts_with(&self.current).then_some(self.current.as_path());
        let folder = inside().find(configured).or(root).or(here).unwrap_or(folder);
        Home { folder: folder.to_owned(), exists: false }
    }

    /// Whether all files below a folder are checked in this run.
    pub fn sees_all(&self, folder: &Path) -> bool {
        self.whole.iter().any(|it| folder.starts_with(plain(&self.current.join(it))))
    }

    /// A path as people would write it from here.
    pub fn shown(&self, path: &Path) -> String {
        let folder = path.parent().unwrap_or(path);
        let relative = match path.strip_prefix(&self.current) {
            Ok(below) => below.to_owned(),
            Err(_) => match self.current.strip_prefix(folder) {
                Ok(down) => down.components().map(|_| "..").chain([FILE_NAME]).collect(),
                Err(_) => path.to_owned(),
            },
        };
        relative.to_string_lossy().into_owned()
    }
}

/// A path without `.` and `..`. Where a folder on the way is a link, the file system is asked.
fn plain(path: &Path) -> PathBuf {
    if !path.components().any(|it| it == Component::ParentDir) {
        return path.components().collect();
    }
    let (folder, name) = (path.parent().unwrap_or(path), path.file_name());
    match (fs::canonicalize(folder), name) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()),
    }
}

/// The files around a side-car.
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
