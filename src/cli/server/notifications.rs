//! What the client tells: documents that are opened, changed, saved and closed, and files that changed.

use super::{configurations::is_configuration, session::Session, watch};
use ecs_preflight::{
    Definition,
    editor::{message::Call, params, uri},
    suppress::FILE_NAME,
};
use serde_json::json;
use std::{io, path::PathBuf};

impl Session {
    pub(super) fn notification(&mut self, call: &Call) -> io::Result<()> {
        let result = match call.method.as_str() {
            "initialized" => return self.initialized(),
            "textDocument/didOpen" => call.params().map(|opened| self.opened(opened)),
            "textDocument/didChange" => call.params().map(|changed| self.changed(changed)),
            "textDocument/didClose" => call.params().map(|closed| self.closed(&closed)),
            "textDocument/didSave" => call.params().map(|saved: params::OfDocument| {
                self.output.note(&format!("saved {}", saved.text_document.uri));
                self.search_again();
                self.look_again()
            }),
            "workspace/didChangeWatchedFiles" => call.params().map(|changed| self.files_changed(changed)),
            "workspace/didChangeWorkspaceFolders" => call.params().map(|changed: params::FoldersChanged| {
                if let Some(workspace) = &mut self.workspace {
                    workspace.change_folders(&changed.event);
                    self.searched = false;
                }
                self.forget(None);
                self.look_again()
            }),
            _ => Ok(Ok(())),
        };
        result.unwrap_or_else(|why| self.output.log(&format!("{}: {why}", call.method)))
    }

    fn initialized(&mut self) -> io::Result<()> {
        let diagnostics = if self.client.pulls { "on request" } else { "unasked" };
        let encoding = self.client.encoding.word();
        let version = env!("CARGO_PKG_VERSION");
        self.output
            .log(&format!("ecs-preflight {version}: diagnostics {diagnostics}, positions in {encoding}"))?;
        self.watch()
    }

    fn opened(&mut self, opened: params::OfDocument) -> io::Result<()> {
        let Some(workspace) = &mut self.workspace else { return Ok(()) };
        let opened = opened.text_document;
        let uri = opened.uri.clone();
        let name = workspace.name_of(&uri, &opened.language_id);
        self.documents.open(opened, name, self.client.encoding);
        let Some(open) = self.documents.get(&uri) else { return Ok(()) };
        let is_definition = open.may_define;
        if workspace.adopt(open, &self.documents) || is_definition {
            self.forget(Some(&uri));
        }
        if is_ignore_file(&uri) {
            self.read_ignore_files();
        }
        self.search_again();
        self.look_again()?;
        self.complain()?;
        self.watch()
    }

    fn changed(&mut self, changed: params::Changed) -> io::Result<()> {
        let params::Changed { text_document, content_changes } = changed;
        let defines = self.documents.change(&text_document.uri, content_changes, text_document.version);
        if defines {
            self.link(Some(&text_document.uri));
        }
        if is_ignore_file(&text_document.uri) {
            self.read_ignore_files();
        }
        Ok(())
    }

    fn closed(&mut self, closed: &params::OfDocument) -> io::Result<()> {
        let uri = &closed.text_document.uri;
        let Some(open) = self.documents.close(uri) else { return Ok(()) };
        for (id, _) in &open.pulls {
            self.output.answer(id, json!({"kind": "full", "items": []}))?;
        }
        if open.may_define
            && let (Some(path), Some(workspace)) = (open.path, &mut self.workspace)
        {
            workspace.add_closed(path, &self.documents);
            self.forget(None);
        }
        if is_ignore_file(uri) {
            self.read_ignore_files();
        }
        if !self.client.pulls {
            self.publish(uri, None, &[])?;
        }
        match is_configuration(uri) {
            true => self.report_configurations(),
            false => Ok(()),
        }
    }

    /// Has task definitions searched for again, if some launch has none: there may be a new one.
    fn search_again(&mut self) {
        self.searched = false;
        let launches = self.documents.iter_mut().filter(|(_, open)| open.lacks_definition);
        launches.for_each(|(_, open)| open.forget());
    }

    fn files_changed(&mut self, changed: params::FilesChanged) -> io::Result<()> {
        let paths = changed.changes.iter().filter_map(|file| uri::path_of(&file.uri)).map(PathBuf::from);
        if let Some(workspace) = &mut self.workspace
            && workspace.files_changed(paths.collect(), &self.documents)
        {
            self.forget(None);
        }
        self.look_again()
    }

    /// Looks whether anything around the documents changed, and has them checked again if so.
    pub(super) fn look_again(&mut self) -> io::Result<()> {
        let Some(workspace) = &mut self.workspace else { return Ok(()) };
        if !workspace.look_again(&self.documents) {
            return Ok(());
        }
        self.forget(None);
        self.complain()?;
        self.watch()
    }

    /// Has the documents checked again after an ignore file in the editor changed.
    fn read_ignore_files(&mut self) {
        if let Some(workspace) = &mut self.workspace {
            workspace.read_ignore_files(&self.documents);
        }
        self.forget(None);
    }

    /// Has the documents checked again after a task definition in the editor changed, the one at `uri`.
    fn link(&mut self, uri: Option<&str>) {
        if let Some(workspace) = &mut self.workspace {
            workspace.link(&self.documents);
        }
        self.forget(uri);
    }

    /// Forgets what was found in all documents but one.
    fn forget(&mut self, but: Option<&str>) {
        self.needs_refresh |= self.client.pulls;
        for (_, open) in self.documents.iter_mut().filter(|(uri, _)| Some(uri.as_str()) != but) {
            open.forget();
        }
    }

    pub(super) fn take_definitions(&mut self, found: Vec<(PathBuf, Definition)>) -> io::Result<()> {
        self.output.note(&format!("found {} task definitions", found.len()));
        if let Some(workspace) = &mut self.workspace
            && workspace.add_definitions(found, &self.documents)
        {
            self.forget(None);
        }
        self.watch()
    }

    /// Has the client watch the files around the documents, if it can.
    fn watch(&mut self) -> io::Result<()> {
        let Some(workspace) = &mut self.workspace else { return Ok(()) };
        let names = workspace.linked_names();
        if !self.client.watches || names == self.watched {
            return Ok(());
        }
        if !self.watched.is_empty() {
            self.output.request("client/unregisterCapability", watch::end())?;
        }
        self.output.request("client/registerCapability", watch::registration(&names))?;
        self.watched = names;
        Ok(())
    }
}

fn is_ignore_file(uri: &str) -> bool {
    uri::name_of(uri) == FILE_NAME
}
