//! Fixes of single findings, and of all of them.

use crate::{
    diagnostic::Diagnostic,
    editor::{
        actions::{Asked, FIX_ALL, QUICK_FIX},
        diagnostics::diagnostic,
        lsp::CodeAction,
    },
    text::{
        edit::{Applicability, Edit},
        span::Span,
    },
};

/// The findings in the part of the document that is asked about.
pub fn findings<'a>(asked: &Asked<'a>) -> impl Iterator<Item = &'a Diagnostic> + use<'a> {
    let span = asked.span;
    let found = asked.checked.map_or(&[][..], |checked| &checked.diagnostics);
    found.iter().filter(move |finding| touches(finding.span, span))
}

/// Whether two spans overlap or touch.
pub fn touches(one: Span, other: Span) -> bool {
    one.start <= other.end && other.start <= one.end
}

/// The fixes of the findings there.
pub fn quick_fixes(asked: &Asked<'_>) -> Vec<CodeAction> {
    if !asked.wants(QUICK_FIX) {
        return Vec::new();
    }
    findings(asked).filter_map(|finding| quick_fix(asked, finding)).collect()
}

fn quick_fix(asked: &Asked<'_>, finding: &Diagnostic) -> Option<CodeAction> {
    let fix = finding.fix.as_ref().filter(|fix| !fix.edits.is_empty())?;
    let mut action = asked.edit_of_document(QUICK_FIX, capitalized(&fix.title), &fix.edits)?;
    action.is_preferred = (fix.applicability == Applicability::Safe).then_some(true);
    action.diagnostics =
        Some(vec![diagnostic(asked.document, finding, asked.client, asked.uri, asked.address_of)]);
    Some(action)
}

/// All safe fixes of the document as one action; `edits` are theirs.
pub fn fix_all(asked: &Asked<'_>, edits: &[Edit]) -> Option<CodeAction> {
    let title = "Fix everything that can be fixed safely".to_owned();
    if edits.is_empty() { None } else { asked.edit_of_document(FIX_ALL, title, edits) }
}

/// A sentence with a capital letter, as editors write the titles of actions.
fn capitalized(title: &str) -> String {
    let mut characters = title.chars();
    let first = characters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + characters.as_str()
}
