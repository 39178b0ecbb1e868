//! The request configures more volumes than a task can have.
//!
//! A task can have one volume that is configured at launch. ECS rejects a request with two.
//!
//! Keep the volume that the task definition marks `configuredAtLaunch`.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ebs-volumes.html>

use crate::lint::rule::prelude::*;

pub const RULE: Rule =
    Rule { severity: Error, rejected_by: Service, check: Nodes(&[Request("/volumeConfigurations")], check) };

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let most = cx.limit(&limits::VOLUME_CONFIGURATIONS) as usize;
    let Some(excess) = node.element(most) else { return };
    let volumes = node.elements().count();
    let since = cx.later(&limits::VOLUME_CONFIGURATIONS, |it| it as usize >= volumes);
    let name = |it: Node<'_>| it.get("name").and_then(Node::as_str).map(|it| quoted(&it));
    let message = format!("`volumeConfigurations` has {volumes} entries; the limit is {most}");
    let report = cx.report(excess.opening_bracket(), message);
    report.label("the first entry over the limit");
    if let Some(first) = node.elements().next() {
        report.also(
            first.opening_bracket(),
            name(first).map_or("first volume".to_owned(), |it| format!("volume {it}")),
        );
    }
    report.help("keep the volume that the task definition marks `configuredAtLaunch`").allowed_since(since);
}
