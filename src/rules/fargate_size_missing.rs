//! A task definition for Fargate does not set the CPU or memory of the task.
//!
//! Fargate sizes each task by `cpu` and `memory` next to `containerDefinitions`, both written as strings. The `cpu`
//! and `memory` of containers only divide that size and do not replace it.
//!
//! Add both. `ecs-preflight explain fargate-size` shows the supported sizes. If the command line supplies them, pass
//! `--partial`.
//!
//! AWS says:
//! - `Fargate requires that 'cpu' be defined at the task level`
//! - `Fargate requires that 'memory' be defined at the task level`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html>

use crate::{
    lint::rule::prelude::*,
    model::{fargate, member_suggestion},
};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[TaskDefinition("/requiresCompatibilities")], check),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(definition) = node.parent() else { return };
    if definition.get("cpu").is_none() || definition.get("memory").is_none() {
        missing(definition, cx);
    }
}

#[cold]
fn missing(definition: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(required) = fargate::required(definition).filter(|_| !cx.partial()) else { return };
    let is_missing =
        |it: &&str| definition.get(it).is_none() && !member_suggestion::is_misspelled(it, definition);
    let missing: Vec<_> = ["cpu", "memory"].into_iter().filter(|it| is_missing(it)).collect();
    if missing.is_empty() || !cx.complete(definition) {
        return;
    }
    let names = join(missing.iter().map(|it| format!("`{it}`")), "and");
    let message = format!("a task definition for Fargate needs {names} at the task level");
    let report = cx.report(required, message);
    report.label("requires a task size");
    let of_containers = definition.get("containerDefinitions").into_iter().flat_map(Node::elements);
    if let Some(own) = of_containers.filter_map(|it| it.get(missing[0])).next() {
        report.also(own, "applies to this container only");
    }
    report.help("set both next to `containerDefinitions`, such as `\"cpu\": \"256\", \"memory\": \"512\"`");
}
