//! A container in network mode `awsvpc` sets what belongs to another network mode.
//!
//! In network mode `awsvpc`, the only one of Fargate, all containers of a task share one network interface with its own
//! name and DNS servers. `links`, `hostname`, `extraHosts`, `dnsServers`, `dnsSearchDomains` and `disableNetworking` set up
//! the network of a single container, and ECS rejects them. Containers reach each other at `127.0.0.1`.
//!
//! Remove the member, or use network mode `bridge` on EC2.
//!
//! AWS says:
//! - `Links are not supported when networkMode=awsvpc`
//! - `* not supported on container when networkMode=awsvpc`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>

use crate::{fargate, rule::prelude::*};

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
        ],
        check,
    ),
};

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    let mode = fargate::definition(node).get("networkMode").filter(|it| it.is("awsvpc"));
    if let Some(mode) = mode.filter(|_| fargate::is_set(node)) {
        report(node, mode, cx);
    }
}

#[cold]
fn report(node: Node<'_>, mode: Node<'_>, cx: &mut Cx<'_>) {
    let name = node.shape().get().name;
    let place = node.key().unwrap_or(node);
    let report = cx.report(place, format!("network mode `awsvpc` does not support `{name}`"));
    report.also(mode, "the network mode");
    report.help(if name == "links" {
        "remove it, and reach the other container at `127.0.0.1`"
    } else {
        "remove it, or use network mode `bridge`"
    });
    report.fix(Unsafe, format!("remove `{name}`"), vec![node.removal()]);
}
