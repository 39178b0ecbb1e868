//! Parts of an answer contradict each other.
//!
//! The ARN of a task names its cluster, in accounts with the newer format, and every container names its
//! task. Where they differ the answer was put together by hand, such as for a test, and code that reads
//! it sees something that ECS never says.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html>

use crate::rule::prelude::*;

pub const RULE: Rule =
    Rule { severity: Warning, rejected_by: Nobody, check: Nodes(&[Response("/tasks/*")], check) };

fn check(task: Node<'_>, cx: &mut Cx<'_>) {
    let Some((arn, text)) = text(task, "taskArn") else { return };
    if let Some((cluster, cluster_text)) = text_of_cluster(task) {
        let own = text.rsplit_once("task/").and_then(|(_, it)| it.split_once('/')).map(|it| it.0.to_owned());
        if own.is_some_and(|it| it != cluster_text) {
            let report = cx.report(arn, format!("a task of another cluster than {}", quoted(&cluster_text)));
            report.label("names another cluster").also(cluster, "the cluster of the task");
            report.help("give both the same cluster");
        }
    }
    let containers = task.get("containers").into_iter().flat_map(Node::elements);
    for (other, other_text) in containers.filter_map(|it| self::text(it, "taskArn")) {
        if other_text != text {
            let report = cx.report(other, "a container of another task than the one it is listed in");
            report.label("another task").also(arn, "the task").help("give both the same ARN");
        }
    }
}

/// A member that is an ARN; a skeleton's is none.
fn text<'t>(node: Node<'t>, name: &str) -> Option<(Node<'t>, String)> {
    let value = node.get(name)?;
    let text = value.as_str().filter(|it| it.starts_with("arn:"))?;
    Some((value, text.into_owned()))
}

fn text_of_cluster(task: Node<'_>) -> Option<(Node<'_>, String)> {
    let (node, arn) = text(task, "clusterArn")?;
    Some((node, arn.rsplit_once("cluster/")?.1.to_owned()))
}
