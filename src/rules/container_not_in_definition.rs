//! An override names a container that the task definition does not have.
//!
//! ECS matches the entries of `containerOverrides` with the containers of the task definition by `name`,
//! and answers `Override for container named … is not a container in the TaskDefinition.`
//!
//! Use the name of a container in the task definition. The rule checks the request against the task definition of its
//! family, which it takes from `--task-definition` or from the checked files.
//!
//! AWS says:
//! - `Override for container named * is not a container in the TaskDefinition`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerOverride.html>

use crate::{document::task_definition, lint::rule::prelude::*};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Service, check: Launches(check) };

/// The most containers that are shown.
const SHOWN: usize = 6;

fn check(launch: &Launch<'_>, cx: &mut RuleContext<'_>) {
    if !launch.knows_containers() || !launch.is_meant() {
        return;
    }
    let unknown = |it: &Node<'_>| launch.container(*it).is_none();
    for name in launch.container_overrides().filter(unknown).filter_map(|it| it.get("name")) {
        // Other rules report names that are empty or malformed.
        if cx.is_full() {
            return;
        }
        let Some(text) = name.as_str().filter(|it| crate::model::resource_id::is_name(it)) else { continue };
        let report = cx.report(name, format!("the task definition has no container {}", quoted(&text)));
        let names = || launch.containers().map(|it| it.0);
        let meant = task_definition::meant(&text, names());
        report.label(
            meant.map_or("no such container".to_owned(), |it| format!("did you mean {}?", quoted(it))),
        );
        for (name, container) in
            launch.containers().filter(|it| meant.is_none_or(|meant| meant == it.0)).take(SHOWN)
        {
            if let Some(node) = container.get("name") {
                report.also(node, format!("the definition has {}", quoted(name)));
            }
        }
        match meant {
            Some(meant) => {
                report.fix(Unsafe, format!("rename to {}", quoted(meant)), vec![name.replace_str(meant)]);
            }
            None if names().nth(8).is_none() => {
                report.help(format!("use one of {}", join(names().map(quoted), "or")));
            }
            None => drop(report.help("use the name of one of its containers")),
        }
    }
}
