//! The program around the library: the command line, files, the terminal.

mod budget;
mod cli;
mod config;
mod explain;
mod files;
mod git;
mod ignores;
mod launch;
mod mend;
mod outputs;
mod pairing;
mod pool;
mod print;
mod probe;
mod progress;
mod repository;
mod run;
mod scripts;
mod settings;
mod shorthand;
mod terminal;
mod write;

use ecs_preflight::command::Operation;
use std::process::ExitCode;

/// Something at or above `--fail-on` was found.
const FOUND: u8 = 1;
/// Wrong usage, a file that cannot be read, or nothing to check.
const TROUBLE: u8 = 2;

/// Does what the command line asks for.
pub fn main() -> ExitCode {
    let status = match cli::parse() {
        cli::Command::Check(args) => run::check_files(&args),
        cli::Command::Budget(args) => budget::print(&args),
        cli::Command::StartTask(args) => launch::run(Operation::StartTask, &args),
        cli::Command::RunTask(args) => launch::run(Operation::RunTask, &args),
        cli::Command::Shorthand(args) => shorthand::run(&args),
        cli::Command::Explain(args) => explain::rule(&args),
        cli::Command::Rules(args) => explain::list(&args),
        cli::Command::Schema(args) => print::schema(&args),
        cli::Command::Completions(args) => print::completions(&args),
        cli::Command::Man(args) => print::man(&args),
        cli::Command::Config(args) => config::run(&args.command),
        cli::Command::Policy(args) => config::policy(&args.command),
    };
    ExitCode::from(if terminal::lost() { TROUBLE } else { status })
}
