//! Annotations of GitHub Actions: workflow commands, which the runner takes out of the log and shows
//! beside the lines of the file.

use crate::report::{
    FileReport, Reader, Report, Reporter, Summary,
    escape::{command_message, command_property},
    region::Region,
};
use crate::{
    diagnostic::{Diagnostic, Severity},
    text::display,
};
use std::fmt::{self, Write};

/// Its entry.
pub const REPORT: Report = Report {
    name: "github",
    about: "GitHub Actions annotations (workflow commands), worst findings first",
    reader: Reader::Program,
    begin: |_| Box::new(GitHub::default()),
};

/// GitHub shows this number of annotations of each level for one step and drops the others silently.
const SHOWN: usize = 10;

/// The report. GitHub keeps what comes first, so nothing is written before all is known.
#[derive(Default)]
pub struct GitHub {
    errors: Vec<String>,
    warnings: Vec<String>,
    notices: Vec<String>,
}

impl Reporter for GitHub {
    fn file(&mut self, _: &mut dyn Write, file: &FileReport<'_>) -> fmt::Result {
        for it in &file.checked.diagnostics {
            let (level, lines) = match it.severity {
                Severity::Error => ("error", &mut self.errors),
                Severity::Warning => ("warning", &mut self.warnings),
                Severity::Info => ("notice", &mut self.notices),
            };
            lines.push(command(level, file, it));
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, _: &Summary) -> fmt::Result {
        let cut = self.cut();
        let heavy = self.errors.iter().chain(&self.warnings);
        heavy.chain(&cut).chain(&self.notices).try_for_each(|it| writeln!(out, "{it}"))
    }
}

impl GitHub {
    /// Says that GitHub will not show everything. It stands before the other notices, of which it is one.
    fn cut(&self) -> Option<String> {
        let levels = [(&self.errors, "error"), (&self.warnings, "warning"), (&self.notices, "info")];
        // The notice itself takes the place of one.
        let any = self.errors.len() > SHOWN || self.warnings.len() > SHOWN || self.notices.len() > SHOWN;
        let found = levels.iter().filter(|(all, _)| !all.is_empty());
        let found: Vec<_> = found.map(|(all, noun)| display::count(all.len(), noun)).collect();
        let message = format!(
            "GitHub shows at most {SHOWN} errors, {SHOWN} warnings and {SHOWN} notices of one step; found were {}, all of which are in the log",
            display::join(found, "and")
        );
        any.then(|| format!("::notice title=ecs-preflight::{}", command_message(&message)))
    }
}

fn command(level: &str, file: &FileReport<'_>, it: &Diagnostic) -> String {
    let Region { line, column, end_column } = Region::of(file.source, it.span);
    let path = command_property(file.address().trim_start_matches("./"));
    let mut message = it.message.to_string();
    if let Some((place, words)) = it.elsewhere() {
        message = format!("{message}\nsee {place}: {words}");
    }
    if let Some(help) = it.advice() {
        message = format!("{message}\nhelp: {help}");
    }
    format!(
        "::{level} file={path},line={line},endLine={line},col={column},endColumn={end_column},title={}::{}",
        command_property(&it.rule),
        command_message(&message)
    )
}
