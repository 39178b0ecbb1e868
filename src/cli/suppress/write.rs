//! Writes an ignore file completely or not at all.

use crate::cli::io::atomic_write::{self, WriteError};
use ecs_preflight::{
    suppress::{Addition, IgnoreFile, NoToml, edit},
    text::source::Encoding,
};
use std::{collections::BTreeSet, path::Path};

/// Why nothing was written.
pub enum Failed {
    NoToml,
    WriteError(WriteError),
}

/// Writes it without the spent entries and with new ones; gives its text, if that is another one.
pub fn rewrite(
    path: &Path,
    ignore_file: &IgnoreFile,
    spent: &BTreeSet<usize>,
    additions: &[Addition],
) -> Result<Option<String>, Failed> {
    if spent.is_empty() && additions.is_empty() {
        return Ok(None);
    }
    if ignore_file.source().encoding() != Encoding::Utf8 {
        return Err(Failed::NoToml);
    }
    let before = ignore_file.source().text();
    let after = edit(before, spent, &ignore_file.used(), additions).map_err(|NoToml| Failed::NoToml)?;
    if after == before {
        return Ok(None);
    }
    let written = if before.is_empty() && !path.exists() {
        atomic_write::create(path, after.as_bytes()).map_err(WriteError::from)
    } else {
        atomic_write::replace(path, before.as_bytes(), after.as_bytes())
    };
    written.map_err(Failed::WriteError)?;
    Ok(Some(after))
}
