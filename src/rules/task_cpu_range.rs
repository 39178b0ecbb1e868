//! The task-level `cpu` is outside the range for tasks on container instances.
//!
//! For the launch types EC2 and EXTERNAL, a task has 128 (0.125 vCPU) to 196,608 CPU units (192 vCPU); until 2025-02-19
//! the limit was 10,240. The documentation of RegisterTaskDefinition lists these values. StartTask always places tasks on
//! container instances. Fargate supports only certain sizes, which `fargate-size` checks.
//!
//! Write a value in the range, or remove `cpu`, which is optional on container instances.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html>

use crate::{
    lint::rule::prelude::*,
    model::task_size::{self, Spelled},
    text::display::grouped,
};

pub const RULE: Rule =
    Rule { severity: Error, rejected_by: Service, check: Nodes(&[Request("/overrides/cpu")], check) };

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(overrides) = node.parent() else { return };
    if !task_size::is_on_instances(overrides, cx.kind()) {
        return;
    }
    let Some(Spelled::Taken(units)) = node.as_str().map(|it| task_size::cpu(&it)) else { return };
    let (least, most) = (cx.limit(&limits::TASK_CPU_LEAST), cx.limit(&limits::TASK_CPU_MOST));
    if (least..=most).contains(&units) {
        return;
    }
    let since = cx.later(&limits::TASK_CPU_MOST, |it| (least..=it).contains(&units));
    let (shown, most) = (grouped(units as usize), grouped(most as usize));
    let message = format!("task-level `cpu` must be between {least} and {most} CPU units, not {shown}");
    let report = cx.report(node, message);
    report.label(if units < least { "too small" } else { "too large" });
    report.help(format!("write a value from {least} to {most}, or remove `cpu`")).allowed_since(since);
}
