//! What clients send with their requests, as far as the server reads it.

use crate::editor::{
    position::{Position, Range},
    text_document::Change,
};
use serde::Deserialize;
use serde_json::Value;

/// A document, by its address.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Document {
    /// Its address.
    pub uri: String,
    /// What the editor takes it for.
    #[serde(default)]
    pub language_id: String,
    /// The client's number for its text.
    #[serde(default)]
    pub version: i32,
    /// Its text, when it is opened.
    #[serde(default)]
    pub text: String,
}

/// Something about a document.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OfDocument {
    /// The document.
    pub text_document: Document,
    /// The id of the diagnostics that the client has.
    #[serde(default)]
    pub previous_result_id: Option<String>,
}

/// Edits of a document.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Changed {
    /// The document.
    pub text_document: Document,
    /// The edits, one after the other.
    pub content_changes: Vec<Change>,
}

/// Something at a position of a document.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AtPosition {
    /// The document.
    pub text_document: Document,
    /// The position.
    pub position: Position,
}

/// Something about a part of a document.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OfRange {
    /// The document.
    pub text_document: Document,
    /// The part.
    pub range: Range,
    /// What code actions are asked for.
    #[serde(default)]
    pub context: ActionContext,
}

/// What code actions are asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ActionContext {
    /// Only these kinds, and kinds of these kinds.
    #[serde(default)]
    pub only: Option<Vec<String>>,
    /// 2 if nobody asked, but the cursor moved.
    #[serde(default)]
    pub trigger_kind: Option<i64>,
}

/// A request that is no longer needed.
#[derive(Debug, Deserialize)]
pub struct Canceled {
    /// Its id.
    pub id: crate::editor::message::Id,
}

/// Files that changed.
#[derive(Debug, Deserialize)]
pub struct FilesChanged {
    /// Which.
    #[serde(default)]
    pub changes: Vec<Document>,
}

/// Folders that were added to the workspace or removed from it.
#[derive(Debug, Deserialize)]
pub struct FoldersChanged {
    /// Which.
    pub event: FolderEvent,
}

/// Folders that were added to the workspace or removed from it.
#[derive(Debug, Deserialize)]
pub struct FolderEvent {
    /// Added ones.
    #[serde(default)]
    pub added: Vec<Document>,
    /// Removed ones.
    #[serde(default)]
    pub removed: Vec<Document>,
}

/// The folders of the workspace that `initialize` names, by their addresses.
pub fn folders(initialize: &Value) -> Vec<String> {
    let all = initialize["workspaceFolders"].as_array().into_iter().flatten();
    let folders: Vec<_> = all.filter_map(|folder| folder["uri"].as_str()).map(str::to_owned).collect();
    if !folders.is_empty() {
        return folders;
    }
    let path = || initialize["rootPath"].as_str().map(crate::editor::uri::of_path);
    initialize["rootUri"].as_str().map(str::to_owned).or_else(path).into_iter().collect()
}
