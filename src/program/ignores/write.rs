//! Writes a side-car as a whole or not at all.

use ecs_preflight::suppress::{Addition, NoToml, Sidecar, edit};
use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

/// Why nothing was written.
pub enum Failed {
    NoToml,
    Io(io::Error),
}

/// Writes it without the spent entries and with new ones; gives its text, if that is another one.
pub fn rewrite(
    path: &Path,
    sidecar: &Sidecar,
    spent: &BTreeSet<usize>,
    additions: &[Addition],
) -> Result<Option<String>, Failed> {
    if spent.is_empty() && additions.is_empty() {
        return Ok(None);
    }
    let before = sidecar.source().text();
    let after = edit(before, spent, &sidecar.used(), additions).map_err(|NoToml| Failed::NoToml)?;
    if after == before {
        return Ok(None);
    }
    replace(path, after.as_bytes()).map_err(Failed::Io)?;
    Ok(Some(after))
}

/// Puts the bytes beside the file and then in its place, with its permissions. A link stays one.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let beside = beside(&path);
    let written = fs::write(&beside, bytes).and_then(|()| {
        if let Ok(metadata) = fs::metadata(&path) {
            fs::set_permissions(&beside, metadata.permissions())?;
        }
        fs::rename(&beside, &path)
    });
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.tmp", std::process::id()));
    path.with_file_name(name)
}
