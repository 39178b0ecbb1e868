//! The runtime platform is not supported with the rest of the task definition.
//!
//! Windows containers run only on `X86_64`. On Fargate they require Windows Server 2019 or newer, not one of the
//! semi-annual releases, and at least 1 vCPU.
//!
//! Change the platform or the size, or remove `FARGATE` from `requiresCompatibilities`.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html>

use crate::{
    lint::rule::prelude::*,
    model::{
        fargate,
        task_size::{self, Spelled},
    },
};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[TaskDefinition("/runtimePlatform")], check),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    if let Some(family) = node.parent().and_then(fargate::windows) {
        windows(node, family, cx);
    }
}

#[cold]
fn windows(node: Node<'_>, family: Node<'_>, cx: &mut RuleContext<'_>) {
    if let Some(architecture) = node.get("cpuArchitecture").filter(|it| it.is("ARM64")) {
        let report = cx.report(architecture, "`ARM64` is not supported for Windows containers");
        report.also(family, "Windows is set here");
        report.fix(Unsafe, "change it to `X86_64`", vec![architecture.replace_str("X86_64")]);
    }
    let Some(definition) = node.parent() else { return };
    let Some(required) = fargate::required(definition) else { return };
    let old = cx.limit(&limits::FARGATE_WINDOWS).split(' ').find(|it| family.is(it));
    if let Some(old) = old {
        let report = cx.report(family, format!("`{old}` is not supported on Fargate"));
        report.also(required, "the task definition requires Fargate");
        report.help("use Windows Server 2019 or newer, such as `WINDOWS_SERVER_2022_CORE`");
    }
    let least = cx.limit(&limits::FARGATE_WINDOWS_CPU);
    let Some(cpu) = definition.get("cpu") else { return };
    let Some(Spelled::Taken(size)) = cpu.as_str().map(|it| task_size::cpu(&it)) else { return };
    // Another rule reports sizes that Fargate does not have at all.
    if size < least && task_size::rows(cx.date()).any(|it| it.cpu == size) {
        let report = cx
            .report(cpu, format!("`cpu` of a Windows task on Fargate must be at least {least}, not {size}"));
        report.also(family, "Windows is set here").also(required, "the task definition requires Fargate");
        report.help(format!("write `\"{least}\"`, and a `memory` value that Fargate supports with it"));
    }
}
