//! Parts of a response contradict each other.
//!
//! In accounts with the newer ARN format, the ARN of a task contains the name of its cluster. Every container
//! contains the ARN of its task. If these differ, the response was written by hand, for example as test data,
//! and code that reads it sees a combination that ECS never returns.
//!
//! Use the same cluster and the same task ARN throughout.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html>

use crate::lint::rule::prelude::*;

pub const RULE: Rule =
    Rule { severity: Warning, rejected_by: Nobody, check: Nodes(&[Response("/tasks/*")], check) };

fn check(task: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some((arn, text)) = text(task, "taskArn") else { return };
    if let Some((cluster, cluster_text)) = text_of_cluster(task) {
        let own = text.rsplit_once("task/").and_then(|(_, it)| it.split_once('/')).map(|it| it.0.to_owned());
        if own.is_some_and(|it| it != cluster_text) {
            let report =
                cx.report(arn, format!("`taskArn` names a cluster other than {}", quoted(&cluster_text)));
            report.label("different cluster").also(cluster, "cluster of the task");
            report.help("use the same cluster in both");
        }
    }
    let containers = task.get("containers").into_iter().flat_map(Node::elements);
    for (other, other_text) in containers.filter_map(|it| self::text(it, "taskArn")) {
        if other_text != text {
            let report = cx.report(other, "a container has the `taskArn` of another task");
            report.label("different task").also(arn, "ARN of the task").help("use the same ARN in both");
        }
    }
}

/// A member that is an ARN; the value in a skeleton is not one.
fn text<'t>(node: Node<'t>, name: &str) -> Option<(Node<'t>, String)> {
    let value = node.get(name)?;
    let text = value.as_str().filter(|it| it.starts_with("arn:"))?;
    Some((value, text.into_owned()))
}

fn text_of_cluster(task: Node<'_>) -> Option<(Node<'_>, String)> {
    let (node, arn) = text(task, "clusterArn")?;
    Some((node, arn.rsplit_once("cluster/")?.1.to_owned()))
}
