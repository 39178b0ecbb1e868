//! `--staged` and `--since`: git says which files are checked, and what of them is staged.

use crate::cli::{
    args,
    git_objects::{Blob, Objects, cannot_run, command},
    input::{self, Input, InputSource, ReadError, script_probe::Probe},
};
use ecs_preflight::report::plain;
use std::{
    ffi::OsStr,
    io,
    path::{Path, PathBuf},
    process::Stdio,
    sync::{Arc, Mutex},
};

/// Which changes are checked.
#[derive(Clone, Copy)]
pub enum Changes<'a> {
    /// What the next commit would hold.
    Staged,
    /// What is other than where the branch left a revision.
    Since(&'a str),
}

/// A file as git lists it: `:old-mode new-mode old-id new-id status`, and the path from the repository's root.
struct Entry {
    id: String,
    path: Vec<u8>,
}

impl<'a> Changes<'a> {
    /// What the command line asks for.
    pub fn asked(args: &'a args::Changed) -> Option<Changes<'a>> {
        match &args.since {
            Some(revision) => Some(Changes::Since(revision)),
            None => args.staged.then_some(Changes::Staged),
        }
    }

    /// The changed files, of the whole repository or of some paths, and what is wrong with the paths.
    /// `includes` says whether a file is to be checked though its name is not that of JSON.
    pub fn find(
        self,
        paths: &[PathBuf],
        mut includes: impl FnMut(&Path) -> bool,
    ) -> Result<(Vec<Input>, Vec<String>), String> {
        if paths.iter().any(|it| it.as_os_str() == "-") {
            return Err("`-` cannot be combined with `--staged` or `--since`".to_owned());
        }
        let here = Here::ask()?;
        let entries = match self {
            Changes::Staged => differences("--cached", paths)?,
            Changes::Since(revision) => {
                let mut entries = differences(&base(revision)?, paths)?;
                entries.extend(here.untracked(paths)?);
                entries
            }
        };
        let objects = match self {
            Changes::Staged if !entries.is_empty() => Some(Arc::new(Mutex::new(Objects::open()?))),
            _ => None,
        };
        let mut inputs = Vec::new();
        let mut probe = Probe::new();
        for Entry { id, path } in entries {
            let path = here.relative(&path);
            let named = || paths.iter().any(|it| it.components().eq(path.components()));
            if input::is_json(&path) || includes(&path) || named() || probe.starts_tasks(&path) {
                let shown = input::shown(&path);
                let from = match &objects {
                    Some(objects) => {
                        InputSource::Staged(path, Box::new(Blob { id, objects: Arc::clone(objects) }))
                    }
                    None => InputSource::Found(path),
                };
                inputs.push(Input { shown, from });
            }
        }
        inputs.sort_by(|a, b| a.shown.cmp(&b.shown));
        let errors = paths.iter().filter(|it| is_gone(it, &inputs)).map(|it| missing(it)).collect();
        Ok((inputs, errors))
    }
}

/// Whether a path is neither there nor staged.
fn is_gone(path: &Path, inputs: &[Input]) -> bool {
    let known = |it: &Input| matches!(&it.from, InputSource::Staged(staged, _) if staged.starts_with(path));
    path.symlink_metadata().is_err() && !inputs.iter().any(known)
}

fn missing(path: &Path) -> String {
    let input = Input { shown: input::shown(path), from: InputSource::Named(path.to_owned()) };
    input::unread(&input, &ReadError::Failed(io::ErrorKind::NotFound.into()))
}

/// Where this process is in the repository.
struct Here {
    /// The path from the root to here, empty or with `/` at its end.
    prefix: Vec<u8>,
    /// The path from here to the root: empty, or one or more `../`.
    up: Vec<u8>,
}

impl Here {
    fn ask() -> Result<Here, String> {
        let options = ["rev-parse", "--is-inside-work-tree", "--show-cdup", "--show-prefix"];
        let said = git(options.map(OsStr::new))?;
        // Only the last of the three may hold a line end of its own.
        let mut lines = said.splitn(3, |it| *it == b'\n');
        let (inside, up, prefix) = (lines.next(), lines.next(), lines.next().unwrap_or_default());
        if inside != Some(b"true") {
            return Err("git: not inside a work tree".to_owned());
        }
        let prefix = prefix.strip_suffix(b"\n").unwrap_or(prefix);
        Ok(Here { prefix: prefix.to_owned(), up: up.unwrap_or_default().to_owned() })
    }

    /// A path from the root as one from here.
    fn relative(&self, path: &[u8]) -> PathBuf {
        let mut here = self.prefix.split_inclusive(|it| *it == b'/').peekable();
        let mut rest = path;
        while let Some(inside) = here.peek().and_then(|folder| rest.strip_prefix(*folder)) {
            rest = inside;
            here.next();
        }
        let mut relative = b"../".repeat(here.count());
        relative.extend_from_slice(rest);
        as_path(relative)
    }

    /// New files that git does not ignore.
    fn untracked(&self, paths: &[PathBuf]) -> Result<Vec<Entry>, String> {
        let all = if self.up.is_empty() { PathBuf::from(".") } else { as_path(self.up.clone()) };
        let paths = if paths.is_empty() { vec![all] } else { paths.to_vec() };
        let options = ["ls-files", "-z", "--others", "--exclude-standard", "--full-name", "--"];
        let listed = git(options.iter().map(OsStr::new).chain(paths.iter().map(|it| it.as_os_str())))?;
        let listed = listed.split(|it| *it == 0).filter(|it| !it.is_empty());
        let files = listed.filter(|it| self.relative(it).symlink_metadata().is_ok_and(|it| it.is_file()));
        Ok(files.map(|path| Entry { id: String::new(), path: path.to_owned() }).collect())
    }
}

/// The commit in which the branch left a revision.
fn base(revision: &str) -> Result<String, String> {
    // It must not be taken for an option.
    if revision.starts_with('-') || revision.is_empty() {
        return Err(format!("`--since` needs a revision, not `{}`", plain(revision)));
    }
    let commits = git(["merge-base", revision, "HEAD"].map(OsStr::new))?;
    let commit = String::from_utf8_lossy(&commits).trim().to_owned();
    if commit.is_empty() {
        let revision = plain(revision);
        return Err(format!(
            "git: `{revision}` and HEAD have no common ancestor; in a shallow clone, fetch more history"
        ));
    }
    Ok(commit)
}

/// The regular files that were added or changed: links and submodules contain no document. A renamed file is an added
/// file under its new name.
fn differences(from: &str, paths: &[PathBuf]) -> Result<Vec<Entry>, String> {
    let options = [
        "diff",
        "--raw",
        "-z",
        "--no-abbrev",
        "--no-renames",
        "--no-ext-diff",
        "--no-color",
        "--ignore-submodules=all",
        "--diff-filter=AMT",
        from,
        "--",
    ];
    let raw = git(options.iter().map(OsStr::new).chain(paths.iter().map(|it| it.as_os_str())))?;
    let mut fields = raw.split(|it| *it == 0);
    let mut entries = Vec::new();
    while let (Some(change), Some(path)) = (fields.next(), fields.next()) {
        let change = String::from_utf8_lossy(change);
        let mut words = change.split(' ').skip(1);
        let mode = words.next().unwrap_or_default();
        let id = words.nth(1).unwrap_or_default().to_owned();
        if mode.starts_with("100") {
            entries.push(Entry { id, path: path.to_owned() });
        }
    }
    Ok(entries)
}

/// What git prints. An error is what it says.
fn git<'o>(arguments: impl IntoIterator<Item = &'o OsStr>) -> Result<Vec<u8>, String> {
    let output = command().args(arguments).stdin(Stdio::null()).output().map_err(|it| cannot_run(&it))?;
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.lines().find(|it| !it.trim().is_empty());
    match (output.status.success(), said) {
        (true, _) => Ok(output.stdout),
        // Nothing to say: there is no merge base.
        (false, None) => Ok(Vec::new()),
        (false, Some(said)) => {
            let said = said.strip_prefix("fatal: ").or(said.strip_prefix("error: ")).unwrap_or(said);
            Err(format!("git: {}", plain(said)))
        }
    }
}

#[cfg(unix)]
fn as_path(bytes: Vec<u8>) -> PathBuf {
    <std::ffi::OsString as std::os::unix::ffi::OsStringExt>::from_vec(bytes).into()
}
#[cfg(not(unix))]
fn as_path(bytes: Vec<u8>) -> PathBuf {
    String::from_utf8_lossy(&bytes).into_owned().into()
}
