//! What an editor asks about a document that is being written: what stands at an offset, what may stand there, and where
//! else the same thing is named.
//!
//! Offsets are bytes of the text, and no type belongs to a protocol: the language server translates, and so may a page in
//! a browser. All of it works on broken documents, as the tree of the recovering reader does. A document inside another one
//! (a state of Step Functions, a target of EventBridge) is looked at in the names of the AWS CLI and answered in its own.
//!
//! Layer 17: may import `text` to `report`.

pub mod completion;
pub mod hover;
mod member_docs;
pub mod mentions;
pub mod outline;

use crate::{
    check::conform,
    document::{
        dialect::{self, Dialect},
        recognize,
        task_definition::{Choice, Definitions, Launch},
    },
    json::{self, Node, Tree, ValueKind},
    model::{
        kind::{DocumentKind, Recognized},
        shape::LATEST,
    },
    text::{placeholder, source::Source},
};

/// A document as an editor has it.
#[derive(Clone, Copy)]
pub struct OpenDocument<'a> {
    /// Its text, under the path by which the nearest task definition is found.
    pub source: &'a Source,
    /// What it is, if its content does not say so.
    pub kind: Option<DocumentKind>,
    /// The task definitions that launches in it may name.
    pub definitions: &'a Definitions,
}

/// A launch document in a file: all of it, or a part.
#[derive(Clone, Copy)]
struct Site<'t> {
    body: Node<'t>,
    kind: DocumentKind,
    dialect: Dialect,
    /// The path of the file.
    file: &'t str,
    definitions: &'t Definitions,
}

impl OpenDocument<'_> {
    /// Looks at each launch document of the file.
    fn each_site(&self, look: &mut dyn FnMut(Site<'_>)) {
        self.each_site_of(self.source.text(), look);
    }

    /// The same, as if the file had another text.
    fn each_site_of(&self, text: &str, look: &mut dyn FnMut(Site<'_>)) {
        let is_template = placeholder::is_template_name(self.source.name());
        let masked = if is_template { placeholder::mask(text) } else { None };
        let text = masked.as_ref().map_or(text, |masked| &masked.text);
        let mut parsed = json::parse(text);
        parsed.tree.open(masked.as_ref().map_or(&[], |masked| &masked.values));
        let root = parsed.tree.root();
        let recognized = recognize::recognize(root);
        if let Some(embedded) = dialect::find(root, recognized) {
            let translated = dialect::translate(&parsed.tree, &embedded);
            let tree = parsed.tree.respelled(&translated.text, &translated.keys, &translated.unknown);
            for (id, kind) in &embedded.sites {
                look(self.site(tree.node(*id), *kind, embedded.dialect));
            }
            return;
        }
        let kind = match recognized {
            Recognized::Launch(kind) => Some(kind),
            _ => self.kind,
        };
        if let Some(kind) = kind {
            look(self.site(recognize::body(root, kind), kind, Dialect::Cli));
        }
    }

    fn site<'t>(&'t self, body: Node<'t>, kind: DocumentKind, dialect: Dialect) -> Site<'t> {
        // Gives each node its place in the model.
        conform::walk(body, kind.root(), LATEST);
        Site { body, kind, dialect, file: self.source.name(), definitions: self.definitions }
    }

    /// Looks at the launch document around an offset.
    fn at<T>(&self, offset: usize, look: impl Fn(Site<'_>, Node<'_>) -> Option<T>) -> Option<T> {
        let mut found = None;
        self.each_site(&mut |site| {
            if let Some(node) = site.node_at(offset) {
                found = look(site, node);
            }
        });
        found
    }
}

impl<'t> Site<'t> {
    /// The innermost node around an offset; a key or a scalar also if the offset is directly after it.
    fn node_at(&self, offset: usize) -> Option<Node<'t>> {
        let body = self.body.span();
        let offset = u32::try_from(offset).ok().filter(|offset| (body.start..=body.end).contains(offset))?;
        let tree: &Tree<'t> = self.body.tree();
        let node = tree.at(offset);
        let before = tree.at(offset.saturating_sub(1));
        let is_leaf = |node: Node<'_>| !matches!(node.kind(), ValueKind::Object | ValueKind::Array);
        let ends_here = is_leaf(before) && before.span().end == offset;
        let found = if !is_leaf(node) && ends_here { before } else { node };
        (body.start <= found.span().start && found.span().end <= body.end).then_some(found)
    }

    /// Looks at the task definition that the launch names.
    fn with_definition<T>(&self, look: impl FnOnce(&Launch<'_>, &Source) -> Option<T>) -> Option<T> {
        if matches!(self.kind, DocumentKind::TaskDefinition | DocumentKind::Response) {
            return None;
        }
        let named = self.body.get("taskDefinition").and_then(Node::as_str);
        let Choice::One(chosen) = self.definitions.choose(named.as_deref(), self.file) else { return None };
        chosen.with(|definition| look(&Launch::new(self.kind, self.body, definition, false), chosen.source()))
    }

    /// A member's name as this document spells it.
    fn spelled(&self, name: &str) -> String {
        match (self.dialect, name.split_at_checked(1)) {
            (Dialect::Cli, _) | (_, None) => name.to_owned(),
            (_, Some((first, rest))) => first.to_ascii_uppercase() + rest,
        }
    }
}

/// What the content of a text says that it is.
fn recognized(text: &str) -> Option<DocumentKind> {
    match recognize::recognize(json::parse(text).tree.root()) {
        Recognized::Launch(kind) => Some(kind),
        _ => None,
    }
}

/// The value that a node belongs to: itself, or the value of a key.
fn value_of(node: Node<'_>) -> Option<Node<'_>> {
    if !node.is_key() {
        return Some(node);
    }
    let mut members = node.parent()?.members();
    members.find(|(key, _)| *key == node).map(|(_, value)| value)
}
