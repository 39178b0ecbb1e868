//! Containers depend on each other in a cycle.
//!
//! A container starts after the containers in its `dependsOn`, `links` and `volumesFrom`. If these lead back to the
//! container, or it names itself, none of them can start.
//!
//! Remove one of the dependencies.
//!
//! AWS says:
//! - `Container links should not have a cycle`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html>

use crate::{
    lint::rule::prelude::*,
    rules::shared::containers::{by_name, has_mode, known_text},
};
use std::collections::BTreeMap;

pub const RULE: Rule =
    Rule { severity: Error, rejected_by: Service, check: Nodes(&[TaskDefinition("")], check) };

/// The containers that a container waits for: the place where each is named, and its name.
fn edges<'t>(container: Node<'t>, links: bool) -> Vec<(Node<'t>, String)> {
    let list = |name: &str| container.get(name).into_iter().flat_map(Node::elements);
    let depends = list("dependsOn").filter_map(|entry| entry.get("containerName"));
    let sources = list("volumesFrom").filter_map(|entry| entry.get("sourceContainer"));
    let named = depends.chain(sources).filter_map(|node| Some((node, known_text(node)?.into_owned())));
    let linked = list("links")
        .filter(|_| links)
        .filter_map(|node| Some((node, known_text(node)?.split(':').next().unwrap_or_default().to_owned())));
    named.chain(linked).collect()
}

fn check(definition: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(list) = definition.get("containerDefinitions") else { return };
    let waits = |container: Node<'_>| {
        ["dependsOn", "links", "volumesFrom"]
            .iter()
            .any(|name| container.get(name).is_some_and(|list| list.element(0).is_some()))
    };
    if list.elements().any(waits) {
        search(definition, list, cx);
    }
}

/// The progress of the search for a container.
#[derive(Clone, Copy, PartialEq)]
enum State {
    OnTheWay,
    Done,
}

fn search(definition: Node<'_>, list: Node<'_>, cx: &mut RuleContext<'_>) {
    let links = !["awsvpc", "host", "none"].iter().any(|mode| has_mode(definition, mode));
    let Some(known) = by_name(list) else { return };
    let graph: BTreeMap<&str, Vec<(Node<'_>, String)>> =
        known.iter().map(|(name, container)| (name.as_ref(), edges(*container, links))).collect();
    let mut states: BTreeMap<&str, State> = BTreeMap::new();
    // In the order of the file, and without recursion: a list may have a hundred thousand entries.
    for start in list.elements().filter_map(|container| container.get("name")?.as_str()) {
        follow(&start, &graph, &mut states, cx);
    }
}

fn follow<'g>(
    start: &str,
    graph: &'g BTreeMap<&'g str, Vec<(Node<'_>, String)>>,
    states: &mut BTreeMap<&'g str, State>,
    cx: &mut RuleContext<'_>,
) {
    let Some((start, _)) = graph.get_key_value(start).filter(|(name, _)| !states.contains_key(*name)) else {
        return;
    };
    let mut way: Vec<(&str, usize)> = vec![(start, 0)];
    states.insert(start, State::OnTheWay);
    while let Some((name, next)) = way.last_mut() {
        let Some((node, wanted)) = graph.get(name).and_then(|edges| edges.get(*next)) else {
            states.insert(name, State::Done);
            way.pop();
            continue;
        };
        *next += 1;
        let Some((wanted, _)) = graph.get_key_value(wanted.as_str()) else { continue };
        match states.get(wanted) {
            Some(State::OnTheWay) => {
                let names: Vec<_> =
                    way.iter().map(|(name, _)| *name).skip_while(|name| name != wanted).collect();
                cycle(*node, &names, cx);
            }
            Some(State::Done) => {}
            None => {
                states.insert(wanted, State::OnTheWay);
                way.push((wanted, 0));
            }
        }
    }
}

#[cold]
fn cycle(node: Node<'_>, names: &[&str], cx: &mut RuleContext<'_>) {
    let [first, .., last] = names else {
        let name = names.first().map(|name| quoted(name)).unwrap_or_default();
        cx.report(node, format!("container {name} waits for itself")).help("remove this dependency");
        return;
    };
    let message = if let [one, other] = names {
        format!("containers {} and {} wait for each other", quoted(one), quoted(other))
    } else {
        let all = join(names.iter().map(|name| quoted(name)), "and");
        format!("containers {all} wait for each other in a cycle")
    };
    let report = cx.report(node, message);
    report
        .label(format!("{} waits for {}", quoted(last), quoted(first)))
        .help("remove one of the dependencies");
}
