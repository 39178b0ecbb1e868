//! A document once more, for code that looks at it beside the rules: in the spelling that was checked, with the unknown
//! values of a template.

use crate::check::{Document, Options, templates};
use crate::{
    diagnostic::Diagnostic,
    document::{
        dialect::{self, Dialect, MemberRenames},
        recognize,
    },
    json::{self, Node},
    model::kind::DocumentKind,
    text::{placeholder, source::Source},
};

/// What is looked at.
#[derive(Clone, Copy)]
pub(crate) struct View<'t> {
    pub root: Node<'t>,
    /// The launch document that it is; `None` for the file as it stands.
    pub launch: Option<(DocumentKind, Dialect)>,
    /// Whether all of it could be read, so that what is not there is missing.
    pub whole: bool,
    /// Whether placeholders in strings are still to be filled in.
    pub open: bool,
}

impl View<'_> {
    /// Whether a value is not known yet.
    pub fn is_unknown(&self, node: Node<'_>) -> bool {
        let holes = |text: &str| {
            self.open && placeholder::may_have_holes(text) && !placeholder::holes(text).is_empty()
        };
        node.kind() == json::ValueKind::Unknown
            || node.is_open()
            || node.as_str().is_some_and(|it| holes(&it))
    }
}

/// Shows a file and each launch document in it; gives what was found, in the names of the file.
pub(crate) fn show(
    source: &Source,
    options: &Options,
    document: &Document,
    look: &mut dyn FnMut(View<'_>, &mut Vec<Diagnostic>),
) -> Vec<Diagnostic> {
    let masked = templates::readable(source, options);
    let text = masked.as_ref().map_or(source.text(), |it| &it.text);
    let mut parsed = json::parse(text);
    parsed.tree.mark_placeholders(masked.as_ref().map_or(&[], |it| &it.values));
    let root = parsed.tree.root();
    let file = View { root, launch: None, whole: parsed.faults.is_empty(), open: !options.finished };
    let mut found = Vec::new();
    look(file, &mut found);
    if document.dialect == Dialect::Cli {
        let body = recognize::body(root, document.kind);
        look(View { root: body, launch: Some((document.kind, Dialect::Cli)), ..file }, &mut found);
        return found;
    }
    let Some(sites) = dialect::find(root, recognize::recognize(root)) else { return found };
    let translated = dialect::translate(&parsed.tree, &sites);
    let read = parsed.tree.respelled(&translated.text, &translated.keys, &translated.unknown);
    let before = found.len();
    for (id, kind) in &sites.sites {
        look(View { root: read.node(*id), launch: Some((*kind, sites.dialect)), ..file }, &mut found);
    }
    if found.len() > before {
        let renames = MemberRenames::new(sites.dialect, &parsed.tree, &read, &translated);
        found.iter_mut().skip(before).for_each(|it| renames.rename(it));
    }
    found
}
