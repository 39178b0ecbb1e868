//! The containers need more CPU in total than the task has.
//!
//! If a task definition or its overrides set the CPU of the whole task, ECS compares that with the sum of its containers
//! and rejects a larger sum: `The sum of all container 'cpu' values cannot be greater than the value of the task 'cpu'.` In
//! overrides, only containers with their own `cpu` are counted; those of the task definition come on top.
//!
//! Raise the `cpu` of the task, or lower that of its containers.
//!
//! AWS says:
//! - `The sum of all container 'cpu' values cannot be greater than the value of the task 'cpu'`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskOverride.html>

use crate::{
    lint::rule::prelude::*,
    model::task_size::{self, Spelled},
};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[Request("/overrides/cpu"), TaskDefinition("/cpu")], check),
};

fn check<'t>(task: Node<'t>, cx: &mut RuleContext<'_>) {
    let containers = |it: Node<'t>| it.get("containerOverrides").or_else(|| it.get("containerDefinitions"));
    let Some(containers) = task.parent().and_then(containers) else { return };
    // `fargate-size` reports other spellings.
    let Some(Spelled::Taken(units)) = task.as_str().map(|it| task_size::cpu(&it)) else { return };
    // `value-range` reports numbers outside the model's integers, `resource-minimum` negative ones.
    let cpus = || {
        let cpus = containers.elements().filter_map(|it| it.get("cpu"));
        cpus.filter_map(|it| Some((u32::try_from(it.as_integer()?).ok()?, it)))
    };
    let sum: u64 = cpus().map(|it| u64::from(it.0)).sum();
    if sum <= u64::from(units) {
        return;
    }
    let report =
        cx.report(task, format!("the containers need {sum} CPU units, but the task has only {units}"));
    report.label(format!("{} too few", count((sum - u64::from(units)) as usize, "unit")));
    for (_, it) in cpus().take(16) {
        report.also(it, "counted");
    }
    report.help("raise the `cpu` of the task, or lower that of its containers");
}
