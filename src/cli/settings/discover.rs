//! Finds and reads configurations: for each folder the nearest one in it or above, up to the repository root.
//!
//! A run without a configuration costs three looks a folder.

use crate::cli::{args, io::terminal};
use crate::cli::{
    input,
    settings::{print_faults, slashed},
};
use ecs_preflight::{
    Diagnostic, Source,
    report::{RenderOptions, plain},
    settings::{self, NAMES},
    text::{display::quoted, placeholder::Define},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    ffi::OsString,
    fs,
    path::{Component, Path, PathBuf},
    sync::{Arc, OnceLock},
};

/// No configuration and no schema is larger.
const BYTES_MAX: u64 = 4 << 20;

/// A configuration that was read.
pub struct Loaded {
    /// What it says.
    pub settings: settings::Settings,
    /// The folder from which its patterns go out.
    pub base: PathBuf,
    pub faults: Vec<Diagnostic>,
    /// What placeholders stand for, by it and by the command line.
    pub defines: OnceLock<Arc<[Define]>>,
}

/// Looks for configurations and remembers them by folder.
pub struct ConfigDiscovery {
    here: PathBuf,
    pub loaded: Vec<Loaded>,
    /// By their names: to compare paths part by part costs more, and these are written in one way only.
    folders: BTreeMap<OsString, Option<usize>>,
    /// The folder of the file that was looked for last, as it is written.
    looked: Option<PathBuf>,
    /// The folder of the file that was asked for last, where no configuration holds.
    bare: Option<PathBuf>,
    /// Those of them at which a repository begins.
    roots: BTreeSet<OsString>,
    /// The one for all files: `--config`, or none with `--no-config`.
    only: Option<Option<usize>>,
    pub errors: Vec<String>,
}

impl Loaded {
    /// A path as its patterns see it.
    pub fn relative(&self, path: &Path) -> String {
        slashed(path.strip_prefix(&self.base).unwrap_or(path)).trim_start_matches('/').to_owned()
    }
}

impl ConfigDiscovery {
    /// Begins with what the command line says.
    pub fn new(config: Option<&Path>, no_config: bool) -> ConfigDiscovery {
        let here = env::current_dir().unwrap_or_default();
        let mut finder = ConfigDiscovery {
            here,
            loaded: Vec::new(),
            folders: BTreeMap::new(),
            looked: None,
            bare: None,
            roots: BTreeSet::new(),
            only: None,
            errors: Vec::new(),
        };
        if no_config {
            finder.only = Some(None);
        }
        if let Some(path) = config {
            let base = finder.here.clone();
            finder.only = Some(finder.load(&finder.absolute(path), base));
        }
        finder
    }

    /// With what the command line says about settings.
    pub fn of(args: &args::Settings) -> ConfigDiscovery {
        ConfigDiscovery::new(args.config.as_deref(), args.no_config)
    }

    /// With the configuration of a folder as the one for all files.
    pub fn of_folder(args: &args::Settings, folder: &Path) -> ConfigDiscovery {
        let mut finder = ConfigDiscovery::of(args);
        if finder.only.is_none() {
            let at = finder.above(&finder.absolute(folder));
            finder.only = Some(at);
        }
        finder
    }

    /// A path from the root on, without `.` and `..`.
    pub fn absolute(&self, path: &Path) -> PathBuf {
        let mut whole = PathBuf::new();
        for part in self.here.join(path).components() {
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

    /// The configuration of a file that was looked for before, with the file's path as its patterns see it.
    pub fn known(&self, path: &Path) -> Option<(&Loaded, String)> {
        // Where there is none at all, the path need not be made out.
        if self.loaded.is_empty() {
            return None;
        }
        let path = self.absolute(path);
        let loaded = self.of_whole(&path)?;
        Some((loaded, loaded.relative(&path)))
    }

    /// The configuration of a file that was looked for before.
    pub fn holding(&self, path: &Path) -> Option<&Loaded> {
        if self.loaded.is_empty() { None } else { self.of_whole(&self.absolute(path)) }
    }

    /// The configuration of a file that was looked for before, given by its absolute path.
    fn of_whole(&self, path: &Path) -> Option<&Loaded> {
        let at = self.only.unwrap_or_else(|| self.folders.get(path.parent()?.as_os_str()).copied().flatten());
        self.loaded.get(at?)
    }

    /// The configuration of a file, given by its absolute path.
    pub fn configuration_of(&mut self, path: &Path) -> Option<&Loaded> {
        let at = match self.only {
            Some(at) => at,
            None => path.parent().and_then(|it| self.above(it)),
        };
        self.loaded.get(at?)
    }

    /// Looks for the configuration of a file, given as it is written; says whether it may be another than that of the
    /// last file.
    pub fn look(&mut self, path: &Path) -> bool {
        // Files of a folder come one after the other, and have the same.
        let is_beside = self.looked.as_ref().is_some_and(|it| input::lies_in(path, it.as_os_str()));
        if !is_beside {
            self.configuration_of(&self.absolute(path));
            self.looked = path.parent().map(Path::to_owned);
        }
        !is_beside
    }

    /// Whether a file that was found in a folder may be checked; what is excluded is still counted.
    pub fn wants(&mut self, path: &Path, json: bool) -> bool {
        // Where all is as usual, the path need not be made out.
        if json {
            return true;
        }
        // Files of a folder come one after the other.
        let folder = path.parent().map(Path::as_os_str);
        if folder.is_some() && folder == self.bare.as_deref().map(Path::as_os_str) {
            return false;
        }
        let whole = self.absolute(path);
        if let Some(it) = self.configuration_of(&whole) {
            return it.settings.includes(&it.relative(&whole), false);
        }
        self.bare = path.parent().map(Path::to_owned);
        false
    }

    fn above(&mut self, folder: &Path) -> Option<usize> {
        let mut passed = Vec::new();
        let mut found = None;
        for it in folder.ancestors() {
            if let Some(known) = self.folders.get(it.as_os_str()) {
                found = *known;
                break;
            }
            passed.push(it.as_os_str().to_owned());
            found = self.within(it);
            if found.is_some() {
                break;
            }
            if begins_repository(input::nearer(it, &self.here)) {
                self.roots.insert(it.as_os_str().to_owned());
                break;
            }
        }
        self.folders.extend(passed.into_iter().map(|it| (it, found)));
        found
    }

    /// Whether a repository begins at a folder. Where that was looked for already, it is known.
    pub fn is_root(&self, folder: &Path) -> bool {
        match self.folders.get(folder.as_os_str()) {
            Some(None) => self.roots.contains(folder.as_os_str()),
            _ => begins_repository(input::nearer(folder, &self.here)),
        }
    }

    /// The configuration that lies in a folder.
    fn within(&mut self, folder: &Path) -> Option<usize> {
        let near = input::nearer(folder, &self.here);
        let [visible, hidden] = NAMES;
        match (near.join(visible).is_file(), near.join(hidden).is_file()) {
            (false, false) => None,
            (true, true) => {
                let [visible, hidden] = NAMES.map(|it| self.shown(&folder.join(it)));
                self.errors.push(format!("{hidden}: {visible} exists too; only one of them is allowed"));
                None
            }
            (seen, _) => self.load(&folder.join(if seen { visible } else { hidden }), folder.to_owned()),
        }
    }

    fn load(&mut self, path: &Path, base: PathBuf) -> Option<usize> {
        let shown = self.shown(path);
        let bytes = match read(path) {
            Ok(bytes) => bytes,
            Err(why) => {
                self.errors.push(format!("{shown}: {why}"));
                return None;
            }
        };
        let (mut settings, mut faults) = settings::Settings::parse(Source::new(shown, bytes));
        let folder = path.parent().unwrap_or(Path::new(""));
        let schemas: Vec<_> = settings.schemas().map(|(number, name)| (number, name.to_owned())).collect();
        for (number, name) in schemas {
            match read(&folder.join(&name)).map(String::from_utf8) {
                Ok(Ok(text)) => settings.supply(number, text),
                Ok(Err(_)) => {
                    faults.extend(settings.bad_schema(number, format!("{} is not UTF-8", quoted(&name))))
                }
                Err(why) => faults
                    .extend(settings.bad_schema(number, format!("cannot read {}: {why}", quoted(&name)))),
            }
        }
        self.loaded.push(Loaded { settings, base, faults, defines: OnceLock::new() });
        Some(self.loaded.len() - 1)
    }

    /// A path as one would write it here.
    pub fn shown(&self, path: &Path) -> String {
        if let Ok(below) = path.strip_prefix(&self.here) {
            return plain(&slashed(below)).into_owned();
        }
        for (up, folder) in self.here.ancestors().enumerate().skip(1) {
            if let Ok(below) = path.strip_prefix(folder).map(slashed)
                && up < 4
            {
                return plain(&format!("{}{below}", "../".repeat(up))).into_owned();
            }
        }
        plain(&slashed(path)).into_owned()
    }

    /// Prints what is wrong with what was read, and says whether anything is.
    pub fn complain(&mut self, look: &RenderOptions) -> bool {
        let mut any = !self.errors.is_empty();
        for it in &mut self.loaded {
            any |= !it.faults.is_empty();
            it.faults.sort_by_key(|it| it.span);
            print_faults(it.settings.source(), std::mem::take(&mut it.faults), look);
        }
        let errors: String = self.errors.drain(..).map(|it| format!("error: {it}\n")).collect();
        terminal::note(&errors);
        any
    }
}

fn begins_repository(folder: &Path) -> bool {
    folder.join(".git").symlink_metadata().is_ok()
}

/// The bytes of a small file, or why there are none.
fn read(path: &Path) -> Result<Vec<u8>, String> {
    let why = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => match input::neighbor(path) {
            Some(near) => {
                let name = near.file_name().unwrap_or_default().to_string_lossy().into_owned();
                format!("no such file; did you mean {}?", quoted(&name))
            }
            None => "no such file".to_owned(),
        },
        _ => input::in_words(&error),
    };
    let size = fs::metadata(path).map_err(why)?.len();
    if size > BYTES_MAX {
        return Err("the file is larger than 4 MiB".to_owned());
    }
    fs::read(path).map_err(why)
}
