//! The main thread: takes messages in their order, and sends diagnostics when there is no other message.

use super::{
    documents::{Documents, Findings},
    event::Event,
    output::Output,
    search, watch,
    workspace::Workspace,
};
use ecs_preflight::{
    Definition, DocumentKind,
    document::task_definition,
    editor::{
        capabilities,
        client::Client,
        lsp::{self, PublishDiagnosticsParams},
        message::{self, Call, Id, Message},
        params, uri,
    },
    suppress::FILE_NAME,
};
use serde::Serialize;
use serde_json::{Value, json};
use std::{
    collections::VecDeque,
    io,
    path::PathBuf,
    rc::Rc,
    sync::mpsc::{Receiver, Sender},
};

/// A client that is connected.
pub struct Session {
    events: Receiver<Event>,
    /// For threads that look for something.
    pub(super) sender: Sender<Event>,
    /// Messages that have not been handled.
    pending: VecDeque<Event>,
    pub(super) output: Output,
    stage: Stage,
    pub(super) client: Client,
    pub(super) documents: Documents,
    /// There is none before `initialize`.
    pub(super) workspace: Option<Workspace>,
    /// Whether the task definitions of the workspace are being searched for, or were.
    searched: bool,
    /// The names of the files that the client watches.
    watched: Vec<String>,
    /// Whether a client that asks for diagnostics has to be told to ask again.
    needs_refresh: bool,
}

/// How far the session is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    New,
    Running,
    ShutDown,
}

/// Whether the session goes on. An error of the output ends it.
enum Next {
    Message,
    Exit(u8),
}

/// A report of the diagnostics of a document.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
enum Report<'r> {
    Full { result_id: &'r str, items: &'r [lsp::Diagnostic] },
    Unchanged { result_id: &'r str },
}

impl Session {
    /// Begins before the first message.
    pub fn new(output: Output, sender: Sender<Event>, events: Receiver<Event>) -> Session {
        Session {
            events,
            sender,
            pending: VecDeque::new(),
            output,
            stage: Stage::New,
            client: Client::default(),
            documents: Documents::default(),
            workspace: None,
            searched: false,
            watched: Vec::new(),
            needs_refresh: false,
        }
    }

    /// Handles messages until the client is gone; returns the exit code.
    pub fn run(mut self) -> u8 {
        loop {
            match self.step() {
                Ok(Next::Message) => {}
                Ok(Next::Exit(code)) => return code,
                // The client is gone. Nothing can be written any more, not even that.
                Err(_) => return 1,
            }
        }
    }

    fn step(&mut self) -> io::Result<Next> {
        self.fill()?;
        if self.pending.is_empty() {
            self.settle()?;
            match self.events.recv() {
                Ok(event) => self.queue(event)?,
                Err(_) => return Ok(Next::Exit(1)),
            }
            self.fill()?;
        }
        match self.pending.pop_front() {
            Some(Event::Message(Message::Call(call))) => self.call(call),
            Some(Event::Message(Message::Answer)) | None => Ok(Next::Message),
            Some(Event::Message(Message::Invalid(id, code, why))) => {
                self.output.error(id.as_ref(), code, &why)?;
                Ok(Next::Message)
            }
            Some(Event::Definitions(found)) => self.take_definitions(found),
            Some(Event::End) => Ok(Next::Exit(u8::from(self.stage != Stage::ShutDown))),
        }
    }

    /// Takes everything that was read so far.
    fn fill(&mut self) -> io::Result<()> {
        while let Ok(event) = self.events.try_recv() {
            self.queue(event)?;
        }
        Ok(())
    }

    /// Adds a message to those to be handled, or removes the request that it cancels.
    fn queue(&mut self, event: Event) -> io::Result<()> {
        match event {
            Event::Message(Message::Call(call)) if call.method == "$/cancelRequest" => match call.params() {
                Ok(params::Canceled { id }) => self.cancel(&id),
                Err(_) => Ok(()),
            },
            event => {
                self.pending.push_back(event);
                Ok(())
            }
        }
    }

    fn cancel(&mut self, id: &Id) -> io::Result<()> {
        let is_it = |event: &Event| matches!(event, Event::Message(Message::Call(call)) if call.id.as_ref() == Some(id));
        let before = self.pending.len();
        self.pending.retain(|event| !is_it(event));
        let mut was_waiting = self.pending.len() < before;
        for open in self.documents.values_mut() {
            let before = open.pulls.len();
            open.pulls.retain(|(pull, _)| pull != id);
            was_waiting |= open.pulls.len() < before;
        }
        match was_waiting {
            true => self.output.error(Some(id), message::REQUEST_CANCELED, "canceled"),
            // It was answered already.
            false => Ok(()),
        }
    }

    fn call(&mut self, call: Call) -> io::Result<Next> {
        if call.method == "exit" {
            return Ok(Next::Exit(u8::from(self.stage != Stage::ShutDown)));
        }
        match (&call.id, self.stage) {
            (Some(id), Stage::New) if call.method == "initialize" => self.initialize(id, &call)?,
            (Some(id), Stage::New) => {
                self.output.error(Some(id), message::SERVER_NOT_INITIALIZED, "not initialized yet")?
            }
            (Some(id), Stage::Running) if call.method == "shutdown" => {
                self.stage = Stage::ShutDown;
                self.output.answer(id, Value::Null)?;
            }
            (Some(id), Stage::Running) if call.method == "initialize" => {
                self.output.error(Some(id), message::INVALID_REQUEST, "initialized already")?
            }
            (Some(id), Stage::Running) => self.request(id, &call)?,
            (Some(id), Stage::ShutDown) => {
                self.output.error(Some(id), message::INVALID_REQUEST, "the server is shutting down")?
            }
            (None, Stage::Running) => self.notification(&call)?,
            (None, Stage::New | Stage::ShutDown) => {}
        }
        Ok(Next::Message)
    }

    fn initialize(&mut self, id: &Id, call: &Call) -> io::Result<()> {
        let initialize: Value = call.params().unwrap_or_default();
        self.client = Client::of(&initialize);
        let folders = params::folders(&initialize);
        let paths = folders.iter().filter_map(|folder| uri::path_of(folder)).map(Into::into).collect();
        self.workspace = Workspace::new(paths);
        self.stage = Stage::Running;
        let name = initialize["clientInfo"]["name"].as_str().unwrap_or("an unnamed client");
        self.output.note(&format!(
            "initialized by {}: {:?}",
            ecs_preflight::report::plain(name),
            self.client
        ));
        let info = lsp::ServerInfo {
            name: "ecs-preflight".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        };
        let result = lsp::InitializeResult {
            capabilities: capabilities::offer(&self.client),
            server_info: Some(info),
        };
        self.output.answer(id, result)
    }

    fn notification(&mut self, call: &Call) -> io::Result<()> {
        let result = match call.method.as_str() {
            "initialized" => return self.watch(),
            "textDocument/didOpen" => call.params().map(|opened| self.opened(opened)),
            "textDocument/didChange" => call.params().map(|changed| self.changed(changed)),
            "textDocument/didClose" => call.params().map(|closed| self.closed(&closed)),
            "textDocument/didSave" => call.params().map(|saved: params::OfDocument| {
                self.output.note(&format!("saved {}", saved.text_document.uri));
                self.look_again()
            }),
            "workspace/didChangeWatchedFiles" => Ok(self.look_again()),
            "workspace/didChangeWorkspaceFolders" => call.params().map(|changed: params::FoldersChanged| {
                if let Some(workspace) = &mut self.workspace {
                    workspace.change_folders(&changed.event);
                    self.searched = false;
                }
                self.look_again()
            }),
            _ => Ok(Ok(())),
        };
        result.unwrap_or_else(|why| self.output.log(&format!("{}: {why}", call.method)))
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
        if open.may_define
            && let (Some(path), Some(workspace)) = (open.path, &mut self.workspace)
        {
            workspace.add_closed(path, &self.documents);
            self.forget(None);
        }
        if is_ignore_file(uri) {
            self.read_ignore_files();
        }
        match self.client.pulls {
            true => Ok(()),
            false => self.publish(uri, None, &[]),
        }
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

    /// Says what is wrong around the documents.
    fn complain(&mut self) -> io::Result<()> {
        let complaints = self.workspace.as_mut().map(Workspace::complaints).unwrap_or_default();
        complaints.iter().try_for_each(|complaint| self.output.warn(complaint))
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
            open.findings = None;
        }
    }

    fn take_definitions(&mut self, found: Vec<(PathBuf, Definition)>) -> io::Result<Next> {
        self.output.note(&format!("found {} task definitions", found.len()));
        if let Some(workspace) = &mut self.workspace
            && workspace.add_definitions(found, &self.documents)
        {
            self.forget(None);
        }
        self.watch()?;
        Ok(Next::Message)
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

    /// Brings the diagnostics of the client up to date.
    fn settle(&mut self) -> io::Result<()> {
        if !self.client.watches && self.documents.iter().any(|(_, open)| !open.pulls.is_empty()) {
            self.look_again()?;
        }
        for uri in self.documents.stale(self.client.pulls) {
            let findings = self.findings(&uri);
            let Some(open) = self.documents.get_mut(&uri) else { continue };
            let (findings, version) = (findings, open.text.version);
            let pulls = std::mem::take(&mut open.pulls);
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
        let launched = checked.as_ref().and_then(|checked| checked.document).map(|document| document.kind);
        let is_launch = matches!(launched, Some(DocumentKind::StartTask | DocumentKind::RunTask));
        let needs_definition = is_launch && !self.searched && {
            let families = task_definition::families(&open.text.source);
            families.iter().any(|family| !workspace.has_family(family))
        };
        let documents = &self.documents;
        let address_of = |name: &str| Some(address_of(workspace, documents, name));
        let findings = Rc::new(Findings::new(open, checked, &self.client, uri, &address_of));
        if needs_definition && !workspace.folders().is_empty() {
            self.searched = true;
            search::start(workspace.folders().to_vec(), self.sender.clone());
        }
        if let Some(open) = self.documents.get_mut(uri) {
            open.document = findings.checked.as_ref().and_then(|checked| checked.document).or(open.document);
            open.findings = Some(Rc::clone(&findings));
        }
        findings
    }

    fn publish(
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

fn is_ignore_file(uri: &str) -> bool {
    uri::name_of(uri) == FILE_NAME
}

/// The address of a file of a name: as the client writes it if the file is open.
pub(super) fn address_of(workspace: &Workspace, documents: &Documents, name: &str) -> String {
    let path = workspace.path_of(name);
    let open = documents.of_path(&path).map(|(uri, _)| uri.clone());
    open.unwrap_or_else(|| uri::of_path(&path.to_string_lossy()))
}
