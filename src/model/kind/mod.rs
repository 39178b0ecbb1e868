//! Kinds of documents.

mod foreign;
pub(crate) mod operation;

use crate::{json::ShapeId, model::shape::ROOTS};
use std::fmt;

pub use foreign::Foreign;
pub use operation::OperationId;

/// The documents that can be checked. The order is that of `KINDS` in `build.rs`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum DocumentKind {
    /// A StartTask request: what `--cli-input-json` takes.
    StartTask,
    /// A RunTask request: the same for `aws ecs run-task`.
    RunTask,
    /// The response of StartTask and RunTask, and what `--generate-cli-skeleton output` prints.
    Response,
    /// The value of `--overrides`.
    Overrides,
    /// The array inside it.
    ContainerOverrides,
    /// The value of `--network-configuration`.
    NetworkConfiguration,
    /// A task definition: what register-task-definition takes or describe-task-definition prints.
    TaskDefinition,
}

impl DocumentKind {
    /// All of them.
    pub const ALL: [DocumentKind; 7] = [
        DocumentKind::StartTask,
        DocumentKind::RunTask,
        DocumentKind::Response,
        DocumentKind::Overrides,
        DocumentKind::ContainerOverrides,
        DocumentKind::NetworkConfiguration,
        DocumentKind::TaskDefinition,
    ];

    /// Its name on the command line and in reports.
    pub fn word(self) -> &'static str {
        match self {
            DocumentKind::StartTask => "start-task",
            DocumentKind::RunTask => "run-task",
            DocumentKind::Response => "response",
            DocumentKind::Overrides => "overrides",
            DocumentKind::ContainerOverrides => "container-overrides",
            DocumentKind::NetworkConfiguration => "network-configuration",
            DocumentKind::TaskDefinition => "task-definition",
        }
    }
    /// What a person calls it.
    pub fn described(self) -> &'static str {
        match self {
            DocumentKind::StartTask => "a StartTask request",
            DocumentKind::RunTask => "a RunTask request",
            DocumentKind::Response => "a response of start-task, run-task or describe-tasks",
            DocumentKind::Overrides => "the value of `--overrides`",
            DocumentKind::ContainerOverrides => "a list of container overrides",
            DocumentKind::NetworkConfiguration => "the value of `--network-configuration`",
            DocumentKind::TaskDefinition => "a task definition",
        }
    }
    /// The kind of that name.
    pub fn named(word: &str) -> Option<DocumentKind> {
        DocumentKind::ALL.into_iter().find(|it| it.word() == word)
    }
    /// Where its root stands in the model.
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
