//! Files that the client watches for the server.

use ecs_preflight::editor::lsp::{
    DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern, Registration,
    RegistrationParams, Unregistration, UnregistrationParams,
};
use serde_json::json;

const ID: &str = "ecs-preflight.files";
const METHOD: &str = "workspace/didChangeWatchedFiles";

/// The registration for files of these names, wherever they are.
pub fn registration(names: &[String]) -> RegistrationParams {
    let watcher = |name: &String| FileSystemWatcher {
        glob_pattern: GlobPattern::Pattern(format!("**/{}", escaped(name))),
        kind: None,
    };
    let options = DidChangeWatchedFilesRegistrationOptions { watchers: names.iter().map(watcher).collect() };
    RegistrationParams {
        registrations: vec![Registration {
            id: ID.to_owned(),
            method: METHOD.to_owned(),
            register_options: Some(json!(options)),
        }],
    }
}

/// The end of the registration.
pub fn end() -> UnregistrationParams {
    UnregistrationParams {
        unregisterations: vec![Unregistration { id: ID.to_owned(), method: METHOD.to_owned() }],
    }
}

/// A name without what means something in a pattern: any character is watched instead.
fn escaped(name: &str) -> String {
    name.chars().map(|it| if "*?{}[],!".contains(it) { '?' } else { it }).collect()
}
