//! One document, from bytes to findings.
//!
//! **Accept first, explain later.** [`conform`] walks the table of the model and accepts or rejects; it also finds the
//! newest member that is used and marks the nodes that rules look at. Building a jsonschema validator for a whole
//! schema costs as much as hundreds of checks, so jsonschema is asked only *why* a document was rejected, and only
//! about the rejected values ([`explain`]). A test compares both with jsonschema on whole documents.
//!
//! **What only an old revision rejects is a warning.** Under `auto`, where the rules of the applied revision find
//! something, those of the newest one decide (`Findings::recheck`); the rest becomes a warning with the date since
//! which ECS allows it. No dated limit needs code of its own for that.
//!
//! **One mistake, one finding.** After a fault (`null`, a wrong type, a misspelled or misplaced member, a leftover of a
//! skeleton) `findings::mistakes` runs the rules again on the tree as it was meant: a misspelled key gets its right
//! name, a wrong value is unknown. Findings that disappear follow from the mistake and are dropped. `fixes` tries each
//! fix on the whole document and drops those that cause a new finding.
//!
//! **Placeholders.** A finding in a file with placeholders is kept only if it remains for every value: `placeholders`
//! checks the text again with seven fillings, the empty one among them, which turns lengths into minimums. `parts` does
//! the same for strings of a command line that are partly known. Placeholders outside strings are masked byte for byte
//! before reading.
//!
//! **Templates with blocks.** `templates` checks each of the documents that a template may become (`text::template`
//! renders them, byte for byte as long). A finding is kept if every rendering has it in which its place is left.
//!
//! **Other documents.** `embedded` translates findings back into the spelling of the surrounding document. JSON in a
//! string is checked as a text of its own, and its spans are mapped through the escapes.
//!
//! Layer 9: may import `text` to `rules`.

pub mod conform;
mod doubt;
mod embedded;
pub mod explain;
mod findings;
mod filled_text;
mod fixes;
mod ndjson;
pub mod oracle;
pub mod overrides_budget;
pub(crate) mod parts;
mod placeholders;
mod standalone;
mod tags;
mod templates;
pub mod validator;
pub(crate) mod view;

use crate::{
    diagnostic::{Diagnostic, FINDINGS_MAX, fault::Fault},
    document::{
        dialect::{self, Dialect},
        recognize,
        skeleton::Filled,
        task_definition::{self, Definitions},
    },
    json::{self, Tree},
    lint::rule::Naming,
    model::{
        client_release::ClientRelease,
        kind::{DocumentKind, Foreign, Recognized},
        revision::{Date, Requested, Revision},
        shape::LATEST,
    },
    secrets,
    text::{
        placeholder::{self, Define},
        source::{Encoding, Source},
        span::Span,
    },
};

use std::sync::Arc;

pub(crate) use doubt::foreign_member;
use doubt::meant;
use findings::Findings;
#[cfg(feature = "scripts")]
pub(crate) use findings::once_a_file;
pub(crate) use fixes::{brings_new, cost};
pub use ndjson::{LINE_MAX, LINE_VALUES_MAX, crowded_line, is_crowded, long_line};
#[cfg(feature = "scripts")]
pub(crate) use standalone::suppression_diagnostics;
pub(crate) use standalone::{command_diagnostics, syntax_diagnostics};

/// How to check.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Options {
    /// What the document is, if its content does not show it.
    pub kind: Option<DocumentKind>,
    /// The state of the API against which it is checked.
    pub revision: Requested,
    /// Another source may still supply members: the rest of a command line, say.
    pub partial: bool,
    /// The caller has reported already which required members are missing.
    pub required_reported: bool,
    /// It is a template: placeholders may be outside strings. Some file names say so too.
    pub template: bool,
    /// It is to be sent as it is: no placeholder may be left.
    pub finished: bool,
    /// The client that is to send it, if it has to know all that is used.
    pub client: Option<ClientRelease>,
    /// What is known of the values of placeholders; of entries with the same name the last counts.
    pub defines: Arc<[Define]>,
}

/// What became of one document.
#[derive(Clone, Debug)]
pub struct Checked {
    /// What it was recognized as.
    pub recognized: Recognized,
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
        let mut cut = other.cut;
        for it in other.diagnostics {
            let known = self.diagnostics.iter().any(|mine| mine.span == it.span && mine.rule == it.rule);
            match known {
                true => {}
                false if self.diagnostics.len() < FINDINGS_MAX => self.diagnostics.push(it),
                false => cut += 1,
            }
        }
        // What one check left out may be what the other did.
        self.cut = self.cut.max(cut);
        self.diagnostics.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
        self.document = self.document.or(other.document);
    }
}

/// A document that was checked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Document {
    /// What it is.
    pub kind: DocumentKind,
    /// How it spells its members.
    pub dialect: Dialect,
    /// Whether it is a skeleton, filled in or not.
    pub skeleton: bool,
    /// The state of the API against which it was checked.
    pub revision: Revision,
}

/// Checks one document. Any bytes will do; nothing is read or written.
pub fn check(source: &Source, options: &Options) -> Checked {
    check_with(source, options, &task_definition::NONE)
}

/// The same, holding launches against the task definitions that they name.
pub fn check_with(source: &Source, options: &Options, definitions: &Definitions) -> Checked {
    let mut checked = examine(source, options, definitions);
    drop_findings_in_foreign_bytes(source, &mut checked);
    fixes::keep_harmless(source, &mut checked, options, definitions);
    secrets::scrub(source, &mut checked.diagnostics);
    for it in definitions.iter() {
        secrets::scrub(it.source(), &mut checked.diagnostics);
    }
    checked
}

/// Drops what rules find in bytes that are not UTF-8: they read `?` instead, and one finding says so.
fn drop_findings_in_foreign_bytes(source: &Source, checked: &mut Checked) {
    if let Encoding::Unknown(_) = source.encoding() {
        let is_read =
            |span: Span| source.bytes().get(span.range()) == source.text().as_bytes().get(span.range());
        let is_own = |it: &Diagnostic| matches!(&*it.rule, "encoding" | "syntax");
        checked.diagnostics.retain(|it| is_own(it) || is_read(it.span));
    }
}

fn examine(source: &Source, options: &Options, definitions: &Definitions) -> Checked {
    if let Encoding::Utf16Le | Encoding::Utf16Be = source.encoding() {
        return check_utf16(source, options);
    }
    let naming = Naming { is_line: source.is_line(), ..Naming::default() };
    let reading = Input::new(source.text(), definitions, naming);
    let is_template = is_known_template(source, options);
    if is_template && let Some(checked) = templates::examine(source, &reading, options) {
        return checked;
    }
    let first = pass(&reading, Some(source), options);
    if !is_template
        && !first.diagnostics.is_empty()
        && let Some(checked) = templates::examine_blocks(source, &reading, options)
    {
        return checked;
    }
    placeholders::refine(first, &reading, options)
}

/// Whether somebody says that it is a template. One with blocks says so itself.
fn is_known_template(source: &Source, options: &Options) -> bool {
    !options.finished && (options.template || placeholder::is_template_name(source.name()))
}

/// Whether strict readers take a document: itself, but for a byte-order mark that somebody may want to keep, or
/// what its template becomes.
pub(crate) fn is_readable(source: &Source, options: &Options) -> bool {
    let text = match source.encoding() {
        Encoding::Utf8 => source.text(),
        Encoding::Utf8Bom => source.text().trim_start_matches('\u{feff}'),
        _ => return false,
    };
    json::is_strict(text) || templates::is_readable(text, is_known_template(source, options))
}

/// A text and what is not known in it.
#[derive(Clone, Copy)]
struct Input<'s> {
    text: &'s str,
    /// Placeholders that are a whole value.
    open: &'s [Span],
    /// What a template has there is not this, in order and apart.
    hidden: &'s [Span],
    /// Where more of a template may stand.
    included: &'s [Span],
    /// Parts of it are conditional or repeated, so that commas are not what they seem.
    directives: bool,
    /// What launches in it are checked against.
    definitions: &'s Definitions,
    naming: Naming,
}

impl<'s> Input<'s> {
    fn new(text: &'s str, definitions: &'s Definitions, naming: Naming) -> Input<'s> {
        Input { text, open: &[], hidden: &[], included: &[], directives: false, definitions, naming }
    }
}

/// One pass over one text. Text inside another document has no source.
fn pass(reading: &Input<'_>, source: Option<&Source>, options: &Options) -> Checked {
    let mut parsed = json::parse(reading.text);
    if let Some(recognized) = parsed.shown_by_beginning(recognize::recognize) {
        let mut findings = Findings::new(options, reading.definitions);
        findings.naming = reading.naming;
        findings.reader(source, &parsed, reading);
        return findings.checked(recognized, None);
    }
    parsed.tree.mark_placeholders(reading.open);
    let root = parsed.tree.root();
    let recognized = recognize::recognize(root);
    let mut findings = Findings::new(options, reading.definitions);
    findings.naming = reading.naming;
    findings.cut = parsed.more;
    findings.file = source.map_or("", Source::name);
    findings.reader(source, &parsed, reading);
    // A schedule says what the request in its input is for, and takes either spelling.
    let may_be_pascal = matches!(recognized, Recognized::Nothing | Recognized::Foreign(Foreign::PascalCase));
    if source.is_none()
        && may_be_pascal
        && let Some(sites) = options.kind.and_then(|kind| dialect::in_pascal_case(root, kind))
    {
        return embedded::check(&parsed.tree, &sites, findings, options);
    }
    if let Some(sites) = dialect::find(root, recognized) {
        // With `--kind` a document of its own is to be one for the AWS CLI.
        let meant = sites.dialect != Dialect::Pascal && options.kind == Some(DocumentKind::RunTask);
        if options.kind.is_none() || meant {
            return embedded::check(&parsed.tree, &sites, findings, options);
        }
    }
    let meant = match recognized {
        Recognized::Foreign(found) => meant(root, found, options, findings.file),
        _ => None,
    };
    let kind = match (meant.or(options.kind), recognized) {
        (Some(kind), _) if meant.is_some() => kind,
        (Some(kind), Recognized::Launch(found)) if recognize::may_be(root, found, kind) => kind,
        (Some(kind), Recognized::Nothing) => kind,
        (Some(wanted), found) => {
            findings.fault(&Fault::WrongDocument { root, wanted, found }, wanted, LATEST);
            return findings.checked(recognized, None);
        }
        (None, Recognized::Launch(kind)) => kind,
        (None, _) => return findings.checked(recognized, None),
    };
    let ambiguous = kind == DocumentKind::RunTask && options.kind.is_none() && recognize::is_ambiguous(root);
    let named = ambiguous && recognize::is_named_for_start_task(findings.file);
    let (kind, recognized) = if named {
        (DocumentKind::StartTask, Recognized::Launch(DocumentKind::StartTask))
    } else {
        (kind, recognized)
    };
    // If a request names only a cluster and a task definition, something else supplies the rest.
    findings.partial |= ambiguous && !named && recognize::is_bare(root);
    let body = recognize::body(root, kind);
    let verdict = conform::walk(body, kind.root(), first_day(options.revision));
    let revision = Revision::for_document(requested(options.revision, kind), verdict.newest, LATEST);
    let filled = findings.document(body, kind, revision.applied, verdict);
    let document = Document { kind, dialect: Dialect::Cli, skeleton: filled != Filled::All, revision };
    // What was lost may be what decides.
    if ambiguous && !named && !options.partial && parsed.faults.is_empty() {
        findings.fault(&Fault::AmbiguousKind { root }, kind, revision.applied);
    }
    findings.checked(recognized, Some(document))
}

/// What is known of a request beside its text.
#[derive(Clone, Copy)]
pub(crate) struct Around<'a> {
    /// What it is checked against.
    pub definitions: &'a Definitions,
    /// Of the definitions, the one nearest to this file counts.
    pub file: &'a str,
    /// The region that it is sent to, where that is known.
    pub region: Option<&'a str>,
    /// Where something of it could not be read.
    pub lost: &'a [Span],
}

/// Checks a tree that was put together from several texts. Gives what it was checked as, what was found, and how many
/// more there were.
pub(crate) fn tree(
    tree: &Tree<'_>,
    kind: DocumentKind,
    options: &Options,
    around: Around<'_>,
) -> (Document, Vec<Diagnostic>, usize) {
    let mut findings = Findings::new(options, around.definitions);
    (findings.lost, findings.file, findings.region) = (around.lost.to_vec(), around.file, around.region);
    findings.is_command = true;
    if let Some(found) = recognize::of_an_answer(tree.root()) {
        let revision = Revision { named: LATEST, applied: LATEST };
        let document = Document { kind, dialect: Dialect::Cli, skeleton: false, revision };
        findings.fault(&Fault::WrongDocument { root: tree.root(), wanted: kind, found }, kind, LATEST);
        let checked = findings.checked(found, Some(document));
        return (document, checked.diagnostics, checked.cut);
    }
    let body = recognize::body(tree.root(), kind);
    let verdict = conform::walk(body, kind.root(), first_day(options.revision));
    let revision = Revision::for_document(requested(options.revision, kind), verdict.newest, LATEST);
    let filled = findings.document(body, kind, revision.applied, verdict);
    let document = Document { kind, dialect: Dialect::Cli, skeleton: filled != Filled::All, revision };
    let checked = findings.checked(Recognized::Launch(kind), Some(document));
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
fn requested(requested: Requested, kind: DocumentKind) -> Requested {
    match (requested, kind) {
        (Requested::Auto, DocumentKind::RunTask | DocumentKind::TaskDefinition) => Requested::Latest,
        _ => requested,
    }
}

/// UTF-16 is read to find out what the document is, and rejected: its offsets are not those of the file.
fn check_utf16(source: &Source, options: &Options) -> Checked {
    let text = source.utf16().unwrap_or_default();
    let parsed = json::parse(&text);
    let recognized = recognize::recognize(parsed.tree.root());
    let tree = Tree::of_unknown(source.text());
    let mut findings = Findings::new(options, &task_definition::NONE);
    findings.encoding(source, &tree);
    let kind = options.kind.or(match recognized {
        Recognized::Launch(kind) => Some(kind),
        _ => None,
    });
    let requested = kind.map_or(options.revision, |it| requested(options.revision, it));
    let revision = Revision::for_document(requested, Date::MIN, LATEST);
    findings.checked(
        recognized,
        kind.map(|kind| Document { kind, dialect: Dialect::Cli, skeleton: false, revision }),
    )
}
