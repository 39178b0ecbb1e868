//! Findings and faults as data. A finding is what a rule reports; a fault is what is found before any rule runs.
//!
//! Layer 4: may import `text` to `shorthand`.

pub mod fault;
mod text;

use crate::{
    json::Location,
    model::revision::Date,
    text::{
        edit::{self, Applicability, Edit},
        source::Source,
        span::Span,
    },
};
use std::{borrow::Cow, fmt, sync::Arc};
pub use text::{Part, Text};

/// The maximum number of findings in one document; further ones are counted.
pub const FINDINGS_MAX: usize = 1_000;

/// How severe a finding is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Probably not what was meant, or rejected under circumstances that the file does not show.
    Warning,
    /// The call or the task fails, or the file does not say what it seems to say.
    Error,
}

/// Who turns the document down.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum RejectedBy {
    /// The AWS CLI or an SDK, before anything is sent.
    Client,
    /// The ECS API, with an error instead of a task.
    Service,
    /// Nobody at first: the call succeeds and the task fails later.
    Runtime,
    /// Nobody: this is advice.
    Nobody,
}

/// How sure a rule is of what it finds. It says nothing about how bad that is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Confidence {
    /// A guess from names and habits. Never an error, unless somebody makes it one.
    Heuristic,
    /// So it is, but for cases that the file does not show.
    Likely,
    /// It follows from what is written.
    Certain,
}

impl Confidence {
    /// `certain`, `likely` or `heuristic`.
    pub fn word(self) -> &'static str {
        match self {
            Confidence::Heuristic => "heuristic",
            Confidence::Likely => "likely",
            Confidence::Certain => "certain",
        }
    }
}

impl Severity {
    /// `info`, `warning` or `error`.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

impl RejectedBy {
    /// `client`, `service`, `runtime` or `nobody`.
    pub fn word(self) -> &'static str {
        match self {
            RejectedBy::Client => "client",
            RejectedBy::Service => "service",
            RejectedBy::Runtime => "runtime",
            RejectedBy::Nobody => "nobody",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// One finding.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// Id of the rule: its file in `src/rules/`, with hyphens; of a team's own policy `policy/<name>`.
    pub rule: Cow<'static, str>,
    /// How severe it is.
    pub severity: Severity,
    /// Who rejects the document because of it.
    pub rejected_by: RejectedBy,
    /// What is wrong: one line, no full stop. Reports add who rejects the document.
    pub message: Text,
    /// The offending bytes; never empty.
    pub span: Span,
    /// A few words under the offending text.
    pub label: Option<Text>,
    /// JSON Pointer (RFC 6901) of the value it is about; stable when the file is reformatted.
    pub pointer: String,
    /// Other places that explain this one, in the same file or in the task definition.
    pub labels: Vec<Label>,
    /// What to do about it.
    pub help: Option<Text>,
    /// The fix, if it is certain or likely.
    pub fix: Option<Fix>,
    /// Where to read on, for a finding whose rule has no page of its own.
    pub reference: Option<String>,
    /// The date since which ECS allows this, where the finding is about a limit that was changed later.
    pub allowed_since: Option<Date>,
}

impl Diagnostic {
    /// The first place in another file that explains it, as `path:line:column`, and what is to be seen there.
    pub fn elsewhere(&self) -> Option<(String, &Text)> {
        let label = self.labels.iter().find(|it| it.file.is_some())?;
        let file = label.file.as_deref()?;
        let at = file.position(label.span.start);
        Some((format!("{}:{}:{}", file.name(), at.line, at.column), &label.message))
    }
    /// The labels in the file itself.
    pub(crate) fn own_labels(&mut self) -> impl Iterator<Item = &mut Label> {
        self.labels.iter_mut().filter(|it| it.file.is_none())
    }
    /// What to do about it in one line: the help, or what the fix does.
    pub fn advice(&self) -> Option<&Text> {
        self.help.as_ref().or(self.fix.as_ref().map(|fix| &fix.title))
    }
}

/// A second place that explains a finding.
#[derive(Clone, Debug)]
pub struct Label {
    /// What is to be seen there.
    pub message: Text,
    /// Where; never empty.
    pub span: Span,
    /// The file that contains it, if that is not the finding's: the task definition of a launch.
    pub file: Option<Arc<Source>>,
}

/// A fix: applying all its edits leaves valid JSON and silences the finding.
#[derive(Clone, Debug)]
pub struct Fix {
    /// What it does, as an imperative.
    pub title: Text,
    /// How sure it is.
    pub applicability: Applicability,
    /// In the order of their spans, not overlapping.
    pub edits: Vec<Edit>,
}

/// For rules: each adds one thing to what [`RuleContext::report`](crate::lint::rule::RuleContext::report) began.
impl Diagnostic {
    /// A few words under the offending text.
    pub fn label(&mut self, text: impl Into<Text>) -> &mut Diagnostic {
        self.label = Some(text.into());
        self
    }
    /// A second place and what is to be seen there.
    pub fn also<'t>(&mut self, place: impl Into<Location<'t>>, text: impl Into<Text>) -> &mut Diagnostic {
        let place = place.into();
        self.labels.push(Label { message: text.into(), span: place.span(), file: place.node().file() });
        self
    }
    /// What to do about it; a second call adds a sentence.
    pub fn help(&mut self, text: impl Into<Text>) -> &mut Diagnostic {
        self.help.get_or_insert_default().add("; ", &text.into());
        self
    }
    /// The date since which ECS allows this; `None` where it never did.
    pub fn allowed_since(&mut self, since: Option<Date>) -> &mut Diagnostic {
        self.allowed_since = since;
        match since {
            Some(since) => self.help(format!(
                "ECS has allowed this since {since}; pass `--api-revision latest` to accept it"
            )),
            None => self,
        }
    }
    /// Turns a finding about a limit that ECS has changed since into a warning: no document that ECS accepts today
    /// gets an error unless an older revision was asked for.
    pub(crate) fn into_dated_warning(mut self) -> Option<Diagnostic> {
        let since = self.allowed_since?;
        let place =
            match self.pointer.rsplit('/').find(|step| !step.bytes().all(|byte| byte.is_ascii_digit())) {
                Some(member) if self.pointer.ends_with(member) => format!("this `{member}`"),
                Some(list) => format!("this entry of `{list}`"),
                None => "this".to_owned(),
            };
        self.severity = Severity::Warning;
        self.rejected_by = RejectedBy::Nobody;
        self.message = format!("{place} is allowed only since {since}").into();
        self.label = None;
        self.labels.clear();
        self.help = Some("pass `--api-revision latest` to check against the newest API".into());
        self.fix = None;
        Some(self)
    }
    /// Sets another severity than that of its rule.
    pub fn severity(&mut self, severity: Severity) -> &mut Diagnostic {
        self.severity = severity;
        self
    }
    /// Sets who rejects it, if that is not who its rule says.
    pub fn rejected_by(&mut self, rejected_by: RejectedBy) -> &mut Diagnostic {
        self.rejected_by = rejected_by;
        self
    }
    /// Sets the fix. Edits may come in any order.
    pub fn fix(
        &mut self,
        applicability: Applicability,
        title: impl Into<Text>,
        mut edits: Vec<Edit>,
    ) -> &mut Diagnostic {
        edits.sort_by_key(|edit| edit.span);
        self.fix = Some(Fix { title: title.into(), applicability, edits });
        self
    }
}

impl Fix {
    /// The text after the fix; `None` if an edit lies outside the text or two overlap.
    pub fn apply(&self, text: &str) -> Option<String> {
        edit::apply(&self.edits, text)
    }
}
