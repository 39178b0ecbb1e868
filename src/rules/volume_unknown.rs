//! A mount point uses a volume that the task definition does not have.
//!
//! `sourceVolume` is the name of an entry of `volumes`; it is case-sensitive. A mount point without it refers to a volume
//! named `null`.
//!
//! Write the name as in `volumes`, or add the volume there.
//!
//! AWS says:
//! - `Unknown volume '*'.`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_MountPoint.html>

use crate::{
    json::ValueKind::{Array, Object},
    lint::rule::prelude::*,
    model::member_suggestion,
    rules::shared::containers::{by_name, containers, has_unknown_member, known_text, report_unknown},
};
use std::collections::BTreeMap;

pub const RULE: Rule =
    Rule { severity: Error, rejected_by: Service, check: Nodes(&[TaskDefinition("")], check) };

fn mount_points<'t>(definition: Node<'t>) -> impl Iterator<Item = Node<'t>> + use<'t> {
    containers(definition).filter_map(|container| container.get("mountPoints")).flat_map(Node::elements)
}

fn check(definition: Node<'_>, cx: &mut RuleContext<'_>) {
    if mount_points(definition).next().is_some() {
        compare(definition, cx);
    }
}

fn compare(definition: Node<'_>, cx: &mut RuleContext<'_>) {
    let volumes = definition.get("volumes");
    let known = match volumes {
        Some(list) if list.kind() == Array => by_name(list),
        Some(_) => None,
        None => Some(BTreeMap::new()),
    };
    let Some(known) = known.filter(|_| cx.complete(definition) && !cx.partial()) else { return };
    if volumes.is_none() && member_suggestion::is_misspelled("volumes", definition) {
        return;
    }
    for mount in mount_points(definition) {
        if cx.is_full() {
            return;
        }
        let Some(source) = mount.get("sourceVolume") else {
            if mount.kind() == Object && !has_unknown_member(mount) {
                without_source(mount, cx);
            }
            continue;
        };
        let Some(name) = known_text(source).filter(|name| !known.contains_key(name)) else { continue };
        report_unknown(source, &name, "volume", (volumes, &known), cx);
    }
}

#[cold]
fn without_source(mount: Node<'_>, cx: &mut RuleContext<'_>) {
    cx.report(mount.opening_bracket(), "a mount point is missing `sourceVolume`")
        .label("missing here")
        .help("add `sourceVolume` with the name of an entry of `volumes`");
}
