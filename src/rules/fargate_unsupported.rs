//! A task definition for Fargate uses a feature that Fargate does not support.
//!
//! Tasks on Fargate have no access to a host: Fargate does not support privileged containers, devices, host paths,
//! Docker or FSx volumes, GPUs, placement constraints, IPC modes, swap or shared memory settings. `pidMode` can only
//! be `task`, and `SYS_PTRACE` is the only capability that can be added. ECS rejects the registration if
//! `requiresCompatibilities` lists `FARGATE`, even if it also lists `EC2`. Of the `ulimits`, Fargate supports only
//! `nofile`; others are a warning.
//!
//! Remove the member, or remove `FARGATE` from `requiresCompatibilities`.
//!
//! AWS says:
//! - `Fargate compatible task definitions do not support *`
//! - `Tasks using the Fargate launch type do not support *`
//! - `Fargate requires that the 'privileged' setting be 'false'`
//! - `* is not allowed on Fargate`
//! - `Fargate launch type does not support FirelensConfiguration config file from 's3'`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html>

use crate::{lint::rule::prelude::*, model::fargate};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(
        &[
            TaskDefinition("/ipcMode"),
            TaskDefinition("/pidMode"),
            TaskDefinition("/placementConstraints"),
            TaskDefinition("/volumes/*/host/sourcePath"),
            TaskDefinition("/volumes/*/dockerVolumeConfiguration"),
            TaskDefinition("/volumes/*/fsxWindowsFileServerVolumeConfiguration"),
            TaskDefinition("/containerDefinitions/*/privileged"),
            TaskDefinition("/containerDefinitions/*/dockerSecurityOptions"),
            TaskDefinition("/containerDefinitions/*/linuxParameters/devices"),
            TaskDefinition("/containerDefinitions/*/linuxParameters/sharedMemorySize"),
            TaskDefinition("/containerDefinitions/*/linuxParameters/maxSwap"),
            TaskDefinition("/containerDefinitions/*/linuxParameters/swappiness"),
            TaskDefinition("/containerDefinitions/*/linuxParameters/capabilities/add/*"),
            TaskDefinition("/containerDefinitions/*/resourceRequirements/*/type"),
            TaskDefinition("/containerDefinitions/*/ulimits/*/name"),
            TaskDefinition("/containerDefinitions/*/firelensConfiguration/options"),
        ],
        check,
    ),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    if !fargate::is_set(node) {
        return;
    }
    let Some(required) = fargate::required(fargate::definition(node)) else { return };
    let whole = |node: Node<'_>, cx: &mut RuleContext<'_>| {
        let name = node.shape().get().name;
        unsupported(node.key().unwrap_or(node), node, required, &format!("`{name}`"), cx);
    };
    let element = node.parent().unwrap_or(node);
    match node.shape().get().name {
        "pidMode" if !node.is("host") => {}
        "pidMode" => unsupported(node, node, required, "`pidMode` `host`", cx),
        "ipcMode" if !["host", "task", "none"].iter().any(|it| node.is(it)) => {}
        "type" if node.is("GPU") => unsupported(node, element, required, "resource type `GPU`", cx),
        "type" => {}
        "fsxWindowsFileServerVolumeConfiguration" => fsx(node, required, cx),
        "maxSwap" | "swappiness" => swap(node, required, cx),
        "sharedMemorySize" if node.as_integer().is_none_or(|it| it <= 0) => {}
        "name" => ulimit(node, required, cx),
        "options" => config_file(node, required, cx),
        // The elements of a list have no name.
        _ if element.shape().get().name == "add" => capability(node, required, cx),
        _ => whole(node, cx),
    }
}

fn unsupported(place: Node<'_>, goes: Node<'_>, required: Node<'_>, what: &str, cx: &mut RuleContext<'_>) {
    let report = cx.report(place, format!("{what} is not supported on Fargate"));
    report.also(required, "the task definition is for Fargate");
    report.help("remove it, or remove `FARGATE` from `requiresCompatibilities`");
    report.fix(Unsafe, format!("remove {what}"), vec![goes.removal()]);
}

/// Both settings of swap space are one finding, at `maxSwap`.
fn swap(node: Node<'_>, required: Node<'_>, cx: &mut RuleContext<'_>) {
    let name = node.shape().get().name;
    let other = if name == "maxSwap" { "swappiness" } else { "maxSwap" };
    let parameters = node.parent();
    let also = parameters.and_then(|it| it.member(other)).filter(|(_, value)| fargate::is_set(*value));
    let Some(((also, _), parameters)) = also.zip(parameters) else {
        return unsupported(node.key().unwrap_or(node), node, required, &format!("`{name}`"), cx);
    };
    if name == "swappiness" {
        return;
    }
    let report = cx.report(node.key().unwrap_or(node), "swap space is not supported on Fargate");
    report.also(also, "also a setting of swap space").also(required, "the task definition is for Fargate");
    report.help("remove both, or remove `FARGATE` from `requiresCompatibilities`");
    let is_of_swap = |key: Node<'_>| key.is("maxSwap") || key.is("swappiness");
    report.fix(Unsafe, "remove `maxSwap` and `swappiness`", parameters.removals(is_of_swap));
}

/// Without a fix: removing the settings would leave a different volume.
fn fsx(node: Node<'_>, required: Node<'_>, cx: &mut RuleContext<'_>) {
    let message = "an FSx volume is not supported on Fargate";
    let report = cx.report(node.key().unwrap_or(node), message);
    report.also(required, "the task definition is for Fargate");
    report.help("use an EFS volume, or remove `FARGATE` from `requiresCompatibilities`");
}

fn capability(node: Node<'_>, required: Node<'_>, cx: &mut RuleContext<'_>) {
    let only = cx.limit(&limits::FARGATE_CAPABILITY);
    let Some(name) = node.as_str().filter(|it| it != only) else { return };
    // A placeholder may turn into the capability that is allowed.
    if !name.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_') {
        return;
    }
    let report = cx.report(node, format!("capability {} cannot be added on Fargate", quoted(&name)));
    report.label(format!("only `{only}` can be added")).also(required, "the task definition is for Fargate");
    report.help("remove it, or remove `FARGATE` from `requiresCompatibilities`");
    if name.strip_prefix("CAP_") == Some(only) {
        report.fix(Safe, format!("write `{only}`"), vec![node.replace_str(only)]);
    } else {
        report.fix(Unsafe, format!("remove {}", quoted(&name)), vec![node.removal()]);
    }
}

fn ulimit(node: Node<'_>, required: Node<'_>, cx: &mut RuleContext<'_>) {
    let only = cx.limit(&limits::FARGATE_ULIMIT);
    let words = node.shape().get().words;
    let Some((name, _)) = words.iter().find(|it| node.is(it.0) && it.0 != only) else { return };
    let report = cx.report(node, format!("ulimit `{name}` has no effect on Fargate"));
    report.severity(Warning).rejected_by(Nobody).label(format!("Fargate supports only `{only}`"));
    report.also(required, "the task definition is for Fargate");
    if let Some(entry) = node.parent() {
        report.fix(Unsafe, format!("remove the ulimit `{name}`"), vec![entry.removal()]);
    }
}

fn config_file(node: Node<'_>, required: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(kind) = node.get("config-file-type").filter(|it| it.is("s3")) else { return };
    let report = cx.report(kind, "a FireLens configuration file from `s3` is not supported on Fargate");
    report.also(required, "the task definition is for Fargate");
    report.help("copy the file into the image and set `\"config-file-type\": \"file\"`");
}
