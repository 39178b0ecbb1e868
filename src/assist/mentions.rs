//! Where families, containers and volumes are defined, and where they are named: definitions and references.

use crate::{
    assist::{OpenDocument, Site},
    document::task_definition::{self, Name},
    json::Node,
    model::kind::DocumentKind,
    text::span::Span,
};

/// Something that one place defines and others name.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Symbol {
    /// A family of task definitions.
    Family(String),
    /// A container of a family.
    Container(String, String),
    /// A volume of a family.
    Volume(String, String),
}

/// A string that defines or names a symbol.
struct Mention {
    symbol: Symbol,
    span: Span,
    is_definition: bool,
}

/// A part of a file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Place {
    /// The path of the file, as its source has it.
    pub file: String,
    /// The part.
    pub span: Span,
}

/// Where the symbol at an offset is defined: in the document itself, or in a task definition.
pub fn definitions(document: &OpenDocument<'_>, offset: usize) -> Vec<Place> {
    places(document, offset, &[], |mention| mention.is_definition)
}

/// Where the symbol at an offset is named in the document, the task definitions and other open documents; with the places
/// that define it, if `with_definitions`.
pub fn references(
    document: &OpenDocument<'_>,
    offset: usize,
    others: &[OpenDocument<'_>],
    with_definitions: bool,
) -> Vec<Place> {
    places(document, offset, others, |mention| with_definitions || !mention.is_definition)
}

fn places(
    document: &OpenDocument<'_>,
    offset: usize,
    others: &[OpenDocument<'_>],
    is_wanted: impl Fn(&Mention) -> bool,
) -> Vec<Place> {
    let own = mentions(document);
    let is_at =
        |mention: &&Mention| mention.span.range().contains(&offset) || mention.span.end as usize == offset;
    let Some(symbol) = own.iter().find(is_at).map(|mention| mention.symbol.clone()) else {
        return Vec::new();
    };
    let mut places = Vec::new();
    let mut add = |file: &str, mentions: Vec<Mention>| {
        let wanted = mentions.iter().filter(|mention| mention.symbol == symbol && is_wanted(mention));
        places.extend(wanted.map(|mention| Place { file: file.to_owned(), span: mention.span }));
    };
    for definition in document.definitions.iter() {
        let open = OpenDocument {
            source: definition.source(),
            kind: Some(DocumentKind::TaskDefinition),
            definitions: &task_definition::NONE,
        };
        add(definition.name(), mentions(&open));
    }
    others.iter().for_each(|other| add(other.source.name(), mentions(other)));
    add(document.source.name(), own);
    places.sort();
    places.dedup();
    places
}

fn mentions(document: &OpenDocument<'_>) -> Vec<Mention> {
    let mut all = Vec::new();
    document.each_site(&mut |site| match site.kind {
        DocumentKind::TaskDefinition => of_definition(site.body, &mut all),
        DocumentKind::Response => {}
        _ => of_launch(&site, &mut all),
    });
    all
}

fn of_definition(body: Node<'_>, all: &mut Vec<Mention>) {
    let Some(family_node) = body.get("family") else { return };
    let Some(family) = family_node.as_str() else { return };
    let mut add = |node: Option<Node<'_>>, symbol: fn(String, String) -> Symbol, is_definition: bool| {
        let named = node.and_then(|node| Some((node, node.as_str()?)));
        all.extend(named.map(|(node, name)| Mention {
            // A link is `container:alias`.
            symbol: symbol(family.to_string(), name.split(':').next().unwrap_or(&name).to_owned()),
            span: inner(node),
            is_definition,
        }));
    };
    add(Some(family_node), |family, _| Symbol::Family(family), true);
    for container in elements(body, "containerDefinitions") {
        add(container.get("name"), Symbol::Container, true);
        elements(container, "links").for_each(|link| add(Some(link), Symbol::Container, false));
        let named = [
            ("dependsOn", "containerName", Symbol::Container as fn(String, String) -> Symbol),
            ("volumesFrom", "sourceContainer", Symbol::Container),
            ("mountPoints", "sourceVolume", Symbol::Volume),
        ];
        for (list, name, symbol) in named {
            elements(container, list).for_each(|entry| add(entry.get(name), symbol, false));
        }
    }
    let proxy = body.get("proxyConfiguration").and_then(|proxy| proxy.get("containerName"));
    add(proxy, Symbol::Container, false);
    elements(body, "volumes").for_each(|volume| add(volume.get("name"), Symbol::Volume, true));
}

fn of_launch(site: &Site<'_>, all: &mut Vec<Mention>) {
    let named = site.body.get("taskDefinition").and_then(|node| Some((node, node.as_str()?)));
    let own_family = named.as_ref().and_then(|(_, text)| Some(Name::parse(text)?.family.to_owned()));
    let family_of_definition =
        || site.with_definition(|launch, _| Some(launch.definition.get("family")?.as_str()?.into_owned()));
    let Some(family) = own_family.clone().or_else(family_of_definition) else { return };
    if let (Some((node, _)), Some(family)) = (&named, own_family) {
        all.push(Mention { symbol: Symbol::Family(family), span: inner(*node), is_definition: false });
    }
    let mut add = |node: Option<Node<'_>>, symbol: fn(String, String) -> Symbol| {
        let named = node.and_then(|node| Some((node, node.as_str()?.into_owned())));
        all.extend(named.map(|(node, name)| Mention {
            symbol: symbol(family.clone(), name),
            span: inner(node),
            is_definition: false,
        }));
    };
    let overrides = match site.kind {
        DocumentKind::Overrides => Some(site.body),
        _ => site.body.get("overrides"),
    };
    let list = overrides.and_then(|overrides| overrides.get("containerOverrides"));
    let list = if site.kind == DocumentKind::ContainerOverrides { Some(site.body) } else { list };
    let entries = list.into_iter().flat_map(Node::elements);
    entries.for_each(|entry| add(entry.get("name"), Symbol::Container));
    elements(site.body, "volumeConfigurations").for_each(|volume| add(volume.get("name"), Symbol::Volume));
}

fn elements<'t>(object: Node<'t>, list: &str) -> impl Iterator<Item = Node<'t>> {
    object.get(list).into_iter().flat_map(Node::elements)
}

/// The characters of a string, without its quotes.
fn inner(node: Node<'_>) -> Span {
    let span = node.span();
    if node.plain().is_some() { Span { start: span.start + 1, end: span.end - 1 } } else { span }
}
