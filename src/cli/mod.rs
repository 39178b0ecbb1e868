//! The program: the command line, files, git, the terminal. All I/O of the project is here.
//!
//! **Many files.** Finding the files of a large tree takes a third of the time and is the work of one thread, so files
//! are checked by all cores while the walk goes on (`check::inputs`, `check::worker_pool`). Each file is read into the memory that the
//! last clean one left. A run keeps the findings, and of clean files not even the bytes: keeping thousands of them cost
//! more than checking them. Launches that turn out to have a task definition among the files are read again.
//!
//! **Scripts first.** Scripts show how a JSON file of the same run is used, so they are checked before the documents.
//! Whether a file in a folder contains a command is decided by `input::script_probe`, with four system calls and one
//! buffer for all files. A file with a zero byte in its first 64 KiB is not a script; a search ends after 8 MiB.
//!
//! **Lines.** With `--ndjson`, `check::ndjson` reads chunks and checks one line at a time, in one `Source` that knows
//! its line number and offset. Spans are relative to the line; positions and offsets are those of the file, so reports
//! need not know.
//!
//! **The shortest command line.** `ecs-preflight check PATH…` without options is read by `args::fast_path`: describing
//! fifty options to clap takes twice the instructions of everything else. A test compares both.
//!
//! Layer 19: may import `text` to `editor`.

pub(crate) mod args;
pub(crate) mod check;
pub(crate) mod commands;
pub(crate) mod git;
pub(crate) mod git_objects;
pub(crate) mod input;
pub(crate) mod io;
#[cfg(feature = "server")]
pub(crate) mod server;
pub(crate) mod settings;
pub(crate) mod suppress;

use commands::{budget, config, explain, launch, print, rules, shorthand};
use ecs_preflight::command::Operation;
use std::process::ExitCode;

/// Something at or above `--fail-on` was found.
const EXIT_FINDINGS: u8 = 1;
/// Wrong usage, a file that cannot be read, or nothing to check.
const EXIT_ERROR: u8 = 2;

/// Does what the command line asks for.
pub fn main() -> ExitCode {
    let status = match args::parse() {
        args::Command::Check(args) => check::check_files(&args),
        args::Command::Budget(args) => budget::print(&args),
        args::Command::StartTask(args) => launch::run(Operation::StartTask, &args),
        args::Command::RunTask(args) => launch::run(Operation::RunTask, &args),
        args::Command::Shorthand(args) => shorthand::run(&args),
        args::Command::Explain(args) => explain::rule(&args),
        args::Command::Rules(args) => rules::list(&args),
        args::Command::Schema(args) => print::schema(&args),
        args::Command::Completions(args) => print::completions(&args),
        args::Command::Man(args) => print::man(&args),
        args::Command::Config(args) => config::run(&args.command),
        args::Command::Policy(args) => config::policy(&args.command),
        #[cfg(feature = "server")]
        args::Command::Server(args) => server::run(&args),
    };
    ExitCode::from(if io::terminal::lost() { EXIT_ERROR } else { status })
}
