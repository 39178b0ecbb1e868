//! The command line: what it takes, and what it says about itself.

mod changed;
mod fixing;
mod generate;
mod ignores;
mod later;
mod launch;
mod output;
mod plain;
mod settings;

pub use changed::Changed;
pub use fixing::Fixing;
pub use generate::{completions, man};
pub use ignores::Ignores;
pub use launch::{Launch, Shorthand, own};
pub use output::{Annotations, Output};
pub use settings::{Config, ConfigCommand, Init, Policy, PolicyCommand, Settings, Show};

use clap::{Args, Parser, Subcommand, ValueEnum};
use ecs_preflight::{Kind, Requested};
use later::Later;
use settings::{kinds, revision};
use std::path::PathBuf;

const NOTES: &str = "\
Examples:
  ecs-preflight check start-task.json          one file, whatever it is called
  ecs-preflight check                          every launch document below this folder
  ecs-preflight check --partial base.json      the command line supplies the rest
  aws ecs start-task --generate-cli-skeleton | ecs-preflight check -
  jq .overrides job.json | ecs-preflight check --kind overrides -
  zcat requests.ndjson.gz | ecs-preflight check --ndjson -
  ecs-preflight check --format json jobs | jq '.diagnostics[].message'
  ecs-preflight check --format human --format sarif=ecs.sarif
  ecs-preflight check --diff jobs | git apply   mend what is certain; `--fix` writes it itself
  ecs-preflight check --show-files             what each file is, or why it is skipped
  ecs-preflight check --staged                 what the next commit holds
  ecs-preflight explain started-by-charset     what a rule is about
  ecs-preflight explain 'startedBy longer than 36.'
                                               what an error of AWS is about
  ecs-preflight config show start-task.json    what ecs-preflight.toml says about a file, and where

Folders are searched for *.json, *.asl, templates (*.tpl, *.tftpl, *.j2), and scripts that start tasks.
What .gitignore names is left out, and so are hidden files, but for .aws, .buildkite, .circleci, .ecs,
.github and .gitlab. What is no ECS launch document is skipped and counted (`--show-files`). A file may be of at most 64 MiB, with --ndjson a line of
at most 1 MiB and a file of any size.

Exit codes:
  0  nothing found at or above --fail-on
  1  something found; with --diff also: something to change
  2  wrong usage, a mistake in ecs-preflight.toml, a file that cannot be read, or nothing to check";

/// Checks Amazon ECS StartTask requests before they are sent, without sending anything.
#[derive(Parser)]
#[command(name = "ecs-preflight", version, after_long_help = NOTES, disable_help_subcommand = true)]
#[command(max_term_width = 100)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

/// What the command line asks for. Wrong usage ends the program here, with exit code 2.
pub fn parse() -> Command {
    match plain::check(std::env::args_os().skip(1)) {
        Some(check) => Command::Check(Later::of(check)),
        None => Cli::parse().command,
    }
}

#[derive(Subcommand)]
pub enum Command {
    /// Check files: requests, overrides, network configurations, answers
    #[command(after_long_help = NOTES)]
    Check(Later<Check>),
    /// Show how much of the characters allowed the overrides of a request take, and what takes them
    Budget(Later<Budget>),
    /// Say what `aws ecs start-task` would send, and check it, without sending anything
    StartTask(Later<Launch>),
    /// The same of `aws ecs run-task`
    RunTask(Later<Launch>),
    /// Print the JSON that a text in the shorthand of the AWS CLI means, or the other way round
    Shorthand(Later<Shorthand>),
    /// Explain a rule, or an error that AWS gave: what is wrong, what AWS does, how to mend it
    Explain(Later<Explain>),
    /// List all rules
    Rules(Later<Rules>),
    /// Print the JSON Schema of a document kind, for editors
    Schema(Later<Schema>),
    /// Print what makes a shell complete this program's commands and options
    Completions(Later<Completions>),
    /// Print the manual page of this program or of one of its commands, as roff
    Man(Later<Man>),
    /// Show, begin or describe the configuration, `ecs-preflight.toml`
    Config(Later<Config>),
    /// Test the policies that the configuration states
    Policy(Later<Policy>),
}

#[derive(Args, Debug, Default)]
pub struct Check {
    /// Files, folders, or `-` for standard input; the current folder if there is none
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The path under which standard input is reported
    #[arg(long, value_name = "PATH")]
    pub stdin_filename: Option<String>,
    /// Each line of a file, or of standard input, is a document of its own (JSON Lines); memory does not grow with
    /// the file
    #[arg(long, conflicts_with_all = [
        "fix", "diff", "unsafe_fixes", "add_ignore", "prune_ignores", "staged", "since", "template",
    ])]
    pub ndjson: bool,
    /// Nothing to check is no error
    #[arg(long)]
    pub allow_none: bool,
    /// Named files that are no ECS launch documents are left alone, also where they are no JSON (for hooks)
    #[arg(long)]
    pub skip_unrecognized: bool,
    /// List each file with what it is, or why it is skipped, instead of findings
    #[arg(long, conflicts_with_all = [
        "fix", "diff", "unsafe_fixes", "add_ignore", "prune_ignores", "ndjson", "formats", "output_file", "statistics",
    ])]
    pub show_files: bool,
    /// Findings only: no summary, no notes
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
    /// A request, overrides or container overrides; `-` is standard input
    pub file: PathBuf,
    /// What it is, where its content leaves it open
    #[arg(long, value_parser = kinds())]
    pub kind: Option<Kind>,
    #[command(flatten)]
    pub color: ColorChoice,
}

#[derive(Args)]
pub struct Explain {
    /// The rule's id, as it stands in brackets in a report, or the text of an error
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
    /// The groups of rules in place of the rules; JSON has both
    #[arg(long)]
    pub groups: bool,
    /// How to list them
    #[arg(long, default_value = "human")]
    pub format: ListFormat,
    #[command(flatten)]
    pub color: ColorChoice,
}

#[derive(Args)]
pub struct Schema {
    /// The documents it describes
    #[arg(value_name = "KIND", value_parser = kinds())]
    pub kind: Kind,
    /// The draft of JSON Schema it is written in
    #[arg(long, default_value = "7")]
    pub draft: DraftName,
    /// The state of the ECS API it describes: a day, or `latest`
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
    /// The shell that is to complete
    pub shell: generate::Shell,
}

#[derive(Args)]
pub struct Man {
    /// A command; without one, the whole program
    pub command: Option<String>,
}

#[derive(Args, Debug, Default)]
pub struct ColorChoice {
    /// Whether to use colours; `auto` obeys NO_COLOR, CLICOLOR, CLICOLOR_FORCE and FORCE_COLOR
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
