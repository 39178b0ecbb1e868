//! Kinds of documents.

mod foreign;
pub(crate) mod operation;

use crate::{json::ShapeId, model::shape::ROOTS};
use std::fmt;

pub use foreign::Foreign;
pub use operation::OperationId;

/// The documents that can be checked. The order is that of `KINDS` in `build.rs`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
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

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 7] = [
        Kind::StartTask,
        Kind::RunTask,
        Kind::Response,
        Kind::Overrides,
        Kind::ContainerOverrides,
        Kind::NetworkConfiguration,
        Kind::TaskDefinition,
    ];

    /// Its name on the command line and in reports.
    pub fn word(self) -> &'static str {
        match self {
            Kind::StartTask => "start-task",
            Kind::RunTask => "run-task",
            Kind::Response => "response",
            Kind::Overrides => "overrides",
            Kind::ContainerOverrides => "container-overrides",
            Kind::NetworkConfiguration => "network-configuration",
            Kind::TaskDefinition => "task-definition",
        }
    }
    /// What a person calls it.
    pub fn described(self) -> &'static str {
        match self {
            Kind::StartTask => "a StartTask request",
            Kind::RunTask => "a RunTask request",
            Kind::Response => "a response of start-task, run-task or describe-tasks",
            Kind::Overrides => "the value of `--overrides`",
            Kind::ContainerOverrides => "a list of container overrides",
            Kind::NetworkConfiguration => "the value of `--network-configuration`",
            Kind::TaskDefinition => "a task definition",
        }
    }
    /// The kind of that name.
    pub fn named(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|it| it.word() == word)
    }
    /// Where its root stands in the model.
    pub fn root(self) -> ShapeId {
        ROOTS[self as usize]
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// What a document was recognised as.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Recognised {
    /// A kind that can be checked.
    Launch(Kind),
    /// Something else that is known by name.
    Foreign(Foreign),
    /// Nothing that has to do with launching a task.
    Nothing,
}

impl Recognised {
    /// What a person calls it.
    pub fn described(self) -> String {
        match self {
            Recognised::Launch(kind) => kind.described().to_owned(),
            Recognised::Foreign(other) => with_article(other.noun()),
            Recognised::Nothing => "not an ECS launch document".to_owned(),
        }
    }
}

/// A noun with its article.
pub(crate) fn with_article(noun: &str) -> String {
    let letters = ["HCL", "XML"].iter().any(|it| noun.starts_with(it));
    let vowel = noun.starts_with(['A', 'E', 'O', 'a', 'e', 'i', 'o']);
    format!("{} {noun}", if letters || vowel { "an" } else { "a" })
}
