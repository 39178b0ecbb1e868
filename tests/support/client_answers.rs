//! What a client makes of a command line, with files in memory.

use ecs_preflight::{
    RejectedBy,
    command::{
        self, Answer, CommandOptions, FileSystem, Line, Operation, Understood,
        wire::{self, Layout},
    },
    json,
    model::cli_version::CliVersion,
};
use std::collections::BTreeMap;

/// FileSystem in memory.
#[derive(Default)]
pub struct Memory(pub BTreeMap<String, Vec<u8>>);

impl FileSystem for Memory {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, String> {
        self.0.get(path).cloned().ok_or_else(|| "no such file".to_owned())
    }
}

/// Understands words as a client would.
pub fn understood(
    operation: Operation,
    words: &[String],
    client: CliVersion,
    files: &mut Memory,
) -> Understood {
    let (line, source) = Line::of_words(operation, words, false);
    let settings = CommandOptions { client, ..CommandOptions::default() };
    command::understand(&line, source, &settings, files)
}

/// The request as bytes; `None` where none would be sent.
pub fn sent(understood: &Understood) -> Option<String> {
    match &understood.answer {
        Answer::Request(text) => Some(wire::dumps(json::parse(text).tree.root(), Layout::Wire)),
        _ => None,
    }
}

/// Whether there is a finding for which the client sends nothing.
pub fn rejected(understood: &Understood) -> bool {
    understood.findings.iter().any(|it| it.diagnostic.rejected_by == RejectedBy::Client)
}
