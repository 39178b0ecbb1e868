//! With the overrides applied, the containers reserve more memory than the task has.
//!
//! A container reserves its `memoryReservation`, or its `memory` if it has no `memoryReservation`. The sum over
//! all containers must fit into the memory of the task, if the overrides or the task definition set it.
//!
//! Raise the `memory` of the task in the overrides, or lower the reservations of the containers.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>

use crate::{
    lint::rule::prelude::*,
    model::task_size::{self, Spelled},
};

pub const RULE: Rule = Rule { severity: Warning, rejected_by: Service, check: Launches(check) };

fn check(launch: &Launch<'_>, cx: &mut RuleContext<'_>) {
    let Some(task) = launch.of_task("memory").filter(|_| launch.is_meant()) else { return };
    let Some(Spelled::Taken(most)) = task.as_str().map(|it| task_size::memory(&it)) else { return };
    let mut reserved = Vec::new();
    for (container, entry) in launch.overridden() {
        let of = |name| entry.and_then(|it| it.get(name)).or_else(|| container.get(name));
        let Some(node) = of("memoryReservation").or_else(|| of("memory")) else { continue };
        let Some(size) = node.as_integer().and_then(|it| u32::try_from(it).ok()) else { return };
        // A single container above the limit belongs to another rule.
        if size > most {
            return;
        }
        reserved.push((size, node));
    }
    let sum: u64 = reserved.iter().map(|it| u64::from(it.0)).sum();
    let overridden = reserved.iter().filter(|it| !launch.is_defined(it.1)).max_by_key(|it| it.0);
    let offending = if launch.is_defined(task) { overridden.map(|it| it.1) } else { Some(task) };
    let Some(offending) = offending.filter(|_| sum > u64::from(most)) else { return };
    let message = format!("the containers reserve {sum} MiB, but the task has only {most} MiB");
    let report = cx.report(offending, message);
    report.label(format!(
        "{} MiB too {}",
        sum - u64::from(most),
        if offending == task { "little" } else { "much" }
    ));
    for (_, node) in reserved.iter().filter(|it| it.1 != offending).take(8) {
        report.also(*node, "part of the sum");
    }
    if offending != task {
        report.also(task, "the task's memory");
    }
    report.help("raise the `memory` of the task, or lower the reservations of its containers");
}
