//! One line a finding, for grep and for editors: `path:line:column: severity[rule]: message (at /pointer)`.

use crate::report::{FileReport, Reader, RenderOptions, Report, Reporter, Summary, leading, plain};
use std::fmt::{self, Write};

/// Its entry.
pub const REPORT: Report = Report {
    name: "concise",
    about: "One line per finding: `path:line:column: severity[rule]: message (at /pointer)`",
    reader: Reader::Person,
    begin: |look| Box::new(Concise::new(look)),
};

/// The report.
pub struct Concise {
    summary: bool,
}

impl Concise {
    /// Begins one.
    pub fn new(look: &RenderOptions) -> Concise {
        Concise { summary: look.summary }
    }
}

impl Reporter for Concise {
    fn file(&mut self, out: &mut dyn Write, file: &FileReport<'_>) -> fmt::Result {
        let path = leading(file.source.name());
        for it in &file.checked.diagnostics {
            let at = file.source.position(it.span.start);
            write!(out, "{path}:{}:{}: {}[{}]: ", at.line, at.column, it.severity, it.rule)?;
            write!(out, "{}", plain(&it.message))?;
            if let Some((place, _)) = it.elsewhere() {
                write!(out, "; see {}", plain(&place))?;
            }
            if !it.pointer.is_empty() {
                write!(out, " (at {})", plain(&it.pointer))?;
            }
            writeln!(out)?;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> fmt::Result {
        if self.summary && summary.files > 0 { writeln!(out, "{summary}") } else { Ok(()) }
    }
}
