//! `cluster` is neither the name nor the ARN of a cluster.
//!
//! A name has 1 to 255 letters, digits, hyphens and underscores; an ARN ends in
//! `:cluster/` and the name. Where `cluster` is absent, the cluster `default` is meant. ECS answers
//! anything else with `Cluster must match ^[a-zA-Z0-9\-_]{1,255}$`, which does not tell an invisible
//! character from the letters around it.
//!
//! AWS says:
//! - `Cluster must match *, but was *`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCluster.html>

use crate::{
    arn::usual,
    identifier::{Format, ecs_arn, is_name, is_name_in_bytes, report_name, report_slip},
    rule::prelude::*,
};

pub const RULE: Rule =
    Rule { severity: Error, rejected_by: Service, check: OddStrings(&[Request("/cluster")], check) };

const FORMAT: Format = Format { noun: "the name or ARN of a cluster", is_valid };

const NOUN: &str = "the name of a cluster";

/// As nearly all are written: a name, alone or in an ARN.
fn is_usual(text: &[u8]) -> bool {
    let named = usual(text).and_then(|at| text[at..].strip_prefix(b"cluster/"));
    is_name_in_bytes(named.unwrap_or(text))
}

fn is_valid(text: &str) -> bool {
    is_name(text)
        || Arn::parse(text)
            .is_some_and(|it| it.is("ecs", "cluster") && it.flaw().is_none() && is_name(it.name().text))
}

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    if !node.plain_bytes().is_some_and(is_usual) {
        look_closely(node, cx);
    }
}

#[cold]
fn look_closely(node: Node<'_>, cx: &mut Cx<'_>) {
    let Some(value) = node.as_str() else { return };
    if is_valid(&value) || report_slip(node, &value, &FORMAT, cx) || of_something_in_it(node, &value, cx) {
        return;
    }
    if value.starts_with("arn:") {
        let Some(arn) = ecs_arn(node, &value, "cluster", cx) else { return };
        return report_name(node, arn.name(), NOUN, cx);
    }
    match value.strip_prefix("cluster/") {
        Some(name) if is_name(name) => {
            let prefix = node.part(0..value.len() - name.len());
            cx.report(prefix, "`cluster` is the end of an ARN")
                .label("not part of the name")
                .help("give the name alone or the whole ARN")
                .fix(Unsafe, "keep only the name", vec![prefix.replace("")]);
        }
        _ => report_name(node, value.as_ref().into(), NOUN, cx),
    }
}

/// The ARN of a service, task or container instance names its cluster: `service/CLUSTER/NAME`.
fn of_something_in_it(node: Node<'_>, value: &str, cx: &mut Cx<'_>) -> bool {
    let arn = Arn::parse(value).filter(|it| it.service.text == "ecs" && it.flaw().is_none());
    let inside = |it: &Arn<'_>| matches!(it.kind().text, "service" | "task" | "container-instance");
    let Some(arn) = arn.filter(inside) else { return false };
    let Some((cluster, _)) = arn.name().split_once(b'/').filter(|(it, _)| is_name(it.text)) else {
        return false;
    };
    let message = format!("`cluster` is {}, not of a cluster", arn.described());
    let edit = node.part(arn.resource.range()).replace(format!("cluster/{}", cluster.text));
    cx.report(node.part(arn.kind().range()), message)
        .help(format!("give its cluster, {}, by name or ARN", quoted(cluster.text)))
        .fix(Unsafe, "name the cluster that stands in the ARN", vec![edit]);
    true
}
