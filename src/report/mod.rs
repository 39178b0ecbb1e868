//! Reports: findings as text for people and programs.
//!
//! A report is a [`Reporter`]: it gets one file after the other and the summary at the end, and writes into whatever it is
//! given. A new one is a file in this folder and an entry in [`REPORTS`].
//!
//! Text of a file reaches a report only through `excerpt` and [`secrets`](crate::secrets), which redact it, and
//! `escape`. No line of a report begins with text of a file, because the runners of GitHub read some such lines as
//! commands. Core types are not `Serialize`; the JSON report has versioned structs of its own.
//!
//! Layer 16: may import `text` to `script`.

pub mod concise;
pub(crate) mod consequence;
mod escape;
mod excerpt;
pub mod fargate_chart;
mod fingerprint;
pub mod github;
pub mod gitlab;
pub mod html;
#[cfg(feature = "cli")]
pub mod human;
pub mod json;
pub mod jsonl;
pub mod junit;
mod line_hash;
mod line_window;
pub mod markdown;
mod region;
pub mod sarif;
pub mod statistics;

use crate::{
    check::Checked,
    diagnostic::Severity,
    document::language::Language,
    model::kind::{DocumentKind, Foreign, with_article},
    text::{display, edit::Applicability, source::Source},
};
use std::{
    borrow::Cow,
    collections::BTreeMap,
    fmt::{self, Write},
};

/// A kind of report that can be asked for by name.
#[derive(Debug)]
pub struct Report {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is, for `--help`.
    pub about: &'static str,
    /// Who reads it.
    pub reader: Reader,
    /// Begins one.
    pub begin: fn(&RenderOptions) -> Box<dyn Reporter>,
}

/// Who reads a report.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reader {
    /// Somebody at a terminal or in a log: what is not asked of the report may stand beside it.
    Person,
    /// A program: the report stands alone.
    Program,
}

/// All reports, the default first.
pub static REPORTS: &[Report] = &[
    #[cfg(feature = "cli")]
    human::REPORT,
    concise::REPORT,
    json::REPORT,
    jsonl::REPORT,
    sarif::REPORT,
    github::REPORT,
    gitlab::REPORT,
    junit::REPORT,
    markdown::REPORT,
    html::REPORT,
];

/// One report in the making.
pub trait Reporter {
    /// Adds a file that was checked.
    fn file(&mut self, out: &mut dyn Write, file: &FileReport<'_>) -> fmt::Result;
    /// Adds a file that was not checked. Most reports only count them.
    fn skipped(&mut self, _out: &mut dyn Write, _path: &str, _why: Skipped) -> fmt::Result {
        Ok(())
    }
    /// Ends the report.
    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> fmt::Result;
}

/// What a report for a person may look like, as the terminal or the page allows it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RenderOptions {
    /// Columns.
    pub width: usize,
    /// Whether lines may be drawn with other than ASCII characters.
    pub unicode: bool,
    /// Whether colors may be set.
    pub color: bool,
    /// How a rule's source is named.
    pub links: Links,
    /// Whether the summary is wanted.
    pub summary: bool,
}

/// How the address of a rule's source is given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Links {
    /// Not at all.
    None,
    /// As a line below the first finding of the rule.
    Address,
    /// Under the rule's id (OSC 8).
    Hidden,
}

impl Default for RenderOptions {
    fn default() -> RenderOptions {
        RenderOptions { width: 100, unicode: true, color: false, links: Links::Address, summary: true }
    }
}

/// One file that was checked.
#[derive(Clone, Copy)]
pub struct FileReport<'a> {
    /// Its text; the source's name is the path that is shown.
    pub source: &'a Source,
    /// What it was to be; `None` where that is not known because it could not be read.
    pub kind: Option<DocumentKind>,
    /// What was found.
    pub checked: &'a Checked,
    /// Its path from the root of the repository, with `/` on every system; `None` where it has none.
    pub in_repository: Option<&'a str>,
}

impl FileReport<'_> {
    /// The path without anything that a terminal would obey.
    pub fn path(&self) -> Cow<'_, str> {
        plain(self.source.name())
    }
    /// Where a service that knows the repository finds it.
    pub fn address(&self) -> &str {
        self.in_repository.unwrap_or(self.source.name())
    }
}

/// Why a file was not checked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Skipped {
    /// It has nothing to do with launching a task.
    Unrelated,
    /// It is something else, known by name.
    Foreign(Foreign),
    /// It is not JSON.
    Language(Language),
    /// It is too large to be a document of ECS.
    TooLarge,
    /// The configuration leaves it out.
    Excluded,
}

impl Skipped {
    /// What the file is instead of a launch document, or why it was not looked at, as in `it is a PowerShell script`.
    pub fn described(self) -> String {
        match self {
            Skipped::Foreign(_) | Skipped::Language(_) => with_article(self.noun(1)),
            _ => self.noun(1).to_owned(),
        }
    }
    /// What `number` such files are, as in `3 files skipped: task definitions`.
    pub fn noun(self, number: usize) -> &'static str {
        match (self, number) {
            (Skipped::Unrelated, 1) => "not an ECS launch document",
            (Skipped::Unrelated, _) => "not ECS launch documents",
            (Skipped::Foreign(it), 1) => it.noun(),
            (Skipped::Foreign(it), _) => it.plural(),
            (Skipped::Language(it), 1) => it.noun(),
            (Skipped::Language(it), _) => it.plural(),
            (Skipped::TooLarge, _) => "too large",
            (Skipped::Excluded, _) => "excluded by the configuration",
        }
    }
}

/// The numbers of a whole run.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Summary {
    /// Files that were checked.
    pub files: usize,
    /// Lines that were checked, where each is a document.
    pub lines: Option<usize>,
    /// Files, or lines, that were not, by the reason.
    pub skipped: BTreeMap<Skipped, usize>,
    /// Findings that are errors.
    pub errors: usize,
    /// Findings that are warnings.
    pub warnings: usize,
    /// Findings that are neither.
    pub infos: usize,
    /// Findings that somebody asked not to see.
    pub suppressed: usize,
    /// Fixes that were applied.
    pub fixed: usize,
    /// Findings with a fix.
    pub fixable: usize,
    /// Those of them whose fix is unsafe.
    pub fixable_unsafely: usize,
    /// Whether a command line was checked. Then `files` are those that it names.
    pub is_command_line: bool,
    /// Findings beyond the most that one file gets.
    pub cut: usize,
    /// What could not be done, such as reading a file: there may be more to find.
    pub failures: usize,
}

impl Summary {
    /// Counts a file that was checked.
    pub fn add(&mut self, file: &FileReport<'_>) {
        self.files += 1;
        self.count(file);
    }
    /// Counts what was found in a file, or in a line of one.
    pub fn count(&mut self, file: &FileReport<'_>) {
        self.cut += file.checked.cut;
        for it in &file.checked.diagnostics {
            let applicability = it.fix.as_ref().map(|fix| fix.applicability);
            self.fixable += usize::from(applicability.is_some());
            self.fixable_unsafely += usize::from(applicability == Some(Applicability::Unsafe));
            match it.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Info => self.infos += 1,
            }
        }
    }
    /// Counts a file that was not.
    pub fn skip(&mut self, why: Skipped) {
        *self.skipped.entry(why).or_default() += 1;
    }
    /// How many were not.
    pub fn skipped(&self) -> usize {
        self.skipped.values().sum()
    }
    /// The heaviest finding of all.
    pub fn worst(&self) -> Option<Severity> {
        let counts = [
            (self.errors, Severity::Error),
            (self.warnings, Severity::Warning),
            (self.infos, Severity::Info),
        ];
        counts.into_iter().find(|(number, _)| *number > 0).map(|(_, severity)| severity)
    }
    /// `4 files skipped: 3 not ECS launch documents, 1 task definition`, or nothing.
    pub fn skipped_in_words(&self) -> Option<String> {
        let all = self.skipped();
        let what = match self.skipped.iter().next()? {
            (why, _) if self.skipped.len() == 1 => why.noun(all).to_owned(),
            _ => {
                let counts = self.skipped.iter();
                let counts = counts.map(|(why, &n)| format!("{} {}", display::grouped(n), why.noun(n)));
                counts.collect::<Vec<_>>().join(", ")
            }
        };
        let noun = if self.lines.is_some() { "line" } else { "file" };
        Some(format!("{} skipped: {what}", display::count(all, noun)))
    }
}

impl Summary {
    /// `2 files`, `5 lines of 1 file`, `the command line and 1 file`.
    fn places(&self) -> String {
        let files = display::count(self.files, "file");
        match (self.is_command_line, self.files, self.lines) {
            (true, 0, _) => "the command line".to_owned(),
            (true, ..) => format!("the command line and {files}"),
            (false, _, Some(lines)) => format!("{} of {files}", display::count(lines, "line")),
            (false, _, None) => files,
        }
    }
    /// What follows the number of fixable findings: how many of them need `--unsafe-fixes`.
    fn fixable_in_words(&self) -> String {
        match self.fixable_unsafely {
            0 => "fixable".to_owned(),
            all if all == self.fixable => "fixable with `--unsafe-fixes`".to_owned(),
            some => format!("fixable, {} of them with `--unsafe-fixes`", display::grouped(some)),
        }
    }
}

/// The last line of a report for people.
impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = [(self.errors, "error"), (self.warnings, "warning"), (self.infos, "info")];
        let counts = counts.into_iter().filter(|(number, _)| *number > 0);
        let counts: Vec<_> = counts.map(|(number, noun)| display::count(number, noun)).collect();
        let found = if counts.is_empty() { "no findings".to_owned() } else { counts.join(", ") };
        write!(f, "{found} in {}", self.places())?;
        let fixable = self.fixable_in_words();
        let notes = [
            (self.fixed, "fixed"),
            (self.fixable, fixable.as_str()),
            (self.suppressed, "suppressed"),
            (self.cut, "more not shown"),
        ];
        let notes = notes.into_iter().filter(|(number, _)| *number > 0);
        let notes: Vec<_> =
            notes.map(|(number, word)| format!("{} {word}", display::grouped(number))).collect();
        if !notes.is_empty() {
            write!(f, " ({})", notes.join(", "))?;
        }
        match self.skipped_in_words() {
            Some(skipped) => write!(f, "; {skipped}"),
            None => Ok(()),
        }
    }
}

/// A path at the beginning of a line. GitHub takes a line for a command that begins with `::`.
pub(crate) fn leading(path: &str) -> Cow<'_, str> {
    let path = plain(path);
    if path.trim_start().starts_with("::") { format!("./{path}").into() } else { path }
}

/// Text of one line, without anything that a terminal would obey.
pub fn plain(text: &str) -> Cow<'_, str> {
    match text.chars().any(display::is_unsafe) {
        false => Cow::Borrowed(text),
        true => text.chars().map(display::visible).collect::<String>().into(),
    }
}
