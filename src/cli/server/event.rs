//! What the main thread waits for.

use ecs_preflight::{Definition, editor::message::Message};
use std::path::PathBuf;

/// Something that happened.
pub enum Event {
    /// The client sent something.
    Message(Message),
    /// The client is gone.
    End,
    /// The task definitions of the workspace were found, each with its file.
    Definitions(Vec<(PathBuf, Definition)>),
}
