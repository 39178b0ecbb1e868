//! Definitions, references, the outline, links and hints.

use super::{diagnosing::address_of, documents::Open, session::Session};
use ecs_preflight::{
    Document,
    document::language,
    editor::{
        diagnostics::location,
        lsp::{
            BaseSymbolInformation, DocumentLink, DocumentSymbol, InlayHint, Location, SymbolInformation, Uri,
        },
        navigation::{
            hints,
            links::{self, Target as Link},
            names::{self, Target},
            symbols,
        },
        params, uri,
    },
    settings::NAMES,
    suppress::FILE_NAME,
};
use serde::Serialize;
use std::path::PathBuf;

/// The outline: symbols in symbols, or a list for clients that know no others.
#[derive(Serialize)]
#[serde(untagged)]
pub enum Symbols {
    Nested(Vec<DocumentSymbol>),
    Flat(Vec<SymbolInformation>),
}

impl Session {
    /// The document at an address, and what it is, if it is a JSON document that is checked.
    fn asked_about(&mut self, uri: &str) -> Option<(&Open, Option<Document>)> {
        let findings = self.findings(uri);
        let checked = findings.checked.as_ref()?;
        let open = self.documents.get(uri)?;
        let is_json = language::of(open.text.source.name(), open.text.text()).is_none();
        is_json.then_some((open, checked.document))
    }

    /// Where the thing is defined that is named at a place.
    pub(super) fn definition(&mut self, asked: &params::AtPosition) -> Option<Location> {
        let uri = &asked.text_document.uri;
        let (_, is) = self.asked_about(uri)?;
        let (open, workspace) = (self.documents.get(uri)?, self.workspace.as_ref()?);
        let offset = open.text.offset(asked.position);
        match names::definition(&open.text, is, workspace.definitions(), offset)? {
            Target::Here(span) => Some(Location { uri: Uri(uri.clone()), range: open.text.range(span) }),
            Target::There(definition, span) => {
                let address = address_of(workspace, &self.documents, definition.name());
                Some(location(definition.source(), span, &address, open.text.encoding()))
            }
        }
    }

    /// Where the thing is named that is named at a place: in its task definition, and in the launches that are open.
    pub(super) fn references(&mut self, asked: &params::AtPosition) -> Option<Vec<Location>> {
        let uri = &asked.text_document.uri;
        let (_, is) = self.asked_about(uri)?;
        let (open, workspace) = (self.documents.get(uri)?, self.workspace.as_ref()?);
        let (definitions, offset) = (workspace.definitions(), open.text.offset(asked.position));
        let (named, definition) = names::named_at(&open.text, is, definitions, offset)?;
        let file = definition.map_or(open.text.source.name(), |definition| definition.name());
        let mut places = Vec::new();
        for (uri, open) in self.documents.iter() {
            let spans = names::references(&open.text.source, open.document, definitions, file, &named);
            places.extend(
                spans
                    .into_iter()
                    .map(|span| Location { uri: Uri(uri.clone()), range: open.text.range(span) }),
            );
        }
        let closed = definition
            .filter(|definition| self.documents.of_path(&workspace.path_of(definition.name())).is_none());
        if let Some(definition) = closed {
            let address = address_of(workspace, &self.documents, definition.name());
            let is = Some(super::documents::as_definition());
            let spans = names::references(definition.source(), is, definitions, file, &named);
            let encoding = open.text.encoding();
            places.extend(
                spans.into_iter().map(|span| location(definition.source(), span, &address, encoding)),
            );
        }
        Some(places)
    }

    /// The outline of a document.
    pub(super) fn symbols(&mut self, asked: &params::OfDocument) -> Symbols {
        let uri = &asked.text_document.uri;
        let is_nested = self.client.nested_symbols;
        let found =
            self.asked_about(uri).map(|(open, is)| symbols::symbols(&open.text, is)).unwrap_or_default();
        if is_nested {
            return Symbols::Nested(found);
        }
        let mut flat = Vec::new();
        flatten(found, uri, &mut flat);
        Symbols::Flat(flat)
    }

    /// The links in a document.
    pub(super) fn links(&mut self, asked: &params::OfDocument) -> Vec<DocumentLink> {
        let Some(open) = self.documents.get(&asked.text_document.uri) else { return Vec::new() };
        let text = open.text.text();
        let name = uri::name_of(&asked.text_document.uri);
        let names_rules = name == FILE_NAME || NAMES.contains(&name.as_str());
        let found = if names_rules { links::rules(text) } else { links::files(text) };
        let link = |(span, target)| {
            let target = match target {
                Link::Page(page) => page,
                Link::File(path) => existing(open, &path)?,
            };
            Some(DocumentLink {
                range: open.text.range(span),
                target: Some(Uri(target)),
                ..Default::default()
            })
        };
        found.into_iter().filter_map(link).collect()
    }

    /// The hints in a part of a document.
    pub(super) fn hints(&mut self, asked: &params::OfRange) -> Vec<InlayHint> {
        let uri = &asked.text_document.uri;
        let Some((_, is)) = self.asked_about(uri) else { return Vec::new() };
        let (Some(open), Some(workspace)) = (self.documents.get(uri), &self.workspace) else {
            return Vec::new();
        };
        hints::hints(&open.text, is, workspace.definitions(), open.text.span(asked.range))
    }
}

/// The address of a file that a document names, if there is such a file next to it or at the root of its repository.
fn existing(open: &Open, path: &str) -> Option<String> {
    let folder = open.path.as_deref()?.parent()?;
    let root = folder.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(folder);
    let mut paths =
        [folder, root].into_iter().map(|folder| -> PathBuf { folder.join(path).components().collect() });
    paths.find(|path| path.is_file()).map(|path| uri::of_path(&path.to_string_lossy()))
}

fn flatten(symbols: Vec<DocumentSymbol>, uri: &str, flat: &mut Vec<SymbolInformation>) {
    for symbol in symbols {
        let location = Location { uri: Uri(uri.to_owned()), range: symbol.range };
        let base = BaseSymbolInformation::new(symbol.name, symbol.kind, None, None);
        flat.push(SymbolInformation::new(None, location, base));
        flatten(symbol.children.unwrap_or_default(), uri, flat);
    }
}
