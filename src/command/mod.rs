//! The command line of `aws ecs start-task` and `run-task`, read as the AWS CLI reads it.
//!
//! The input is the words after the command, each with the bytes it comes from, and a way to read files. The output is the
//! request that the client would send and the findings, with places in the words and in the files. There is no I/O here.
//!
//! The AWS CLI works in four steps, and so does this layer: [`argparse`] sorts words into options like Python's argparse,
//! `value` makes JSON of each option's words (files, JSON, shorthand, plain words), `merge` merges them, and the rules
//! check the result.
//!
//! ```text
//! words ─ argparse ─ options ─ value ─ JSON with origins ─ merge ─ Tree ─ rules
//!                    (file://, JSON,   (MappedText)        (as the
//!                    shorthand, YAML)                      client does)
//! ```
//!
//! A command line becomes one JSON text, the request itself, and each piece of this text remembers which bytes of which
//! source it comes from (`MappedText`). So all rules run on it unchanged, and
//! locations are mapped back to the word or the file. A value that is known only to a shell is unknown to the rules; if
//! a part of a string is known, the request is checked again with about thirty fillings, and a finding is kept if all
//! of them show it. Options come from the model, in its order. Errors before the request exists are faults like any
//! other.
//!
//! Layer 14: may import `text` to `fix`.

pub mod argparse;
mod copy_json;
pub mod finding;
mod merge;
pub mod options;
mod region;
mod secrets;
pub mod skeleton;
mod spaced_equals;
mod standalone;
mod strays;
pub(crate) mod typographic;
mod value;
pub mod wire;
mod yaml;

pub use merge::{Answer, Line, Understood, understand};
pub use options::Operation;
pub use standalone::shorthand_alone;
#[cfg(feature = "scripts")]
pub(crate) use {copy_json::newlines, merge::understand_one};

use crate::{
    document::task_definition::{self, Definitions},
    model::{cli_version::CliVersion, revision::Requested},
    policy::Policy,
    text::mapped_text::SourceId,
};

/// How to read a command line.
#[derive(Clone, Copy, Default)]
pub struct CommandOptions<'a> {
    /// Whose command line it is.
    pub client: CliVersion,
    /// The state of the API against which the request is checked; the options are those of that day.
    pub revision: Requested,
    /// What else the request is checked against.
    pub against: Against<'a>,
}

/// What a request is checked against beside the model.
#[derive(Clone, Copy)]
pub struct Against<'a> {
    /// The task definitions that are known.
    pub definitions: &'a Definitions,
    /// The rules of a team.
    pub policies: &'a [&'a Policy],
}

impl Default for Against<'_> {
    fn default() -> Self {
        Against { definitions: &task_definition::NONE, policies: &[] }
    }
}

/// Whether a word after the command asks for its page, not for a task.
pub(crate) fn is_help(word: &str) -> bool {
    matches!(word, "help" | "--help" | "-h")
}

/// Why a file could not be had: Python's words for it, such as `[Errno 2] No such file or directory`.
pub type NoFile = String;

/// Files as the client would find them. The path is what is after `file://`, with `~` and variables in it.
pub trait FileSystem {
    /// The bytes of a file.
    fn read(&mut self, path: &str) -> Result<Vec<u8>, NoFile>;
    /// A file of another name that was probably meant.
    fn neighbor(&mut self, path: &str) -> Option<String> {
        let _ = path;
        None
    }
    /// Whether a file is made before the command runs, and is not kept: Git ignores it.
    fn is_ignored(&self, path: &str) -> bool {
        let _ = path;
        false
    }
}

/// There are no files.
pub struct NoFiles;

impl FileSystem for NoFiles {
    fn read(&mut self, _: &str) -> Result<Vec<u8>, NoFile> {
        Err("[Errno 2] No such file or directory".to_owned())
    }
}

/// The source of the words themselves; files follow.
pub const LINE: SourceId = 0;
