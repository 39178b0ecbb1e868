//! The settings on the command line, and the commands for the configuration.

use crate::cli::args::{ColorChoice, ListFormat};
use clap::{
    Args, Subcommand,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};
use ecs_preflight::{
    Define, DocumentKind, Requested,
    model::client_release::ClientRelease,
    settings::{self, rule_levels::FailOn},
    text::edit_distance,
};
use std::path::PathBuf;

/// Settings that override those of the configuration.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Settings")]
pub struct Settings {
    /// Use this configuration for all files; its patterns are relative to the current folder [default: for each
    /// file, the nearest `ecs-preflight.toml` in its folder or above, within the repository]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Ignore all configuration files
    #[arg(long, conflicts_with = "config")]
    pub no_config: bool,
    /// The kind of document, if the content is ambiguous
    #[arg(long, value_parser = kinds())]
    pub kind: Option<DocumentKind>,
    /// API revision to check against: a date, `latest`, or `auto`, the oldest that has everything a file uses
    /// [default: auto]
    #[arg(long, value_name = "DATE|latest|auto", value_parser = revision)]
    pub api_revision: Option<Requested>,
    /// Allow required members to be missing, because the command line supplies them
    #[arg(long)]
    pub partial: bool,
    /// Treat files as templates: allow placeholders such as ${CPU} outside strings too
    #[arg(long)]
    pub template: bool,
    /// Report any placeholder that is left in a file, because the files are sent as they are
    #[arg(long = "final")]
    pub finished: bool,
    /// Report everything that this client does not support, such as aws-cli/1.16.56 or botocore/1.12.46
    #[arg(long, value_name = "NAME/VERSION", value_parser = ClientRelease::parse)]
    pub client: Option<ClientRelease>,
    /// The value of a placeholder, or its length in characters
    #[arg(long, value_name = "NAME=LENGTH|VALUE", value_parser = define)]
    pub define: Vec<Define>,
    /// Check launches against the task definition in this file; repeatable, for several families
    #[arg(long, value_name = "FILE")]
    pub task_definition: Vec<PathBuf>,
    /// Do not use the task definitions among the checked files
    #[arg(long)]
    pub no_discover: bool,
    /// Exit with 1 on findings of this severity or higher [default: error]
    #[arg(long, value_name = "SEVERITY", value_parser = fail_on())]
    pub fail_on: Option<FailOn>,
    /// Turn on these rules or groups, even if the configuration turns them off
    #[arg(long, value_name = "RULE,…", value_delimiter = ',')]
    pub select: Vec<String>,
    /// Turn off these rules, policies or groups
    #[arg(long, value_name = "RULE,…", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// Report these rules, policies or groups as warnings
    #[arg(long, value_name = "RULE,…", value_delimiter = ',')]
    pub warn: Vec<String>,
    /// Report these rules, policies or groups as errors
    #[arg(long, value_name = "RULE,…", value_delimiter = ',')]
    pub error: Vec<String>,
    /// Run only these rules, policies or groups
    #[arg(long, value_name = "RULE,…", value_delimiter = ',')]
    pub only: Vec<String>,
    /// Apply `exclude` and `include` of the configuration to named files too (for hooks)
    #[arg(long)]
    pub force_exclude: bool,
}

#[derive(Args)]
pub struct Config {
    #[command(subcommand)]
    pub command: ConfigCommand,
}

#[derive(Subcommand)]
pub enum ConfigCommand {
    /// Show the settings of a file, and where each comes from
    Show(Box<Show>),
    /// Write a commented starter `ecs-preflight.toml`
    Init(Init),
    /// Print the JSON Schema of the configuration
    Schema,
}

#[derive(Args)]
pub struct Show {
    /// A file; it does not need to exist
    pub file: PathBuf,
    /// Output format
    #[arg(long, default_value = "human")]
    pub format: ListFormat,
    #[command(flatten)]
    pub color: ColorChoice,
    #[command(flatten)]
    pub settings: Settings,
}

#[derive(Args)]
pub struct Init {
    /// The file to write, which must not exist yet; `-` for standard output
    #[arg(default_value = settings::NAMES[0])]
    pub file: PathBuf,
}

#[derive(Args)]
pub struct Policy {
    #[command(subcommand)]
    pub command: PolicyCommand,
}

#[derive(Subcommand)]
pub enum PolicyCommand {
    /// Check the `ok` and `bad` example documents of each policy
    Test(PolicyTest),
}

#[derive(Args)]
pub struct PolicyTest {
    /// The configuration file [default: the nearest `ecs-preflight.toml`]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    #[command(flatten)]
    pub color: ColorChoice,
}

pub fn kinds() -> impl TypedValueParser<Value = DocumentKind> {
    let values =
        DocumentKind::ALL.map(|it| PossibleValue::new(it.word()).help(it.described().replace('`', "")));
    PossibleValuesParser::new(values).try_map(|it| DocumentKind::named(&it).ok_or("no such kind"))
}

pub fn fail_on() -> impl TypedValueParser<Value = FailOn> {
    let values = FailOn::WORDS.map(|it| PossibleValue::new(it.0));
    PossibleValuesParser::new(values).try_map(|it| FailOn::named(&it).ok_or("no such severity"))
}

pub fn revision(text: &str) -> Result<Requested, String> {
    settings::revision(text).ok_or_else(|| match edit_distance::word(text, ["latest", "auto"]) {
        Some(near) => format!("did you mean '{near}'?"),
        None => "expected a date such as 2018-03-01, 'latest' or 'auto'".to_owned(),
    })
}

impl Settings {
    /// The value that an option gives a setting, as the configuration would spell it.
    pub fn said(&self, name: &str) -> Option<String> {
        let quoted = |it: &str| format!("\"{it}\"");
        match name {
            "kind" => self.kind.map(|it| quoted(it.word())),
            "api-revision" => self.api_revision.map(|it| match it {
                Requested::Auto => quoted("auto"),
                Requested::Latest => quoted("latest"),
                Requested::On(day) => quoted(&day.to_string()),
            }),
            "fail-on" => self.fail_on.map(|it| quoted(it.word())),
            "client" => self.client.map(|it| quoted(&it.to_string())),
            "partial" => self.partial.then(|| "true".to_owned()),
            "template" => self.template.then(|| "true".to_owned()),
            "discover" => self.no_discover.then(|| "false".to_owned()),
            "task-definitions" => {
                let paths: Vec<_> =
                    self.task_definition.iter().map(|it| quoted(&it.to_string_lossy())).collect();
                (!paths.is_empty()).then(|| format!("[{}]", paths.join(", ")))
            }
            "final" => self.finished.then(|| "true".to_owned()),
            _ => None,
        }
    }
}

fn define(text: &str) -> Result<Define, &'static str> {
    Define::parse(text).ok_or("expected NAME=LENGTH or NAME=VALUE")
}
