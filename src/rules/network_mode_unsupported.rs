//! A container uses a setting that the network mode of its task does not support.
//!
//! - `links` work only in mode `bridge`.
//! - `hostname`, `extraHosts`, `dnsServers`, `dnsSearchDomains` and `disableNetworking` do not work in mode `awsvpc`,
//!   in which all containers of a task share one network interface.
//! - Mode `none` has no ports to map.
//! - Mode `host` does not support network settings (`net.…`) in `systemControls`, and IPC mode `host` does not support
//!   IPC settings there.
//!
//! Remove the member, or change the mode. In modes `awsvpc` and `host`, containers reach each other at `localhost`,
//! without links.
//!
//! AWS says:
//! - `Links are not supported when networkMode=*.`
//! - `* not supported on container when networkMode=awsvpc.`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>

use crate::{
    lint::rule::prelude::*,
    rules::shared::containers::{definition_of, has_mode},
};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(
        &[
            TaskDefinition("/containerDefinitions/*/links"),
            TaskDefinition("/containerDefinitions/*/hostname"),
            TaskDefinition("/containerDefinitions/*/extraHosts"),
            TaskDefinition("/containerDefinitions/*/dnsServers"),
            TaskDefinition("/containerDefinitions/*/dnsSearchDomains"),
            TaskDefinition("/containerDefinitions/*/disableNetworking"),
            TaskDefinition("/containerDefinitions/*/portMappings"),
            TaskDefinition("/containerDefinitions/*/systemControls"),
        ],
        check,
    ),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    // `skeleton-placeholder` reports empty strings.
    let is_empty = |value: Node<'_>| value.as_str().is_some_and(|text| text.is_empty());
    let is_set = node.element(0).is_some_and(|first| !is_empty(first))
        || node.as_str().is_some() && !is_empty(node)
        || node.as_bool() == Some(true);
    if is_set {
        compare(node, cx);
    }
}

fn compare(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let definition = definition_of(node);
    let (modes, help): (&[&str], &str) = match node.shape().get().name {
        "links" => (
            &["awsvpc", "host", "none"],
            "remove `links`; the containers of a task reach each other at `localhost`",
        ),
        "portMappings" => (&["none"], "remove `portMappings`, or choose another mode"),
        "systemControls" => return system_controls(node, definition, cx),
        _ => (&["awsvpc"], ""),
    };
    let Some(mode) = modes.iter().find(|mode| has_mode(definition, mode)) else { return };
    let help = if *mode == "none" { "remove it, or choose another mode" } else { help };
    unsupported(node, ("networkMode", mode), help, definition, cx);
}

#[cold]
fn unsupported(
    node: Node<'_>,
    (member, mode): (&str, &str),
    help: &str,
    definition: Node<'_>,
    cx: &mut RuleContext<'_>,
) {
    let name = node.shape().get().name;
    let report =
        cx.report(node.key().unwrap_or(node), format!("`{name}` is not supported in network mode `{mode}`"));
    report.label("not supported in this mode");
    if let Some(value) = definition.get(member) {
        report.also(value, "network mode set here");
    }
    if help.is_empty() {
        report.help(format!("remove `{name}`, or choose another mode"));
    } else {
        report.help(help);
    }
    report.fix(Unsafe, format!("remove `{name}`"), vec![node.removal()]);
}

fn system_controls(list: Node<'_>, definition: Node<'_>, cx: &mut RuleContext<'_>) {
    let is_ipc = |name: &str| {
        name.starts_with("kernel.msg")
            || name.starts_with("kernel.sem")
            || name.starts_with("kernel.shm")
            || name.starts_with("fs.mqueue.")
    };
    let has_ipc_of_host = definition.get("ipcMode").is_some_and(|mode| mode.is("host"));
    for name in list.elements().filter_map(|control| control.get("namespace")) {
        let Some(text) = name.as_str().filter(|_| !cx.is_full()) else { continue };
        let (member, sort) = match () {
            () if text.starts_with("net.") && has_mode(definition, "host") => ("networkMode", "network"),
            () if is_ipc(&text) && has_ipc_of_host => ("ipcMode", "IPC"),
            () => continue,
        };
        let message = format!("kernel setting {} is not supported in {sort} mode `host`", quoted(&text));
        let report = cx.report(name, message).label("this setting belongs to the host");
        if let Some(value) = definition.get(member) {
            report.also(value, format!("{sort} mode set here"));
        }
        report.help("remove it here and set it on the container instance");
    }
}
