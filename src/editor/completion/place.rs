//! What the model says about a place.

use crate::{
    document::{
        dialect::{self, Dialect},
        recognize,
    },
    editor::completion::{
        Asked,
        scan::{Scan, Step},
    },
    json::{self, ShapeId},
    model::{kind::DocumentKind, shape::Type},
};

/// What the model says about a place.
#[derive(Debug)]
pub struct Place {
    /// What the document, or the request inside it, is.
    pub kind: DocumentKind,
    /// What is around the place, for a key; what may be there, for a value.
    pub shape: ShapeId,
    /// The shapes of what is around it, the innermost last.
    pub around: Vec<ShapeId>,
    /// Whether names begin with a capital letter.
    is_pascal: bool,
}

/// A document in a document: its place, and what it is.
struct Root {
    pointer: String,
    kind: DocumentKind,
    is_pascal: bool,
}

impl Place {
    /// Looks up the place.
    pub fn find(asked: &Asked<'_>, scan: &Scan<'_>) -> Option<Place> {
        let path: Vec<_> = scan.path().cloned().collect();
        roots(asked).into_iter().find_map(|root| Place::below(&root, &path, scan))
    }

    fn below(root: &Root, path: &[Step], scan: &Scan<'_>) -> Option<Place> {
        let steps: Vec<_> = root.pointer.split('/').skip(1).collect();
        let is_prefix = steps.len() <= path.len()
            && steps.iter().zip(path).all(|(step, other)| match other {
                Step::Key(key) => key == step,
                Step::Element => step.bytes().all(|it| it.is_ascii_digit()),
            });
        if !is_prefix {
            return None;
        }
        let mut shape = root.kind.root();
        let mut around = vec![shape];
        for step in path.get(steps.len()..)? {
            shape = match step {
                Step::Key(key) => shape.member(&in_model(key, root.is_pascal))?,
                Step::Element => Some(shape.element()).filter(|shape| *shape != ShapeId::UNKNOWN)?,
            };
            around.push(shape);
        }
        let found = scan.found()?;
        let shape = match &found.key {
            _ if found.is_key => shape,
            Some(key) => shape.member(&in_model(key, root.is_pascal))?,
            None => Some(shape.element()).filter(|shape| *shape != ShapeId::UNKNOWN)?,
        };
        let is_useful = !found.is_key || shape.get().form == Type::Struct;
        is_useful.then_some(Place { kind: root.kind, shape, around, is_pascal: root.is_pascal })
    }

    /// A name of the model as the document spells it.
    pub fn spelled(&self, name: &str) -> String {
        let mut characters = name.chars();
        match characters.next().filter(|_| self.is_pascal) {
            Some(first) => first.to_ascii_uppercase().to_string() + characters.as_str(),
            None => name.to_owned(),
        }
    }
}

/// A name of the document as the model spells it.
fn in_model(name: &str, is_pascal: bool) -> String {
    let mut characters = name.chars();
    match characters.next().filter(|_| is_pascal) {
        Some(first) => first.to_ascii_lowercase().to_string() + characters.as_str(),
        None => name.to_owned(),
    }
}

/// The documents in a document. Of a target of EventBridge, which has names of its own, nothing is proposed.
fn roots(asked: &Asked<'_>) -> Vec<Root> {
    let parsed = json::parse(asked.document.text());
    let root = parsed.tree.root();
    if let Some(sites) = dialect::find(root, recognize::recognize(root)) {
        if !matches!(sites.dialect, Dialect::Pascal | Dialect::StepFunctions) {
            return Vec::new();
        }
        let site = |(id, kind): &(u32, DocumentKind)| Root {
            pointer: parsed.tree.node(*id).pointer(),
            kind: *kind,
            is_pascal: true,
        };
        return sites.sites.iter().map(site).collect();
    }
    let Some(document) = asked.is else { return Vec::new() };
    let pointer = recognize::body(root, document.kind).pointer();
    vec![Root { pointer, kind: document.kind, is_pascal: false }]
}
