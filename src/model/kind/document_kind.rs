//! The kinds of documents, in one list. The build script compiles this file too, so that its tables have the same words
//! in the same order.

/// Makes the enum, its order, its words and its descriptions of one list.
macro_rules! document_kinds {
    ($($(#[$doc:meta])* $kind:ident $word:literal $described:literal)*) => {
        /// The documents that can be checked.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum DocumentKind {
            $($(#[$doc])* $kind,)*
        }

        impl DocumentKind {
            /// All kinds, in the order of the enum.
            pub const ALL: [DocumentKind; [$($word),*].len()] = [$(DocumentKind::$kind),*];

            /// Its name on the command line, in reports and in `schemas/`.
            pub fn word(self) -> &'static str {
                match self {
                    $(DocumentKind::$kind => $word,)*
                }
            }

            /// What a person calls it, with an article.
            pub fn described(self) -> &'static str {
                match self {
                    $(DocumentKind::$kind => $described,)*
                }
            }
        }
    };
}

document_kinds! {
    /// A StartTask request: what `--cli-input-json` takes.
    StartTask "start-task" "a StartTask request"
    /// A RunTask request: the same for `aws ecs run-task`.
    RunTask "run-task" "a RunTask request"
    /// The response of StartTask and RunTask, and what `--generate-cli-skeleton output` prints.
    Response "response" "a response of start-task, run-task or describe-tasks"
    /// The value of `--overrides`.
    Overrides "overrides" "the value of `--overrides`"
    /// The array inside it.
    ContainerOverrides "container-overrides" "a list of container overrides"
    /// The value of `--network-configuration`.
    NetworkConfiguration "network-configuration" "the value of `--network-configuration`"
    /// A task definition: what register-task-definition takes or describe-task-definition prints.
    TaskDefinition "task-definition" "a task definition"
}
