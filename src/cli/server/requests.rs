//! Answers requests.

use super::session::Session;
use ecs_preflight::editor::message::{self, Call, Id};
use std::io;

impl Session {
    /// Answers a request.
    pub(super) fn request(&mut self, id: &Id, call: &Call) -> io::Result<()> {
        let result = match call.method.as_str() {
            "textDocument/diagnostic" => call.params().map(|asked| self.pull(id, asked)),
            "textDocument/codeAction" => call.params().map(|asked| {
                let actions = self.code_actions(&asked);
                self.output.answer(id, actions)
            }),
            "textDocument/completion" => call.params().map(|asked| {
                let items = self.complete(&asked);
                self.output.answer(id, items)
            }),
            "textDocument/definition" => call.params().map(|asked| {
                let place = self.definition(&asked);
                self.output.answer(id, place)
            }),
            "textDocument/references" => call.params().map(|asked| {
                let places = self.references(&asked);
                self.output.answer(id, places)
            }),
            "textDocument/documentSymbol" => call.params().map(|asked| {
                let symbols = self.symbols(&asked);
                self.output.answer(id, symbols)
            }),
            "textDocument/documentLink" => call.params().map(|asked| {
                let links = self.links(&asked);
                self.output.answer(id, links)
            }),
            "textDocument/inlayHint" => call.params().map(|asked| {
                let hints = self.hints(&asked);
                self.output.answer(id, hints)
            }),
            "textDocument/hover" => call.params().map(|asked| {
                let hover = self.hover(&asked);
                self.output.answer(id, hover)
            }),
            method => {
                let why = format!("no such method: {method}");
                return self.output.error(Some(id), message::METHOD_NOT_FOUND, &why);
            }
        };
        result.unwrap_or_else(|why| self.output.error(Some(id), message::INVALID_PARAMS, &why))
    }
}
