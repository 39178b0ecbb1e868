//! A fix brings no new finding: the document is checked once more with each fix, and one that does is not offered.

use crate::check::{Checked, Options, examine};
use crate::{
    diagnostic::{Diagnostic, Severity},
    document::task_definition::Definitions,
    text::{edit::Edit, placeholder, source::Source, template},
};
use std::collections::BTreeMap;

/// The most bytes that are checked again for one document. The fixes after that are offered as they are, except those of
/// templates, which are dropped.
const BYTES_MAX: usize = 1 << 20;
/// The same for a text with placeholders.
const FILLED_BYTES_MAX: usize = 4 << 20;
/// How many times as much it is to check a text with placeholders, which is read with several fillings.
const FILLED: usize = 16;
/// A finding takes as long as this number of bytes: a short text of nothing but errors is not checked a thousand times.
const BYTES_OF_FINDING: usize = 64;

/// Drops the fixes after which there would be a finding that was not there before, a warning at least. A text in another
/// encoding was not read before it is fixed, so what is found in it then is not new.
pub(super) fn keep_harmless(
    source: &Source,
    checked: &mut Checked,
    options: &Options,
    definitions: &Definitions,
) {
    let has_fix = |it: &Diagnostic| it.fix.is_some() && it.rule != "encoding";
    if checked.cut == 0 && checked.document.is_some() && checked.diagnostics.iter().any(has_fix) {
        look_closely(source, checked, options, definitions);
    }
}

#[cold]
fn look_closely(source: &Source, checked: &mut Checked, options: &Options, definitions: &Definitions) {
    let (of_text, has_blocks) = cost(source);
    let mut left = if of_text > source.bytes().len() { FILLED_BYTES_MAX } else { BYTES_MAX };
    let each = of_text + BYTES_OF_FINDING * checked.diagnostics.len();
    let mut harmful = Vec::new();
    for (at, it) in checked.diagnostics.iter().enumerate() {
        let Some(fix) = it.fix.as_ref().filter(|_| it.rule != "encoding") else { continue };
        if left < each {
            if !has_blocks {
                break;
            }
            harmful.push(at);
            continue;
        }
        left -= each;
        let Some(bytes) = edited(source.bytes(), &fix.edits) else { continue };
        let after = examine(&Source::new(source.name().to_owned(), bytes), options, definitions);
        if brings_new(&checked.diagnostics, &after.diagnostics) {
            harmful.push(at);
        }
    }
    for at in harmful {
        checked.diagnostics[at].fix = None;
    }
}

/// How much it is to check a document, in bytes that are read, and whether it is a template with blocks.
pub(crate) fn cost(source: &Source) -> (usize, bool) {
    let bytes = source.bytes().len();
    if !placeholder::may_have_holes(source.text()) {
        return (bytes, false);
    }
    match template::read(source.text()) {
        // Few renderings are read with all fillings.
        Some(it) => (bytes * (it.renderings.len() + 2 * FILLED), true),
        None => (bytes * FILLED, false),
    }
}

/// Whether a rule has more findings than before, warnings at least.
pub(crate) fn brings_new(before: &[Diagnostic], after: &[Diagnostic]) -> bool {
    let (had, has) = (by_rule(before), by_rule(after));
    has.iter().any(|(rule, count)| *count > had.get(rule).copied().unwrap_or_default())
}

/// How many findings each rule has.
fn by_rule(found: &[Diagnostic]) -> BTreeMap<&str, usize> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for it in found.iter().filter(|it| it.severity != Severity::Info) {
        *counts.entry(&*it.rule).or_default() += 1;
    }
    counts
}

/// A text with edits, which are in order.
fn edited(bytes: &[u8], edits: &[Edit]) -> Option<Vec<u8>> {
    let mut edited = Vec::with_capacity(bytes.len());
    let mut at = 0;
    for edit in edits {
        edited.extend_from_slice(bytes.get(at..edit.span.range().start)?);
        edited.extend_from_slice(edit.text.as_bytes());
        at = edit.span.range().end;
    }
    edited.extend_from_slice(bytes.get(at..)?);
    Some(edited)
}
