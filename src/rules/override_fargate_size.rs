//! With the overrides applied, the task has a size that Fargate does not support.
//!
//! `overrides.cpu` and `overrides.memory` each replace the value in the task definition. Fargate supports only certain
//! pairs of the two; for any other pair ECS responds with `No Fargate configuration exists for given values`.
//!
//! Override both. `ecs-preflight explain fargate-size` lists the supported sizes.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html>

use crate::{
    json,
    lint::rule::prelude::*,
    model::task_size::{self, Spelled},
};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Service, check: Launches(check) };

fn check(launch: &Launch<'_>, cx: &mut RuleContext<'_>) {
    if cx.kind() == DocumentKind::StartTask || !launch.is_meant() || !is_on_fargate(launch) {
        return;
    }
    let (Some(cpu), Some(memory)) = (launch.of_task("cpu"), launch.of_task("memory")) else { return };
    if launch.is_defined(cpu) == launch.is_defined(memory) {
        return;
    }
    let (Some(units), Some(size)) = (cpu.as_str(), memory.as_str()) else { return };
    let (Spelled::Taken(units), Spelled::Taken(size)) = (task_size::cpu(&units), task_size::memory(&size))
    else {
        return;
    };
    let date = cx.date();
    let is_pair =
        |cpu: u32, memory: u32| task_size::rows(date).any(|it| it.cpu == cpu && it.memory.contains(&memory));
    let known = |fits: &dyn Fn(u32, &[u32]) -> bool| task_size::rows(date).any(|it| fits(it.cpu, it.memory));
    // A value that is not part of any size belongs to another rule.
    if is_pair(units, size) || !known(&|it, _| it == units) || !known(&|_, all| all.contains(&size)) {
        return;
    }
    let (own, other) = if launch.is_defined(cpu) { (memory, cpu) } else { (cpu, memory) };
    let message = format!("{size} MiB of memory with {units} CPU units is not a size that Fargate supports");
    let report = cx.report(own, message).label("does not fit the task definition");
    report.also(other, "not overridden");
    let (nearest, _) = task_size::nearest(units, size, date);
    let words = nearest.iter().map(|(cpu, memory)| format!("`cpu` {cpu} with `memory` {memory}"));
    report.help(format!(
        "override both; the nearest {} {}",
        if nearest.len() == 1 { "size is" } else { "sizes are" },
        join(words, "and")
    ));
}

fn is_on_fargate(launch: &Launch<'_>) -> bool {
    let is_fargate = |it: Node<'_>| it.is("FARGATE") || it.is("FARGATE_SPOT");
    let required = launch.definition.get("requiresCompatibilities");
    let strategy = launch.member("capacityProviderStrategy");
    let providers = strategy.into_iter().flat_map(Node::elements);
    match launch.member("launchType") {
        Some(it) => is_fargate(it),
        None if providers.clone().next().is_some() => {
            providers.clone().filter_map(|it| it.get("capacityProvider")).any(is_fargate)
        }
        None if strategy.is_some_and(|it| it.kind() == json::ValueKind::Unknown) => false,
        None => required.is_some_and(|it| it.elements().count() == 1 && it.elements().all(is_fargate)),
    }
}
