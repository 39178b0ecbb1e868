//! Code actions, some of which are about other files than the document.

use super::{diagnosing::address_of, documents::Open, session::Session};
use ecs_preflight::{
    Diagnostic,
    editor::{
        actions::{
            Asked, FIX_ALL, create_request::create_requests, fixes, ignore::ignores, is_wanted, rewrite,
            shorthand,
        },
        lsp::CodeAction,
        params, uri,
    },
};
use std::fs;

/// The cursor moved, and nobody asked.
const AUTOMATIC: i64 = 2;

impl Session {
    /// The code actions for a part of a document.
    pub(super) fn code_actions(&mut self, asked: &params::OfRange) -> Vec<CodeAction> {
        let address = &asked.text_document.uri;
        let findings = self.findings(address);
        let (Some(open), Some(workspace)) = (self.documents.get(address), &mut self.workspace) else {
            return Vec::new();
        };
        let only = asked.context.only.as_deref();
        let span = open.text.span(asked.range);
        let found = findings.checked.iter().flat_map(|checked| &checked.diagnostics);
        let is_sound = workspace.is_sound();
        let is_here = |finding: &Diagnostic| fixes::touches(finding.span, span);
        let ignore_file =
            if found.clone().any(is_here) { workspace.ignore_file(open, &self.documents) } else { None };
        // With every move of the cursor, that would be too much.
        let is_invoked = only.is_some() || asked.context.trigger_kind != Some(AUTOMATIC);
        let has_fixes = is_sound && found.clone().any(|finding| finding.fix.is_some());
        let fixes_all = has_fixes && is_invoked && is_wanted(only, FIX_ALL);
        let edits = if fixes_all { workspace.fix(&open.text.source) } else { None };
        let (workspace, documents) = (&*workspace, &self.documents);
        let find_address = |name: &str| Some(address_of(workspace, documents, name));
        let request = Asked {
            document: &open.text,
            uri: address,
            checked: findings.checked.as_ref(),
            span,
            only,
            client: &self.client,
            address_of: &find_address,
        };
        let mut actions = if is_sound { fixes::quick_fixes(&request) } else { Vec::new() };
        actions.extend(ignore_file.iter().flat_map(|file| ignores(&request, file)));
        actions.extend(rewrite::rewrites(&request));
        actions.extend(shorthand::rewrite(&request));
        actions.extend(create_requests(&request, |names| new_file(open, names)));
        actions.extend(edits.and_then(|edits| fixes::fix_all(&request, &edits)));
        actions
    }
}

/// The address of a file that does not exist, next to a document; it has one of several names.
fn new_file(open: &Open, names: &[String]) -> Option<String> {
    let folder = open.path.as_deref()?.parent()?;
    let mut paths = names.iter().map(|name| folder.join(name));
    let path = paths.find(|path| fs::symlink_metadata(path).is_err())?;
    Some(uri::of_path(&path.to_string_lossy()))
}
