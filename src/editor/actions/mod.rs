//! Code actions. They are computed from the document and the range, never from what the client sends back.

pub mod create_request;
pub mod fixes;
pub mod ignore;
pub mod rewrite;
pub mod shorthand;

use crate::{
    check::Checked,
    editor::{
        client::Client,
        diagnostics::AddressOf,
        edits::{FileEdit, workspace_edit},
        lsp::{self, CodeAction},
        text_document::TextDocument,
    },
    text::{edit::Edit, span::Span},
};

/// Fixes of single findings.
pub const QUICK_FIX: &str = "quickfix";
/// All safe fixes of a document.
pub const FIX_ALL: &str = "source.fixAll.ecs-preflight";
/// Adds the required members that are missing.
pub const ADD_REQUIRED: &str = "refactor.rewrite.ecs-preflight.add-required";
/// Wraps an override in `containerOverrides`.
pub const WRAP: &str = "refactor.rewrite.ecs-preflight.wrap";
/// Turns the JSON of an option into shorthand, or back.
pub const SHORTHAND: &str = "refactor.rewrite.ecs-preflight.shorthand";
/// Creates a request for a task definition.
pub const CREATE_REQUEST: &str = "refactor.rewrite.ecs-preflight.create-request";

/// All kinds of code actions.
pub const KINDS: [&str; 6] = [QUICK_FIX, FIX_ALL, ADD_REQUIRED, WRAP, SHORTHAND, CREATE_REQUEST];

/// What actions are asked for.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The document.
    pub document: &'a TextDocument,
    /// Its address.
    pub uri: &'a str,
    /// What was found in it; `None` if it is nothing that is checked.
    pub checked: Option<&'a Checked>,
    /// The part of it.
    pub span: Span,
    /// Only these kinds, and kinds of these kinds.
    pub only: Option<&'a [String]>,
    /// Who asks.
    pub client: &'a Client,
    /// Finds the address of a file.
    pub address_of: &'a AddressOf<'a>,
}

impl Asked<'_> {
    /// Whether actions of a kind are asked for.
    pub fn wants(&self, kind: &str) -> bool {
        is_wanted(self.only, kind)
    }

    /// An action that edits the document.
    fn edit_of_document(&self, kind: &'static str, title: String, edits: &[Edit]) -> Option<CodeAction> {
        self.action(kind, title, vec![FileEdit::of_document(self.document, self.uri, edits)])
    }

    /// An action that edits files; `None` if the client cannot do that.
    pub fn action(&self, kind: &'static str, title: String, files: Vec<FileEdit>) -> Option<CodeAction> {
        let edit = workspace_edit(self.client, files)?;
        Some(CodeAction {
            title,
            kind: Some(lsp::CodeActionKind::from(kind.to_owned())),
            edit: Some(edit),
            ..Default::default()
        })
    }
}

/// Whether actions of a kind are asked for: it, or a kind that it is of, is in the list, or there is no list.
pub fn is_wanted(only: Option<&[String]>, kind: &str) -> bool {
    let includes = |wanted: &String| {
        let rest = kind.strip_prefix(wanted.as_str());
        wanted.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    only.is_none_or(|only| only.iter().any(includes))
}
