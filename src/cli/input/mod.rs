//! Which files are checked, and their bytes.

pub(crate) mod repository;
pub(crate) mod script_probe;

use crate::cli::{
    git_objects::{Blob, BlobError},
    input::script_probe::Probe,
};
use ecs_preflight::{
    report::plain,
    script,
    text::{display, edit_distance, placeholder},
};
use std::{
    cell::Cell,
    collections::BTreeSet,
    ffi::OsStr,
    fs::{self, File},
    io::{self, Read, Seek},
    path::{Path, PathBuf, is_separator},
    thread,
    time::Duration,
};

/// Nothing larger is read.
const BYTES_MAX: u64 = 64 << 20;
/// No path is longer, in bytes: Linux takes none that is.
const PATH_MAX: usize = 4_095;

/// A file to check.
pub struct Input {
    /// The path under which it is reported.
    pub shown: String,
    /// Where its bytes are.
    pub from: InputSource,
}

impl Input {
    /// Treats a named file like one that a folder held: hooks name whatever was changed.
    pub fn as_if_found(&mut self) {
        if let InputSource::Named(path) = &mut self.from {
            self.from = InputSource::Found(std::mem::take(path));
        }
    }
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

/// Why there are no bytes.
pub enum ReadError {
    /// There are too many.
    TooLarge,
    /// They cannot be had.
    Failed(io::Error),
}

/// The files behind the paths, by the bytes of their shown paths, each once; and what went wrong.
/// `wanted` says of a file in a folder, and of whether it ends in `.json`, whether it is to be checked.
pub fn find(
    paths: &[PathBuf],
    stdin_filename: Option<&str>,
    mut wanted: impl FnMut(&Path, bool) -> bool,
) -> (Vec<Input>, Vec<String>) {
    let mut found = Vec::new();
    let mut errors = Vec::new();
    for path in paths {
        let named =
            if path.as_os_str() == "-" { stdin_filename.map(Path::new) } else { Some(path.as_path()) };
        if let Some(why) = named.and_then(too_long) {
            errors.push(why);
        } else if path.as_os_str() == "-" {
            found.push(Input {
                shown: stdin_filename.unwrap_or("<stdin>").to_owned(),
                from: InputSource::Stdin,
            });
        } else if path.is_dir() {
            walk(path, &mut wanted, &mut |it| found.push(it), &mut errors);
        } else {
            found.push(Input { shown: shown(path), from: InputSource::Named(path.clone()) });
        }
    }
    if paths.is_empty() {
        walk(Path::new("."), &mut wanted, &mut |it| found.push(it), &mut errors);
    }
    if paths.len() > 1 {
        found.sort_by_key(|it| it.from.rank());
        let mut seen = BTreeSet::new();
        found.retain(|it| seen.insert(it.from.identity()));
    }
    found.sort_by(|a, b| a.shown.cmp(&b.shown));
    (found, errors)
}

/// Hands over the wanted files of a folder, without those that git ignores.
pub fn walk(
    folder: &Path,
    wanted: &mut dyn FnMut(&Path, bool) -> bool,
    found: &mut dyn FnMut(Input),
    errors: &mut Vec<String>,
) {
    let mut probe = Probe::new();
    let mut builder = ignore::WalkBuilder::new(folder);
    // Hidden are, to everybody but the services, the pipelines too.
    builder.require_git(false).hidden(false).filter_entry(|it| {
        let name = it.file_name().as_encoded_bytes();
        it.depth() == 0 || !name.starts_with(b".") || PIPELINES.iter().any(|it| name == it.as_bytes())
    });
    for entry in builder.build() {
        match entry {
            Ok(it)
                if it.file_type().is_some_and(|it| it.is_file())
                    && (wanted(it.path(), is_json(it.path()))
                        || wanted(it.path(), true) && probe.starts_tasks(it.path())) =>
            {
                let path = it.into_path();
                if let Some(why) = too_long(&path) {
                    errors.push(why);
                    continue;
                }
                let name = shown(path.strip_prefix(".").unwrap_or(&path));
                found(Input { shown: name, from: InputSource::Found(path) });
            }
            Ok(_) => {}
            Err(error) => errors.push(plain(&error.to_string()).into_owned()),
        }
    }
}

/// Says that a path is too long, by its beginning.
fn too_long(path: &Path) -> Option<String> {
    let length = path.as_os_str().len();
    if length <= PATH_MAX {
        return None;
    }
    let (length, most) = (display::grouped(length), display::grouped(PATH_MAX));
    Some(format!("{}: the path is {length} bytes long; the limit is {most}", display::quoted(&shown(path))))
}

/// Where services keep their pipelines, and teams what they launch.
const PIPELINES: [&str; 8] =
    [".aws", ".buildkite", ".circleci", ".ecs", ".github", ".gitlab", ".gitlab-ci.yaml", ".gitlab-ci.yml"];

/// Whether a file is looked at that was not named: JSON by its name, or a template of it.
pub fn is_json(path: &Path) -> bool {
    // As nearly all are called: to take a path apart costs more.
    if let Some([.., before]) = path.as_os_str().as_encoded_bytes().strip_suffix(b".json")
        && !is_separator(char::from(*before))
    {
        return true;
    }
    let is_template = |name: &str| placeholder::is_template_name(name) && !script::is_script_name(name);
    let ends = |it: &OsStr| it == "json" || it == "asl";
    path.extension().is_some_and(ends) || path.to_str().is_some_and(is_template)
}

/// Whether a file lies in a folder, as both are written; no also where it takes a longer look to tell.
pub fn lies_in(path: &Path, folder: &OsStr) -> bool {
    let rest = path.as_os_str().as_encoded_bytes().strip_prefix(folder.as_encoded_bytes());
    let is_separator = |it: &u8| is_separator(char::from(*it));
    match rest {
        Some(name) if folder.is_empty() => !name.is_empty() && !name.iter().any(is_separator),
        Some([first, name @ ..]) => is_separator(first) && !name.is_empty() && !name.iter().any(is_separator),
        _ => false,
    }
}

/// A folder by the shorter way from `here`, the current one, where it lies below: the system looks up each part of a path.
/// Both are absolute and without `.` and `..`.
pub fn nearer<'f>(folder: &'f Path, here: &Path) -> &'f Path {
    // To take paths apart costs more than it saves.
    let below = |here: &str| folder.to_str()?.strip_prefix(here);
    match here.to_str().filter(|it| !it.is_empty()).and_then(below) {
        Some("") => Path::new(""),
        Some(below) => below.strip_prefix(is_separator).map_or(folder, Path::new),
        None => folder,
    }
}

/// A path as it is reported.
pub fn shown(path: &Path) -> String {
    // Nearly all are Unicode, which is found out faster than what of them is not.
    match path.to_str() {
        Some(it) => it.to_owned(),
        None => path.to_string_lossy().into_owned(),
    }
}

impl InputSource {
    /// What is named goes before what was found.
    fn rank(&self) -> u8 {
        u8::from(!self.is_named())
    }
    /// Whether somebody asked for this very file.
    pub fn is_named(&self) -> bool {
        !matches!(self, InputSource::Found(_) | InputSource::Staged(..))
    }
    /// The same for two paths to one file.
    fn identity(&self) -> Option<PathBuf> {
        match self {
            InputSource::Stdin => None,
            InputSource::Named(path) | InputSource::Found(path) | InputSource::Staged(path, _) => {
                Some(fs::canonicalize(path).unwrap_or(path.clone()))
            }
        }
    }
    /// Opens it, to be read from its beginning to its end.
    pub fn open(&self) -> io::Result<Box<dyn Read>> {
        Ok(match self {
            InputSource::Stdin => Box::new(io::stdin().lock()),
            InputSource::Named(path) | InputSource::Found(path) => Box::new(open(path)?),
            InputSource::Staged(..) => return Err(io::ErrorKind::Unsupported.into()),
        })
    }
    /// Reads it all, unless it is too large.
    pub fn read(&self) -> Result<Vec<u8>, ReadError> {
        match self {
            InputSource::Stdin => limited(io::stdin().lock(), 0),
            InputSource::Named(path) => limited_file(open(path).map_err(ReadError::Failed)?),
            InputSource::Found(path) => small(open(path).map_err(ReadError::Failed)?),
            InputSource::Staged(_, blob) => blob.read(BYTES_MAX).map_err(|error| match error {
                BlobError::Failed(error) => ReadError::Failed(error),
                BlobError::TooLarge => ReadError::TooLarge,
            }),
        }
    }
}

/// Opens a file; where too many are open, once another one is closed.
fn open(path: &Path) -> io::Result<File> {
    let mut patience = 0..PATIENCE;
    loop {
        match File::open(path) {
            Err(error) if is_too_many(&error) && patience.next().is_some() => thread::sleep(A_MOMENT),
            opened => return opened,
        }
    }
}

/// So often a file is tried again while too many others are open.
const PATIENCE: u32 = 1_000;
const A_MOMENT: Duration = Duration::from_millis(1);

/// EMFILE and ENFILE have no kind of their own; they have these numbers on every Unix.
fn is_too_many(error: &io::Error) -> bool {
    cfg!(unix) && matches!(error.raw_os_error(), Some(23 | 24))
}

/// So much of a file is read at once where there may be thousands: nearly all are shorter.
const AT_ONCE: usize = 32 << 10;

thread_local! {
    static ROOM: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// Reads a file that is probably small, without asking how large it is. The bytes have room for more.
fn small(mut file: File) -> Result<Vec<u8>, ReadError> {
    let mut bytes = ROOM.take();
    bytes.clear();
    bytes.reserve(AT_ONCE);
    (&mut file).take(AT_ONCE as u64).read_to_end(&mut bytes).map_err(ReadError::Failed)?;
    if bytes.len() < AT_ONCE {
        return Ok(bytes);
    }
    ROOM.set(bytes);
    file.rewind().map_err(ReadError::Failed)?;
    limited_file(file)
}

/// Takes the bytes of a file that nobody looks at any more: the next file that this thread reads gets their room.
pub fn give_back(bytes: Vec<u8>) {
    if bytes.capacity() <= 2 * AT_ONCE {
        ROOM.set(bytes);
    }
}

fn limited_file(file: File) -> Result<Vec<u8>, ReadError> {
    let size = file.metadata().map_or(0, |it| it.len());
    limited(file, size)
}

fn limited(reader: impl Read, size: u64) -> Result<Vec<u8>, ReadError> {
    if size > BYTES_MAX {
        return Err(ReadError::TooLarge);
    }
    let mut bytes = Vec::with_capacity(size as usize + 1);
    reader.take(BYTES_MAX + 1).read_to_end(&mut bytes).map_err(ReadError::Failed)?;
    if bytes.len() as u64 > BYTES_MAX { Err(ReadError::TooLarge) } else { Ok(bytes) }
}

/// Says in words why a file could not be read, and which was probably meant.
pub fn unread(input: &Input, why: &ReadError) -> String {
    let shown = plain(&input.shown);
    match (why, &input.from) {
        (ReadError::TooLarge, _) => format!("{shown}: the file is larger than 64 MiB"),
        (ReadError::Failed(error), InputSource::Named(path)) if error.kind() == io::ErrorKind::NotFound => {
            match neighbor(path) {
                Some(near) => {
                    format!("{shown}: no such file; did you mean `{}`?", plain(&near.to_string_lossy()))
                }
                None => format!("{shown}: no such file"),
            }
        }
        (ReadError::Failed(error), _) => format!("{shown}: {}", in_words(error)),
    }
}

/// What the system says, without its number.
pub fn in_words(error: &io::Error) -> String {
    let error = error.to_string();
    error.split(" (os error").next().unwrap_or(&error).to_owned()
}

/// The path of a file in the same folder whose name is nearest.
pub fn neighbor(path: &Path) -> Option<PathBuf> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let entries = fs::read_dir(folder).ok()?.filter_map(Result::ok);
    let name = path.file_name()?.to_str()?;
    let names = entries.filter_map(|it| it.file_name().into_string().ok());
    let mut names: Vec<_> = names.filter(|it| it != name).collect();
    names.sort();
    let near = edit_distance::word(name, names.iter().map(String::as_str))?;
    Some(path.with_file_name(near))
}

#[cfg(test)]
mod tests {
    use super::nearer;
    use std::path::Path;

    #[test]
    fn a_folder_below_is_nearer() {
        let all = [
            ("/a/b/c", "/a/b", "c"),
            ("/a/b/c/d", "/a/b", "c/d"),
            ("/a/b", "/a/b", ""),
            ("/a/bc", "/a/b", "/a/bc"),
            ("/a", "/a/b", "/a"),
            ("/a", "/", "/a"),
            ("/a", "", "/a"),
        ];
        for (folder, here, expected) in all {
            assert_eq!(
                nearer(Path::new(folder), Path::new(here)),
                Path::new(expected),
                "{folder} from {here}"
            );
        }
    }
}
