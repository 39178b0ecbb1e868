//! Kinds of documents.

mod document_kind;
mod foreign;
pub(crate) mod operation;

use crate::{json::ShapeId, model::shape::ROOTS};
use std::fmt;

pub use document_kind::DocumentKind;
pub use foreign::Foreign;
pub use operation::OperationId;

impl DocumentKind {
    /// The kind of that name.
    pub fn named(word: &str) -> Option<DocumentKind> {
        DocumentKind::ALL.into_iter().find(|it| it.word() == word)
    }
    /// The place of its root in the model.
    pub fn root(self) -> ShapeId {
        ROOTS[self as usize]
    }
}

impl fmt::Display for DocumentKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// What a document was recognized as.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Recognized {
    /// A kind that can be checked.
    Launch(DocumentKind),
    /// Something else that is known by name.
    Foreign(Foreign),
    /// Nothing that has to do with launching a task.
    Nothing,
}

impl Recognized {
    /// What a person calls it.
    pub fn described(self) -> String {
        match self {
            Recognized::Launch(kind) => kind.described().to_owned(),
            Recognized::Foreign(other) => with_article(other.noun()),
            Recognized::Nothing => "not an ECS launch document".to_owned(),
        }
    }
}

/// A noun with its article.
pub(crate) fn with_article(noun: &str) -> String {
    let letters = ["HCL", "XML"].iter().any(|it| noun.starts_with(it));
    let vowel = noun.starts_with(['A', 'E', 'O', 'a', 'e', 'i', 'o']);
    format!("{} {noun}", if letters || vowel { "an" } else { "a" })
}
