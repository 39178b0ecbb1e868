//! Suppresses a finding, with a reason: an entry of the ignore file.

use crate::{
    diagnostic::Diagnostic,
    editor::{
        actions::{Asked, QUICK_FIX, fixes},
        diagnostics::diagnostic,
        edits::FileEdit,
        lsp::CodeAction,
    },
    suppress::{self, Addition},
};
use std::collections::BTreeSet;

/// What the user is to replace.
const REASON: &str = "TODO: say why";

/// The ignore file of a document.
#[derive(Debug)]
pub struct IgnoreFileText {
    /// Its address.
    pub uri: String,
    /// Its text; `None` if there is no such file.
    pub text: Option<String>,
    /// The number of its text, if it is open.
    pub version: Option<i32>,
    /// The path of the document from there.
    pub path: String,
}

/// An action for each rule that finds something in the part of the document that is asked about.
pub fn ignores(asked: &Asked<'_>, file: &IgnoreFileText) -> Vec<CodeAction> {
    let Some(checked) = asked.checked.filter(|_| asked.wants(QUICK_FIX)) else { return Vec::new() };
    let mut names = None;
    let mut actions = Vec::new();
    for finding in fixes::findings(asked) {
        let names = names.get_or_insert_with(|| suppress::names(&asked.document.source, checked, false));
        let at = checked.diagnostics.iter().position(|other| std::ptr::eq(other, finding));
        let Some(Some(named)) = at.and_then(|at| names.get(at)) else { continue };
        let addition = Addition {
            path: file.path.clone(),
            rule: named.rule.clone(),
            pointer: named.pointer.clone(),
            value: named.value.clone(),
            reason: REASON.to_owned(),
            expires: None,
        };
        actions.extend(ignore(asked, finding, file, addition));
    }
    actions
}

fn ignore(
    asked: &Asked<'_>,
    finding: &Diagnostic,
    file: &IgnoreFileText,
    addition: Addition,
) -> Option<CodeAction> {
    let before = file.text.as_deref().unwrap_or_default();
    let all: BTreeSet<usize> = (0..before.matches("[[ignore]]").count()).collect();
    // Entries that are there already stay, used or not.
    let after = suppress::edit(before, &BTreeSet::new(), &all, &[addition]).ok()?;
    let edit = match &file.text {
        Some(before) => FileEdit::of_texts(file.uri.clone(), file.version, before, &after, asked.client),
        None => FileEdit::new_file(file.uri.clone(), after),
    };
    let title = format!("Ignore `{}` here, with a reason ({})", finding.rule, suppress::FILE_NAME);
    let mut action = asked.action(QUICK_FIX, title, vec![edit])?;
    action.diagnostics =
        Some(vec![diagnostic(asked.document, finding, asked.client, asked.uri, asked.address_of)]);
    Some(action)
}
