//! One JSON document for programs. Its shape is a promise: `version` changes when it breaks.
//!
//! Offsets and lengths are in bytes; lines and columns count from 1, columns in Unicode
//! characters; ends are exclusive.

use crate::{
    diagnostic::Diagnostic,
    rules,
    text::{display, source::Source},
};
use crate::{
    report::{FileReport, Reader, Reporter, Skipped, Summary, excerpt},
    text::span,
};
use serde::Serialize;
use std::{
    borrow::Cow,
    fmt::{self, Write},
    io,
};

/// Its entry.
pub const REPORT: crate::report::Report = crate::report::Report {
    name: "json",
    about: "One versioned JSON document, with byte offsets, lines and columns",
    reader: Reader::Program,
    begin: |_| Box::new(Json::default()),
};

/// The report. It is written as a whole at the end.
#[derive(Default)]
pub struct Json {
    files: Vec<File>,
    diagnostics: Vec<Finding>,
    skipped: Vec<Skip>,
}

impl Reporter for Json {
    fn file(&mut self, _: &mut dyn Write, file: &FileReport<'_>) -> fmt::Result {
        let path = file.source.name();
        // The lines of a file may be documents of any kind.
        let document = file.checked.document.filter(|_| !file.source.is_line());
        if !file.source.is_line() || self.files.last().is_none_or(|it| it.path != path) {
            self.files.push(File {
                path: path.to_owned(),
                kind: file.kind.filter(|_| !file.source.is_line()).map(|it| it.word()),
                skeleton: document.is_some_and(|it| it.skeleton),
                revision: document.map(|it| it.revision.named.to_string()),
            });
        }
        self.diagnostics.extend(file.checked.diagnostics.iter().map(|it| finding(file.source, it)));
        Ok(())
    }

    fn skipped(&mut self, _: &mut dyn Write, path: &str, why: Skipped) -> fmt::Result {
        self.skipped.push(Skip { path: path.to_owned(), reason: why.described() });
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> fmt::Result {
        let report = Report {
            version: 1,
            tool: Tool { name: "ecs-preflight", version: env!("CARGO_PKG_VERSION") },
            files: &self.files,
            diagnostics: &self.diagnostics,
            skipped: &self.skipped,
            summary: Counts {
                files: summary.files,
                lines: summary.lines,
                skipped: summary.skipped(),
                errors: summary.errors,
                warnings: summary.warnings,
                infos: summary.infos,
                suppressed: summary.suppressed,
                fixed: Some(summary.fixed).filter(|it| *it > 0),
                fixable: summary.fixable,
            },
        };
        writeln!(out, "{}", to_json(&report)?)
    }
}

/// JSON in which nothing is left that a terminal would obey.
pub fn to_json(value: &impl Serialize) -> Result<String, fmt::Error> {
    let mut json = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut json, Harmless);
    value.serialize(&mut serializer).map_err(|_| fmt::Error)?;
    String::from_utf8(json).map_err(|_| fmt::Error)
}

/// Escapes what JSON would let through: C1 controls, line separators, bidirectional marks, and what GitHub reads as a
/// command anywhere in a log.
struct Harmless;

/// The first character from which on a text could do harm.
fn first_harmful(text: &str) -> Option<usize> {
    let unsafe_at = text.find(display::is_unsafe);
    let command_at = text.find(display::COMMAND).map(|at| at + display::COMMAND.len() - 1);
    unsafe_at.into_iter().chain(command_at).min()
}

impl serde_json::ser::Formatter for Harmless {
    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = first_harmful(rest) {
            let (before, from) = rest.split_at(at);
            let mut chars = from.chars();
            let escaped = chars.next().map_or(0, u32::from);
            write!(writer, "{before}\\u{escaped:04x}")?;
            rest = chars.as_str();
        }
        writer.write_all(rest.as_bytes())
    }
}

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    tool: Tool,
    files: &'a [File],
    diagnostics: &'a [Finding],
    skipped: &'a [Skip],
    summary: Counts,
}

/// A file that was not checked.
#[derive(Serialize)]
struct Skip {
    path: String,
    reason: String,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct File {
    path: String,
    kind: Option<&'static str>,
    skeleton: bool,
    revision: Option<String>,
}

/// One finding as all reports for programs that are ours give it.
#[derive(Serialize)]
pub(super) struct Finding {
    rule: Cow<'static, str>,
    severity: &'static str,
    rejected_by: &'static str,
    message: String,
    path: String,
    pointer: String,
    span: Span,
    start: Position,
    end: Position,
    labels: Vec<Label>,
    help: Option<String>,
    url: Option<String>,
    /// The page of the rule.
    page: Option<String>,
    fix: Option<Fix>,
}

#[derive(Serialize)]
struct Label {
    message: String,
    /// The file that contains it, if that is not the finding's.
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    span: Span,
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Fix {
    title: String,
    applicability: &'static str,
    edits: Vec<Edit>,
}

#[derive(Serialize)]
struct Edit {
    span: Span,
    text: String,
}

#[derive(Serialize)]
struct Span {
    offset: u64,
    length: usize,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Counts {
    files: usize,
    /// Only there where lines were documents; `skipped` then counts lines too.
    #[serde(skip_serializing_if = "Option::is_none")]
    lines: Option<usize>,
    skipped: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    suppressed: usize,
    /// Only there where something was fixed.
    #[serde(skip_serializing_if = "Option::is_none")]
    fixed: Option<usize>,
    fixable: usize,
}

pub(super) fn finding(source: &Source, it: &Diagnostic) -> Finding {
    let label = |it: &crate::diagnostic::Label| {
        let source = it.file.as_deref().unwrap_or(source);
        let (start, end) = ends(source, it.span);
        let path = it.file.as_ref().map(|it| it.name().to_owned());
        Label { message: it.message.to_string(), path, span: span_of(source, it.span), start, end }
    };
    let edit = |it: &crate::text::edit::Edit| Edit { span: span_of(source, it.span), text: it.text.clone() };
    let (start, end) = ends(source, it.span);
    Finding {
        rule: it.rule.clone(),
        severity: it.severity.word(),
        rejected_by: it.rejected_by.word(),
        message: it.message.to_string(),
        path: source.name().to_owned(),
        pointer: it.pointer.clone(),
        span: span_of(source, it.span),
        start,
        end,
        labels: it.labels.iter().map(label).collect(),
        help: it.help.as_deref().map(str::to_owned),
        url: rules::url_of(it).map(str::to_owned),
        page: rules::page_of(it),
        // A fix that repeats a secret is left out.
        fix: it.fix.as_ref().filter(|it| excerpt::may_be_told(source, it)).map(|fix| Fix {
            title: fix.title.to_string(),
            applicability: fix.applicability.word(),
            edits: fix.edits.iter().map(edit).collect(),
        }),
    }
}

fn span_of(source: &Source, span: span::Span) -> Span {
    Span { offset: source.offset(span.start), length: span.len() }
}

fn ends(source: &Source, span: span::Span) -> (Position, Position) {
    let position = |offset| {
        let span::Position { line, column } = source.position(offset);
        Position { line, column }
    };
    (position(span.start), position(span.end))
}
