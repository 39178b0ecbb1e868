//! Launch documents inside others, and strings that contain one.

use crate::{
    check::conform,
    diagnostic::{Diagnostic, RejectedBy, Severity, fault::Fault},
    document::{
        dialect::{self, Dialect, EmbeddedRequests, MemberRenames, Text, states, targets},
        skeleton::Filled,
        task_definition,
    },
    json::{self, Node, Tree, quote_json},
    model::{
        kind::{DocumentKind, Recognized},
        revision::{Date, Revision},
        shape::LATEST,
    },
    text::{edit, placeholder, span::Span},
};
use crate::{
    check::{Checked, Document, Findings, Input, Options, first_day, pass, placeholders, requested},
    lint::rule::Naming,
};

/// Checks each launch document of a tree in its own spelling.
#[cold]
pub(super) fn check(
    tree: &Tree<'_>,
    sites: &EmbeddedRequests,
    mut findings: Findings<'_>,
    options: &Options,
) -> Checked {
    let translated = dialect::translate(tree, sites);
    let read = tree.respelled(&translated.text, &translated.keys, &translated.unknown);
    let kind = sites.sites.first().map_or(DocumentKind::RunTask, |it| it.1);
    let day = first_day(options.revision);
    let verdicts: Vec<_> =
        sites.sites.iter().map(|(id, kind)| conform::walk(read.node(*id), kind.root(), day)).collect();
    let newest = verdicts.iter().map(|it| it.newest).max().unwrap_or(Date::MIN);
    // The page of 2018 is not about states and targets.
    let asked = if sites.dialect == Dialect::Pascal { kind } else { DocumentKind::RunTask };
    let revision = Revision::for_document(requested(options.revision, asked), newest, LATEST);
    let mut skeleton = false;
    let before = findings.found.len();
    for ((id, kind), verdict) in sites.sites.iter().zip(verdicts) {
        let start = findings.found.len();
        findings.naming = naming(sites, *kind);
        let filled = findings.document(read.node(*id), *kind, revision.applied, verdict);
        skeleton |= filled != Filled::All;
        if *kind == DocumentKind::Overrides && !sites.targets.is_empty() {
            findings.found.iter_mut().skip(start).for_each(is_late);
        }
    }
    findings.naming = Naming::default();
    if findings.found.len() > before {
        let renames = MemberRenames::new(sites.dialect, tree, &read, &translated);
        findings.found.iter_mut().skip(before).for_each(|it| renames.rename(it));
    }
    if sites.dialect == Dialect::Pascal {
        findings.fault(&Fault::PascalCase { root: tree.root() }, kind, revision.applied);
    }
    for id in &sites.inputs {
        input(tree.node(*id), &mut findings, options);
    }
    for (id, text) in &sites.texts {
        document_in_text(tree.node(*id), *text, &mut findings, options);
    }
    match sites.dialect {
        Dialect::StepFunctions => {
            for members in &dialect::camel_case_members(tree, &read, sites) {
                findings.fault(&Fault::CamelCase { members }, kind, revision.applied);
            }
            expressions(tree, sites, revision.applied, &mut findings);
        }
        it if it.is_of_a_target() => {
            envelopes(tree, sites, revision.applied, &mut findings, options);
            if it == Dialect::CloudFormation {
                findings.found.retain(|it| !is_converted(tree, it));
            }
        }
        _ => {}
    }
    let document = Document { kind, dialect: sites.dialect, skeleton, revision };
    findings.checked(Recognized::Launch(kind), Some(document))
}

/// How sentences name a launch document inside another one.
fn naming(sites: &EmbeddedRequests, kind: DocumentKind) -> Naming {
    let is_input = kind == DocumentKind::Overrides && !sites.targets.is_empty();
    let whole = if is_input { Some("`Input`") } else { sites.described(kind) };
    Naming { whole, is_for_sdk: sites.dialect == Dialect::Pascal, is_line: false }
}

/// The values of states that are not evaluated, or cannot be: each is one finding, whatever the text means elsewhere.
fn expressions(tree: &Tree<'_>, sites: &EmbeddedRequests, date: Date, findings: &mut Findings<'_>) {
    for mistake in &states::mistakes(tree, sites) {
        let mut rejected = None;
        findings.found.retain(|it| {
            let is_covered = mistake.covers(it.span);
            if is_covered && it.severity == Severity::Error {
                rejected = rejected.min(Some(it.rejected_by)).or(Some(it.rejected_by));
            }
            !is_covered
        });
        findings.fault(&Fault::State { mistake, rejected }, DocumentKind::RunTask, date);
    }
}

/// What targets say beside the parameters of their tasks.
fn envelopes(
    tree: &Tree<'_>,
    sites: &EmbeddedRequests,
    date: Date,
    findings: &mut Findings<'_>,
    options: &Options,
) {
    for mistake in &targets::mistakes(tree, sites) {
        findings.fault(&Fault::Target { mistake }, DocumentKind::RunTask, date);
    }
    for target in sites.targets.iter().map(|id| tree.node(*id)) {
        let Some(request) = targets::Request::of(target) else { continue };
        let options =
            Options { kind: Some(DocumentKind::RunTask), partial: true, finished: false, ..options.clone() };
        let naming = Naming { whole: Some("the target"), ..Naming::default() };
        let reading = Input::new(&request.text, &task_definition::NONE, naming);
        let Checked { diagnostics: found, cut, .. } = pass(&reading, None, &options);
        findings.cut += cut;
        // It knows more ARNs than the part of it that was checked.
        findings.found.retain(|it| it.rule != "arn-mismatch" || !target.span().contains(it.span));
        findings.found.extend(found.into_iter().filter_map(|it| request.back(it)));
    }
}

/// Whether CloudFormation makes the right kind of a scalar of another.
fn is_converted(tree: &Tree<'_>, it: &Diagnostic) -> bool {
    let node = tree.at(it.span.start);
    let is_text_of_a_scalar = |text: &str| text.parse::<i64>().is_ok() || matches!(text, "true" | "false");
    let is_scalar = match node.kind() {
        json::ValueKind::Number | json::ValueKind::Bool => true,
        json::ValueKind::String => node.as_str().is_some_and(|it| is_text_of_a_scalar(&it)),
        _ => false,
    };
    it.rule == "wrong-type" && node.span() == it.span && is_scalar
}

/// What is wrong with the input of a target shows when EventBridge starts the task.
fn is_late(it: &mut Diagnostic) {
    if matches!(it.rejected_by, RejectedBy::Client | RejectedBy::Service) {
        it.rejected_by = RejectedBy::Runtime;
    }
}

/// A string that holds overrides as JSON: what is found in it is found in the string.
fn input(node: Node<'_>, findings: &mut Findings<'_>, options: &Options) {
    // EventBridge fills the placeholders of a template.
    let finished = options.finished && !node.key().is_some_and(|it| it.is("InputTemplate"));
    let options =
        Options { kind: Some(DocumentKind::Overrides), partial: false, finished, ..options.clone() };
    let mut found = in_text(node, findings, &options);
    found.iter_mut().for_each(is_late);
    findings.found.append(&mut found);
}

/// A string that holds a whole request or a state machine.
fn document_in_text(node: Node<'_>, text: Text, findings: &mut Findings<'_>, options: &Options) {
    let kind = match text {
        Text::Request(kind) => Some(kind),
        Text::StateMachine => None,
    };
    let options = Options { kind, partial: false, ..options.clone() };
    let mut found = in_text(node, findings, &options);
    // A schedule takes either spelling.
    found.retain(|it| it.rule != "pascal-case");
    if text != Text::StateMachine {
        found.iter_mut().for_each(is_late);
    }
    findings.found.append(&mut found);
}

/// What is found in a string that holds JSON, in its place.
fn in_text(node: Node<'_>, findings: &mut Findings<'_>, options: &Options) -> Vec<Diagnostic> {
    let Some(text) = node.as_str().filter(|it| !it.trim().is_empty()) else { return Vec::new() };
    let definitions = findings.definitions;
    let named = |name: &str| node.key().is_some_and(|key| key.is(name));
    let whole = match () {
        () if named("Input") => Some("`Input`"),
        () => named("InputTemplate").then_some("`InputTemplate`"),
    };
    let naming = Naming { whole, ..Naming::default() };
    let masked = placeholder::mask(&text);
    let reading = match &masked {
        Some(it) => {
            Input { open: &it.values, hidden: &it.values, ..Input::new(&it.text, definitions, naming) }
        }
        None => Input::new(&text, definitions, naming),
    };
    let mut checked = placeholders::refine(pass(&reading, None, options), &reading, options);
    if !can_be_repaired(reading.text, &checked.diagnostics) {
        checked.diagnostics.iter_mut().filter(|it| it.rule == "syntax").for_each(|it| it.fix = None);
    }
    findings.cut += checked.cut;
    let pointer = node.pointer();
    for it in &mut checked.diagnostics {
        it.pointer.clone_from(&pointer);
        shift(it, node);
    }
    checked.diagnostics
}

/// Whether the fixes of all syntax errors together make valid JSON. Each one alone may only move an error.
fn can_be_repaired(text: &str, found: &[Diagnostic]) -> bool {
    let fixes = found.iter().filter(|it| it.rule == "syntax").filter_map(|it| it.fix.as_ref());
    let mut edits: Vec<_> = fixes.flat_map(|it| it.edits.iter().cloned()).collect();
    edits.sort_by_key(|it| it.span);
    edits.is_empty() || edit::apply(&edits, text).is_some_and(|it| json::is_strict(&it))
}

/// Maps a finding in a string's text to the file, through the escapes.
fn shift(it: &mut Diagnostic, node: Node<'_>) {
    let at = |offset: u32| node.part(offset as usize..offset as usize + 1).span().start;
    let map = |span: Span| match span.is_empty() {
        true => Span { start: at(span.start), end: at(span.start) },
        false => Span { start: at(span.start), end: node.part(span.range()).span().end },
    };
    it.span = map(it.span);
    it.own_labels().for_each(|label| label.span = map(label.span));
    for edit in it.fix.iter_mut().flat_map(|it| &mut it.edits) {
        edit.span = map(edit.span);
        let quoted = quote_json(&edit.text);
        edit.text = quoted[1..quoted.len() - 1].to_owned();
    }
}
