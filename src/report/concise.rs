//! One line a finding, for grep and for editors: `path:line:column: severity[rule]: message (at /pointer)`.

use super::{FileReport, Look, Reporter, Summary, plain};
use std::fmt::{self, Write};

/// For `--help`.
pub const ABOUT: &str = "One line a finding: `path:line:column: severity[rule]: message (at /pointer)`";

/// The report.
pub struct Concise {
    summary: bool,
}

impl Concise {
    /// Begins one.
    pub fn new(look: &Look) -> Concise {
        Concise { summary: look.summary }
    }
}

impl Reporter for Concise {
    fn file(&mut self, out: &mut dyn Write, file: &FileReport<'_>) -> fmt::Result {
        let path = file.path();
        for it in &file.checked.diagnostics {
            let at = file.source.position(it.span.start);
            write!(out, "{path}:{}:{}: {}[{}]: ", at.line, at.column, it.severity, it.rule)?;
            write!(out, "{}", plain(&it.message))?;
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
