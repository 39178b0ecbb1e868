//! The commands that replace `aws ecs …`, and shorthand.

use crate::cli::args::{
    Color,
    settings::{fail_on, revision},
};
use clap::{
    Args, Parser, ValueEnum,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};
use ecs_preflight::{
    Requested,
    model::cli_version::CliVersion,
    report::{REPORTS, Report},
    settings::rule_levels::FailOn,
};
use std::{ffi::OsString, path::PathBuf};

/// The words after the command are parsed by the emulation of the AWS CLI, not by clap.
#[derive(Args)]
pub struct Launch {
    /// Options of the AWS CLI, and of ecs-preflight: `--format`, `--api-revision`,
    /// `--compare-client v1|v2|1.14`, `--against TASK_DEFINITION_FILE`, `--wire`, `--fail-on`, `--quiet`
    #[arg(value_name = "OPTION", trailing_var_arg = true, allow_hyphen_values = true)]
    pub words: Vec<OsString>,
}

/// The program's own options among those of the client.
#[derive(Parser)]
#[command(disable_help_flag = true, disable_version_flag = true)]
pub struct Own {
    /// Report format
    #[arg(long, default_value = REPORTS[0].name, value_parser = report_names())]
    pub format: &'static Report,
    /// API revision to check against: a date, `latest` or `auto`
    #[arg(long, value_name = "DATE|latest|auto", default_value = "auto", value_parser = revision)]
    pub api_revision: Requested,
    /// AWS CLI version whose parser and error messages to emulate
    #[arg(long, value_name = "CLIENT", default_value = "v2")]
    pub compare_client: ClientName,
    /// Check the launch against the task definition in this file
    #[arg(long, value_name = "FILE")]
    pub against: Vec<PathBuf>,
    /// Print the exact bytes that would be sent
    #[arg(long)]
    pub wire: bool,
    /// Exit with 1 on findings of this severity or higher
    #[arg(long, value_name = "SEVERITY", default_value = "error", value_parser = fail_on())]
    pub fail_on: FailOn,
    /// Print findings only, without the summary
    #[arg(long)]
    pub quiet: bool,
    /// When to use colors
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
}

/// Options of [`Own`] with and without a value.
const WITH_WORD: [&str; 6] =
    ["--format", "--api-revision", "--compare-client", "--fail-on", "--color", "--against"];
const WITHOUT: [&str; 2] = ["--wire", "--quiet"];

/// Separates the program's own options, which must not be abbreviated, from those of the AWS CLI. Exits on
/// invalid usage.
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
    /// Shorthand text; several arguments form a list
    #[arg(value_name = "TEXT", allow_hyphen_values = true)]
    pub texts: Vec<String>,
    /// The AWS CLI option that takes the value: `network-configuration`, `overrides`, `tags` …
    #[arg(long, value_name = "OPTION")]
    pub param: Option<String>,
    /// Convert a JSON file to the shortest equivalent shorthand instead
    #[arg(long, value_name = "FILE", conflicts_with = "texts")]
    pub from_json: Option<PathBuf>,
    /// Report format
    #[arg(long, default_value = REPORTS[0].name, value_parser = report_names())]
    pub format: &'static Report,
    /// API revision whose members are known: a date, `latest` or `auto`
    #[arg(long, value_name = "DATE|latest|auto", default_value = "auto", value_parser = revision)]
    pub api_revision: Requested,
    /// AWS CLI version whose parser to emulate
    #[arg(long, value_name = "CLIENT", default_value = "v2")]
    pub compare_client: ClientName,
    /// Exit with 1 on findings of this severity or higher
    #[arg(long, value_name = "SEVERITY", default_value = "error", value_parser = fail_on())]
    pub fail_on: FailOn,
    #[command(flatten)]
    pub color: crate::cli::args::ColorChoice,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ClientName {
    /// Current version 1
    V1,
    /// Version 2
    V2,
    /// Version 1.14, from 2018
    #[value(name = "1.14")]
    Old,
}

impl ClientName {
    pub fn client(self) -> CliVersion {
        match self {
            ClientName::V1 => CliVersion::V1,
            ClientName::V2 => CliVersion::V2,
            ClientName::Old => CliVersion::Old,
        }
    }
}

fn report_names() -> impl TypedValueParser<Value = &'static Report> {
    let values = REPORTS.iter().map(|it| PossibleValue::new(it.name).help(it.about.replace('`', "")));
    PossibleValuesParser::new(values)
        .try_map(|name| REPORTS.iter().find(|it| it.name == name).ok_or("no such format"))
}
