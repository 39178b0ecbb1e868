//! The findings of one document, in the making: which rules run, and what becomes of what they find.

mod mistakes;
mod rejected;

use crate::{
    check::conform::Conformance,
    diagnostic::{
        Diagnostic, Label, RejectedBy, Severity,
        fault::{ACCOUNT_PLACEHOLDER, Fault},
    },
    document::{
        skeleton::{self, Filled},
        task_definition::{Choice, Definitions, Launch},
    },
    json::{self, Node, Parsed, Tree},
    lint::rule::{Check, Naming, RuleContext, RuleEntry},
    model::{
        client_release::ClientRelease,
        kind::{DocumentKind, Recognized},
        revision::{Date, Requested},
        shape::LATEST,
    },
    rules::RULES,
    text::{
        placeholder,
        source::{Encoding, Source},
        span::Span,
    },
};
use crate::{
    check::{Checked, Document, Input, Options, findings::mistakes::Mistakes, tags::is_ignored},
    diagnostic::FINDINGS_MAX,
    rules,
};

/// The findings of one document, in the making.
pub(super) struct Findings<'d> {
    pub(super) found: Vec<Diagnostic>,
    pub(super) cut: usize,
    pub(super) lost: Vec<Span>,
    pub(super) partial: bool,
    pub(super) required_reported: bool,
    pub(super) finished: bool,
    pub(super) client: Option<ClientRelease>,
    pub(super) kind: Option<DocumentKind>,
    /// No revision was asked for.
    pub(super) is_auto: bool,
    pub(super) region: Option<&'d str>,
    pub(super) is_command: bool,
    pub(super) naming: Naming,
    pub(super) definitions: &'d Definitions,
    /// The name of the file; empty inside another document.
    pub(super) file: &'d str,
}

impl<'d> Findings<'d> {
    pub(super) fn new(options: &Options, definitions: &'d Definitions) -> Findings<'d> {
        let Options { kind, partial, required_reported, finished, client, revision, .. } = *options;
        Findings {
            found: Vec::new(),
            cut: 0,
            lost: Vec::new(),
            partial,
            required_reported,
            finished,
            client,
            kind,
            is_auto: revision == Requested::Auto,
            region: None,
            is_command: false,
            naming: Naming::default(),
            definitions,
            file: "",
        }
    }

    pub(super) fn reader(&mut self, source: Option<&Source>, parsed: &Parsed<'_>, reading: &Input<'_>) {
        let tree = &parsed.tree;
        if let Some(source) = source {
            self.encoding(source, tree);
        }
        self.lost.extend(reading.included);
        for fault in &parsed.faults {
            if is_ignored(fault, reading) {
                self.lost.push(fault.span);
                continue;
            }
            if fault.hides_members {
                self.lost.push(fault.span);
            }
            self.syntax(tree, fault);
        }
    }

    pub(super) fn encoding(&mut self, source: &Source, tree: &Tree<'_>) {
        if source.encoding() != Encoding::Utf8 {
            let place = tree.place(source.encoding_span());
            let fault = Fault::Encoding { place, encoding: source.encoding(), edits: source.utf8_edits() };
            self.fault(&fault, self.kind.unwrap_or(DocumentKind::StartTask), LATEST);
        }
    }

    pub(super) fn syntax(&mut self, tree: &Tree<'_>, fault: &json::SyntaxError) {
        let kind = self.kind.unwrap_or(DocumentKind::StartTask);
        self.fault(&Fault::Syntax { place: tree.place(fault.span), fault }, kind, LATEST);
    }

    pub(super) fn document(
        &mut self,
        body: Node<'_>,
        kind: DocumentKind,
        date: Date,
        verdict: Conformance,
    ) -> Filled {
        let mut mistakes = Mistakes::default();
        if !verdict.accepted || verdict.unsure {
            mistakes = self.rejected(body, kind, date);
        }
        let mut first = self.found.len();
        let mut filled = Filled::All;
        let mut leftovers = Vec::new();
        if verdict.leftovers {
            let skeleton = skeleton::examine(body, kind);
            filled = skeleton.filled;
            leftovers = skeleton.leftovers;
        }
        if filled != Filled::Nothing {
            let before = (self.found.len(), self.cut);
            self.rules(body, kind, date, verdict.may_disagree());
            if self.found.len() > before.0 && self.is_auto && date < LATEST {
                self.recheck(before, body, kind, verdict.may_disagree());
            }
            if !self.definitions.is_empty() {
                self.launch(body, kind, date);
            }
        }
        self.own_leftovers(&mut leftovers, filled, &mut first);
        if filled != Filled::Nothing && (!mistakes.are_none() || !leftovers.is_empty()) {
            self.keep_independent((body, kind, date), mistakes, first, &mut leftovers);
        }
        self.leftovers(body, &leftovers, filled, kind, date);
        if self.finished {
            self.placeholders(body, kind, date);
        }
        if let Some(client) = self.client.filter(|_| kind != DocumentKind::Response) {
            for (node, since) in client.unknown(body) {
                self.fault(&Fault::NewerClient { node, since, client }, kind, date);
            }
        }
        filled
    }

    /// What should have been filled in.
    pub(super) fn placeholders(&mut self, body: Node<'_>, kind: DocumentKind, date: Date) {
        for node in body.nodes().filter(|it| it.kind() == json::ValueKind::String && !it.is_key()) {
            if placeholder::may_have_holes(node.raw()) && !placeholder::holes(node.raw()).is_empty() {
                self.fault(&Fault::Placeholder { node }, kind, date);
            }
        }
    }

    /// What ECS accepts today is not an error where no revision was asked for. So where the rules of an older day find
    /// something, those of the newest day decide, and what only the older day rejects becomes a warning.
    #[cold]
    pub(super) fn recheck(
        &mut self,
        before: (usize, usize),
        body: Node<'_>,
        kind: DocumentKind,
        may_disagree: bool,
    ) {
        let older: Vec<Diagnostic> = self.found.drain(before.0..).collect();
        let older_cut = std::mem::replace(&mut self.cut, before.1);
        self.rules(body, kind, LATEST, may_disagree);
        // What was cut off on one day may be what was cut off on the other.
        self.cut = self.cut.max(older_cut);
        for warning in older.into_iter().filter_map(Diagnostic::into_dated_warning) {
            if self.found.len() < FINDINGS_MAX {
                self.found.push(warning);
            } else {
                self.cut += 1;
            }
        }
    }

    #[inline(never)]
    pub(super) fn rules(&mut self, body: Node<'_>, kind: DocumentKind, date: Date, may_disagree: bool) {
        let mut cx = RuleContext { may_disagree, ..self.cx(&RULES[0], kind, date) };
        for (node, shape, is_lacking) in body.watched() {
            let shape = shape.get();
            if !shape.known_on(date) {
                continue;
            }
            if cx.found.len() > FINDINGS_MAX {
                *cx.cut += 1;
                return;
            }
            rules::look_at(&mut cx, node, shape, is_lacking);
        }
    }

    /// The rules on a launch and its task definition.
    #[cold]
    pub(super) fn launch(&mut self, body: Node<'_>, kind: DocumentKind, date: Date) {
        if matches!(kind, DocumentKind::Response | DocumentKind::TaskDefinition) {
            return;
        }
        let named = body.get("taskDefinition").and_then(Node::as_str);
        let Choice::One(chosen) = self.definitions.choose(named.as_deref(), self.file) else { return };
        let is_checked = self.definitions.is_checked(chosen);
        chosen.with(|definition| {
            let launch = Launch::new(kind, body, definition, is_checked);
            self.found.retain(|it| !is_answered(&launch, it));
            let first = self.found.len();
            for registered in RULES {
                if let Check::Launches(check) = registered.rule.check
                    && !self.is_full()
                {
                    check(&launch, &mut self.cx(registered, kind, date));
                }
            }
            if let Some(revision) = launch.unverified_revision().filter(|_| !chosen.is_named()) {
                self.found.iter_mut().skip(first).for_each(|found| may_be_outdated(found, revision));
            }
        });
    }

    /// A leftover is one finding: in a skeleton its own, elsewhere that of the rule which objects to it or to its member.
    /// `first` is where the findings of rules begin.
    pub(super) fn own_leftovers(&mut self, leftovers: &mut Vec<Node<'_>>, filled: Filled, first: &mut usize) {
        if leftovers.is_empty() {
            return;
        }
        if filled != Filled::All {
            // Leftovers are scalars in document order, so the one around a finding is quickly found.
            let around = |span: Span| {
                let after = leftovers.partition_point(|it| it.span().start <= span.start);
                after > 0 && leftovers[after - 1].span().contains(span)
            };
            *first -= self.found.iter().take(*first).filter(|it| around(it.span)).count();
            self.found.retain(|it| !around(it.span));
        }
        if filled == Filled::Nothing {
            return;
        }
        let member =
            |it: &Node<'_>| Span { start: it.key().map_or(*it, |key| key).span().start, ..it.span() };
        leftovers.retain(|it| !self.found.iter().any(|found| member(it).contains(found.span)));
    }

    pub(super) fn leftovers(
        &mut self,
        root: Node<'_>,
        leftovers: &[Node<'_>],
        filled: Filled,
        kind: DocumentKind,
        date: Date,
    ) {
        if filled == Filled::Nothing {
            return self.fault(&Fault::Unfilled { root, leftovers: leftovers.len() }, kind, date);
        }
        for &node in leftovers {
            self.fault(&Fault::Leftover { node }, kind, date);
        }
    }

    pub(super) fn is_full(&self) -> bool {
        self.found.len() > FINDINGS_MAX
    }

    #[cold]
    pub(super) fn fault(&mut self, fault: &Fault<'_>, kind: DocumentKind, date: Date) {
        if self.is_full() {
            self.cut += 1;
            return;
        }
        if let Some((rule, check)) = rules::on_fault(fault.rule()) {
            check(fault, &mut self.cx(rule, kind, date));
        }
    }

    pub(super) fn cx(&mut self, rule: &'static RuleEntry, kind: DocumentKind, date: Date) -> RuleContext<'_> {
        let (partial, region, lost) = (self.partial, self.region, &*self.lost);
        let is_command = self.is_command;
        let (found, cut) = (&mut self.found, &mut self.cut);
        let on_fault = rules::report_fault;
        RuleContext {
            rule,
            kind,
            date,
            partial,
            region,
            naming: self.naming,
            is_command,
            may_disagree: true,
            lost,
            found,
            cut,
            on_fault,
        }
    }

    /// Sorts and cuts.
    pub(super) fn checked(self, recognized: Recognized, document: Option<Document>) -> Checked {
        let mut diagnostics = self.found;
        if diagnostics.is_empty() {
            return Checked { recognized, document, diagnostics, cut: self.cut };
        }
        diagnostics.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
        once_a_file(&mut diagnostics);
        drop_characters_of_syntax_errors(&mut diagnostics);
        // A rule on each of two members reports both in the same way if a key is duplicate.
        diagnostics.dedup_by(|a, b| (a.span, &a.rule, &a.message) == (b.span, &b.rule, &b.message));
        let cut = self.cut + diagnostics.len().saturating_sub(FINDINGS_MAX);
        diagnostics.truncate(FINDINGS_MAX);
        let is_response = document.is_some_and(|document| document.kind == DocumentKind::Response);
        for diagnostic in &mut diagnostics {
            // A response is not sent to anybody.
            if is_response || diagnostic.severity == Severity::Info {
                diagnostic.rejected_by = RejectedBy::Nobody;
            }
        }
        Checked { recognized, document, diagnostics, cut }
    }
}

/// Drops what rules find at a single character that is a syntax error: a tab in a name, for example.
fn drop_characters_of_syntax_errors(diagnostics: &mut Vec<Diagnostic>) {
    let is_syntax = |it: &Diagnostic| it.rule == "syntax" && it.span.len() == 1;
    let characters: Vec<Span> = diagnostics.iter().filter(|it| is_syntax(it)).map(|it| it.span).collect();
    diagnostics.retain(|it| it.rule == "syntax" || !characters.contains(&it.span));
}

/// Whether a finding about the launch was only a question that its task definition answers.
fn is_answered(launch: &Launch<'_>, it: &Diagnostic) -> bool {
    let answered_by = || rules::named(&it.rule)?.answered_by;
    launch.body.span().contains(it.span)
        && answered_by().is_some_and(|answers| answers(launch, it))
        && launch.is_meant()
}

/// The file of a task definition may be another revision than the one that the launch is pinned to: what contradicts
/// the file is not certain then.
fn may_be_outdated(found: &mut Diagnostic, revision: i64) {
    if found.severity != Severity::Error || found.rule == NEVER_REMOVED {
        return;
    }
    found.severity(Severity::Warning).help(format!(
        "the file may differ from revision {revision}; if it does not, pass it with `--task-definition`"
    ));
}

/// A definition gets a task role in a later revision; where the file has none, earlier revisions had none either.
const NEVER_REMOVED: &str = "execute-command-role";

/// What is one mistake however often it appears: the others become labels of the first.
pub(crate) fn once_a_file(found: &mut Vec<Diagnostic>) {
    let Some(first) = found.iter().position(|it| it.rule == ACCOUNT_PLACEHOLDER) else { return };
    let (mut at, mut others) = (0, Vec::new());
    found.retain_mut(|it| {
        at += 1;
        let is_other = at > first + 1 && it.rule == ACCOUNT_PLACEHOLDER;
        if is_other {
            others.push(Label { message: "and here".into(), span: it.span, file: None });
            others.append(&mut it.labels);
        }
        !is_other
    });
    let labels = &mut found[first].labels;
    labels.extend(others);
    labels.truncate(LABELS_MAX);
}

/// The most places of one finding that are shown.
const LABELS_MAX: usize = 16;
