//! Fargate does not offer this combination of CPU and memory.
//!
//! Fargate has fixed CPU sizes, and a range of memory sizes for each of them. The rule checks tasks of `launchType`
//! `FARGATE` in a response, task definitions with `FARGATE` in `requiresCompatibilities`, and task-level overrides.
//! ECS applies these sizes to every task definition that is compatible with Fargate, wherever the task runs, and
//! answers `Invalid 'cpu' setting for task` or `No Fargate configuration exists for given values`. A task definition
//! for EC2 alone may use other sizes. A StartTask request does not show which kind its task definition is, so the
//! finding is a warning there. With the launch type EC2 or EXTERNAL nothing is reported.
//!
//! CPU is written in units (`256`) or vCPUs (`.25 vCPU`), memory in MiB (`512`) or GB (`0.5GB`), in upper or lower
//! case and with or without a space before the unit. One GB is 1,024 MiB. Other units (`512MB`, `1GiB`) are not
//! documented.
//!
//! AWS says:
//! - `Invalid 'cpu' setting for task`
//! - `No Fargate configuration exists for given values`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html>

use crate::{
    lint::rule::prelude::*,
    model::{
        limits::FargateSize,
        task_size::{self, Spelled},
    },
};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(
        &[
            Request("/overrides/cpu"),
            Request("/overrides/memory"),
            Response("/tasks/*"),
            TaskDefinition("/cpu"),
            TaskDefinition("/memory"),
        ],
        check,
    ),
};

/// A size and its place.
type Size<'t> = (u32, Node<'t>);

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    if cx.kind() != DocumentKind::Response {
        // If both sizes are given, they are checked once, together with `cpu`.
        let task = node.parent().filter(|it| node.shape().get().name == "cpu" || it.get("cpu").is_none());
        let task = task.filter(|it| cx.kind() != DocumentKind::TaskDefinition || is_for_fargate(*it));
        let task = task.filter(|it| !is_elsewhere(*it, cx));
        task.into_iter().for_each(|it| sizes(it, cx));
    } else if node.get("launchType").is_some_and(|it| it.is("FARGATE")) {
        sizes(node, cx);
    }
}

/// Whether a task definition requires Fargate; all others may use any numbers.
fn is_for_fargate(definition: Node<'_>) -> bool {
    definition.get("requiresCompatibilities").is_some_and(|it| it.elements().any(|it| it.is("FARGATE")))
}

/// Whether the task runs on container instances, which allow any size, or `task-cpu-range` reports the size.
fn is_elsewhere(task: Node<'_>, cx: &RuleContext<'_>) -> bool {
    let is_beyond = |it: Node<'_>| {
        let text = it.as_str().unwrap_or_default();
        matches!(task_size::cpu(&text), Spelled::Taken(it) if task_size::is_beyond_instances(it, cx.date()))
    };
    task_size::is_on_instances(task, cx.kind())
        && (cx.kind() == DocumentKind::RunTask || task.get("cpu").is_some_and(is_beyond))
}

/// Checks the sizes of a task that are given.
fn sizes(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let cpu = size(node, "cpu", task_size::cpu, cx);
    let memory = size(node, "memory", task_size::memory, cx);
    match (cpu, memory) {
        (Ok(Some(cpu)), Ok(Some(memory))) => pair(cpu, memory, cx),
        (Ok(Some(cpu)), Ok(None)) => alone("cpu", cpu, |row| std::slice::from_ref(&row.cpu), cx),
        (Ok(None), Ok(Some(memory))) => alone("memory", memory, |row| row.memory, cx),
        _ => {}
    }
}

/// The size with that name, if there is one; an error if it was already reported. `skeleton-placeholder` reports
/// empty ones.
fn size<'t>(
    task: Node<'t>,
    name: &str,
    read: fn(&str) -> Spelled,
    cx: &mut RuleContext<'_>,
) -> Result<Option<Size<'t>>, ()> {
    let Some(node) = task.get(name) else { return Ok(None) };
    let Some(text) = node.as_str().filter(|it| !it.is_empty()) else { return Ok(None) };
    let (units, help) = match name {
        "cpu" => ("CPU units", "use CPU units such as `256`, or vCPUs such as `.25 vCPU`"),
        _ => ("MiB", "use MiB such as `512`, or GB such as `0.5GB`"),
    };
    match read(&text) {
        Spelled::Taken(size) => return Ok(Some((size, node))),
        Spelled::Foreign(size) => {
            let report =
                cx.report(node, format!("{} is not a documented format for `{name}`", quoted(&text)));
            report.severity(Warning).rejected_by(Nobody);
            report.label(format!("read as {size} {units}"));
            report.fix(Safe, format!("write `{size}`"), vec![node.replace_str(&size.to_string())]);
        }
        Spelled::Nothing => {
            let report =
                cx.report(node, format!("{} is not a valid size for the `{name}` of a task", quoted(&text)));
            report.help(help);
        }
    }
    Err(())
}

fn pair(cpu: Size<'_>, memory: Size<'_>, cx: &mut RuleContext<'_>) {
    let date = cx.date();
    let since = task_size::since(|it| it.cpu == cpu.0 && it.memory.contains(&memory.0));
    if since.is_some_and(|it| it <= date) {
        return;
    }
    let is_answer = cx.kind() == DocumentKind::Response;
    let is_maybe_for_instances = cx.kind() == DocumentKind::StartTask;
    let row = task_size::rows(date).find(|it| it.cpu == cpu.0);
    let report = match row {
        Some(row) => {
            let message =
                format!("`memory` of {} MiB is not supported with `cpu` {} on Fargate", memory.0, cpu.0);
            let report = cx.report(memory.1, message).label("not available with this `cpu`");
            report.also(cpu.1, format!("supports {}", row.memory_words()))
        }
        None => {
            let report = cx.report(cpu.1, format!("`cpu` of {} is not supported on Fargate", cpu.0));
            report.label("not a Fargate CPU size").also(memory.1, "combined with this `memory`")
        }
    };
    let (nearest, is_sole) = task_size::nearest(cpu.0, memory.0, date);
    let words = nearest.iter().map(|(cpu, memory)| format!("`cpu` {cpu} with `memory` {memory}"));
    let sizes = if nearest.len() == 1 { "size is" } else { "sizes are" };
    report.help(format!("the nearest {sizes} {}", join(words, "and"))).allowed_since(since);
    if let (true, None, false, Some((near_cpu, near_memory))) = (is_sole, since, is_answer, nearest.first()) {
        let changes = [(cpu, *near_cpu), (memory, *near_memory)];
        let edits = changes.iter().filter(|(old, new)| old.0 != *new);
        let edits = edits.map(|(old, new)| old.1.replace_str(&new.to_string())).collect();
        report.fix(Unsafe, format!("use `cpu` {near_cpu} with `memory` {near_memory}"), edits);
    }
    if is_maybe_for_instances {
        report.severity(Warning).rejected_by(Nobody);
    }
}

/// One size alone; the task definition sets the other.
fn alone(name: &str, (size, node): Size<'_>, of: fn(&FargateSize) -> &[u32], cx: &mut RuleContext<'_>) {
    let since = task_size::since(|row| of(row).contains(&size));
    if since.is_some_and(|it| it <= cx.date()) {
        return;
    }
    let sizes = || task_size::rows(cx.date()).flat_map(of).copied();
    let nearest = [sizes().filter(|it| *it < size).max(), sizes().filter(|it| *it > size).min()];
    let number = nearest.iter().flatten().count();
    let nearest = join(nearest.iter().flatten().map(u32::to_string), "and");
    let is_answer = cx.kind() == DocumentKind::Response;
    let report = cx.report(node, format!("`{name}` of {size} is not supported on Fargate"));
    let sizes = if number == 1 { "size is" } else { "sizes are" };
    report.help(format!("the nearest {sizes} {nearest}")).allowed_since(since);
    if !is_answer {
        report.severity(Warning).rejected_by(Nobody);
    }
}
