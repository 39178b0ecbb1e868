//! What a client can do.

use crate::editor::position::PositionEncoding;
use serde_json::Value;

/// What a client can do. Every field of `initialize` may be missing.
#[derive(Clone, Debug, Default)]
pub struct Client {
    /// What it counts characters in.
    pub encoding: PositionEncoding,
    /// Whether it asks for diagnostics; otherwise they are sent.
    pub pulls: bool,
    /// Whether findings are left out that a JSON schema reports too.
    pub leave_out_schema: bool,
    /// Whether it asks for inlay hints again on request.
    pub refreshes_hints: bool,
    /// Whether it shows other places that explain a finding.
    pub related_information: bool,
    /// Whether it marks deprecated and unnecessary text.
    pub tags: bool,
    /// Whether it watches files for the server.
    pub watches: bool,
    /// Whether an edit can name the version of the document that it is for.
    pub document_changes: bool,
    /// Whether an edit can create a file.
    pub creates_files: bool,
    /// Whether completion can insert text with places to fill in.
    pub snippets: bool,
    /// Whether it understands Markdown.
    pub markdown: bool,
    /// Whether symbols can contain others.
    pub nested_symbols: bool,
}

impl Client {
    /// Reads the parameters of `initialize`.
    pub fn of(initialize: &Value) -> Client {
        let all = &initialize["capabilities"];
        let (document, workspace) = (&all["textDocument"], &all["workspace"]);
        let is = |value: &Value| value.as_bool() == Some(true);
        let options = &initialize["initializationOptions"];
        let encodings = all["general"]["positionEncodings"].as_array().into_iter().flatten();
        let resources = workspace["workspaceEdit"]["resourceOperations"].as_array().into_iter().flatten();
        let markdown = document["hover"]["contentFormat"].as_array().into_iter().flatten();
        Client {
            encoding: PositionEncoding::agreed(encodings.filter_map(Value::as_str)),
            pulls: pulls(document, workspace) && options["diagnostics"] != "push",
            leave_out_schema: is(&options["leaveOutSchema"]),
            refreshes_hints: is(&workspace["inlayHint"]["refreshSupport"]),
            related_information: is(&document["publishDiagnostics"]["relatedInformation"])
                || is(&document["diagnostic"]["relatedInformation"]),
            tags: document["publishDiagnostics"]["tagSupport"].is_object()
                || document["diagnostic"]["tagSupport"].is_object(),
            watches: is(&workspace["didChangeWatchedFiles"]["dynamicRegistration"]),
            document_changes: is(&workspace["workspaceEdit"]["documentChanges"]),
            creates_files: resources.filter_map(Value::as_str).any(|kind| kind == "create"),
            snippets: is(&document["completion"]["completionItem"]["snippetSupport"]),
            markdown: markdown.filter_map(Value::as_str).any(|format| format == "markdown"),
            nested_symbols: is(&document["documentSymbol"]["hierarchicalDocumentSymbolSupport"]),
        }
    }
}

/// Whether a client asks for diagnostics, and does so again on request: what it has may be out of date when a linked
/// task definition or the configuration changes. Helix spells the capability differently than the protocol.
fn pulls(document: &Value, workspace: &Value) -> bool {
    let refreshes = |key: &str| workspace[key]["refreshSupport"].as_bool() == Some(true);
    document["diagnostic"].is_object() && (refreshes("diagnostics") || refreshes("diagnostic"))
}
