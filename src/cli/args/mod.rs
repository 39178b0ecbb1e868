//! The command line and its help.

pub(crate) mod changed;
pub(crate) mod deferred;
pub(crate) mod fast_path;
pub(crate) mod fix;
pub(crate) mod generate;
pub(crate) mod launch;
pub(crate) mod output;
#[cfg(feature = "server")]
pub(crate) mod server;
pub(crate) mod settings;
pub(crate) mod suppress;

pub use changed::Changed;
pub use fix::Fixing;
pub use generate::{completions, man};
pub use launch::{Launch, Shorthand, own};
pub use output::{Annotations, Output};
#[cfg(feature = "server")]
pub use server::Server;
pub use settings::{Config, ConfigCommand, Init, Policy, PolicyCommand, Settings, Show};
pub use suppress::Ignores;

use clap::{
    Args, CommandFactory, Parser, Subcommand, ValueEnum,
    error::{ContextKind, ContextValue, ErrorKind},
};
use deferred::Later;
use ecs_preflight::{DocumentKind, Requested};
use settings::{kinds, revision};
use std::path::PathBuf;

const NOTES: &str = "\
Examples:
  ecs-preflight check start-task.json          check one file
  ecs-preflight check                          check all launch documents in this folder and below
  ecs-preflight check --partial base.json      required members may be missing
  aws ecs start-task --generate-cli-skeleton | ecs-preflight check -
  jq .overrides job.json | ecs-preflight check --kind overrides -
  zcat requests.ndjson.gz | ecs-preflight check --ndjson -
  ecs-preflight check --format json jobs | jq '.diagnostics[].message'
  ecs-preflight check --format human --format sarif=ecs.sarif
  ecs-preflight check --diff jobs | git apply   apply safe fixes, like `--fix`
  ecs-preflight check --show-files             list the type of each file, or why it is skipped
  ecs-preflight check --staged                 check what is about to be committed
  ecs-preflight explain started-by-charset     read about a rule
  ecs-preflight explain 'startedBy longer than 36.'
                                               find the rule for an error from AWS
  ecs-preflight config show start-task.json    show the settings of a file and where they come from

Folders are searched for *.json, *.asl, templates (*.tpl, *.tftpl, *.j2), and scripts that start tasks.
Files in .gitignore are ignored, and so are hidden files, except in .aws, .buildkite, .circleci, .ecs,
.github and .gitlab. Files that are not ECS launch documents are skipped and counted (see --show-files).
The size limit is 64 MiB per file; with --ndjson it is 1 MiB per line, and files can have any size.

Exit codes:
  0  no findings at or above --fail-on
  1  findings; with --diff, also if there is anything to change
  2  invalid usage, an invalid ecs-preflight.toml, an unreadable file, or no files to check";

/// Offline validator and linter for Amazon ECS launch requests (StartTask and RunTask).
#[derive(Parser)]
#[command(name = "ecs-preflight", version, after_long_help = NOTES)]
#[command(max_term_width = 100)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

/// Parses the command line. Exits with code 2 on invalid usage.
pub fn parse() -> Command {
    match fast_path::check(std::env::args_os().skip(1)) {
        Some(check) => Command::Check(Later::of(check)),
        None => match Cli::try_parse() {
            Ok(parsed) => parsed.command,
            Err(error) => explained(error).exit(),
        },
    }
}

/// The same error; if a file was given instead of a command, with the command that checks it.
fn explained(error: clap::Error) -> clap::Error {
    let word = match (error.kind(), error.get(ContextKind::InvalidSubcommand)) {
        (ErrorKind::InvalidSubcommand, Some(ContextValue::String(word))) => word.clone(),
        _ => return error,
    };
    let is_path = word.contains(['/', '.', '\\']) || std::path::Path::new(&word).exists();
    if !is_path {
        return error;
    }
    let word = ecs_preflight::report::plain(&word);
    let why = format!("`{word}` is not a command; did you mean `ecs-preflight check {word}`?");
    Cli::command().error(ErrorKind::InvalidSubcommand, why)
}

#[derive(Subcommand)]
pub enum Command {
    /// Check requests, overrides, network configurations, responses, and scripts
    #[command(after_long_help = NOTES)]
    Check(Later<Check>),
    /// Show how much of the 8,192-character overrides limit a request uses, broken down by part
    Budget(Later<Budget>),
    /// Dry-run `aws ecs start-task`: validate and print the request without sending it
    StartTask(Later<Launch>),
    /// Dry-run `aws ecs run-task`: validate and print the request without sending it
    RunTask(Later<Launch>),
    /// Convert AWS CLI shorthand to JSON, or JSON to shorthand
    Shorthand(Later<Shorthand>),
    /// Explain a rule, or find the rule that explains an error from AWS
    Explain(Later<Explain>),
    /// List all rules
    Rules(Later<Rules>),
    /// Print the JSON Schema of a kind of document, for editors
    Schema(Later<Schema>),
    /// Print a shell completion script
    Completions(Later<Completions>),
    /// Print the manual page of ecs-preflight or of one of its commands (roff)
    Man(Later<Man>),
    /// Show or create the configuration (`ecs-preflight.toml`), or print its schema
    Config(Later<Config>),
    /// Test the policies in the configuration
    Policy(Later<Policy>),
    /// Run the language server: what editors start, on standard input and output
    #[cfg(feature = "server")]
    Server(Later<Server>),
}

#[derive(Args, Debug, Default)]
pub struct Check {
    /// Files or folders to check, or `-` for standard input [default: the current folder]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Path to report for standard input
    #[arg(long, value_name = "PATH")]
    pub stdin_filename: Option<String>,
    /// Check each line of a file, or of standard input, as a separate document (JSON Lines); memory use does not
    /// grow with the file
    #[arg(long, conflicts_with_all = [
        "fix", "diff", "unsafe_fixes", "add_ignore", "prune_ignores", "staged", "since", "template",
    ])]
    pub ndjson: bool,
    /// Exit with 0 if there are no files to check
    #[arg(long)]
    pub allow_none: bool,
    /// Skip named files that are not ECS launch documents, even if they are not valid JSON (for hooks)
    #[arg(long)]
    pub skip_unrecognized: bool,
    /// List each file with its type, or why it is skipped, instead of checking
    #[arg(long, conflicts_with_all = [
        "fix", "diff", "unsafe_fixes", "add_ignore", "prune_ignores", "ndjson", "formats", "output_file", "statistics",
    ])]
    pub show_files: bool,
    /// Print findings only, without summary and notes
    #[arg(short, long)]
    pub quiet: bool,
    #[command(flatten)]
    pub output: Output,
    #[command(flatten)]
    pub ignores: Ignores,
    #[command(flatten)]
    pub fixing: Fixing,
    #[command(flatten)]
    pub changed: Changed,
    #[command(flatten)]
    pub color: ColorChoice,
    #[command(flatten)]
    pub settings: Settings,
}

#[derive(Args)]
pub struct Budget {
    /// A request, overrides or container overrides; `-` for standard input
    pub file: PathBuf,
    /// The kind of document, if the content is ambiguous
    #[arg(long, value_parser = kinds())]
    pub kind: Option<DocumentKind>,
    #[command(flatten)]
    pub color: ColorChoice,
}

#[derive(Args)]
pub struct Explain {
    /// A rule ID, as shown in brackets in a report, or the text of an error
    #[arg(value_name = "RULE|ERROR")]
    pub rule: String,
    /// Mark a CPU and a memory size in the table of `fargate-size`: `512,5120`, `.5 vCPU,5GB`
    #[arg(long, value_name = "CPU,MEMORY")]
    pub at: Option<String>,
    #[command(flatten)]
    pub color: ColorChoice,
}

#[derive(Args)]
pub struct Rules {
    /// List the groups instead of the rules; JSON contains both
    #[arg(long)]
    pub groups: bool,
    /// Output format
    #[arg(long, default_value = "human")]
    pub format: ListFormat,
    #[command(flatten)]
    pub color: ColorChoice,
}

#[derive(Args)]
pub struct Schema {
    /// The kind of document
    #[arg(value_name = "KIND", value_parser = kinds())]
    pub kind: DocumentKind,
    /// JSON Schema draft
    #[arg(long, default_value = "7")]
    pub draft: DraftName,
    /// API revision to describe: a date or `latest`
    #[arg(long, value_name = "DATE|latest", default_value = "latest", value_parser = revision)]
    pub api_revision: Requested,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DraftName {
    #[value(name = "7", aliases = ["07", "draft-07"])]
    Seven,
    #[value(name = "2020-12")]
    TwentyTwenty,
}

#[derive(Args)]
pub struct Completions {
    /// The shell
    pub shell: generate::Shell,
}

#[derive(Args)]
pub struct Man {
    /// A command [default: the program itself]
    pub command: Option<String>,
}

#[derive(Args, Debug, Default)]
pub struct ColorChoice {
    /// When to use colors; `auto` respects NO_COLOR, CLICOLOR, CLICOLOR_FORCE and FORCE_COLOR
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    Human,
    Json,
}
