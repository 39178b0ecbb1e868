//! What the server offers a client.

use crate::editor::{
    actions,
    client::Client,
    diagnostics,
    lsp::{self, ServerCapabilities},
};

/// What the server offers a client.
pub fn offer(client: &Client) -> ServerCapabilities {
    let sync = lsp::TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(lsp::TextDocumentSyncKind::Incremental),
        save: Some(lsp::Save::Bool(true)),
        ..Default::default()
    };
    let folders = lsp::WorkspaceFoldersServerCapabilities {
        supported: Some(true),
        change_notifications: Some(lsp::ChangeNotifications::Bool(true)),
    };
    ServerCapabilities {
        position_encoding: Some(client.encoding.word().to_owned().into()),
        text_document_sync: Some(lsp::TextDocumentSync::Options(sync)),
        definition_provider: Some(lsp::DefinitionProvider::Bool(true)),
        references_provider: Some(lsp::ReferencesProvider::Bool(true)),
        document_symbol_provider: Some(lsp::DocumentSymbolProvider::Bool(true)),
        document_link_provider: Some(lsp::DocumentLinkOptions::default()),
        inlay_hint_provider: Some(lsp::InlayHintProvider::Bool(true)),
        completion_provider: Some(lsp::CompletionOptions {
            trigger_characters: Some(["\"", ":"].map(str::to_owned).to_vec()),
            ..Default::default()
        }),
        hover_provider: Some(lsp::HoverProvider::Bool(true)),
        code_action_provider: Some(lsp::CodeActionProvider::CodeActionOptions(lsp::CodeActionOptions {
            code_action_kinds: Some(
                actions::KINDS.map(|kind| lsp::CodeActionKind::from(kind.to_owned())).to_vec(),
            ),
            ..Default::default()
        })),
        diagnostic_provider: client.pulls.then(|| {
            lsp::DiagnosticProvider::DiagnosticOptions(lsp::DiagnosticOptions {
                identifier: Some(diagnostics::SOURCE.to_owned()),
                inter_file_dependencies: true,
                workspace_diagnostics: false,
                ..Default::default()
            })
        }),
        workspace: Some(lsp::WorkspaceOptions { workspace_folders: Some(folders), ..Default::default() }),
        ..Default::default()
    }
}
