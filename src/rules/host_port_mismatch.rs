//! `hostPort` differs from `containerPort` where both are ports of the same network interface.
//!
//! In the network modes `awsvpc` and `host` containers have no network of their own, so there is nothing to map.
//! `hostPort` can be left out, or equals `containerPort`; 0 counts as left out.
//!
//! Remove `hostPort`. To reach the container at another port, let a load balancer listen there, or let the program
//! listen at another port.
//!
//! AWS says:
//! - `When networkMode=awsvpc, the host ports and container ports in port mappings must match.`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html>

use crate::{
    containers::{definition_of, has_mode},
    rule::prelude::*,
};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[TaskDefinition("/containerDefinitions/*/portMappings/*/hostPort")], check),
};

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    let Some(host) = node.as_integer().filter(|port| *port != 0) else { return };
    let Some(other) = node.parent().and_then(|mapping| mapping.get("containerPort")) else { return };
    // What is not a port is `port-range`'s.
    let ports = 1..=i64::from(u16::MAX);
    match other.as_integer() {
        Some(port) if port != host && ports.contains(&port) && ports.contains(&host) => {
            differ(node, other, (host, port), cx)
        }
        _ => {}
    }
}

#[cold]
fn differ(node: Node<'_>, other: Node<'_>, (host, port): (i64, i64), cx: &mut Cx<'_>) {
    let definition = definition_of(node);
    let Some(mode) = ["awsvpc", "host"].into_iter().find(|mode| has_mode(definition, mode)) else { return };
    let message = format!("`hostPort` {host} must equal `containerPort` {port} in network mode `{mode}`");
    let report = cx.report(node, message).label("cannot be mapped").also(other, "the port of the container");
    if let Some(mode) = definition.get("networkMode") {
        report.also(mode, "the mode");
    }
    report.help("remove `hostPort`; a load balancer can listen at another port");
    report.fix(Unsafe, "remove `hostPort`", vec![node.removal()]);
}
