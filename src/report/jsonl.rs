//! One JSON object a finding and a line, of the shape that they have in the report `json`.

use crate::report::{
    FileReport, Reader, Report, Reporter, Summary,
    json::{finding, to_json},
};
use std::fmt::{self, Write};

/// Its entry.
pub const REPORT: Report = Report {
    name: "jsonl",
    about: "One JSON object per line, each a finding in the form of `json`",
    reader: Reader::Program,
    begin: |_| Box::new(JsonLines),
};

/// The report.
struct JsonLines;

impl Reporter for JsonLines {
    fn file(&mut self, out: &mut dyn Write, file: &FileReport<'_>) -> fmt::Result {
        file.checked
            .diagnostics
            .iter()
            .try_for_each(|it| writeln!(out, "{}", to_json(&finding(file.source, it))?))
    }

    fn finish(&mut self, _: &mut dyn Write, _: &Summary) -> fmt::Result {
        Ok(())
    }
}
