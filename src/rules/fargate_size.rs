//! A task size that Fargate does not offer.
//!
//! Fargate has certain CPU sizes, and for each of them certain memory sizes. An answer's task of
//! `launchType` `FARGATE` has one of these pairs, and so has a task definition with `FARGATE` among its
//! `requiresCompatibilities`. Task-level overrides are held to them too: ECS
//! holds every task definition to them that is compatible with Fargate, wherever it runs, with
//! `Invalid 'cpu' setting for task` and `No Fargate configuration exists for given values`. For a
//! task definition that is for EC2 alone other numbers are fine: in a StartTask request, where nothing says which, it is
//! a warning, and with the launch type EC2 or EXTERNAL it is not a finding.
//!
//! CPU is written in units (`256`) or vCPU (`.25 vCPU`), memory in MiB (`512`) or GB (`0.5GB`), in
//! any case and with any space before the unit; a GB is 1,024 MiB. Other units (`512MB`, `1GiB`)
//! are not documented.
//!
//! AWS says:
//! - `Invalid 'cpu' setting for task`
//! - `No Fargate configuration exists for given values`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html>

use crate::{
    facts::FargateSize,
    rule::prelude::*,
    task_size::{self, Spelled},
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

/// A size and where it stands.
type Size<'t> = (u32, Node<'t>);

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    if cx.kind() != Kind::Response {
        // Where both sizes are given, they are looked at once, with `cpu`.
        let task = node.parent().filter(|it| node.shape().get().name == "cpu" || it.get("cpu").is_none());
        let task = task.filter(|it| cx.kind() != Kind::TaskDefinition || is_for_fargate(*it));
        let task = task.filter(|it| !is_elsewhere(*it, cx));
        task.into_iter().for_each(|it| sizes(it, cx));
    } else if node.get("launchType").is_some_and(|it| it.is("FARGATE")) {
        sizes(node, cx);
    }
}

/// Whether a task definition asks for compatibility with Fargate; any other may have any numbers.
fn is_for_fargate(definition: Node<'_>) -> bool {
    definition.get("requiresCompatibilities").is_some_and(|it| it.elements().any(|it| it.is("FARGATE")))
}

/// Whether the sizes are those of a task on container instances, which may have any, or `task-cpu-range`'s.
fn is_elsewhere(task: Node<'_>, cx: &Cx<'_>) -> bool {
    let is_beyond = |it: Node<'_>| {
        let text = it.as_str().unwrap_or_default();
        matches!(task_size::cpu(&text), Spelled::Taken(it) if task_size::is_beyond_instances(it, cx.date()))
    };
    task_size::is_on_instances(task, cx.kind())
        && (cx.kind() == Kind::RunTask || task.get("cpu").is_some_and(is_beyond))
}

/// A task's sizes, as far as they are given.
fn sizes(node: Node<'_>, cx: &mut Cx<'_>) {
    let cpu = size(node, "cpu", task_size::cpu, cx);
    let memory = size(node, "memory", task_size::memory, cx);
    match (cpu, memory) {
        (Ok(Some(cpu)), Ok(Some(memory))) => pair(cpu, memory, cx),
        (Ok(Some(cpu)), Ok(None)) => alone("cpu", cpu, |row| std::slice::from_ref(&row.cpu), cx),
        (Ok(None), Ok(Some(memory))) => alone("memory", memory, |row| row.memory, cx),
        _ => {}
    }
}

/// The size of that name, if there is one; an error where it was reported already. An empty one is
/// `skeleton-placeholder`'s.
fn size<'t>(
    task: Node<'t>,
    name: &str,
    read: fn(&str) -> Spelled,
    cx: &mut Cx<'_>,
) -> Result<Option<Size<'t>>, ()> {
    let Some(node) = task.get(name) else { return Ok(None) };
    let Some(text) = node.as_str().filter(|it| !it.is_empty()) else { return Ok(None) };
    let (units, help) = match name {
        "cpu" => ("CPU units", "give CPU units such as `256`, or vCPUs such as `.25 vCPU`"),
        _ => ("MiB", "give MiB such as `512`, or GB such as `0.5GB`"),
    };
    match read(&text) {
        Spelled::Taken(size) => return Ok(Some((size, node))),
        Spelled::Foreign(size) => {
            let report = cx.report(node, format!("{} is no documented spelling of `{name}`", quoted(&text)));
            report.severity(Warning).rejected_by(Nobody);
            report.label(format!("{size} {units}")).help(format!("write `\"{size}\"`"));
            report.fix(Safe, format!("write `{size}`"), vec![node.replace_str(&size.to_string())]);
        }
        Spelled::Nothing => {
            let report = cx.report(node, format!("{} is no size for the `{name}` of a task", quoted(&text)));
            report.help(help);
        }
    }
    Err(())
}

fn pair(cpu: Size<'_>, memory: Size<'_>, cx: &mut Cx<'_>) {
    let date = cx.date();
    let since = task_size::since(|it| it.cpu == cpu.0 && it.memory.contains(&memory.0));
    if since.is_some_and(|it| it <= date) {
        return;
    }
    let is_answer = cx.kind() == Kind::Response;
    let is_maybe_for_instances = cx.kind() == Kind::StartTask;
    let row = task_size::rows(date).find(|it| it.cpu == cpu.0);
    let report = match row {
        Some(row) => {
            let message = format!("`memory` of {} MiB does not go with `cpu` {} on Fargate", memory.0, cpu.0);
            let report = cx.report(memory.1, message).label("not with this `cpu`");
            report.also(cpu.1, format!("goes with {}", row.memory_words()))
        }
        None => {
            let report = cx.report(cpu.1, format!("`cpu` of {} is no size of Fargate", cpu.0));
            report.label("no CPU size").also(memory.1, "with this `memory`")
        }
    };
    let (nearest, is_sole) = task_size::nearest(cpu.0, memory.0, date);
    let words = nearest.iter().map(|(cpu, memory)| format!("`cpu` {cpu} with `memory` {memory}"));
    let are = if nearest.len() == 1 { "is" } else { "are" };
    report.help(format!("the nearest {are} {}", join(words, "and"))).allowed_since(since);
    if let (true, None, false, Some((near_cpu, near_memory))) = (is_sole, since, is_answer, nearest.first()) {
        let changes = [(cpu, *near_cpu), (memory, *near_memory)];
        let edits = changes.iter().filter(|(old, new)| old.0 != *new);
        let edits = edits.map(|(old, new)| old.1.replace_str(&new.to_string())).collect();
        report.fix(Unsafe, format!("take `cpu` {near_cpu} with `memory` {near_memory}"), edits);
    }
    if is_maybe_for_instances {
        report.severity(Warning).rejected_by(Nobody);
    }
}

/// One of the two; the other is the task definition's.
fn alone(name: &str, (size, node): Size<'_>, of: fn(&FargateSize) -> &[u32], cx: &mut Cx<'_>) {
    let since = task_size::since(|row| of(row).contains(&size));
    if since.is_some_and(|it| it <= cx.date()) {
        return;
    }
    let sizes = || task_size::rows(cx.date()).flat_map(of).copied();
    let nearest = [sizes().filter(|it| *it < size).max(), sizes().filter(|it| *it > size).min()];
    let nearest = join(nearest.iter().flatten().map(u32::to_string), "and");
    let is_answer = cx.kind() == Kind::Response;
    let report = cx.report(node, format!("`{name}` of {size} is no size of Fargate"));
    report.help(format!("next to it are {nearest}")).allowed_since(since);
    if !is_answer {
        report.severity(Warning).rejected_by(Nobody);
    }
}
