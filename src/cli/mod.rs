//! The program: the command line, files, git, the terminal. All I/O of the project is here.
//!
//! Layer 18: may import `text` to `examples`.

pub(crate) mod args;
pub(crate) mod check;
pub(crate) mod commands;
pub(crate) mod git;
pub(crate) mod git_objects;
pub(crate) mod input;
pub(crate) mod io;
pub(crate) mod settings;
pub(crate) mod suppress;

use commands::{budget, config, explain, launch, print, shorthand};
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
        args::Command::Rules(args) => explain::list(&args),
        args::Command::Schema(args) => print::schema(&args),
        args::Command::Completions(args) => print::completions(&args),
        args::Command::Man(args) => print::man(&args),
        args::Command::Config(args) => config::run(&args.command),
        args::Command::Policy(args) => config::policy(&args.command),
    };
    ExitCode::from(if io::terminal::lost() { EXIT_ERROR } else { status })
}
