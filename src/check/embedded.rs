//! Launch documents inside of others, and strings that hold one.

use super::{Checked, Document, Findings, Options, Reading, first_day, pass, requested};
use crate::{
    diagnostic::{Diagnostic, RejectedBy},
    dialect::{self, Dialect, Sites, Speaker},
    document::{Kind, Recognised},
    fault::Fault,
    json::{Node, Tree, quote_json},
    revision::{Date, Revision},
    shape::{self, LATEST},
    skeleton::Filled,
    source::Span,
    template,
};

/// Checks each launch document of a tree in its own spelling.
#[cold]
pub(super) fn check(
    tree: &Tree<'_>,
    sites: &Sites,
    mut findings: Findings<'_>,
    options: &Options,
) -> Checked {
    let translated = dialect::translate(tree, sites);
    let read = tree.respelled(&translated.text, &translated.keys, &translated.unknown);
    let kind = sites.sites.first().map_or(Kind::RunTask, |it| it.1);
    let day = first_day(options.revision);
    let verdicts: Vec<_> =
        sites.sites.iter().map(|(id, kind)| shape::walk(read.node(*id), kind.root(), day)).collect();
    let newest = verdicts.iter().map(|it| it.newest).max().unwrap_or(Date::MIN);
    let revision = Revision::for_document(requested(options.revision, kind), newest, LATEST);
    let mut skeleton = false;
    let before = findings.found.len();
    for ((id, kind), verdict) in sites.sites.iter().zip(verdicts) {
        let filled = findings.document(read.node(*id), *kind, revision.applied, verdict);
        skeleton |= filled != Filled::All;
    }
    if findings.found.len() > before {
        let speaker = Speaker::new(sites.dialect, tree, &read, &translated);
        findings.found.iter_mut().skip(before).for_each(|it| speaker.speak(it));
    }
    if sites.dialect == Dialect::Pascal {
        findings.fault(&Fault::PascalCase { root: tree.root() }, kind, revision.applied);
    }
    for id in &sites.inputs {
        input(tree.node(*id), &mut findings, options);
    }
    let document = Document { kind, dialect: sites.dialect, skeleton, revision };
    findings.checked(Recognised::Launch(kind), Some(document))
}

/// A string that holds overrides as JSON: what is found in it is found in the string.
fn input(node: Node<'_>, findings: &mut Findings<'_>, options: &Options) {
    let Some(text) = node.as_str().filter(|it| !it.trim().is_empty()) else { return };
    let options = Options { kind: Some(Kind::Overrides), partial: false, ..*options };
    let definitions = findings.definitions;
    let masked = template::mask(&text);
    let reading = match &masked {
        Some(it) => Reading { text: &it.text, open: &it.values, directives: it.directives, definitions },
        None => Reading { text: &text, open: &[], directives: false, definitions },
    };
    let checked = pass(&reading, None, &options);
    findings.cut += checked.cut;
    let pointer = node.pointer();
    for mut it in checked.diagnostics {
        if matches!(it.rejected_by, RejectedBy::Client | RejectedBy::Service) {
            it.rejected_by = RejectedBy::Runtime;
        }
        it.pointer.clone_from(&pointer);
        shift(&mut it, node);
        findings.found.push(it);
    }
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
