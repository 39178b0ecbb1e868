//! The main thread: takes messages in their order, and brings diagnostics up to date when there is no other message.

use super::{documents::Documents, event::Event, output::Output, workspace::Workspace};
use ecs_preflight::{
    DocumentKind,
    editor::{
        capabilities,
        client::Client,
        lsp,
        message::{self, Call, Id, Message},
        params, uri,
    },
};
use serde_json::Value;
use std::{
    collections::{BTreeSet, VecDeque},
    io,
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
    pub(super) searched: bool,
    /// Configurations that are not open and were reported as not valid, by their addresses.
    pub(super) reported_configurations: BTreeSet<String>,
    /// Kinds of documents whose members were described.
    pub(super) described: BTreeSet<DocumentKind>,
    /// The names of the files that the client watches.
    pub(super) watched: Vec<String>,
    /// Whether a client that asks for diagnostics needs a refresh request.
    pub(super) needs_refresh: bool,
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
            reported_configurations: BTreeSet::new(),
            described: BTreeSet::new(),
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
            Some(Event::Definitions(found)) => {
                self.take_definitions(found)?;
                Ok(Next::Message)
            }
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
}
