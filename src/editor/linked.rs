//! The task definition of a launch, looked up for a value of it.

use crate::{
    document::task_definition::{Choice, Definition, Definitions},
    editor::docs,
    json::Node,
    model::kind::DocumentKind,
    text::{source::Source, span::Span},
};

/// A place in a task definition.
pub struct Place<'a> {
    /// The task definition.
    pub definition: &'a Definition,
    /// What is meant there.
    pub span: Span,
    /// Its key, if it is the value of a member.
    pub key: Option<Span>,
}

impl Place<'_> {
    /// The file and the line, as in `task-definition.json:41`.
    pub fn shown(&self) -> String {
        let source: &Source = self.definition.source();
        format!("{}:{}", source.name(), source.position(self.span.start).line)
    }
}

/// The task definition of the launch that a value is in. `file` is the name of the document.
pub fn definition_of<'d>(node: Node<'_>, definitions: &'d Definitions, file: &str) -> Option<&'d Definition> {
    let (kind, launch) = docs::document_around(node)?;
    if matches!(kind, DocumentKind::Response | DocumentKind::TaskDefinition) {
        return None;
    }
    let named = member(launch, "taskDefinition").and_then(Node::as_str);
    chosen(definitions, named.as_deref(), file)
}

/// The task definition that a launch in a file names.
pub fn chosen<'d>(definitions: &'d Definitions, named: Option<&str>, file: &str) -> Option<&'d Definition> {
    match definitions.choose(named, file) {
        Choice::One(definition) => Some(definition),
        Choice::None | Choice::Several(_) => None,
    }
}

/// The value of a member by its name in the model, however the document spells it.
pub fn member<'t>(object: Node<'t>, name: &str) -> Option<Node<'t>> {
    let named = |(key, value): (Node<'t>, Node<'t>)| {
        (key.is(name) || value.shape().get().name == name).then_some(value)
    };
    object.members().filter_map(named).last()
}

/// The container override that a value is in.
pub fn container_override(node: Node<'_>) -> Option<Node<'_>> {
    let mut around = std::iter::successors(Some(node), |node| node.parent());
    around.find(|node| node.shape().structure() == "ContainerOverride")
}

/// The container of a task definition that has a name.
pub fn container<'t>(definition: Node<'t>, name: &str) -> Option<Node<'t>> {
    containers(definition).find(|container| container.get("name").is_some_and(|it| it.is(name)))
}

/// All containers of a task definition.
pub fn containers<'t>(definition: Node<'t>) -> impl Iterator<Item = Node<'t>> {
    definition.get("containerDefinitions").into_iter().flat_map(Node::elements)
}

/// What the task definition says where a launch has `value`: the value that it overrides.
pub fn overridden<'d>(value: Node<'_>, definitions: &'d Definitions, file: &str) -> Option<Place<'d>> {
    let definition = definition_of(value, definitions, file)?;
    let place = |node: Node<'_>| Place { definition, span: node.span(), key: node.key().map(Node::span) };
    definition.with(|root| {
        let name = value.shape().get().name;
        let entry = container_override(value);
        if let Some(entry) = entry {
            let container = container(root, &member(entry, "name")?.as_str()?)?;
            return overridden_in(value, entry, container).map(place);
        }
        let parent = value.parent()?;
        let is_override = parent.shape().structure() == "TaskOverride" && name != "containerOverrides";
        root.get(name).filter(|_| is_override).map(place)
    })
}

fn overridden_in<'t>(value: Node<'_>, entry: Node<'_>, container: Node<'t>) -> Option<Node<'t>> {
    if value == entry {
        return container.get("name");
    }
    let parent = value.parent()?;
    if parent == entry {
        return container.get(value.shape().get().name);
    }
    // A variable: itself, its name or its value.
    let variable = if value.shape().structure() == "KeyValuePair" { value } else { parent };
    let list = variable.parent().filter(|_| variable.shape().structure() == "KeyValuePair")?;
    let name = member(variable, "name")?.as_str()?;
    let mut variables = container.get(list.shape().get().name)?.elements();
    variables.find(|other| other.get("name").is_some_and(|it| it.is(&name)))?.get("value")
}
