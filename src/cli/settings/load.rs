//! Reads one configuration file and the schemas that it names.

use crate::cli::{input, settings::slashed};
use ecs_preflight::{
    Diagnostic, Source,
    settings::{self, NAMES},
    text::{display::quoted, placeholder::Define},
};
use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

/// The most bytes of a configuration or a schema.
const BYTES_MAX: u64 = 4 << 20;

/// A configuration that was read.
pub struct Loaded {
    /// What it says.
    pub settings: settings::Settings,
    /// The folder to which its patterns are relative.
    pub base: PathBuf,
    /// What placeholders stand for, according to it and to the command line.
    pub defines: OnceLock<Arc<[Define]>>,
}

impl Loaded {
    /// Reads a configuration that is reported as `shown`, and what is wrong with it; an error says why it cannot be read.
    pub fn read(path: &Path, shown: String, base: PathBuf) -> Result<(Loaded, Vec<Diagnostic>), String> {
        let bytes = read(path).map_err(|why| format!("{shown}: {why}"))?;
        Ok(Loaded::parse(path, Source::new(shown, bytes), base))
    }

    /// The same for the text of a configuration.
    pub fn parse(path: &Path, source: Source, base: PathBuf) -> (Loaded, Vec<Diagnostic>) {
        let (mut settings, mut faults) = settings::Settings::parse(source);
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
        (Loaded { settings, base, defines: OnceLock::new() }, faults)
    }

    /// A path as its patterns see it.
    pub fn relative(&self, path: &Path) -> String {
        slashed(path.strip_prefix(&self.base).unwrap_or(path)).trim_start_matches('/').to_owned()
    }
}

/// The configuration that is in a folder, if any; an error if both names are there. `near` is a shorter path to the folder.
pub fn in_folder(folder: &Path, near: &Path) -> Result<Option<PathBuf>, [PathBuf; 2]> {
    let [visible, hidden] = NAMES;
    match (near.join(visible).is_file(), near.join(hidden).is_file()) {
        (true, true) => Err(NAMES.map(|name| folder.join(name))),
        (true, false) => Ok(Some(folder.join(visible))),
        (false, true) => Ok(Some(folder.join(hidden))),
        (false, false) => Ok(None),
    }
}

/// The bytes of a small file, or why there are none.
fn read(path: &Path) -> Result<Vec<u8>, String> {
    let why = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => match input::neighbor(path) {
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
