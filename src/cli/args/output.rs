//! The options that say which reports go where.

use clap::{
    Arg, Args, Command, Error, ValueEnum,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
    error::ErrorKind,
};
use ecs_preflight::report::{REPORTS, Report};
use std::{ffi::OsStr, path::PathBuf};

#[derive(Args, Debug, Default)]
pub struct Output {
    /// Report format [default: human]; repeatable, and `FORMAT=FILE` writes the report to a file
    #[arg(long = "format", value_name = "FORMAT[=FILE]", value_parser = Formats)]
    pub formats: Vec<Format>,
    /// Write the report to a file
    #[arg(short, long, value_name = "FILE")]
    pub output_file: Option<PathBuf>,
    /// Whether to add annotations to the `human` report in GitHub Actions
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub annotations: Annotations,
    /// Show the number of findings per rule
    #[arg(long)]
    pub statistics: bool,
}

/// A report and where it goes.
#[derive(Clone, Debug)]
pub struct Format {
    pub report: &'static Report,
    /// The file that was named with it; `-` is standard output.
    pub file: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub enum Annotations {
    #[default]
    Auto,
    Never,
}

/// Reads `FORMAT` and `FORMAT=FILE`.
#[derive(Clone)]
struct Formats;

impl TypedValueParser for Formats {
    type Value = Format;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<Format, Error> {
        let text = value.to_str().ok_or_else(|| Error::new(ErrorKind::InvalidUtf8).with_cmd(command))?;
        let (name, file) = match text.split_once('=') {
            Some((name, file)) => (name, Some(file)),
            None => (text, None),
        };
        let name = PossibleValuesParser::new(values()).parse_ref(command, arg, OsStr::new(name))?;
        if file == Some("") {
            let message = format!("`{name}=` is missing a file name\n");
            return Err(Error::raw(ErrorKind::InvalidValue, message).with_cmd(command));
        }
        match REPORTS.iter().find(|it| it.name == name) {
            Some(report) => Ok(Format { report, file: file.map(PathBuf::from) }),
            None => Err(Error::new(ErrorKind::InvalidValue).with_cmd(command)),
        }
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(values()))
    }
}

fn values() -> impl Iterator<Item = PossibleValue> {
    REPORTS.iter().map(|it| PossibleValue::new(it.name).help(it.about.replace('`', "")))
}
