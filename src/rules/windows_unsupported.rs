//! A task definition for Windows uses a member that Windows containers do not support.
//!
//! According to the documentation, Windows containers do not support Linux parameters, ulimits, system controls, a
//! read-only root file system, `privileged`, `user`, links, DNS settings, IPC and PID modes, or EFS volumes. It does not
//! say what happens: some of them have no effect, others stop the task.
//!
//! Remove the member.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>

use crate::{lint::rule::prelude::*, model::fargate};

pub const CONFIDENCE: Confidence = Likely;
pub const RULE: Rule = Rule {
    severity: Warning,
    rejected_by: Nobody,
    check: Nodes(&[TaskDefinition("/runtimePlatform/operatingSystemFamily")], check),
};

/// Members of a container that Windows does not support.
const MEMBERS: [&str; 10] = [
    "linuxParameters",
    "readonlyRootFilesystem",
    "privileged",
    "ulimits",
    "systemControls",
    "links",
    "dnsServers",
    "dnsSearchDomains",
    "extraHosts",
    "disableNetworking",
];

fn check(family: Node<'_>, cx: &mut RuleContext<'_>) {
    let definition = fargate::definition(family);
    if fargate::windows(definition).is_none() {
        return;
    }
    let is_awsvpc = definition.get("networkMode").is_some_and(|it| it.is("awsvpc"));
    // Another rule reports these as errors.
    let other = if is_awsvpc { &MEMBERS[5..] } else { &[] };
    let is_for_fargate = fargate::required(definition).is_some();
    for container in definition.get("containerDefinitions").into_iter().flat_map(Node::elements) {
        for name in
            MEMBERS.iter().filter(|it| !(other.contains(it) || is_for_fargate && **it == "privileged"))
        {
            report(container.get(name), name, family, cx);
        }
    }
    for volume in definition.get("volumes").into_iter().flat_map(Node::elements) {
        report(volume.get("efsVolumeConfiguration"), "efsVolumeConfiguration", family, cx);
    }
    for name in ["ipcMode", "pidMode"].into_iter().filter(|_| !is_for_fargate) {
        report(definition.get(name), name, family, cx);
    }
}

fn report(node: Option<Node<'_>>, name: &str, family: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(node) = node.filter(|it| fargate::is_set(*it)) else { return };
    let place = node.key().unwrap_or(node);
    let report = cx.report(place, format!("`{name}` is not supported for Windows containers"));
    report.also(family, "runs on Windows");
    report.fix(Unsafe, format!("remove `{name}`"), vec![node.removal()]);
}
