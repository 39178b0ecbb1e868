//! One document, from bytes to findings.

mod apart;
mod embedded;
mod holes;
mod line;
mod refused;
pub(crate) mod views;

use crate::{
    client::Sender,
    definition::{self, Choice, Definitions, Launch},
    diagnostic::{Diagnostic, RejectedBy, Severity},
    dialect::{self, Dialect},
    document::{self, Kind, Recognised},
    fault::Fault,
    json::{self, Node, Tree},
    revision::{Date, Requested, Revision},
    rule::{Check, Cx, RULES, Registered},
    secret,
    shape::{self, LATEST, Verdict},
    skeleton::{self, Filled},
    source::{Encoding, Source, Span},
    template::{self, Define},
};

pub(crate) use apart::{flaw, reader, slip};
pub use line::{LINE_MAX, LINE_VALUES_MAX, crowded_line, is_crowded, long_line};

/// The most findings that one document gets; what is beyond is counted.
pub const FINDINGS_MAX: usize = 1_000;

/// How to check.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Options {
    /// What the document is, where it is not to be told from its content.
    pub kind: Option<Kind>,
    /// Which state of the API it is held against.
    pub revision: Requested,
    /// The command line may still supply the two required members.
    pub partial: bool,
    /// It is a template: placeholders may stand outside of strings. Some file names say so too.
    pub template: bool,
    /// It is to be sent as it is: no placeholder may be left.
    pub finished: bool,
    /// The client that is to send it, if it has to know all that is used.
    pub client: Option<Sender>,
    /// What is known of the values of placeholders.
    pub defines: &'static [Define],
}

/// What became of one document.
#[derive(Clone, Debug)]
pub struct Checked {
    /// What it was recognised as.
    pub recognised: Recognised,
    /// What it was checked as; `None` where it was not.
    pub document: Option<Document>,
    /// The findings, by offset and rule. Those of a document that was not checked are its syntax errors.
    pub diagnostics: Vec<Diagnostic>,
    /// How many more there were, at least, than [`FINDINGS_MAX`]: past it nothing more is looked for.
    pub cut: usize,
}

impl Checked {
    /// Adds the findings of another check of the same text, each once.
    pub fn join(&mut self, other: Checked) {
        for it in other.diagnostics {
            let known = self.diagnostics.iter().any(|mine| mine.span == it.span && mine.rule == it.rule);
            if !known && self.diagnostics.len() < FINDINGS_MAX {
                self.diagnostics.push(it);
            }
        }
        self.diagnostics.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
        self.document = self.document.or(other.document);
        self.cut += other.cut;
    }
}

/// A document that was checked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Document {
    /// What it is.
    pub kind: Kind,
    /// How it spells its members.
    pub dialect: Dialect,
    /// Whether it is a skeleton, filled in or not.
    pub skeleton: bool,
    /// What it was held against.
    pub revision: Revision,
}

/// Checks one document. Any bytes will do; nothing is read or written.
pub fn check(source: &Source, options: &Options) -> Checked {
    check_with(source, options, &definition::NONE)
}

/// The same, holding launches against the task definitions that they name.
pub fn check_with(source: &Source, options: &Options, definitions: &Definitions) -> Checked {
    let mut checked = examine(source, options, definitions);
    secret::scrub(source, &mut checked.diagnostics);
    for it in definitions.iter() {
        secret::scrub(it.source(), &mut checked.diagnostics);
    }
    if source.is_line() {
        line::reword(&mut checked.diagnostics);
    }
    checked
}

fn examine(source: &Source, options: &Options, definitions: &Definitions) -> Checked {
    if let Encoding::Utf16Le | Encoding::Utf16Be = source.encoding() {
        return check_utf16(source, options);
    }
    if let Some(it) = masked(source.text(), source, options) {
        let reading = Reading { text: &it.text, open: &it.values, directives: it.directives, definitions };
        return holes::refine(pass(&reading, Some(source), options), &reading, options);
    }
    let reading = Reading { text: source.text(), open: &[], directives: false, definitions };
    holes::refine(pass(&reading, Some(source), options), &reading, options)
}

/// A template with its placeholders made readable; `None` where there is nothing to be made so.
fn masked(text: &str, source: &Source, options: &Options) -> Option<template::Masked> {
    let is_template = !options.finished && (options.template || template::is_template_name(source.name()));
    if is_template { template::mask(text) } else { None }
}

/// Whether strict readers take a document: itself, but for a byte-order mark that somebody may want to keep, or
/// what its template becomes.
pub(crate) fn is_readable(source: &Source, options: &Options) -> bool {
    let text = match source.encoding() {
        Encoding::Utf8 => source.text(),
        Encoding::Utf8Bom => source.text().trim_start_matches('\u{feff}'),
        _ => return false,
    };
    let masked = || masked(text, source, options);
    json::is_strict(text) || masked().is_some_and(|it| is_readable_template(&it))
}

fn is_readable_template(template: &template::Masked) -> bool {
    json::parse(&template.text).faults.iter().all(|it| template.directives && is_about_commas(it))
}

fn is_about_commas(fault: &json::SyntaxFault) -> bool {
    use json::Slip::{DoubledComma, LeadingComma, MissingComma, TrailingComma};
    matches!(fault.slip, DoubledComma | LeadingComma | MissingComma | TrailingComma)
}

/// A text and what is not known in it.
#[derive(Clone, Copy)]
struct Reading<'s> {
    text: &'s str,
    /// Placeholders that are a whole value.
    open: &'s [Span],
    /// Parts of it are conditional or repeated, so that commas are not what they seem.
    directives: bool,
    /// What launches in it are held against.
    definitions: &'s Definitions,
}

/// One pass over one text. The source is not given for what stands inside of another document.
fn pass(reading: &Reading<'_>, source: Option<&Source>, options: &Options) -> Checked {
    let mut parsed = json::parse(reading.text);
    if let Some(recognised) = parsed.shown_by_beginning(document::recognise) {
        let mut findings = Findings::new(options, reading.definitions);
        findings.reader(source, &parsed.tree, &parsed.faults, reading.directives);
        return findings.checked(recognised, None);
    }
    parsed.tree.open(reading.open);
    let root = parsed.tree.root();
    let recognised = document::recognise(root);
    let mut findings = Findings::new(options, reading.definitions);
    findings.cut = parsed.more;
    findings.file = source.map_or("", Source::name);
    findings.reader(source, &parsed.tree, &parsed.faults, reading.directives);
    if let Some(sites) = dialect::find(root, recognised) {
        // With `--kind` a document of its own is to be one for the AWS CLI.
        let meant = sites.dialect != Dialect::Pascal && options.kind == Some(Kind::RunTask);
        if options.kind.is_none() || meant {
            return embedded::check(&parsed.tree, &sites, findings, options);
        }
    }
    let kind = match (options.kind, recognised) {
        (Some(kind), Recognised::Launch(found)) if document::may_be(root, found, kind) => kind,
        (Some(kind), Recognised::Nothing) => kind,
        (Some(wanted), found) => {
            findings.fault(&Fault::WrongDocument { root, wanted, found }, wanted, LATEST);
            return findings.checked(recognised, None);
        }
        (None, Recognised::Launch(kind)) => kind,
        (None, _) => return findings.checked(recognised, None),
    };
    let body = document::body(root, kind);
    let verdict = shape::walk(body, kind.root(), first_day(options.revision));
    let revision = Revision::for_document(requested(options.revision, kind), verdict.newest, LATEST);
    let filled = findings.document(body, kind, revision.applied, verdict);
    let document = Document { kind, dialect: Dialect::Cli, skeleton: filled != Filled::All, revision };
    findings.checked(recognised, Some(document))
}

/// Checks a tree that was put together from several texts. Gives what it was held against, what was found,
/// and how many more there were. Of the definitions that one counts which lies nearest to `file`.
pub(crate) fn tree(
    tree: &Tree<'_>,
    kind: Kind,
    options: &Options,
    lost: Vec<Span>,
    (definitions, file): (&Definitions, &str),
) -> (Document, Vec<Diagnostic>, usize) {
    let mut findings = Findings::new(options, definitions);
    (findings.lost, findings.file) = (lost, file);
    if let Some(found) = document::of_an_answer(tree.root()) {
        let revision = Revision { named: LATEST, applied: LATEST };
        let document = Document { kind, dialect: Dialect::Cli, skeleton: false, revision };
        findings.fault(&Fault::WrongDocument { root: tree.root(), wanted: kind, found }, kind, LATEST);
        let checked = findings.checked(found, Some(document));
        return (document, checked.diagnostics, checked.cut);
    }
    let verdict = shape::walk(tree.root(), kind.root(), first_day(options.revision));
    let revision = Revision::for_document(requested(options.revision, kind), verdict.newest, LATEST);
    let filled = findings.document(tree.root(), kind, revision.applied, verdict);
    let document = Document { kind, dialect: Dialect::Cli, skeleton: filled != Filled::All, revision };
    let checked = findings.checked(Recognised::Launch(kind), Some(document));
    (document, checked.diagnostics, checked.cut)
}

/// The day whose model a document is walked with: under `auto` the newest, to find out what it uses.
fn first_day(requested: Requested) -> Date {
    match requested {
        Requested::On(date) => date,
        Requested::Auto | Requested::Latest => LATEST,
    }
}

/// The page of 2018 is StartTask's. Nothing holds other documents to it.
fn requested(requested: Requested, kind: Kind) -> Requested {
    match (requested, kind) {
        (Requested::Auto, Kind::RunTask | Kind::TaskDefinition) => Requested::Latest,
        _ => requested,
    }
}

/// UTF-16 is read to tell what it holds, and refused: its offsets are not those of the file.
fn check_utf16(source: &Source, options: &Options) -> Checked {
    let text = source.utf16().unwrap_or_default();
    let parsed = json::parse(&text);
    let recognised = document::recognise(parsed.tree.root());
    let tree = Tree::hole(source.text());
    let mut findings = Findings::new(options, &definition::NONE);
    findings.reader(Some(source), &tree, &[], false);
    let kind = options.kind.or(match recognised {
        Recognised::Launch(kind) => Some(kind),
        _ => None,
    });
    let requested = kind.map_or(options.revision, |it| requested(options.revision, it));
    let revision = Revision::for_document(requested, Date::MIN, LATEST);
    findings.checked(
        recognised,
        kind.map(|kind| Document { kind, dialect: Dialect::Cli, skeleton: false, revision }),
    )
}

/// The findings of one document, in the making.
struct Findings<'d> {
    found: Vec<Diagnostic>,
    cut: usize,
    lost: Vec<Span>,
    partial: bool,
    finished: bool,
    client: Option<Sender>,
    kind: Option<Kind>,
    /// No revision was asked for.
    is_auto: bool,
    definitions: &'d Definitions,
    /// The name of the file; empty inside of another document.
    file: &'d str,
}

impl<'d> Findings<'d> {
    fn new(options: &Options, definitions: &'d Definitions) -> Findings<'d> {
        let Options { kind, partial, finished, client, revision, .. } = *options;
        Findings {
            found: Vec::new(),
            cut: 0,
            lost: Vec::new(),
            partial,
            finished,
            client,
            kind,
            is_auto: revision == Requested::Auto,
            definitions,
            file: "",
        }
    }

    fn reader(
        &mut self,
        source: Option<&Source>,
        tree: &Tree<'_>,
        faults: &[json::SyntaxFault],
        directives: bool,
    ) {
        let kind = self.kind.unwrap_or(Kind::StartTask);
        if let Some(source) = source.filter(|it| it.encoding() != Encoding::Utf8) {
            let place = tree.place(encoding_span(source));
            let fault = Fault::Encoding { place, encoding: source.encoding(), edits: source.utf8_edits() };
            self.fault(&fault, kind, LATEST);
        }
        for fault in faults {
            if directives && is_about_commas(fault) {
                continue;
            }
            if fault.loses {
                self.lost.push(fault.span);
            }
            self.fault(&Fault::Syntax { place: tree.place(fault.span), fault }, kind, LATEST);
        }
    }

    fn document(&mut self, body: Node<'_>, kind: Kind, date: Date, verdict: Verdict) -> Filled {
        if !verdict.accepted || verdict.unsure {
            self.refused(body, kind, date);
        }
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
        self.leftovers(body, &leftovers, filled, kind, date);
        if self.finished {
            self.placeholders(body, kind, date);
        }
        if let Some(client) = self.client.filter(|_| kind != Kind::Response) {
            for (node, since) in client.unknown(body) {
                self.fault(&Fault::NewerClient { node, since, client }, kind, date);
            }
        }
        filled
    }

    /// What should have been filled in.
    fn placeholders(&mut self, body: Node<'_>, kind: Kind, date: Date) {
        for node in body.nodes().filter(|it| it.kind() == json::Kind::String && !it.is_key()) {
            if template::may_have_holes(node.raw()) && !template::holes(node.raw()).is_empty() {
                self.fault(&Fault::Placeholder { node }, kind, date);
            }
        }
    }

    /// What ECS accepts today is not an error where no revision was asked for. So where the rules of an older day find
    /// something, those of the newest day decide, and what only the older day rejects becomes a warning.
    #[cold]
    fn recheck(&mut self, before: (usize, usize), body: Node<'_>, kind: Kind, may_disagree: bool) {
        let older: Vec<Diagnostic> = self.found.drain(before.0..).collect();
        self.cut = before.1;
        self.rules(body, kind, LATEST, may_disagree);
        let room = FINDINGS_MAX.saturating_sub(self.found.len());
        self.found.extend(older.into_iter().filter_map(Diagnostic::into_dated_warning).take(room));
    }

    #[inline(never)]
    fn rules(&mut self, body: Node<'_>, kind: Kind, date: Date, may_disagree: bool) {
        let mut cx = Cx { may_disagree, ..self.cx(0, kind, date) };
        for (node, shape, is_lacking) in body.watched() {
            let shape = shape.get();
            if !shape.known_on(date) {
                continue;
            }
            if cx.found.len() > FINDINGS_MAX {
                *cx.cut += 1;
                return;
            }
            cx.look_at(node, shape, is_lacking);
        }
    }

    /// The rules on a launch and its task definition.
    #[cold]
    fn launch(&mut self, body: Node<'_>, kind: Kind, date: Date) {
        if matches!(kind, Kind::Response | Kind::TaskDefinition) {
            return;
        }
        let named = body.get("taskDefinition").and_then(Node::as_str);
        let Choice::One(chosen) = self.definitions.choose(named.as_deref(), self.file) else { return };
        chosen.with(|definition| {
            let launch = Launch::new(kind, body, definition);
            self.found.retain(|it| !launch.answers(it));
            for (at, registered) in (0..).zip(RULES) {
                if let Check::Launches(check) = registered.rule.check
                    && !self.is_full()
                {
                    check(&launch, &mut self.cx(at, kind, date));
                }
            }
        });
    }

    /// A leftover is one finding: in a skeleton its own, elsewhere that of the rule which objects to it.
    fn leftovers(&mut self, root: Node<'_>, leftovers: &[Node<'_>], filled: Filled, kind: Kind, date: Date) {
        if leftovers.is_empty() {
            return;
        }
        if filled != Filled::All {
            // Leftovers are scalars in document order, so the one around a finding is quickly found.
            let around = |span: Span| {
                let behind = leftovers.partition_point(|it| it.span().start <= span.start);
                behind > 0 && leftovers[behind - 1].span().contains(span)
            };
            self.found.retain(|it| !around(it.span));
        }
        if filled == Filled::Nothing {
            return self.fault(&Fault::Unfilled { root, leftovers: leftovers.len() }, kind, date);
        }
        for &node in leftovers {
            if !self.found.iter().any(|it| node.span().contains(it.span)) {
                self.fault(&Fault::Leftover { node }, kind, date);
            }
        }
    }

    fn is_full(&self) -> bool {
        self.found.len() > FINDINGS_MAX
    }

    #[cold]
    fn fault(&mut self, fault: &Fault<'_>, kind: Kind, date: Date) {
        if self.is_full() {
            self.cut += 1;
            return;
        }
        if let Some((rule, check)) = Registered::on_faults(fault.rule()) {
            check(fault, &mut self.cx(rule, kind, date));
        }
    }

    fn cx(&mut self, rule: u8, kind: Kind, date: Date) -> Cx<'_> {
        let (partial, lost) = (self.partial, &*self.lost);
        let (found, cut) = (&mut self.found, &mut self.cut);
        Cx { rule, kind, date, partial, may_disagree: true, lost, found, cut }
    }

    /// Sorts and cuts.
    fn checked(self, recognised: Recognised, document: Option<Document>) -> Checked {
        let mut diagnostics = self.found;
        if diagnostics.is_empty() {
            return Checked { recognised, document, diagnostics, cut: self.cut };
        }
        diagnostics.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
        // A rule on each of two members says the same of both where a key stands twice.
        diagnostics.dedup_by(|a, b| (a.span, &a.rule, &a.message) == (b.span, &b.rule, &b.message));
        let cut = self.cut + diagnostics.len().saturating_sub(FINDINGS_MAX);
        diagnostics.truncate(FINDINGS_MAX);
        let is_response = document.is_some_and(|document| document.kind == Kind::Response);
        for diagnostic in &mut diagnostics {
            // A response is not sent to anybody.
            if is_response || diagnostic.severity == Severity::Info {
                diagnostic.rejected_by = RejectedBy::Nobody;
            }
        }
        Checked { recognised, document, diagnostics, cut }
    }
}

/// The bytes that show the encoding: the byte-order mark, or the first that are no UTF-8.
pub(crate) fn encoding_span(source: &Source) -> Span {
    match source.encoding() {
        Encoding::Utf8 => Span::new(0, 0),
        Encoding::Utf8Bom => Span::new(0, 3),
        // Without a mark both bytes of its first character may be a part of something in UTF-8.
        Encoding::Utf16Le | Encoding::Utf16Be => {
            let text = source.text();
            Span::new(0, (2..text.len()).find(|it| text.is_char_boundary(*it)).unwrap_or(text.len()))
        }
        Encoding::Unknown(span) => span,
    }
}
