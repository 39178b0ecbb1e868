//! With the overrides applied, the containers need more CPU than the task has.
//!
//! ECS adds up the `cpu` of all containers after applying the overrides, and rejects a sum above the `cpu` of the
//! task: `The sum of all container 'cpu' values cannot be greater than the value of the task 'cpu'.`
//!
//! Raise the `cpu` of the task in the overrides (where it is a string), or lower the `cpu` of the containers.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskOverride.html>

use crate::{
    lint::rule::prelude::*,
    model::task_size::{self, Spelled},
};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Service, check: Launches(check) };

fn check(launch: &Launch<'_>, cx: &mut RuleContext<'_>) {
    let Some(task) = launch.of_task("cpu").filter(|_| launch.is_meant()) else { return };
    let Some(Spelled::Taken(units)) = task.as_str().map(|it| task_size::cpu(&it)) else { return };
    let mut cpus = Vec::new();
    for (container, entry) in launch.overridden() {
        let node = entry.and_then(|it| it.get("cpu")).or_else(|| container.get("cpu"));
        cpus.extend(node.and_then(|it| Some((u32::try_from(it.as_integer()?).ok()?, it))));
    }
    let sum: u64 = cpus.iter().map(|it| u64::from(it.0)).sum();
    // Conflicts within one file belong to another rule.
    let own = cpus.iter().filter(|it| !launch.is_defined(it.1));
    let own_sum: u64 = own.clone().map(|it| u64::from(it.0)).sum();
    let known = !launch.is_defined(task) && own_sum > u64::from(units);
    let greatest = own.max_by_key(|it| it.0).map(|it| it.1);
    let offending = if launch.is_defined(task) { greatest } else { Some(task) };
    let Some(offending) = offending.filter(|_| sum > u64::from(units) && !known) else { return };
    let report =
        cx.report(offending, format!("the containers need {sum} CPU units, but the task has only {units}"));
    report.label(format!(
        "{} CPU units too {}",
        sum - u64::from(units),
        if offending == task { "few" } else { "many" }
    ));
    for (_, node) in cpus.iter().filter(|it| it.1 != offending).take(8) {
        report.also(*node, "part of the sum");
    }
    if offending != task {
        report.also(task, "the task's CPU");
    }
    report.help("raise the `cpu` of the task, or lower the `cpu` of its containers");
}
