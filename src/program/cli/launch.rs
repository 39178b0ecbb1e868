//! The commands that stand in for `aws ecs …`, and shorthand.

use super::{
    Color,
    settings::{fail_on, revision},
};
use clap::{
    Args, Parser, ValueEnum,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};
use ecs_preflight::{
    Requested,
    command::Client,
    levels::FailOn,
    report::{REPORTS, Report},
};
use std::{ffi::OsString, path::PathBuf};

/// What stands behind the command goes to the emulation of the client, not to clap.
#[derive(Args)]
pub struct Launch {
    /// The options of the AWS CLI, and of this program: `--format`, `--api-revision`,
    /// `--compare-client v1|v2|1.14`, `--against TASK_DEFINITION_FILE`, `--wire`, `--fail-on`, `--quiet`
    #[arg(value_name = "OPTION", trailing_var_arg = true, allow_hyphen_values = true)]
    pub words: Vec<OsString>,
}

/// The program's own options among those of the client.
#[derive(Parser)]
#[command(disable_help_flag = true, disable_version_flag = true)]
pub struct Own {
    /// How to report what is found
    #[arg(long, default_value = REPORTS[0].name, value_parser = report_names())]
    pub format: &'static Report,
    /// The state of the ECS API: its options, its model
    #[arg(long, value_name = "DATE|latest|auto", default_value = "auto", value_parser = revision)]
    pub api_revision: Requested,
    /// Whose parser and whose messages are predicted
    #[arg(long, value_name = "CLIENT", default_value = "v2")]
    pub compare_client: ClientName,
    /// A file with the task definition of the launch
    #[arg(long, value_name = "FILE")]
    pub against: Vec<PathBuf>,
    /// Print the very bytes that would be sent
    #[arg(long)]
    pub wire: bool,
    /// The least severity that makes the exit code 1
    #[arg(long, value_name = "SEVERITY", default_value = "error", value_parser = fail_on())]
    pub fail_on: FailOn,
    /// Findings only: no summary
    #[arg(long)]
    pub quiet: bool,
    /// Whether to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
}

/// Options of [`Own`] with a word and without one.
const WITH_WORD: [&str; 6] =
    ["--format", "--api-revision", "--compare-client", "--fail-on", "--color", "--against"];
const WITHOUT: [&str; 2] = ["--wire", "--quiet"];

/// Takes the program's own options out of the words; they have to be written in full. Wrong usage ends the
/// program here.
pub fn own(command: &str, words: &[OsString]) -> (Own, Vec<String>) {
    let mut mine = vec![OsString::from(format!("ecs-preflight {command}"))];
    let mut others = Vec::new();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let text = word.to_string_lossy();
        let name = text.split('=').next().unwrap_or_default();
        if name == "--color" {
            // Both have this one, and call its values differently.
            let value = match text.split_once('=') {
                Some((_, value)) => value.to_owned(),
                None => words.next().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default(),
            };
            let value = match value.as_str() {
                "on" => "always",
                "off" => "never",
                other => other,
            };
            mine.push(format!("--color={value}").into());
        } else if WITH_WORD.contains(&name) {
            mine.push(word.clone());
            if !text.contains('=') {
                mine.extend(words.next().cloned());
            }
        } else if WITHOUT.contains(&text.as_ref()) {
            mine.push(word.clone());
        } else {
            others.push(text.into_owned());
        }
    }
    (Own::parse_from(mine), others)
}

#[derive(Args)]
pub struct Shorthand {
    /// A text in shorthand; several make a list
    #[arg(value_name = "TEXT", allow_hyphen_values = true)]
    pub texts: Vec<String>,
    /// The option of the AWS CLI whose value it is: `network-configuration`, `overrides`, `tags` …
    #[arg(long, value_name = "OPTION")]
    pub param: Option<String>,
    /// Print the shortest shorthand of a JSON file instead
    #[arg(long, value_name = "FILE", conflicts_with = "texts")]
    pub from_json: Option<PathBuf>,
    /// How to report what is found
    #[arg(long, default_value = REPORTS[0].name, value_parser = report_names())]
    pub format: &'static Report,
    /// The state of the ECS API whose members are known
    #[arg(long, value_name = "DATE|latest|auto", default_value = "auto", value_parser = revision)]
    pub api_revision: Requested,
    /// Whose parser is predicted
    #[arg(long, value_name = "CLIENT", default_value = "v2")]
    pub compare_client: ClientName,
    /// The least severity that makes the exit code 1
    #[arg(long, value_name = "SEVERITY", default_value = "error", value_parser = fail_on())]
    pub fail_on: FailOn,
    #[command(flatten)]
    pub color: super::ColorChoice,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ClientName {
    /// Version 1 of today
    V1,
    /// Version 2
    V2,
    /// 1.14, of the era of the reference page
    #[value(name = "1.14")]
    Old,
}

impl ClientName {
    pub fn client(self) -> Client {
        match self {
            ClientName::V1 => Client::V1,
            ClientName::V2 => Client::V2,
            ClientName::Old => Client::Old,
        }
    }
}

fn report_names() -> impl TypedValueParser<Value = &'static Report> {
    let values = REPORTS.iter().map(|it| PossibleValue::new(it.name).help(it.about.replace('`', "")));
    PossibleValuesParser::new(values)
        .try_map(|name| REPORTS.iter().find(|it| it.name == name).ok_or("no such format"))
}
