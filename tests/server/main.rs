//! The language server, as editors start it. No test needs an editor or a network.

mod actions;
mod client;
mod completion;
mod diagnostics;
mod editors;
mod edits;
mod hover;
mod linked;
mod navigation;
mod transport;

#[path = "../support/mod.rs"]
mod support;
