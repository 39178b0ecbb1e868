//! Names and what they name: containers and volumes of a task definition, and the task definition itself.

use crate::{
    check::Document,
    document::task_definition::{Definition, Definitions},
    editor::{docs, hover::inner, linked, reading, text_document::TextDocument},
    json::{Node, ValueKind},
    model::kind::DocumentKind,
    text::{source::Source, span::Span},
};

/// A place that a name leads to.
pub enum Target<'d> {
    /// In the same document.
    Here(Span),
    /// In the file of a task definition.
    There(&'d Definition, Span),
}

/// Something in a task definition that has a name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Named {
    list: &'static str,
    name: String,
}

/// The members that name something in the same task definition, with the list that it is in.
const REFERENCES: [(&str, &str); 2] =
    [("containerName", "containerDefinitions"), ("sourceVolume", "volumes")];

/// Where the thing is defined that is named at a place.
pub fn definition<'d>(
    document: &TextDocument,
    is: Option<Document>,
    definitions: &'d Definitions,
    offset: usize,
) -> Option<Target<'d>> {
    reading::read(&document.source, is, |parsed| {
        let value = reading::value_of(reading::at(parsed, offset));
        let (kind, root) = docs::document_around(value)?;
        if kind == DocumentKind::TaskDefinition {
            let named = named(value)?;
            return own(root, &named).map(|name| Target::Here(inner(name)));
        }
        let file = document.source.name();
        if value.shape().get().name == "taskDefinition" {
            let definition = linked::chosen(definitions, Some(&value.as_str()?), file)?;
            let family = definition.with(|root| root.get("family").map(inner));
            return Some(Target::There(definition, family.unwrap_or(Span::new(0, 0))));
        }
        if let Some(named) = named(value) {
            let definition = linked::definition_of(value, definitions, file)?;
            return definition
                .with(|root| own(root, &named).map(inner))
                .map(|span| Target::There(definition, span));
        }
        let place = linked::overridden(value, definitions, file)?;
        Some(Target::There(place.definition, place.span))
    })
}

/// What in a task definition is named at a place, and which task definition that is; `None` for the document itself.
pub fn named_at<'d>(
    document: &TextDocument,
    is: Option<Document>,
    definitions: &'d Definitions,
    offset: usize,
) -> Option<(Named, Option<&'d Definition>)> {
    reading::read(&document.source, is, |parsed| {
        let value = reading::value_of(reading::at(parsed, offset));
        let (kind, _) = docs::document_around(value)?;
        let named = named(value)?;
        match kind {
            DocumentKind::TaskDefinition => Some((named, None)),
            _ => Some((named, Some(linked::definition_of(value, definitions, document.source.name())?))),
        }
    })
}

/// The places in a document where a thing of a task definition is named. The document is that task definition if its name
/// is `file`; otherwise, launches count that are checked against it.
pub fn references(
    source: &Source,
    is: Option<Document>,
    definitions: &Definitions,
    file: &str,
    wanted: &Named,
) -> Vec<Span> {
    reading::read(source, is, |parsed| {
        let strings = parsed.tree.nodes().filter(|node| node.kind() == ValueKind::String && !node.is_key());
        let is_meant = |node: &Node<'_>| {
            named(*node).as_ref() == Some(wanted)
                && match docs::document_around(*node) {
                    Some((DocumentKind::TaskDefinition, _)) => source.name() == file,
                    Some(_) => linked::definition_of(*node, definitions, source.name())
                        .is_some_and(|definition| definition.name() == file),
                    None => false,
                }
        };
        strings.filter(is_meant).map(inner).collect()
    })
}

/// What a string names, by its place in the model.
fn named(value: Node<'_>) -> Option<Named> {
    let name = value.as_str()?.into_owned();
    let list = match value.shape().get().name {
        "name" => match value.parent()?.shape().structure() {
            "ContainerOverride" | "ContainerDefinition" => "containerDefinitions",
            "TaskVolumeConfiguration" | "Volume" => "volumes",
            _ => return None,
        },
        member => REFERENCES.iter().find(|(reference, _)| *reference == member)?.1,
    };
    Some(Named { list, name })
}

/// The name in a task definition that is meant.
fn own<'t>(root: Node<'t>, named: &Named) -> Option<Node<'t>> {
    let elements = root.get(named.list).into_iter().flat_map(Node::elements);
    let mut names = elements.filter_map(|element| element.get("name"));
    names.find(|name| name.is(&named.name))
}
