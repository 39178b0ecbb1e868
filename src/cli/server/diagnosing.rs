//! Brings the diagnostics of the client up to date.

use super::{
    documents::{Documents, Findings, Open},
    search,
    session::Session,
    workspace::Workspace,
};
use ecs_preflight::{
    Document, DocumentKind,
    document::task_definition,
    editor::{
        docs,
        lsp::{self, PublishDiagnosticsParams},
        message::Id,
        params, uri,
    },
};
use serde::Serialize;
use serde_json::{Value, json};
use std::{io, rc::Rc, thread};

/// A report of the diagnostics of a document.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
enum Report<'r> {
    Full { result_id: &'r str, items: &'r [lsp::Diagnostic] },
    Unchanged { result_id: &'r str },
}

impl Session {
    /// Brings the diagnostics of the client up to date.
    pub(super) fn settle(&mut self) -> io::Result<()> {
        if !self.client.watches && self.documents.iter().any(|(_, open)| !open.pulls.is_empty()) {
            self.look_again()?;
        }
        for uri in self.documents.stale(self.client.pulls) {
            let findings = self.findings(&uri);
            let Some(open) = self.documents.get_mut(&uri) else { continue };
            let (findings, version) = (findings, open.text.version);
            let pulls = std::mem::take(&mut open.pulls);
            open.is_published = true;
            open.reported = Some(findings.id.clone());
            for (id, previous) in pulls {
                let report = match previous {
                    Some(previous) if previous == findings.id => {
                        Report::Unchanged { result_id: &findings.id }
                    }
                    _ => Report::Full { result_id: &findings.id, items: &findings.diagnostics },
                };
                self.output.answer(&id, report)?;
            }
            if !self.client.pulls {
                self.publish(&uri, Some(version), &findings.diagnostics)?;
            }
        }
        self.refresh()
    }

    /// Tells a client that asks for diagnostics to ask again, if those that it has are out of date.
    fn refresh(&mut self) -> io::Result<()> {
        if !std::mem::take(&mut self.needs_refresh) {
            return Ok(());
        }
        let uris: Vec<_> = self.documents.iter().map(|(uri, _)| uri.clone()).collect();
        let mut is_outdated = false;
        for uri in uris {
            let reported = self.documents.get(&uri).and_then(|open| open.reported.clone());
            is_outdated |= reported.is_some_and(|reported| reported != self.findings(&uri).id);
        }
        if is_outdated {
            self.output.request("workspace/diagnostic/refresh", Value::Null)?;
            if self.client.refreshes_hints {
                self.output.request("workspace/inlayHint/refresh", Value::Null)?;
            }
        }
        Ok(())
    }

    /// What is found in a document.
    pub(super) fn findings(&mut self, uri: &str) -> Rc<Findings> {
        let (Some(open), Some(workspace)) = (self.documents.get(uri), &mut self.workspace) else {
            return Rc::default();
        };
        if let Some(findings) = &open.findings {
            return Rc::clone(findings);
        }
        let checked = workspace.check(open);
        let document = checked.as_ref().and_then(|checked| checked.document);
        let lacks_definition = match self.searched {
            true => open.lacks_definition,
            false => document.is_some_and(|document| lacks_definition(open, document, workspace)),
        };
        let folders = if lacks_definition { workspace.searched(open.path.as_deref()) } else { Vec::new() };
        let documents = &self.documents;
        let address_of = |name: &str| Some(address_of(workspace, documents, name));
        let findings = Rc::new(Findings::new(open, checked, &self.client, uri, &address_of));
        if let Some(open) = self.documents.get_mut(uri) {
            open.document = document.or(open.document);
            open.lacks_definition = lacks_definition;
            open.findings = Some(Rc::clone(&findings));
        }
        if !folders.is_empty() && !self.searched {
            self.searched = true;
            search::start(folders, self.sender.clone());
        }
        if let Some(document) = document.filter(|document| self.described.insert(document.kind)) {
            // Hovers and completions will soon need the descriptions of members, which take longer the first time.
            thread::spawn(move || docs::prepare(document.kind));
        }
        findings
    }

    pub(super) fn publish(
        &mut self,
        uri: &str,
        version: Option<i32>,
        diagnostics: &[lsp::Diagnostic],
    ) -> io::Result<()> {
        let diagnostics = diagnostics.to_vec();
        let params = PublishDiagnosticsParams { uri: lsp::Uri(uri.to_owned()), version, diagnostics };
        self.output.notify("textDocument/publishDiagnostics", params)
    }

    /// Notes that a client asks for the diagnostics of a document.
    pub(super) fn pull(&mut self, id: &Id, asked: params::OfDocument) -> io::Result<()> {
        match self.documents.get_mut(&asked.text_document.uri) {
            Some(open) => {
                open.pulls.push((id.clone(), asked.previous_result_id));
                Ok(())
            }
            None => self.output.answer(id, json!({"kind": "full", "items": []})),
        }
    }
}

/// Whether a document launches a family whose task definition is not known.
fn lacks_definition(open: &Open, document: Document, workspace: &Workspace) -> bool {
    matches!(document.kind, DocumentKind::StartTask | DocumentKind::RunTask)
        && task_definition::families(&open.text.source).iter().any(|family| !workspace.has_family(family))
}

/// The address of a file of a name: as the client writes it if the file is open.
pub(super) fn address_of(workspace: &Workspace, documents: &Documents, name: &str) -> String {
    let path = workspace.path_of(name);
    let open = documents.of_path(&path).map(|(uri, _)| uri.clone());
    open.unwrap_or_else(|| uri::of_path(&path.to_string_lossy()))
}
