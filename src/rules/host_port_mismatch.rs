//! `hostPort` differs from `containerPort` in a network mode where both must be equal.
//!
//! In network modes `awsvpc` and `host`, containers use the network interface of the task or the host directly, so
//! there are no ports to map. `hostPort` must be omitted or equal to `containerPort`; 0 is the same as omitting it.
//!
//! Remove `hostPort`. To expose the container on another port, let a load balancer listen there, or let the program
//! listen on another port.
//!
//! AWS says:
//! - `When networkMode=awsvpc, the host ports and container ports in port mappings must match.`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html>

use crate::{
    lint::rule::prelude::*,
    rules::shared::containers::{definition_of, has_mode},
};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[TaskDefinition("/containerDefinitions/*/portMappings/*/hostPort")], check),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(host) = node.as_integer().filter(|port| *port != 0) else { return };
    let Some(other) = node.parent().and_then(|mapping| mapping.get("containerPort")) else { return };
    // `port-range` reports numbers that are not a port.
    let ports = 1..=i64::from(u16::MAX);
    match other.as_integer() {
        Some(port) if port != host && ports.contains(&port) && ports.contains(&host) => {
            differ(node, other, (host, port), cx)
        }
        _ => {}
    }
}

#[cold]
fn differ(node: Node<'_>, other: Node<'_>, (host, port): (i64, i64), cx: &mut RuleContext<'_>) {
    let definition = definition_of(node);
    let Some(mode) = ["awsvpc", "host"].into_iter().find(|mode| has_mode(definition, mode)) else { return };
    let message = format!("`hostPort` {host} must equal `containerPort` {port} in network mode `{mode}`");
    let report =
        cx.report(node, message).label("differs from `containerPort`").also(other, "the container port");
    if let Some(mode) = definition.get("networkMode") {
        report.also(mode, "network mode set here");
    }
    report.help("to expose another port, let a load balancer listen there");
    report.fix(Unsafe, "remove `hostPort`", vec![node.removal()]);
}
