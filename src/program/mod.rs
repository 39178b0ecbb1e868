//! The program around the library: the command line, files, the terminal.

mod cli;
mod config;
mod explain;
mod files;
mod git;
mod ignores;
mod mend;
mod outputs;
mod print;
mod progress;
mod repository;
mod run;
mod settings;
mod terminal;
mod write;

use std::process::ExitCode;

/// Something at or above `--fail-on` was found.
const FOUND: u8 = 1;
/// Wrong usage, a file that cannot be read, or nothing to check.
const TROUBLE: u8 = 2;

/// Does what the command line asks for.
pub fn main() -> ExitCode {
    let status = match cli::parse() {
        cli::Command::Check(args) => run::check_files(&args),
        cli::Command::Explain(args) => explain::rule(&args),
        cli::Command::Rules(args) => explain::list(&args),
        cli::Command::Schema(args) => print::schema(&args),
        cli::Command::Completions(args) => print::completions(&args),
        cli::Command::Man(args) => print::man(&args),
        cli::Command::Config(args) => config::run(&args.command),
        cli::Command::Policy(args) => config::policy(&args.command),
    };
    ExitCode::from(status)
}
