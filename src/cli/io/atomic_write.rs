//! Replaces a file, completely or not at all.

use std::{
    fs::{self, File, OpenOptions, Permissions},
    io::{self, Write},
    path::{Path, PathBuf},
    process,
};

/// Why a file was not written. It is as it was.
pub enum WriteError {
    /// It is read-only.
    ReadOnly,
    /// It is something like a pipe.
    NoFile,
    /// Its bytes are not those that were read.
    Changed,
    /// The system reports an error.
    Failed(io::Error),
}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> WriteError {
        WriteError::Failed(error)
    }
}

/// Replaces the bytes that were read from a file. A program that opens it at any moment gets either all old or all new
/// bytes, even if this process is killed. A link stays a link, and the file that it leads to is replaced.
pub fn replace(path: &Path, before: &[u8], after: &[u8]) -> Result<(), WriteError> {
    let path = fs::canonicalize(path)?;
    let metadata = fs::metadata(&path)?;
    if !metadata.is_file() {
        return Err(WriteError::NoFile);
    }
    // Replacing a file needs no permission to write to it, so check that first. Root may write to all files.
    if metadata.permissions().readonly() {
        return Err(WriteError::ReadOnly);
    }
    drop(OpenOptions::new().write(true).open(&path)?);
    let (temporary, file) = neighbor(&path, FOR_NOBODY_ELSE)?;
    let written = fill(file, after, &metadata).and_then(|()| match fs::read(&path)? == before {
        true => Ok(fs::rename(&temporary, &path)?),
        false => Err(WriteError::Changed),
    });
    if written.is_err() {
        // If it cannot be removed, it does no harm.
        let _ = fs::remove_file(&temporary);
        return written;
    }
    sync_folder(&path);
    Ok(())
}

/// Writes a new file, so that nobody sees a part of it. What is there already stays.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if path.symlink_metadata().is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let (temporary, mut file) = neighbor(path, FOR_ALL)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    // A second name is not given to what is there by now; some systems know no second names.
    let written = written.and_then(|()| match fs::hard_link(&temporary, path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => fs::rename(&temporary, path),
        linked => linked,
    });
    // It has gone, or is of no use.
    let _ = fs::remove_file(&temporary);
    written
}

/// The mode of a file that nobody else may read yet, and of one on which the umask decides.
const FOR_NOBODY_ELSE: u32 = 0o600;
const FOR_ALL: u32 = 0o666;

/// A new file in the folder of another.
fn neighbor(path: &Path, mode: u32) -> io::Result<(PathBuf, File)> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
    #[cfg(not(unix))]
    let _ = mode;
    let mut number = 0;
    loop {
        let temporary = path.with_file_name(format!(".ecs-preflight-{}-{number}.tmp", process::id()));
        match options.open(&temporary) {
            Ok(file) => return Ok((temporary, file)),
            // Left by a process with the same id that was killed.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < 100 => number += 1,
            Err(error) => return Err(error),
        }
    }
}

fn fill(mut file: File, bytes: &[u8], like: &fs::Metadata) -> Result<(), WriteError> {
    file.write_all(bytes)?;
    adopt_owner(&file, like);
    let permissions: Permissions = like.permissions();
    file.set_permissions(permissions)?;
    Ok(file.sync_all()?)
}

/// Gives the file the owner and the group of another, where this process may.
#[cfg(unix)]
fn adopt_owner(file: &File, like: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    if fchown(file, Some(like.uid()), Some(like.gid())).is_err() {
        let _ = fchown(file, None, Some(like.gid()));
    }
}
#[cfg(not(unix))]
fn adopt_owner(_: &File, _: &fs::Metadata) {}

/// Makes the change of names last. Not every system can do it, and the file is whole all the same.
fn sync_folder(path: &Path) {
    if let Some(folder) = path.parent() {
        let _ = File::open(folder).and_then(|it| it.sync_all());
    }
}
