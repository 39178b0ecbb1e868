//! Code Quality of GitLab: `artifacts: reports: codequality: gl-code-quality-report.json`.

use crate::report::{
    FileReport, Reader, Report, Reporter, Summary, fingerprint::Fingerprints, json::to_json,
};
use crate::{
    diagnostic::{Diagnostic, Severity},
    text::source::Source,
};
use serde::Serialize;
use std::fmt::{self, Write};

/// Its entry.
pub const REPORT: Report = Report {
    name: "gitlab",
    about: "GitLab Code Quality",
    reader: Reader::Program,
    begin: |_| Box::new(GitLab::default()),
};

/// The report. It is written as a whole at the end.
#[derive(Default)]
struct GitLab {
    findings: Vec<Finding>,
    fingerprints: Fingerprints,
}

impl Reporter for GitLab {
    fn file(&mut self, _: &mut dyn Write, file: &FileReport<'_>) -> fmt::Result {
        for it in &file.checked.diagnostics {
            self.findings.push(Finding {
                description: description(it),
                check_name: it.rule.to_string(),
                fingerprint: self.fingerprints.of_place(file, it),
                severity: severity(it),
                location: Location {
                    path: file.address().trim_start_matches("./").to_owned(),
                    lines: lines(file.source, it),
                },
            });
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, _: &Summary) -> fmt::Result {
        writeln!(out, "{}", to_json(&self.findings)?)
    }
}

/// GitLab shows nothing but this text and the line.
fn description(it: &Diagnostic) -> String {
    let mut text = it.message.to_string();
    if let Some((place, words)) = it.elsewhere() {
        text = format!("{text}; see {place}: {words}");
    }
    match it.advice() {
        Some(advice) => format!("{text}; help: {advice}"),
        None => text,
    }
}

/// What cannot be read at all is more severe than a mistake in what can.
fn severity(it: &Diagnostic) -> &'static str {
    match (it.severity, it.rule.as_ref()) {
        (Severity::Error, "syntax" | "encoding") => "critical",
        (Severity::Error, _) => "major",
        (Severity::Warning, _) => "minor",
        (Severity::Info, _) => "info",
    }
}

fn lines(source: &Source, it: &Diagnostic) -> Lines {
    let begin = source.position(it.span.start).line;
    let last = it.span.end.saturating_sub(1).max(it.span.start);
    Lines { begin, end: source.position(last).line }
}

#[derive(Serialize)]
struct Finding {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}
