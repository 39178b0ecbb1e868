//! With its overrides the containers reserve more memory than the task has.
//!
//! What a container reserves is its `memoryReservation`, or its `memory` where it has none. What all
//! containers reserve together must fit into the memory of the task, where the overrides or the task definition
//! give it one.
//!
//! Raise the `memory` of the task in the overrides, or lower what the containers reserve.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>

use crate::{
    rule::prelude::*,
    task_size::{self, Spelled},
};

pub const RULE: Rule = Rule { severity: Warning, rejected_by: Service, check: Launches(check) };

fn check(launch: &Launch<'_>, cx: &mut Cx<'_>) {
    let Some(task) = launch.of_task("memory").filter(|_| launch.is_meant()) else { return };
    let Some(Spelled::Taken(most)) = task.as_str().map(|it| task_size::memory(&it)) else { return };
    let mut reserved = Vec::new();
    for (container, entry) in launch.overridden() {
        let of = |name| entry.and_then(|it| it.get(name)).or_else(|| container.get(name));
        let Some(node) = of("memoryReservation").or_else(|| of("memory")) else { continue };
        let Some(size) = node.as_integer().and_then(|it| u32::try_from(it).ok()) else { return };
        // One container alone is another rule's.
        if size > most {
            return;
        }
        reserved.push((size, node));
    }
    let sum: u64 = reserved.iter().map(|it| u64::from(it.0)).sum();
    let overridden = reserved.iter().filter(|it| !launch.is_defined(it.1)).max_by_key(|it| it.0);
    let guilty = if launch.is_defined(task) { overridden.map(|it| it.1) } else { Some(task) };
    let Some(guilty) = guilty.filter(|_| sum > u64::from(most)) else { return };
    let message = format!("the containers reserve {sum} MiB, and the task has {most} MiB");
    let report = cx.report(guilty, message);
    report.label(format!(
        "{} MiB too {}",
        sum - u64::from(most),
        if guilty == task { "few" } else { "many" }
    ));
    for (_, node) in reserved.iter().filter(|it| it.1 != guilty).take(8) {
        report.also(*node, "counted");
    }
    if guilty != task {
        report.also(task, "the task's memory");
    }
    report.help("raise the `memory` of the task or lower what its containers reserve");
}
