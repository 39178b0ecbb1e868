//! Markdown for the summary of a job, a comment or a page: a table a file. Nothing of a file is
//! Markdown in it.

use crate::report::{
    FileReport, Reader, Report, Reporter, Summary,
    escape::{is_address, markdown, markdown_message, markup},
};
use crate::{diagnostic::Diagnostic, rules, text::display};
use std::fmt::{self, Write};

/// Its entry.
pub const REPORT: Report = Report {
    name: "markdown",
    about: "Markdown, for job summaries and comments",
    reader: Reader::Program,
    begin: |_| Box::new(Markdown::default()),
};

/// GitHub drops the summary of a step that is larger than 1 MiB; in bytes.
const BYTES_MAX: usize = 1_000_000;

/// The report. The numbers come first, so it is written at the end.
#[derive(Default)]
struct Markdown {
    files: String,
    /// The file whose table is open.
    path: String,
    left_out: usize,
}

impl Reporter for Markdown {
    fn file(&mut self, _: &mut dyn Write, file: &FileReport<'_>) -> fmt::Result {
        let findings = &file.checked.diagnostics;
        if findings.is_empty() {
            return Ok(());
        }
        if self.files.len() > BYTES_MAX {
            self.left_out += findings.len();
            return Ok(());
        }
        let path = file.address();
        if !file.source.is_line() || self.path != path {
            write!(self.files, "\n#### <code>{}</code>\n\n", markdown(path))?;
            writeln!(self.files, "| | Line | Finding | Rule |\n| --- | ---: | --- | --- |")?;
            path.clone_into(&mut self.path);
        }
        for it in findings {
            let row = row(file, it)?;
            if self.files.len() + row.len() > BYTES_MAX {
                self.left_out += 1;
            } else {
                self.files.push_str(&row);
            }
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> fmt::Result {
        writeln!(out, "### ecs-preflight\n\n{}", markdown(&summary.to_string()))?;
        out.write_str(&self.files)?;
        match self.left_out {
            0 => Ok(()),
            more => writeln!(out, "\nThere is no room for {}.", display::count(more, "more finding")),
        }
    }
}

fn row(file: &FileReport<'_>, it: &Diagnostic) -> Result<String, fmt::Error> {
    let at = file.source.position(it.span.start);
    let mut row = format!("| {} | {}:{} | ", it.severity, at.line, at.column);
    row.push_str(&markdown_message(&it.message));
    if let Some((place, words)) = it.elsewhere() {
        write!(row, "<br>see {}", format_args!("{}: {}", markdown(&place), markdown_message(words)))?;
    }
    if let Some(help) = &it.help {
        write!(row, "<br>help: {}", markdown_message(help))?;
    }
    if let Some(fix) = &it.fix {
        write!(row, "<br>fix ({}): {}", fix.applicability.word(), markdown_message(&fix.title))?;
    }
    let rule = markdown(&it.rule);
    match rules::url_of(it).filter(|it| is_address(it)) {
        // An address in a tag is not read as Markdown.
        Some(url) => write!(row, r#" | <a href="{}"><code>{rule}</code></a> |"#, markup(url))?,
        None => write!(row, " | <code>{rule}</code> |")?,
    }
    row.push('\n');
    Ok(row)
}
