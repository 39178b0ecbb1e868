//! What a rule is, and what it may see.

use crate::{
    diagnostic::{Confidence, Diagnostic, FINDINGS_MAX, RejectedBy, Severity, Text, fault::Fault},
    document::task_definition::Launch,
    json::{Location, Node},
    lint::{describe, reference},
    model::{kind::DocumentKind, limits::Dated, revision::Date},
    text::span::Span,
};
use Check::{Faults, Launches, Nodes, PossibleSecrets};

/// What a rule's file needs.
pub mod prelude {
    pub use super::{Answer, Check::*, On::*, Rule, RuleContext};
    pub use crate::{
        diagnostic::{
            Confidence::{self, *},
            RejectedBy::*,
            Severity::*,
            fault::Fault,
        },
        document::task_definition::Launch,
        json::Node,
        model::{arn::Arn, kind::DocumentKind, limits},
        text::{
            display::{count, join, quoted, times},
            edit::Applicability::*,
        },
    };
}

/// One check. Its file in `src/rules/` is named after its id, and the file's `//!` comment is its page.
pub struct Rule {
    /// The severity of its findings, unless they set another.
    pub severity: Severity,
    /// Who rejects what it finds, unless a finding says otherwise.
    pub rejected_by: RejectedBy,
    /// When it runs.
    pub check: Check,
}

/// What a rule does with a node.
pub type OnNode = fn(Node<'_>, &mut RuleContext<'_>);
/// What a rule does with a fault.
pub type OnFault = fn(&Fault<'_>, &mut RuleContext<'_>);

/// Whether the task definition of a launch settles a finding about it.
pub type Answer = fn(&Launch<'_>, &Diagnostic) -> bool;

/// When a rule runs.
pub enum Check {
    /// On every node that stands at one of these places.
    Nodes(&'static [On], OnNode),
    /// On every string at one of these places that may contain a secret. The others are checked once for all such rules.
    PossibleSecrets(&'static [On], OnNode),
    /// On every launch whose task definition is known. Elsewhere these rules cost nothing.
    Launches(fn(&Launch<'_>, &mut RuleContext<'_>)),
    /// On every fault that bears the rule's id: what the reader, the schema and the document's
    /// recognition found.
    Faults(OnFault),
}

/// A place in a document: a JSON Pointer in which `*` stands for every element of an array, and `!name`
/// at its end for an object without that member.
/// The build script finds these in the text of the rule's file; a place that no schema has stops the build.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum On {
    /// In what StartTask and RunTask are sent, wherever both have it. Override and network files count
    /// as the part of a request they are.
    Request(&'static str),
    /// In what StartTask alone is sent.
    StartTask(&'static str),
    /// In what RunTask alone is sent.
    RunTask(&'static str),
    /// In what both answer.
    Response(&'static str),
    /// In a task definition.
    TaskDefinition(&'static str),
}

impl Rule {
    /// What it does with a node.
    pub(crate) const fn on_node(&self) -> OnNode {
        match self.check {
            Nodes(_, check) | PossibleSecrets(_, check) => check,
            Launches(_) | Faults(_) => |_, _| {},
        }
    }
}

/// A rule with what its file gives it.
pub struct RuleEntry {
    /// The file's name, with hyphens.
    pub id: &'static str,
    /// The file's `//!` comment: Markdown. Its first paragraph is the one-line description.
    pub page: &'static str,
    /// What it does.
    pub rule: &'static Rule,
    /// How sure it is: the file's `CONFIDENCE`, or certain where it has none.
    pub confidence: Confidence,
    /// Whether the task definition answers what a finding asks, where it is known: the file's `ANSWERED_BY`.
    pub answered_by: Option<Answer>,
}

impl RuleEntry {
    /// The first paragraph of the page, on one line.
    pub fn summary(&self) -> String {
        let first: Vec<_> = self.page.lines().take_while(|line| !line.trim().is_empty()).collect();
        first.join(" ")
    }
    /// The errors of AWS that it explains, as patterns in which `*` is any text: the list after `AWS says:` on the
    /// page.
    pub fn says(&self) -> impl Iterator<Item = &'static str> + use<> {
        let list = self.page.split("AWS says:\n").nth(1).unwrap_or_default();
        let entry = |line: &'static str| line.strip_prefix("- `")?.strip_suffix('`');
        list.lines().map_while(entry)
    }
    /// The page that is the rule's evidence: the first link after `Source:`.
    pub fn url(&self) -> Option<&'static str> {
        let sources = self.page.split("Source:").nth(1)?;
        sources.split(['<', '>']).find(|it| it.starts_with("https://"))
    }
}

/// How sentences name the document that is checked, where that does not follow from its kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Naming {
    /// What it is called, if it is a part of another document: the `Input` of a target.
    pub whole: Option<&'static str>,
    /// Whether an SDK sends it and not the AWS CLI.
    pub is_for_sdk: bool,
    /// Whether it is one line of a file.
    pub is_line: bool,
}

/// All that a check may use beside its node or fault. There is no I/O here, and no text.
pub struct RuleContext<'a> {
    /// The rule that runs.
    pub(crate) rule: &'static RuleEntry,
    pub(crate) kind: DocumentKind,
    pub(crate) date: Date,
    pub(crate) partial: bool,
    pub(crate) region: Option<&'a str>,
    pub(crate) is_command: bool,
    pub(crate) naming: Naming,
    pub(crate) may_disagree: bool,
    /// Where syntax was so broken that members may have been lost.
    pub(crate) lost: &'a [Span],
    pub(crate) found: &'a mut Vec<Diagnostic>,
    /// How many more were found than a document gets.
    pub(crate) cut: &'a mut usize,
    /// Reports a fault through the rule that describes it.
    pub(crate) on_fault: OnFault,
}

impl RuleContext<'_> {
    /// Whether there are as many findings as a document gets: then nothing more need be looked for.
    pub fn is_full(&self) -> bool {
        self.found.len() > FINDINGS_MAX
    }
    /// What the document is.
    pub fn kind(&self) -> DocumentKind {
        self.kind
    }
    /// The value of a limit on the day whose rules apply.
    pub fn limit<T: Copy>(&self, limit: &Dated<T>) -> T {
        limit.on(self.date)
    }
    /// The day since which a limit suits, if that day comes after the one whose rules apply.
    pub fn later<T: Copy>(&self, limit: &Dated<T>, suits: impl Fn(T) -> bool) -> Option<Date> {
        limit.first_after(self.date, suits)
    }
    /// The day whose rules apply.
    pub fn date(&self) -> Date {
        self.date
    }
    /// Whether another source may still supply what is missing: the command line (`--partial`), or words of a
    /// command that only the shell knows.
    pub fn partial(&self) -> bool {
        self.partial
    }
    /// Whether the request is that of a command line.
    pub fn is_command(&self) -> bool {
        self.is_command
    }
    /// The region that the request is sent to, if a command line or the environment says it.
    pub fn region(&self) -> Option<&str> {
        self.region
    }
    /// Whether the document holds ARNs that may disagree: more than the ARN of one role.
    pub fn may_disagree(&self) -> bool {
        self.may_disagree
    }
    /// Whether everything in a node could be read, so that what is not there is missing.
    pub fn complete(&self, node: Node<'_>) -> bool {
        !self.lost.iter().any(|it| node.span().contains(*it))
    }

    /// What the document is called: `a RunTask request`.
    pub fn whole(&self) -> &str {
        self.naming.whole.unwrap_or(self.kind.described())
    }
    /// Whether the AWS CLI sends the document, so that options of its command line may complete it.
    pub fn is_for_cli(&self) -> bool {
        self.naming.whole.is_none() && !self.naming.is_for_sdk
    }
    /// What the request is called in a sentence that does not name its operation: `the request`.
    pub fn request(&self) -> &'static str {
        self.naming.whole.unwrap_or("the request")
    }
    /// Whether the document is one line of a file (JSON Lines).
    pub fn is_line(&self) -> bool {
        self.naming.is_line
    }
    /// What a person calls a value: by its key, as the entry of a list, or as a whole document.
    pub fn called(&self, node: Node<'_>) -> String {
        let part = if node.shape() == self.kind.root() { None } else { describe::called(node) };
        part.unwrap_or_else(|| self.whole().to_owned())
    }

    /// Reports a fault through the rule that describes it.
    #[cold]
    pub(crate) fn fault(&mut self, fault: &Fault<'_>) {
        (self.on_fault)(fault, self);
    }

    /// Begins a finding. The message says what is wrong: lower case, no full stop, code in backticks. It does not say
    /// who rejects it.
    #[cold]
    pub fn report<'t>(
        &mut self,
        place: impl Into<Location<'t>>,
        message: impl Into<Text>,
    ) -> &mut Diagnostic {
        let place = place.into();
        let RuleEntry { id, rule, .. } = self.rule;
        // A list may hold a hundred thousand mistakes of one rule.
        if self.is_full() && self.found.pop().is_some() {
            *self.cut += 1;
        }
        self.found.push(Diagnostic {
            rule: (*id).into(),
            severity: rule.severity,
            rejected_by: rule.rejected_by,
            message: message.into(),
            span: place.span(),
            label: None,
            pointer: place.node().pointer(),
            labels: Vec::new(),
            help: None,
            fix: None,
            reference: reference::of(place.node(), self.kind, self.rule.url()),
            allowed_since: None,
        });
        let last = self.found.len() - 1;
        &mut self.found[last]
    }
}
