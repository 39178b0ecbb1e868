//! The bytes of inputs, or why there are none.

use crate::cli::{
    git_objects::BlobError,
    input::{Input, InputSource},
};
use ecs_preflight::{report::plain, text::edit_distance};
use std::{
    cell::Cell,
    fs::{self, File},
    io::{self, Read, Seek},
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

/// The most bytes of a file that is read.
const BYTES_MAX: u64 = 64 << 20;
/// How much of a file is read first, where there may be thousands: nearly all are shorter.
const FIRST_READ: usize = 32 << 10;
/// How often, and how long after, a file is opened again while too many others are open.
const OPEN_ATTEMPTS: u32 = 1_000;
const OPEN_DELAY: Duration = Duration::from_millis(1);

/// Why there are no bytes.
pub enum ReadError {
    /// There are too many.
    TooLarge,
    /// The system or git reports an error.
    Failed(io::Error),
}

impl InputSource {
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
            InputSource::Found(path) => small_file(open(path).map_err(ReadError::Failed)?),
            InputSource::Staged(_, blob) => blob.read(BYTES_MAX).map_err(|error| match error {
                BlobError::Failed(error) => ReadError::Failed(error),
                BlobError::TooLarge => ReadError::TooLarge,
            }),
        }
    }
}

/// Opens a file. If too many are open, waits until another one is closed.
fn open(path: &Path) -> io::Result<File> {
    let mut attempts = 0..OPEN_ATTEMPTS;
    loop {
        match File::open(path) {
            Err(error) if is_too_many(&error) && attempts.next().is_some() => thread::sleep(OPEN_DELAY),
            opened => return opened,
        }
    }
}

/// EMFILE and ENFILE have no kind of their own; they have these numbers on every Unix.
fn is_too_many(error: &io::Error) -> bool {
    cfg!(unix) && matches!(error.raw_os_error(), Some(23 | 24))
}

thread_local! {
    /// The memory of the last file of this thread that is not needed any more.
    static ROOM: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// Reads a file that is probably small, without asking for its size. The vector has spare capacity.
fn small_file(mut file: File) -> Result<Vec<u8>, ReadError> {
    let mut bytes = ROOM.take();
    bytes.clear();
    bytes.reserve(FIRST_READ);
    (&mut file).take(FIRST_READ as u64).read_to_end(&mut bytes).map_err(ReadError::Failed)?;
    if bytes.len() < FIRST_READ {
        return Ok(bytes);
    }
    ROOM.set(bytes);
    file.rewind().map_err(ReadError::Failed)?;
    limited_file(file)
}

/// Takes the bytes of a file that is not needed any more: the next file that this thread reads gets their memory.
pub fn give_back(bytes: Vec<u8>) {
    if bytes.capacity() <= 2 * FIRST_READ {
        ROOM.set(bytes);
    }
}

fn limited_file(file: File) -> Result<Vec<u8>, ReadError> {
    let size = file.metadata().map_or(0, |metadata| metadata.len());
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

/// The message for a file that could not be read, with the file that was probably meant.
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

/// The message of the system, without its number.
pub fn in_words(error: &io::Error) -> String {
    let error = error.to_string();
    error.split(" (os error").next().unwrap_or(&error).to_owned()
}

/// The path of the file in the same folder whose name is most similar.
pub fn neighbor(path: &Path) -> Option<PathBuf> {
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let entries = fs::read_dir(folder).ok()?.filter_map(Result::ok);
    let name = path.file_name()?.to_str()?;
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<_> = names.filter(|other| other != name).collect();
    names.sort();
    let near = edit_distance::word(name, names.iter().map(String::as_str))?;
    Some(path.with_file_name(near))
}
