//! Two port mappings of a task use the same port of the same network interface.
//!
//! A host port can be mapped only once per protocol across all containers of the task. In the network modes `awsvpc` and
//! `host` all containers share one interface, so two containers that expose the same port cannot both listen on it. If
//! no `hostPort` is set, this is a warning.
//!
//! Give one of them a different port. In network mode `bridge`, `"hostPort": 0` takes any free port.
//!
//! AWS says:
//! - `TCP host port '*' is mapped multiple times in task.`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html>

use crate::{
    lint::rule::prelude::*,
    rules::shared::containers::{definition_of, has_mode},
};
use std::collections::BTreeMap;

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[TaskDefinition("/containerDefinitions")], check),
};

/// A port of the interface, the node that sets it, and whether that is `hostPort`.
type Used<'t> = ((i64, &'static str), Node<'t>, bool);

fn check(list: Node<'_>, cx: &mut RuleContext<'_>) {
    let mappings = list.elements().filter_map(|container| container.get("portMappings"));
    if mappings.flat_map(Node::elements).nth(1).is_some() {
        compare(list, cx);
    }
}

fn compare(list: Node<'_>, cx: &mut RuleContext<'_>) {
    let definition = definition_of(list);
    let is_shared = has_mode(definition, "awsvpc") || has_mode(definition, "host");
    let mut seen: BTreeMap<(i64, &str), (Node<'_>, bool)> = BTreeMap::new();
    for container in list.elements() {
        for mapping in container.get("portMappings").into_iter().flat_map(Node::elements) {
            let Some((port, node, is_host)) = used(mapping, is_shared) else { continue };
            match seen.get(&port) {
                Some((first, was_host)) if !cx.is_full() => {
                    again(port, (node, *first), is_host && *was_host, cx)
                }
                _ => drop(seen.insert(port, (node, is_host))),
            }
        }
    }
}

/// The port of the interface that a mapping uses, if it is known.
fn used<'t>(mapping: Node<'t>, is_shared: bool) -> Option<Used<'t>> {
    let protocol = match mapping.get("protocol") {
        None => "TCP",
        Some(value) if value.is("tcp") => "TCP",
        Some(value) if value.is("udp") => "UDP",
        Some(_) => return None,
    };
    let is_port = |port: &i64| (1..=i64::from(u16::MAX)).contains(port);
    let port = |name: &str| Some((mapping.get(name)?, mapping.get(name)?.as_integer()?));
    if let Some((node, host)) = port("hostPort").filter(|(_, host)| is_port(host)) {
        return Some(((host, protocol), node, true));
    }
    let (node, number) = port("containerPort").filter(|(_, number)| is_shared && is_port(number))?;
    Some(((number, protocol), node, false))
}

#[cold]
fn again(
    (port, protocol): (i64, &str),
    (node, first): (Node<'_>, Node<'_>),
    is_host: bool,
    cx: &mut RuleContext<'_>,
) {
    let message = if is_host {
        format!("host port {port} ({protocol}) is mapped more than once in the task")
    } else {
        format!("port {port} ({protocol}) is used more than once on the task's network interface")
    };
    let report = cx.report(node, message).label("used again").also(first, "first used here");
    if !is_host {
        report.severity(Warning).rejected_by(Runtime);
    }
    report.help("give one of them a different port");
}
