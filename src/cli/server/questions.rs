//! Questions about a place of a document.

use super::session::Session;
use ecs_preflight::{
    editor::{completion, hover, lsp, params},
    report::plain,
};

impl Session {
    /// What can be written at a place.
    pub(super) fn complete(&mut self, asked: &params::AtPosition) -> Vec<lsp::CompletionItem> {
        // What the document is, is seen by checking it.
        self.findings(&asked.text_document.uri);
        let (Some(open), Some(workspace)) = (self.documents.get(&asked.text_document.uri), &self.workspace)
        else {
            return Vec::new();
        };
        completion::complete(&completion::Asked {
            document: &open.text,
            is: open.document,
            definitions: workspace.definitions(),
            offset: open.text.offset(asked.position),
            snippets: self.client.snippets,
        })
    }

    /// What is shown about a place.
    pub(super) fn hover(&mut self, asked: &params::AtPosition) -> Option<lsp::Hover> {
        let findings = self.findings(&asked.text_document.uri);
        let open = self.documents.get(&asked.text_document.uri)?;
        let offset = open.text.offset(asked.position);
        let definitions = self.workspace.as_ref()?.definitions();
        let mut hover = hover::hover(&open.text, findings.checked.as_ref(), definitions, offset)?;
        if let (false, lsp::Contents::MarkupContent(content)) = (self.client.markdown, &mut hover.contents) {
            content.kind = lsp::MarkupKind::PlainText;
            content.value = content.value.lines().map(|line| plain(line).into_owned() + "\n").collect();
        }
        Some(hover)
    }
}
