//! The launch configures a volume that the task definition does not mark as `configuredAtLaunch`.
//!
//! Each entry of `volumeConfigurations` configures, by name, a volume of the task definition with
//! `"configuredAtLaunch": true`. Such a volume cannot be attached without a configuration either.
//!
//! Write the name as in the task definition, and mark the volume there.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/configure-ebs-volume.html>

use crate::{document::task_definition, json, lint::rule::prelude::*, model::member_suggestion};
use std::collections::BTreeMap;

pub const RULE: Rule = Rule { severity: Error, rejected_by: Service, check: Launches(check) };

fn check(launch: &Launch<'_>, cx: &mut RuleContext<'_>) {
    if !launch.is_request() || !launch.is_meant() {
        return;
    }
    let mut volumes = BTreeMap::new();
    for volume in launch.definition.get("volumes").into_iter().flat_map(Node::elements) {
        // An unknown name could be any name.
        let Some(name) = volume.get("name").and_then(Node::as_str) else { return };
        volumes.insert(name, volume);
    }
    let list = launch.member("volumeConfigurations");
    let entries = list.into_iter().flat_map(Node::elements);
    let mut open = list.is_some_and(|it| it.kind() == json::ValueKind::Unknown);
    open |= entries.clone().any(|it| it.get("name").is_none_or(|it| it.as_str().is_none()));
    for name in entries.filter_map(|it| it.get("name")) {
        let text = name.as_str().filter(|it| !it.trim().is_empty() && !cx.is_full());
        let Some(text) = text else { continue };
        match volumes.remove(&text) {
            Some(volume) if at_launch(volume) != Some(false) => {}
            // The typo is reported in the task definition.
            Some(volume) if member_suggestion::is_misspelled("configuredAtLaunch", volume) => {}
            Some(volume) => {
                let report = cx
                    .report(name, format!("volume {} is not marked as `configuredAtLaunch`", quoted(&text)));
                let place = volume.get("name").unwrap_or(volume);
                report.also(place, "without `configuredAtLaunch`");
                report.help("add `\"configuredAtLaunch\": true` to the volume in the task definition");
            }
            None => {
                open = true;
                let report = cx.report(name, format!("the task definition has no volume {}", quoted(&text)));
                report.label("no such volume");
                let near =
                    task_definition::meant(&text, volumes.keys().map(AsRef::as_ref)).map(str::to_owned);
                match near {
                    Some(near) => {
                        if let Some(node) = volumes.get(near.as_str()).and_then(|it| it.get("name")) {
                            report.also(node, "similar name");
                        }
                        report.fix(Unsafe, format!("write {}", quoted(&near)), vec![name.replace_str(&near)]);
                    }
                    None => {
                        let place = launch.definition.get("volumes").unwrap_or(launch.definition);
                        report.also(place.opening_bracket(), "its volumes");
                        report.help(
                            "use a volume of the task definition that is marked as `configuredAtLaunch`",
                        );
                    }
                }
            }
        }
    }
    let Some(named) = launch.member("taskDefinition").filter(|_| !open && !cx.partial()) else { return };
    let left = volumes.iter().find(|it| at_launch(*it.1) == Some(true));
    let Some((name, volume)) = left.filter(|_| cx.complete(launch.body)) else { return };
    let message = format!("the launch does not configure volume {}", quoted(name));
    let report = cx.report(named, message).severity(Warning).label("needs `volumeConfigurations`");
    report.also(volume.get("name").unwrap_or(*volume), "marked as `configuredAtLaunch`");
    report.help(format!("add an entry for {} to `volumeConfigurations`", quoted(name)));
}

/// Whether a volume is configured at launch; `None` if that is not known.
fn at_launch(volume: Node<'_>) -> Option<bool> {
    match volume.get("configuredAtLaunch") {
        Some(it) => it.as_bool(),
        // `unknown-member` reports a misspelled one in the task definition.
        None if member_suggestion::is_misspelled("configuredAtLaunch", volume) => None,
        None => Some(false),
    }
}
