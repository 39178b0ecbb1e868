//! The task definition refers to a container that it does not have.
//!
//! `dependsOn`, `links`, `volumesFrom` and `proxyConfiguration` refer to containers of the same task definition by
//! name. Names are case-sensitive, and containers of other tasks cannot be used.
//!
//! Use the exact name of a container, or add the container.
//!
//! AWS says:
//! - `Cannot depend on container + '*' because it does not exist`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html>

use crate::{
    json::ValueKind::Array,
    lint::rule::prelude::*,
    rules::shared::containers::{by_name, containers, has_mode, known_text, report_unknown},
};
use std::borrow::Cow;

pub const RULE: Rule =
    Rule { severity: Error, rejected_by: Service, check: Nodes(&[TaskDefinition("")], check) };

/// The places that refer to a container, and the names there.
fn references<'t>(definition: Node<'t>) -> impl Iterator<Item = (Node<'t>, Cow<'t, str>)> + use<'t> {
    let proxy = definition.get("proxyConfiguration").and_then(|proxy| proxy.get("containerName"));
    let links = !["awsvpc", "host", "none"].iter().any(|mode| has_mode(definition, mode));
    let of_container = move |container: Node<'t>| {
        let list = |name: &str| container.get(name).into_iter().flat_map(Node::elements);
        let depends = list("dependsOn").filter_map(|entry| entry.get("containerName"));
        let sources = list("volumesFrom").filter_map(|entry| entry.get("sourceContainer"));
        // In other network modes, `network-mode-unsupported` reports links.
        depends.chain(sources).chain(list("links").filter(move |_| links))
    };
    let all = proxy.into_iter().chain(containers(definition).flat_map(of_container));
    all.filter_map(|node| Some((node, known_text(node)?)))
}

fn check(definition: Node<'_>, cx: &mut RuleContext<'_>) {
    if references(definition).next().is_some() {
        compare(definition, cx);
    }
}

fn compare(definition: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(list) = definition.get("containerDefinitions").filter(|list| list.kind() == Array) else {
        return;
    };
    let Some(known) = by_name(list).filter(|_| cx.complete(definition)) else { return };
    for (node, text) in references(definition) {
        let name = name_in(node, &text);
        if !known.contains_key(name) && !cx.is_full() {
            report_unknown(node, name, "container", (Some(list), &known), cx);
        }
    }
}

/// A link is a name, or a name and an alias.
fn name_in<'a>(node: Node<'_>, text: &'a str) -> &'a str {
    let is_link = node.key().is_none();
    if is_link { text.split(':').next().unwrap_or(text) } else { text }
}
