//! A container has a higher memory limit than its task.
//!
//! If a task definition or its overrides set the memory of the whole task, the hard limit of a container must not be
//! higher. ECS responds with `'memory' setting for container '…' is greater than for task.`
//!
//! Raise the `memory` of the task, which is a string, or lower that of the container.
//!
//! AWS says:
//! - `'memory' setting for container '*' is greater than for task`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskOverride.html>

use crate::{
    lint::rule::prelude::*,
    model::task_size::{self, Spelled},
};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[Request("/overrides/memory"), TaskDefinition("/memory")], check),
};

fn check<'t>(task: Node<'t>, cx: &mut RuleContext<'_>) {
    let containers = |it: Node<'t>| it.get("containerOverrides").or_else(|| it.get("containerDefinitions"));
    let Some(containers) = task.parent().and_then(containers) else { return };
    // `fargate-size` reports other spellings.
    let Some(Spelled::Taken(most)) = task.as_str().map(|it| task_size::memory(&it)) else { return };
    for container in containers.elements() {
        let Some(memory) = container.get("memory") else { continue };
        // `value-range` reports numbers outside the model's integers.
        let above = i64::from(most) + 1..=i64::from(i32::MAX);
        let Some(size) = memory.as_integer().filter(|it| above.contains(it)) else { continue };
        let message = format!("`memory` of a container is {size} MiB, but its task has only {most} MiB");
        let report = cx.report(memory, message);
        report.label(format!("{} MiB more than the task has", size - i64::from(most)));
        report
            .also(task, "the task's memory")
            .help("raise the `memory` of the task, or lower that of the container");
    }
}
