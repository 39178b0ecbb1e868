//! A task definition for Fargate does not say how much CPU or memory the task gets.
//!
//! Fargate provides each task with the size that `cpu` and `memory` name beside `containerDefinitions`, both as
//! strings. The `cpu` and `memory` of containers only divide that size and do not replace it.
//!
//! Add both. `ecs-preflight explain fargate-size` has the table. With `--partial` they may come from the command line.
//!
//! AWS says:
//! - `Fargate requires that 'cpu' be defined at the task level`
//! - `Fargate requires that 'memory' be defined at the task level`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html>

use crate::{fargate, rule::prelude::*, suggest};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[TaskDefinition("/requiresCompatibilities")], check),
};

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    let Some(definition) = node.parent() else { return };
    if definition.get("cpu").is_none() || definition.get("memory").is_none() {
        missing(definition, cx);
    }
}

#[cold]
fn missing(definition: Node<'_>, cx: &mut Cx<'_>) {
    let Some(required) = fargate::required(definition).filter(|_| !cx.partial()) else { return };
    let is_missing = |it: &&str| definition.get(it).is_none() && !suggest::is_misspelled(it, definition);
    let missing: Vec<_> = ["cpu", "memory"].into_iter().filter(|it| is_missing(it)).collect();
    if missing.is_empty() || !cx.complete(definition) {
        return;
    }
    let names = join(missing.iter().map(|it| format!("`{it}`")), "and");
    let message = format!("a task definition for Fargate needs {names} at the task level");
    let report = cx.report(required, message);
    report.label(if missing.len() == 1 { "is missing" } else { "are missing" });
    let of_containers = definition.get("containerDefinitions").into_iter().flat_map(Node::elements);
    if let Some(own) = of_containers.filter_map(|it| it.get(missing[0])).next() {
        report.also(own, "this is the container's own");
    }
    report.help("add them beside `containerDefinitions`, such as `\"cpu\": \"256\", \"memory\": \"512\"`");
}
