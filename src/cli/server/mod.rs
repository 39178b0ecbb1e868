//! `server`: the language server. One process serves one editor, on standard input and output.
//!
//! A thread reads messages into a queue (`reader`); everything else happens in the main thread, message by message
//! (`session`). Before the main thread waits, when the queue is empty, diagnostics are computed (`diagnosing`): a
//! burst of edits is answered once, about its newest text, and nothing is ever found in an older text than that of the
//! editor. Whatever is asked at a position is answered in its turn, about the text that it was asked about.
//!
//! Diagnostics are sent to clients that do not ask for them, never to others. When a configuration, an ignore file or a
//! task definition changes, everything around the open documents is read again (`workspace`), and their diagnostics are
//! sent, or a refresh is requested. Not every client watches files, so they are also looked at when a document
//! is opened, saved or asked about (`stamps`).

mod code_actions;
mod configurations;
mod diagnosing;
mod documents;
mod event;
mod navigation;
mod notifications;
mod output;
mod questions;
mod reader;
mod report;
mod requests;
mod search;
mod session;
mod stamps;
mod task_definitions;
mod watch;
mod workspace;

use crate::cli::{EXIT_ERROR, args, io::terminal};
use session::Session;
use std::{
    io::{self, IsTerminal},
    sync::mpsc,
};

/// Runs it; returns the exit code.
pub fn run(args: &args::Server) -> u8 {
    if args.check {
        return report::run(args);
    }
    let output = match output::Output::new(args.log.as_deref()) {
        Ok(output) => output,
        Err(error) => {
            terminal::note(&format!("error: the log cannot be opened: {error}\n"));
            return EXIT_ERROR;
        }
    };
    if io::stdin().is_terminal() {
        terminal::note("This is a language server: editors start it and talk to it. End it with Ctrl-D.\n");
    }
    let (sender, events) = mpsc::channel();
    reader::start(sender.clone());
    Session::new(output, sender, events).run()
}
