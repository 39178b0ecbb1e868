//! TODO cli::io

pub(crate) mod atomic_write;
pub(crate) mod progress;
pub(crate) mod terminal;
