//! What is asked where the content of a document does not settle what it is.

use crate::check::{Checked, Document, Options, templates};
use crate::{
    document::{dialect::Dialect, recognize},
    json::{self, Node},
    model::kind::{DocumentKind, Foreign},
    text::source::Source,
};

/// The first member of a document's root by which it may be the document of another program. A document inside another
/// one was recognized by its place.
pub(crate) fn foreign_member(source: &Source, checked: &Checked, options: &Options) -> Option<String> {
    let Document { kind, dialect, .. } = checked.document?;
    if !matches!(dialect, Dialect::Cli | Dialect::Pascal) {
        return None;
    }
    let wide = source.utf16();
    let text = wide.as_deref().unwrap_or(source.text());
    let masked = templates::readable(source, options);
    let text = masked.as_ref().map_or(text, |it| &it.text);
    recognize::foreign_member(json::parse(text).tree.root(), kind)
}

/// What somebody says that a document is for which its content says something else, but does not rule that out.
pub(super) fn meant(root: Node<'_>, found: Foreign, options: &Options, file: &str) -> Option<DocumentKind> {
    match options.kind {
        Some(kind) => recognize::meant(root, found, &[kind]),
        None if options.partial => {
            recognize::meant(root, found, &[DocumentKind::StartTask, DocumentKind::RunTask])
        }
        None if recognize::is_named_for_start_task(file) => {
            recognize::meant(root, found, &[DocumentKind::StartTask])
                .filter(|_| matches!(found, Foreign::Request(_)))
        }
        None => None,
    }
}
