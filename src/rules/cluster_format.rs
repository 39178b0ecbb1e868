//! `cluster` is not a valid cluster name or ARN.
//!
//! A name has 1 to 255 letters, digits, hyphens and underscores; an ARN ends with
//! `:cluster/` and the name. Without `cluster`, ECS uses the cluster `default`. ECS answers
//! anything else with `Cluster must match ^[a-zA-Z0-9\-_]{1,255}$`, which does not show where an invisible
//! character is.
//!
//! Use the name of the cluster or its complete ARN.
//!
//! AWS says:
//! - `Cluster must match *, but was *`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCluster.html>

use crate::{
    lint::rule::prelude::*,
    model::resource_id::is_name,
    rules::shared::format::{Format, ecs_arn, report_common_mistake, report_name},
};

pub const RULE: Rule =
    Rule { severity: Error, rejected_by: Service, check: Nodes(&[Request("/cluster")], check) };

const FORMAT: Format = Format { noun: "a cluster name or ARN", is_valid };

const NOUN: &str = "the cluster name";

fn is_valid(text: &str) -> bool {
    is_name(text)
        || Arn::parse(text)
            .is_some_and(|it| it.is("ecs", "cluster") && it.error().is_none() && is_name(it.name().text))
}

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(value) = node.as_str() else { return };
    if is_valid(&value)
        || report_common_mistake(node, &value, &FORMAT, cx)
        || of_something_in_it(node, &value, cx)
    {
        return;
    }
    if value.starts_with("arn:") {
        let Some(arn) = ecs_arn(node, &value, "cluster", cx) else { return };
        return report_name(node, arn.name(), NOUN, cx);
    }
    match value.strip_prefix("cluster/") {
        Some(name) if is_name(name) => {
            let prefix = node.part(0..value.len() - name.len());
            cx.report(prefix, "`cluster` is only the last part of an ARN")
                .label("not part of the name")
                .help("use the name alone or the complete ARN")
                .fix(Unsafe, "keep only the name", vec![prefix.replace("")]);
        }
        _ => report_name(node, value.as_ref().into(), NOUN, cx),
    }
}

/// The ARN of a service, task or container instance names its cluster: `service/CLUSTER/NAME`.
fn of_something_in_it(node: Node<'_>, value: &str, cx: &mut RuleContext<'_>) -> bool {
    let arn = Arn::parse(value).filter(|it| it.service.text == "ecs" && it.error().is_none());
    let inside = |it: &Arn<'_>| matches!(it.kind().text, "service" | "task" | "container-instance");
    let Some(arn) = arn.filter(inside) else { return false };
    let Some((cluster, _)) = arn.name().split_once(b'/').filter(|(it, _)| is_name(it.text)) else {
        return false;
    };
    let message = format!("`cluster` is {}, not a cluster ARN", arn.described());
    let edit = node.part(arn.resource.range()).replace(format!("cluster/{}", cluster.text));
    cx.report(node.part(arn.kind().range()), message)
        .help(format!("use the name or ARN of its cluster, {}", quoted(cluster.text)))
        .fix(Unsafe, "change to the ARN of its cluster", vec![edit]);
    true
}
