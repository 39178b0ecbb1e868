//! With the overrides applied, the memory limit of a container is above the memory of the task.
//!
//! The memory of the task comes from the overrides, or else from the task definition. So does the hard limit of a
//! container. ECS responds with `'memory' setting for container '…' is greater than for task.`
//!
//! Lower the `memory` of the container, or raise the `memory` of the task in the overrides (where it is a string).
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskOverride.html>

use crate::{
    lint::rule::prelude::*,
    model::task_size::{self, Spelled},
};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Service, check: Launches(check) };

fn check(launch: &Launch<'_>, cx: &mut RuleContext<'_>) {
    let Some(task) = launch.of_task("memory").filter(|_| launch.is_meant()) else { return };
    let Some(Spelled::Taken(most)) = task.as_str().map(|it| task_size::memory(&it)) else { return };
    for (container, entry) in launch.overridden() {
        if cx.is_full() {
            return;
        }
        let own = entry.and_then(|it| it.get("memory"));
        let Some(memory) = own.or_else(|| container.get("memory")) else { continue };
        // Two values in one file belong to another rule.
        if launch.is_defined(memory) == launch.is_defined(task) {
            continue;
        }
        let above = i64::from(most) + 1..=i64::from(i32::MAX);
        let Some(size) = memory.as_integer().filter(|it| above.contains(it)) else { continue };
        let (offending, other, label) = match own {
            Some(_) => (memory, task, "the task's memory"),
            None => (task, memory, "the container's memory"),
        };
        let message = format!("the `memory` of a container is {size} MiB, but its task has only {most} MiB");
        let report = cx.report(offending, message);
        report.label(format!(
            "{} MiB {}",
            size - i64::from(most),
            if own.is_some() { "too much" } else { "too little" }
        ));
        report
            .also(other, label)
            .help("raise the `memory` of the task, or lower the `memory` of the container");
    }
}
