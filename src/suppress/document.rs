//! Reads a checked document once more for its places.

use crate::suppress::key_pointer::Places;
use crate::{
    check::{Checked, Document, conform},
    document::{dialect, recognize},
    json::{self, Tree},
    model::shape::LATEST,
    text::{source::Source, template},
};
use std::borrow::Cow;

/// The text in which places are searched: a template's without its placeholders, if that is JSON.
pub fn legible(source: &Source) -> Cow<'_, str> {
    let text = source.text();
    if json::is_strict(text) {
        return Cow::Borrowed(text);
    }
    let masked = template::readable(text).map(|it| it.text).filter(|it| json::is_strict(it));
    masked.map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The places of a document, with the natural keys of the model if the type is known.
pub fn places<'t>(tree: &'t Tree<'_>, checked: &Checked) -> Places<'t> {
    give_shapes(tree, checked.document);
    Places::of(tree.root())
}

/// Notes the place in the model of every value, also of those in a request inside another document.
pub fn give_shapes(tree: &Tree<'_>, document: Option<Document>) {
    let root = tree.root();
    if let Some(sites) = dialect::find(root, recognize::recognize(root)) {
        let translated = dialect::translate(tree, &sites);
        let read = tree.respelled(&translated.text, &translated.keys, &translated.unknown);
        for (id, kind) in &sites.sites {
            conform::walk(read.node(*id), kind.root(), LATEST);
        }
        // Both trees have the same nodes, and pointers speak as the file does.
        for (own, read) in tree.nodes().zip(read.nodes()) {
            own.set_shape(read.shape());
        }
    } else if let Some(it) = document {
        conform::walk(recognize::body(root, it.kind), it.kind.root(), LATEST);
    }
}
