//! The runtime platform does not exist, or not with the rest of the task definition.
//!
//! Windows containers run on `X86_64` alone. On Fargate they are of Windows Server 2019 or newer, without the
//! half-yearly releases, and need at least 1 vCPU.
//!
//! Change the platform or the size, or leave `FARGATE` out of `requiresCompatibilities`.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html>

use crate::{
    fargate,
    rule::prelude::*,
    task_size::{self, Spelled},
};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[TaskDefinition("/runtimePlatform")], check),
};

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    if let Some(family) = node.parent().and_then(fargate::windows) {
        windows(node, family, cx);
    }
}

#[cold]
fn windows(node: Node<'_>, family: Node<'_>, cx: &mut Cx<'_>) {
    if let Some(architecture) = node.get("cpuArchitecture").filter(|it| it.is("ARM64")) {
        let report = cx.report(architecture, "`ARM64` does not run Windows containers");
        report.also(family, "this is Windows");
        report.fix(Unsafe, "write `X86_64`", vec![architecture.replace_str("X86_64")]);
    }
    let Some(definition) = node.parent() else { return };
    let Some(required) = fargate::required(definition) else { return };
    let old = cx.limit(&facts::FARGATE_WINDOWS).split(' ').find(|it| family.is(it));
    if let Some(old) = old {
        let report = cx.report(family, format!("`{old}` is not supported on Fargate"));
        report.also(required, "the task definition is for Fargate");
        report.help("use Windows Server 2019 or newer, such as `WINDOWS_SERVER_2022_CORE`");
    }
    let least = cx.limit(&facts::FARGATE_WINDOWS_CPU);
    let Some(cpu) = definition.get("cpu") else { return };
    let Some(Spelled::Taken(size)) = cpu.as_str().map(|it| task_size::cpu(&it)) else { return };
    // What is not a size of Fargate at all is another rule's.
    if size < least && task_size::rows(cx.date()).any(|it| it.cpu == size) {
        let report =
            cx.report(cpu, format!("a Windows task on Fargate needs `cpu` of {least} or more, not {size}"));
        report.also(family, "this is Windows").also(required, "the task definition is for Fargate");
        report.help(format!("write `\"{least}\"`, with `memory` that goes with it"));
    }
}
