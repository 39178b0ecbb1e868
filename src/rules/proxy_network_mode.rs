//! A task definition has a proxy configuration, but its network mode is not `awsvpc`.
//!
//! `proxyConfiguration` routes the traffic of the task's network interface through a proxy container. Only network
//! mode `awsvpc` gives a task its own network interface. The default network mode is `bridge`.
//!
//! Set `"networkMode": "awsvpc"`, or remove `proxyConfiguration`.
//!
//! AWS says:
//! - `APPMESH proxy configuration is only supported in networkMode=awsvpc`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ProxyConfiguration.html>

use crate::{
    json::ValueKind::Object,
    lint::rule::prelude::*,
    model::{fargate, member_suggestion},
};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[TaskDefinition("/proxyConfiguration")], check),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(definition) = node.parent().filter(|_| node.kind() == Object) else { return };
    let mode = definition.get("networkMode");
    let is_other = |it: Node<'_>| ["bridge", "host", "none"].iter().any(|name| it.is(name));
    let lacks = || {
        !cx.partial()
            && cx.complete(definition)
            && !member_suggestion::is_misspelled("networkMode", definition)
    };
    // On Fargate any other mode is an error by itself.
    if mode.map_or_else(lacks, is_other) && fargate::required(definition).is_none() {
        report(node, mode, cx);
    }
}

#[cold]
fn report(node: Node<'_>, mode: Option<Node<'_>>, cx: &mut RuleContext<'_>) {
    let report = cx.report(node.key().unwrap_or(node), "`proxyConfiguration` needs network mode `awsvpc`");
    match mode {
        Some(mode) => report.also(mode, "the network mode"),
        None => report.label("`networkMode` is missing and defaults to `bridge`"),
    };
    report.help("set `\"networkMode\": \"awsvpc\"`, or remove `proxyConfiguration`");
}
