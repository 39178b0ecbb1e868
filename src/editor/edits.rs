//! Edits of files, in the form that a client understands.

use crate::{
    editor::{
        client::Client,
        lsp::{self, DocumentChange},
        position::Lines,
        text_document::TextDocument,
    },
    text::{edit::Edit, span::Span},
};
use std::collections::HashMap;

/// Edits of one file.
#[derive(Debug)]
pub struct FileEdit {
    /// Its address.
    pub uri: String,
    /// The number of the text that the edits are for, if the file is open.
    pub version: Option<i32>,
    /// Whether the file has to be created first.
    pub is_new: bool,
    /// The edits, none of which overlap.
    pub edits: Vec<lsp::TextEdit>,
}

impl FileEdit {
    /// Edits of a document that is open.
    pub fn of_document(document: &TextDocument, uri: &str, edits: &[Edit]) -> FileEdit {
        let edits = edits.iter().map(|edit| text_edit(document, edit)).collect();
        FileEdit { uri: uri.to_owned(), version: Some(document.version), is_new: false, edits }
    }

    /// The edit that replaces the text of a file by another one: only of the part in which they differ.
    pub fn of_texts(
        uri: String,
        version: Option<i32>,
        before: &str,
        after: &str,
        client: &Client,
    ) -> FileEdit {
        let edit = difference(before, after);
        let range = Lines::of(before, client.encoding).range(before, edit.span);
        FileEdit { uri, version, is_new: false, edits: vec![lsp::TextEdit { range, new_text: edit.text }] }
    }

    /// A new file.
    pub fn new_file(uri: String, text: String) -> FileEdit {
        let edits = vec![lsp::TextEdit { range: lsp::Range::default(), new_text: text }];
        FileEdit { uri, version: None, is_new: true, edits }
    }
}

/// An edit of a document.
pub fn text_edit(document: &TextDocument, edit: &Edit) -> lsp::TextEdit {
    lsp::TextEdit { range: document.range(edit.span), new_text: edit.text.clone() }
}

/// The edit that makes one text of another: of all that is between their common beginning and their common end.
fn difference(before: &str, after: &str) -> Edit {
    let same = |(a, b): &(char, char)| a == b;
    let start: usize = before.chars().zip(after.chars()).take_while(same).map(|(a, _)| a.len_utf8()).sum();
    let (left, right) = (&before[start..], &after[start..]);
    let ends = left.chars().rev().zip(right.chars().rev());
    let end: usize = ends.take_while(same).map(|(a, _)| a.len_utf8()).sum();
    Edit { span: Span::new(start, before.len() - end), text: right[..right.len() - end].to_owned() }
}

/// All edits of an action; `None` if the client cannot create the file that one is for.
pub fn workspace_edit(client: &Client, files: Vec<FileEdit>) -> Option<lsp::WorkspaceEdit> {
    if !client.document_changes {
        if files.iter().any(|file| file.is_new) {
            return None;
        }
        let changes: HashMap<_, _> = files.into_iter().map(|file| (lsp::Uri(file.uri), file.edits)).collect();
        return Some(lsp::WorkspaceEdit { changes: Some(changes), ..Default::default() });
    }
    let mut changes = Vec::new();
    for file in files {
        if file.is_new && !client.creates_files {
            return None;
        }
        if file.is_new {
            let options = lsp::CreateFileOptions { overwrite: None, ignore_if_exists: Some(true) };
            let uri = lsp::Uri(file.uri.clone());
            changes.push(DocumentChange::CreateFile(lsp::CreateFile {
                uri,
                options: Some(options),
                annotation_id: None,
            }));
        }
        changes.push(DocumentChange::TextDocumentEdit(lsp::TextDocumentEdit {
            text_document: lsp::OptionalVersionedTextDocumentIdentifier {
                version: file.version,
                text_document_identifier: lsp::TextDocumentIdentifier { uri: lsp::Uri(file.uri) },
            },
            edits: file.edits.into_iter().map(lsp::Edit::TextEdit).collect(),
        }));
    }
    Some(lsp::WorkspaceEdit { document_changes: Some(changes), ..Default::default() })
}

#[cfg(test)]
mod tests {
    use super::difference;
    use crate::text::edit;

    #[test]
    fn a_difference_leads_from_one_text_to_the_other() {
        for (before, after, length) in [
            ("", "a", 0),
            ("abc", "abc", 0),
            ("aé b", "aè b", 2),
            ("aaa", "aa", 1),
            ("abab", "ab", 2),
            ("x", "", 1),
        ] {
            let found = difference(before, after);
            assert_eq!(found.span.len(), length, "{before:?} {after:?}");
            assert_eq!(edit::apply(&[found], before).as_deref(), Some(after));
        }
    }
}
