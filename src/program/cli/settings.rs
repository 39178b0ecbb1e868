//! What the command line can say about settings, and the commands about the configuration.

use super::{ColorChoice, ListFormat};
use clap::{
    Args, Subcommand,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};
use ecs_preflight::{Define, Kind, Requested, client::Sender, levels::FailOn, settings, suggest};
use std::path::PathBuf;

/// Settings that win over those of the configuration.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Settings")]
pub struct Settings {
    /// The configuration for all files; its patterns are taken from the current folder on [default: for each
    /// file the nearest `ecs-preflight.toml` above it in its repository]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Without any configuration
    #[arg(long, conflicts_with = "config")]
    pub no_config: bool,
    /// What the files are, where their content leaves it open
    #[arg(long, value_parser = kinds())]
    pub kind: Option<Kind>,
    /// The state of the ECS API to check against: a day, `latest`, or what each file needs [default: auto]
    #[arg(long, value_name = "DATE|latest|auto", value_parser = revision)]
    pub api_revision: Option<Requested>,
    /// Required members may be missing: the command line supplies them
    #[arg(long)]
    pub partial: bool,
    /// The files are templates: placeholders such as ${CPU} may stand outside of strings too
    #[arg(long)]
    pub template: bool,
    /// The files are sent as they are: no placeholder may be left in them
    #[arg(long = "final")]
    pub finished: bool,
    /// The client that sends them and has to know all that they use, such as aws-cli/1.16.56 or botocore/1.12.46
    #[arg(long, value_name = "NAME/VERSION", value_parser = Sender::parse)]
    pub client: Option<Sender>,
    /// What a placeholder becomes: its number of characters, or its value
    #[arg(long, value_name = "NAME=LENGTH|VALUE", value_parser = define)]
    pub define: Vec<Define>,
    /// The task definition of a launch, to hold it against; several for several families
    #[arg(long, value_name = "FILE")]
    pub task_definition: Vec<PathBuf>,
    /// Do not look for task definitions among the files that are checked
    #[arg(long)]
    pub no_discover: bool,
    /// The least severity that makes the exit code 1 [default: error]
    #[arg(long, value_name = "SEVERITY", value_parser = fail_on())]
    pub fail_on: Option<FailOn>,
    /// Turn on rules or groups that the configuration turns off
    #[arg(long, value_name = "RULE,…", value_delimiter = ',')]
    pub select: Vec<String>,
    /// Turn off rules, policies or groups
    #[arg(long, value_name = "RULE,…", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// What they find are warnings
    #[arg(long, value_name = "RULE,…", value_delimiter = ',')]
    pub warn: Vec<String>,
    /// What they find are errors
    #[arg(long, value_name = "RULE,…", value_delimiter = ',')]
    pub error: Vec<String>,
    /// Turn off all others
    #[arg(long, value_name = "RULE,…", value_delimiter = ',')]
    pub only: Vec<String>,
    /// Files that are named are left out too where the configuration says so (for hooks)
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
    /// Show the settings of a file, and where each was made
    Show(Box<Show>),
    /// Write a configuration in which every setting is explained and none is made
    Init(Init),
    /// Print the JSON Schema of the configuration
    Schema,
}

#[derive(Args)]
pub struct Show {
    /// A file, which need not exist
    pub file: PathBuf,
    /// How to show them
    #[arg(long, default_value = "human")]
    pub format: ListFormat,
    #[command(flatten)]
    pub color: ColorChoice,
    #[command(flatten)]
    pub settings: Settings,
}

#[derive(Args)]
pub struct Init {
    /// The file to write, which must not exist; `-` is standard output
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
    /// Run the documents that are written beside each policy as `ok` and `bad`
    Test(PolicyTest),
}

#[derive(Args)]
pub struct PolicyTest {
    /// The configuration [default: the nearest `ecs-preflight.toml`]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    #[command(flatten)]
    pub color: ColorChoice,
}

pub fn kinds() -> impl TypedValueParser<Value = Kind> {
    let values = Kind::ALL.map(|it| PossibleValue::new(it.word()).help(it.described().replace('`', "")));
    PossibleValuesParser::new(values).try_map(|it| Kind::named(&it).ok_or("no such kind"))
}

pub fn fail_on() -> impl TypedValueParser<Value = FailOn> {
    let values = FailOn::WORDS.map(|it| PossibleValue::new(it.0));
    PossibleValuesParser::new(values).try_map(|it| FailOn::named(&it).ok_or("no such severity"))
}

pub fn revision(text: &str) -> Result<Requested, String> {
    settings::revision(text).ok_or_else(|| match suggest::word(text, ["latest", "auto"]) {
        Some(near) => format!("did you mean '{near}'?"),
        None => "expected a day such as 2018-03-01, 'latest' or 'auto'".to_owned(),
    })
}

impl Settings {
    /// What an option says in place of a setting of the same name, as the configuration would spell it.
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

/// What the command line says lasts as long as the program.
fn define(text: &str) -> Result<Define, &'static str> {
    Define::parse(Box::leak(text.to_owned().into_boxed_str())).ok_or("expected NAME=LENGTH or NAME=VALUE")
}
