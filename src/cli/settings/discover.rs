//! Finds configurations: for each folder the nearest one in it or above, up to the repository root.
//!
//! A run without a configuration costs three looks per folder.

use crate::cli::{
    args,
    input::folder_cache::{FolderCache, Look, shortened},
    io::terminal,
    settings::{
        load::{self, Loaded},
        print_faults, slashed,
    },
};
use ecs_preflight::{
    Diagnostic,
    report::{RenderOptions, plain},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    ffi::OsString,
    mem,
    path::{Component, Path, PathBuf},
    sync::Arc,
};

/// Finds configurations and remembers them by folder.
pub struct ConfigDiscovery {
    here: PathBuf,
    scope: Scope,
    folders: FolderCache<Arc<Loaded>>,
    files: Files,
}

/// Which configuration a file has.
enum Scope {
    /// The nearest one.
    Nearest,
    /// The same as all files: that of `--config`, or none with `--no-config`.
    Fixed(Option<Arc<Loaded>>),
}

/// What was read from disk.
#[derive(Default)]
struct Files {
    here: PathBuf,
    configurations: Vec<Arc<Loaded>>,
    /// What is wrong with each of them.
    faults: Vec<Vec<Diagnostic>>,
    /// The folders at which a repository begins, of those without a configuration.
    roots: BTreeSet<OsString>,
    errors: Vec<String>,
    /// Only a server has it.
    kept: Option<Kept>,
}

/// The configurations of a server that is running, by their paths.
#[derive(Default)]
pub struct Kept {
    /// Those that were valid when they were read last. One of them replaces one that is not valid any more.
    pub valid: BTreeMap<PathBuf, Arc<Loaded>>,
    /// Those that are not valid, with what is wrong.
    pub broken: BTreeMap<PathBuf, (Loaded, Vec<Diagnostic>)>,
}

impl ConfigDiscovery {
    /// Begins with what the command line says.
    pub fn new(config: Option<&Path>, no_config: bool) -> ConfigDiscovery {
        let here = env::current_dir().unwrap_or_default();
        let mut files = Files { here: here.clone(), ..Files::default() };
        let scope = match config {
            Some(path) => Scope::Fixed(files.load(&absolute(&here, path), here.clone())),
            None if no_config => Scope::Fixed(None),
            None => Scope::Nearest,
        };
        ConfigDiscovery { here, scope, folders: FolderCache::default(), files }
    }

    /// With what the command line says about settings.
    pub fn of(args: &args::Settings) -> ConfigDiscovery {
        ConfigDiscovery::new(args.config.as_deref(), args.no_config)
    }

    /// Begins anew, for a server. `valid` are the configurations that were valid when they were read last.
    #[cfg(feature = "server")]
    pub fn of_server(valid: BTreeMap<PathBuf, Arc<Loaded>>) -> ConfigDiscovery {
        let mut discovery = ConfigDiscovery::new(None, false);
        discovery.files.kept = Some(Kept { valid, broken: BTreeMap::new() });
        discovery
    }

    /// The configurations of a server.
    #[cfg(feature = "server")]
    pub fn kept(&self) -> Option<&Kept> {
        self.files.kept.as_ref()
    }

    /// What could not be read.
    #[cfg(feature = "server")]
    pub fn errors(&self) -> &[String] {
        &self.files.errors
    }

    /// The current folder.
    pub fn here(&self) -> &Path {
        &self.here
    }

    /// A path from the root of the file system, without `.` and `..`.
    pub fn absolute(&self, path: &Path) -> PathBuf {
        absolute(&self.here, path)
    }

    /// All configurations that were read.
    pub fn loaded(&self) -> &[Arc<Loaded>] {
        &self.files.configurations
    }

    /// Whether nothing is wrong with what was read.
    pub fn is_valid(&self) -> bool {
        self.files.errors.is_empty() && self.files.faults.iter().all(Vec::is_empty)
    }

    /// Looks for the configuration of a file, given as it is written.
    pub fn find(&mut self, path: &Path) -> Option<Arc<Loaded>> {
        let (here, files) = (&self.here, &mut self.files);
        match &self.scope {
            Scope::Fixed(configuration) => configuration.clone(),
            Scope::Nearest => {
                let folder = || absolute(here, path).parent().map(Path::to_owned).unwrap_or_default();
                self.folders.of_file(path, folder, |folder| files.look(folder))
            }
        }
    }

    /// Looks for the configuration of the files in a folder.
    pub fn find_for_folder(&mut self, folder: &Path) -> Option<Arc<Loaded>> {
        match &self.scope {
            Scope::Fixed(configuration) => configuration.clone(),
            Scope::Nearest => {
                let files = &mut self.files;
                self.folders.of_folder(&absolute(&self.here, folder), |folder| files.look(folder))
            }
        }
    }

    /// The configuration of a file that was looked for before.
    pub fn known(&self, path: &Path) -> Option<&Loaded> {
        match &self.scope {
            // Where there is none at all, the path need not be resolved.
            _ if self.files.configurations.is_empty() => None,
            Scope::Fixed(configuration) => configuration.as_deref(),
            Scope::Nearest => self.folders.known(self.absolute(path).parent()?)?.as_deref(),
        }
    }

    /// Whether a file is to be checked though its name is not that of JSON.
    pub fn includes(&mut self, path: &Path) -> bool {
        let Some(configuration) = self.find(path) else { return false };
        configuration.settings.includes(&configuration.relative(&self.absolute(path)), false)
    }

    /// Whether a repository begins at a folder, given by its absolute path.
    pub fn is_root(&self, folder: &Path) -> bool {
        match self.folders.known(folder) {
            Some(None) => self.files.roots.contains(folder.as_os_str()),
            _ => begins_repository(shortened(folder, &self.here)),
        }
    }

    /// A path as one would write it here.
    pub fn shown(&self, path: &Path) -> String {
        shown(&self.here, path)
    }

    /// Adds errors about the command line.
    pub fn add_errors(&mut self, errors: Vec<String>) {
        self.files.errors.extend(errors);
    }

    /// Adds faults of each configuration.
    pub fn add_faults(&mut self, mut find: impl FnMut(&Loaded) -> Vec<Diagnostic>) {
        for (configuration, faults) in self.files.configurations.iter().zip(&mut self.files.faults) {
            faults.extend(find(configuration));
        }
    }

    /// Prints what is wrong with what was read, and returns whether anything is.
    pub fn complain(&mut self, look: &RenderOptions) -> bool {
        let is_valid = self.is_valid();
        for (configuration, faults) in self.files.configurations.iter().zip(&mut self.files.faults) {
            faults.sort_by_key(|fault| fault.span);
            print_faults(configuration.settings.source(), mem::take(faults), look);
        }
        let errors = self.files.errors.drain(..).map(|error| format!("error: {error}\n"));
        terminal::note(&errors.collect::<String>());
        !is_valid
    }
}

impl Files {
    /// What is in a folder, given by its absolute path.
    fn look(&mut self, folder: &Path) -> Look<Arc<Loaded>> {
        let near = shortened(folder, &self.here);
        let configuration = match load::in_folder(folder, near) {
            Ok(path) => path.and_then(|path| self.load(&path, folder.to_owned())),
            Err(both) => {
                let [visible, hidden] = both.map(|path| shown(&self.here, &path));
                self.errors.push(format!("{hidden}: {visible} exists too; only one of them is allowed"));
                None
            }
        };
        match configuration {
            Some(configuration) => Look::Found(configuration),
            None if begins_repository(near) => {
                self.roots.insert(folder.as_os_str().to_owned());
                Look::Root
            }
            None => Look::Nothing,
        }
    }

    fn load(&mut self, path: &Path, base: PathBuf) -> Option<Arc<Loaded>> {
        match Loaded::read(path, shown(&self.here, path), base) {
            Ok((loaded, faults)) if self.kept.is_some() && !faults.is_empty() => {
                let kept = self.kept.as_mut()?;
                kept.broken.insert(path.to_owned(), (loaded, faults));
                let valid = Arc::clone(kept.valid.get(path)?);
                self.add(valid, Vec::new())
            }
            Ok((loaded, faults)) => {
                let loaded = Arc::new(loaded);
                if let Some(kept) = &mut self.kept {
                    kept.valid.insert(path.to_owned(), Arc::clone(&loaded));
                }
                self.add(loaded, faults)
            }
            Err(why) => {
                self.errors.push(why);
                None
            }
        }
    }

    fn add(&mut self, loaded: Arc<Loaded>, faults: Vec<Diagnostic>) -> Option<Arc<Loaded>> {
        self.configurations.push(Arc::clone(&loaded));
        self.faults.push(faults);
        Some(loaded)
    }
}

/// A path from the root of the file system, without `.` and `..`.
pub fn absolute(here: &Path, path: &Path) -> PathBuf {
    let mut whole = PathBuf::new();
    for part in here.join(path).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                whole.pop();
            }
            other => whole.push(other),
        }
    }
    whole
}

/// An absolute path as one would write it in the folder `here`.
fn shown(here: &Path, path: &Path) -> String {
    if let Ok(below) = path.strip_prefix(here) {
        return plain(&slashed(below)).into_owned();
    }
    for (up, folder) in here.ancestors().enumerate().skip(1).take(3) {
        if let Ok(below) = path.strip_prefix(folder) {
            return plain(&format!("{}{}", "../".repeat(up), slashed(below))).into_owned();
        }
    }
    plain(&slashed(path)).into_owned()
}

fn begins_repository(folder: &Path) -> bool {
    folder.join(".git").symlink_metadata().is_ok()
}
