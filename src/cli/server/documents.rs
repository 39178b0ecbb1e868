//! The documents that are open in the editor.

use super::search;
use ecs_preflight::{
    Checked, Definition, Document, DocumentKind, Revision, Source,
    document::dialect::Dialect,
    editor::{
        client::Client,
        diagnostics, lsp,
        message::Id,
        params,
        position::PositionEncoding,
        text_document::{Change, TextDocument},
        uri,
    },
    model::shape::LATEST,
};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    rc::Rc,
};

/// The documents that are open in the editor, by their addresses.
#[derive(Default)]
pub struct Documents {
    all: BTreeMap<String, Open>,
}

/// A document that is open in the editor.
pub struct Open {
    pub text: TextDocument,
    /// Its file; other documents have none.
    pub path: Option<PathBuf>,
    /// What was found in the present text; `None` if it has to be checked.
    pub findings: Option<Rc<Findings>>,
    /// What it is, as far as that was seen last: while it is being typed, that cannot always be seen.
    pub document: Option<Document>,
    /// Whether the client was sent what was found in the present text, if it does not ask.
    pub is_published: bool,
    /// The id of the diagnostics that the client has.
    pub reported: Option<String>,
    /// Requests for its diagnostics, each with the id of those that the client has.
    pub pulls: Vec<(Id, Option<String>)>,
    /// Whether it is a task definition, as far as a quick look shows.
    pub may_define: bool,
    /// Whether it is a launch whose task definition is not known.
    pub lacks_definition: bool,
}

/// What was found in a document.
#[derive(Default)]
pub struct Findings {
    /// `None` if it is nothing that is checked.
    pub checked: Option<Checked>,
    /// What the client is sent.
    pub diagnostics: Vec<lsp::Diagnostic>,
    /// The id of that.
    pub id: String,
}

impl Documents {
    /// Adds a document that was opened; `name` is the one for reports.
    pub fn open(&mut self, opened: params::Document, name: String, encoding: PositionEncoding) {
        let path = uri::path_of(&opened.uri).map(PathBuf::from);
        let text = TextDocument::new(name, opened.text, opened.version, encoding);
        let may_define = may_define(&text);
        let open = Open {
            text,
            path,
            findings: None,
            is_published: false,
            document: None,
            reported: None,
            pulls: Vec::new(),
            may_define,
            lacks_definition: false,
        };
        self.all.insert(opened.uri, open);
    }

    /// Applies edits; returns whether the document is, or was, a task definition.
    pub fn change(&mut self, uri: &str, changes: Vec<Change>, version: i32) -> bool {
        let Some(open) = self.all.get_mut(uri) else { return false };
        open.text.apply(changes, version);
        open.forget();
        let before = std::mem::replace(&mut open.may_define, may_define(&open.text));
        before || open.may_define
    }

    /// Removes a document that was closed.
    pub fn close(&mut self, uri: &str) -> Option<Open> {
        self.all.remove(uri)
    }

    /// The document at an address.
    pub fn get(&self, uri: &str) -> Option<&Open> {
        self.all.get(uri)
    }
    /// The same, to be changed.
    pub fn get_mut(&mut self, uri: &str) -> Option<&mut Open> {
        self.all.get_mut(uri)
    }
    /// All, with their addresses.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &Open)> {
        self.all.iter()
    }
    /// All, with their addresses, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&String, &mut Open)> {
        self.all.iter_mut()
    }
    /// All, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut Open> {
        self.all.values_mut()
    }
    /// The document of a file, with its address.
    pub fn of_path(&self, path: &Path) -> Option<(&String, &Open)> {
        self.all.iter().find(|(_, open)| open.path.as_deref() == Some(path))
    }

    /// Whether some document has to be checked for the client.
    pub fn stale(&self, pulls: bool) -> Vec<String> {
        let is_stale = |open: &Open| !open.pulls.is_empty() || !pulls && !open.is_published;
        self.all.iter().filter(|(_, open)| is_stale(open)).map(|(uri, _)| uri.clone()).collect()
    }

    /// The task definitions among them.
    pub fn definitions(&self) -> impl Iterator<Item = Definition> {
        self.all.values().filter(|open| open.may_define).filter_map(Open::definition)
    }
}

impl Open {
    /// Has it checked again.
    pub fn forget(&mut self) {
        self.findings = None;
        self.is_published = false;
    }

    fn definition(&self) -> Option<Definition> {
        let name = self.text.source.name().to_owned();
        search::read(Source::new(name, self.text.text().as_bytes().to_vec()))
    }
}

fn may_define(text: &TextDocument) -> bool {
    search::may_define(text.text().as_bytes())
}

impl Findings {
    /// What the client is sent about a checked document.
    pub fn new(
        open: &Open,
        checked: Option<Checked>,
        client: &Client,
        uri: &str,
        address_of: &diagnostics::AddressOf<'_>,
    ) -> Findings {
        let found = checked.as_ref().map_or(&[][..], |checked| &checked.diagnostics);
        let diagnostics = diagnostics::diagnostics(&open.text, found, client, uri, address_of);
        let id = diagnostics::result_id(&diagnostics);
        Findings { checked, diagnostics, id }
    }
}

/// What a task definition is that is not open.
pub fn as_definition() -> Document {
    let revision = Revision { named: LATEST, applied: LATEST };
    Document { kind: DocumentKind::TaskDefinition, dialect: Dialect::Cli, skeleton: false, revision }
}
