//! `--fix` and `--diff`: applies fixes, and writes or shows the result.

use crate::cli::{
    args,
    input::{Input, InputSource, repository::in_place},
    io::{
        atomic_write::{self, WriteError},
        terminal,
    },
};
use ecs_preflight::{
    Checked, Diagnostic, Edit, Options, Source,
    fix::{self, FixResult, Fixes, Unfixed},
    report::{RenderOptions, Summary, plain},
    secrets,
    text::{display, unified_diff},
};
use std::{
    env, io,
    path::{Component, Path, PathBuf},
};

/// Applies the fixes of a run of `check`.
pub struct Fixer {
    fixes: Fixes,
    to: To,
    /// Messages about files that were not changed, or not completely fixed.
    pub notes: Vec<String>,
    /// What could not be written.
    pub errors: Vec<String>,
    /// How many fixes were applied, or would be.
    pub fixed: usize,
}

enum To {
    /// Files, and standard output for what came from standard input.
    Files { document: Option<Vec<u8>> },
    /// A unified diff.
    Diff(Vec<u8>),
}

impl Fixer {
    /// `None` without `--fix` and `--diff`.
    pub fn new(args: &args::Fixing) -> Result<Option<Fixer>, String> {
        let to = match (args.fix, args.diff) {
            (true, _) => To::Files { document: None },
            (_, true) => To::Diff(Vec::new()),
            _ if args.unsafe_fixes => {
                return Err("`--unsafe-fixes` requires `--fix` or `--diff`".to_owned());
            }
            _ => return Ok(None),
        };
        let fixes = Fixes { unsafe_too: args.unsafe_fixes };
        Ok(Some(Fixer { fixes, to, notes: Vec::new(), errors: Vec::new(), fixed: 0 }))
    }

    /// Passes on a document from standard input that is not changed: the next program in the pipe expects one.
    pub fn pass_on(&mut self, input: &Input, source: &Source) {
        if let (To::Files { document }, InputSource::Stdin) = (&mut self.to, &input.from) {
            *document = Some(source.bytes().to_vec());
        }
    }

    /// Fixes a document. `all` are its findings including suppressed ones. Returns what is left to report.
    pub fn fix(
        &mut self,
        input: &Input,
        source: Source,
        found: Checked,
        all: &[Diagnostic],
        options: &Options,
        examine: impl FnMut(&Source) -> Checked,
    ) -> (Source, Checked) {
        let suppressed = suppressed(all, &found);
        let fixed = fix::fix_document(source, found, &suppressed, self.fixes, options, examine);
        self.take(input, fixed)
    }

    /// The same for a script, whose comments suppress findings.
    pub fn fix_script(
        &mut self,
        input: &Input,
        source: Source,
        found: Checked,
        examine: impl FnMut(&Source) -> Checked,
    ) -> (Source, Checked) {
        let fixed = fix::fix_text(source, found, &[], self.fixes, examine, |_| true);
        self.take(input, fixed)
    }

    fn take(&mut self, input: &Input, fixed: FixResult) -> (Source, Checked) {
        let FixResult { before, found, after, left } = fixed;
        self.notes.extend(left.map(|why| format!("{}: {}", plain(before.name()), unfixed(&why))));
        let Some(after) = after else {
            self.pass_on(input, &before);
            return (before, found);
        };
        match (&mut self.to, &input.from) {
            (To::Diff(diff), _) => {
                let has_secrets = !secrets::of(&before).is_empty();
                let path = path_in_diff(input);
                let own = if !has_secrets {
                    unified_diff::unified(&path, before.bytes(), &after.edits)
                } else {
                    let edits: Vec<_> = after.edits.iter().map(|edit| redacted(&before, edit)).collect();
                    unified_diff::unified(&path, secrets::shown(&before).as_bytes(), &edits)
                };
                if own.contains(&b'*') && has_secrets {
                    let path = plain(before.name());
                    self.notes.push(format!(
                        "{path}: the diff shows secrets as asterisks, so those parts cannot be applied"
                    ));
                }
                diff.extend(own);
            }
            (To::Files { document }, InputSource::Stdin) => *document = Some(after.source.bytes().to_vec()),
            // Staged content belongs to git; the command line does not allow this.
            (To::Files { .. }, InputSource::Staged(..)) => return (before, found),
            (To::Files { .. }, InputSource::Named(path) | InputSource::Found(path)) => {
                if let Err(why) = atomic_write::replace(path, before.bytes(), after.source.bytes()) {
                    self.errors.push(format!("{}: {}", plain(before.name()), unwritten(&why)));
                    return (before, found);
                }
            }
        }
        self.fixed += after.fixed;
        (after.source, after.remaining)
    }

    /// Prints the diff or the fixed document; returns the error if that fails.
    pub fn print(&self, summary: &Summary, look: &RenderOptions) -> Option<String> {
        let printed = match &self.to {
            To::Files { document } => {
                terminal::print_bytes(document.as_deref()?, |bytes| unified_diff::shown(bytes, false))
            }
            To::Diff(diff) => {
                let printed = terminal::print_bytes(diff, |diff| unified_diff::shown(diff, look.color));
                if look.summary && summary.files > 0 {
                    terminal::note(&format!("{}\n", would(summary)));
                }
                printed
            }
        };
        printed.err().map(|error| format!("standard output: {}", reason(&error)))
    }
}

/// `Would fix 2 findings, leaving 1 error in 3 files`
fn would(summary: &Summary) -> String {
    let left = Summary { fixed: 0, ..summary.clone() };
    format!("Would fix {}, leaving {left}", display::count(summary.fixed, "finding"))
}

/// Whether standard output is needed for the fixed document.
pub fn takes_stdout(args: &args::Check) -> bool {
    args.fixing.fix && args.paths.iter().any(|path| path.as_os_str() == "-")
}

/// The findings that are no longer there; both lists have the same order.
fn suppressed(all: &[Diagnostic], left: &Checked) -> Vec<Diagnostic> {
    let mut left = left.diagnostics.iter().peekable();
    let same =
        |a: &Diagnostic, b: &Diagnostic| a.span == b.span && a.rule == b.rule && a.message == b.message;
    all.iter().filter(|found| left.next_if(|next| same(next, found)).is_none()).cloned().collect()
}

/// An edit without the secrets of the file. A diff of it shows none, so it does not apply to a file that contains them.
fn redacted(source: &Source, edit: &Edit) -> Edit {
    Edit { text: secrets::inserted(source, edit).into_owned(), ..edit.clone() }
}

/// The path of a file from the root of its repository, where `git apply` begins from any of its folders; of any other file
/// the path from here. Without `.` and with `/` on every system, as in patches.
fn path_in_diff(input: &Input) -> Vec<u8> {
    let path = input.path();
    let here = env::current_dir().ok();
    let in_repository = match input.from {
        InputSource::Stdin => None,
        _ => in_its_repository(path),
    };
    let path = in_repository.as_deref().or_else(|| path.strip_prefix(here?).ok()).unwrap_or(path);
    let parts = path.components().filter(|part| matches!(part, Component::Normal(_) | Component::ParentDir));
    let parts: Vec<_> = parts.map(|part| part.as_os_str().as_encoded_bytes()).collect();
    parts.join(&b'/')
}

/// The path of a file from the root of its repository.
fn in_its_repository(path: &Path) -> Option<PathBuf> {
    let path = in_place(path)?;
    let root = path.ancestors().skip(1).find(|folder| folder.join(".git").exists())?;
    path.strip_prefix(root).ok().map(Path::to_owned)
}

/// The note for a file that was not, or not completely, fixed.
fn unfixed(why: &Unfixed) -> String {
    let note = match why {
        Unfixed::NoJson => "not fixed: the file would still be invalid JSON after the available fixes",
        Unfixed::StillBroken => "still not valid JSON: some syntax errors have no fix",
        Unfixed::Unrecognized => {
            "not fixed: not an ECS launch document; pass `--kind` if it is meant to be one"
        }
        Unfixed::Stranger(name) => {
            let name = display::quoted(name);
            return format!(
                "not fixed: {name} is not a member of any launch document, so the file may be for another program"
            );
        }
        Unfixed::Unsettled => "not completely fixed: fixes undo each other, or there are too many",
    };
    note.to_owned()
}

/// The message for a file that was not written.
pub fn unwritten(why: &WriteError) -> String {
    match why {
        WriteError::ReadOnly => "cannot write: the file is read-only".to_owned(),
        WriteError::NoFile => "cannot write: not a regular file".to_owned(),
        WriteError::Changed => "not written: the file has changed in the meantime".to_owned(),
        WriteError::Failed(error) => format!("cannot write: {}", reason(error)),
    }
}

fn reason(error: &io::Error) -> String {
    let error = error.to_string();
    let words = error.split(" (os error").next().unwrap_or(&error);
    words.chars().take(1).flat_map(char::to_lowercase).chain(words.chars().skip(1)).collect()
}
