//! A port mapping is missing its port, or has a port or port range that is not valid.
//!
//! `containerPort` must be between 1 and 65535. It is required unless `containerPortRange` is set. `hostPort` can be 0,
//! which means any free port. A range is written as `8000-8010`: its first port must be less than its last, it cannot be
//! combined with `hostPort`, and it needs network mode `bridge` or `awsvpc`.
//!
//! Write a port or a port range. Each mapping is one object: put `containerPort` and `hostPort` into the same object.
//!
//! AWS says:
//! - `Invalid 'containerPort' setting for container '*'.`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html>

use crate::{
    json::ValueKind::Object,
    lint::rule::prelude::*,
    rules::shared::containers::{definition_of, has_mode, has_unknown_member, known_text},
};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[TaskDefinition("/containerDefinitions/*/portMappings/*")], check),
};

const MOST: i64 = u16::MAX as i64;

fn check(mapping: Node<'_>, cx: &mut RuleContext<'_>) {
    if mapping.kind() != Object {
        return;
    }
    let range = mapping.get("containerPortRange");
    if let Some(range) = range {
        check_range(mapping, range, cx);
    } else if lacks_port(mapping, cx) {
        cx.report(mapping.opening_bracket(), "a port mapping is missing `containerPort`")
            .help("add the port on which the program in the container listens");
    }
    for (name, least) in [("containerPort", 1), ("hostPort", 0)] {
        let Some(node) = mapping.get(name) else { continue };
        let is_wrong = |port: &i64| !(least..=MOST).contains(port) && i32::try_from(*port).is_ok();
        if let Some(port) = node.as_integer().filter(is_wrong) {
            cx.report(node, format!("`{name}` must be between {least} and {MOST}, not {port}"))
                .label("not a valid port")
                .help(format!("use a number from {least} to {MOST}"));
        }
    }
}

fn lacks_port(mapping: Node<'_>, cx: &RuleContext<'_>) -> bool {
    let is_missing = mapping.get("containerPort").is_none() && !has_unknown_member(mapping);
    is_missing && !cx.partial() && cx.complete(mapping)
}

fn check_range(mapping: Node<'_>, range: Node<'_>, cx: &mut RuleContext<'_>) {
    if let Some(text) = known_text(range) {
        let ports = text
            .split_once('-')
            .and_then(|(first, last)| Some((first.parse::<u16>().ok()?, last.parse::<u16>().ok()?)));
        if ports.is_none_or(|(first, last)| first == 0 || first >= last) {
            cx.report(range, format!("{} is not a valid port range", quoted(&text)))
                .help("write the first and the last port, the smaller one first, such as `8000-8010`");
        }
    }
    if let Some(host) = mapping.get("hostPort").filter(|port| port.as_integer().is_some_and(|port| port != 0))
    {
        let report = cx.report(host, "`hostPort` cannot be combined with `containerPortRange`");
        report
            .also(range, "the port range")
            .help("remove `hostPort`; ECS chooses the host ports for a range");
        report.fix(Unsafe, "remove `hostPort`", vec![host.removal()]);
    }
    let definition = definition_of(mapping);
    if has_mode(definition, "host") {
        let report = cx.report(range, "`containerPortRange` needs network mode `bridge` or `awsvpc`");
        if let Some(mode) = definition.get("networkMode") {
            report.also(mode, "the network mode");
        }
        report.help("give each port its own mapping");
    }
}
