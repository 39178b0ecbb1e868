//! `containerInstances` contains a duplicate container instance.
//!
//! An id and an ARN that ends with it are the same instance. ECS does not document how it treats the
//! duplicate: it may start two copies of the task on the instance, which then need the same host ports,
//! or fail.
//!
//! Remove the duplicate. To run two copies on one instance, make two calls.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StartTask.html>

use crate::{
    json::repeated_by,
    lint::rule::prelude::*,
    model::{arn::Part, resource_id::Instance},
};
use std::borrow::Cow;

pub const RULE: Rule =
    Rule { severity: Warning, rejected_by: Nobody, check: Nodes(&[Request("/containerInstances")], check) };

fn check(list: Node<'_>, cx: &mut RuleContext<'_>) {
    for group in repeated_by(list, id) {
        let texts: Vec<_> = group.iter().filter_map(|node| Some((*node, node.as_str()?))).collect();
        let parsed = texts.iter().filter_map(|(node, text)| Some((*node, Instance::parse(text)?)));
        let parsed: Vec<_> = parsed.collect();
        let Some((first, own)) = parsed.first() else { continue };
        let same: Vec<_> = parsed[1..].iter().filter(|(_, it)| may_be_one(*own, *it)).collect();
        let [(again, _), more @ ..] = same.as_slice() else { continue };
        let (id, times) = (quoted(own.id), times(same.len() + 1));
        let message = format!("container instance {id} appears {times} in `containerInstances`");
        let report = cx.report(*again, message);
        report.label("duplicate").also(*first, "first here");
        for (node, _) in more.iter().take(16) {
            report.also(*node, "and here");
        }
        let last = more.last().map_or(*again, |(node, _)| *node);
        report
            .help("name each instance once; to run two copies of the task on one instance, make two calls")
            .fix(Unsafe, "remove the last duplicate", vec![last.removal()]);
    }
}

fn id(node: Node<'_>) -> Option<Cow<'_, str>> {
    match node.as_str()? {
        Cow::Borrowed(text) => Instance::parse(text).map(|it| it.id.into()),
        Cow::Owned(text) => Instance::parse(&text).map(|it| it.id.to_owned().into()),
    }
}

/// Whether two ARNs with the same id can be the same instance: their other parts do not differ.
fn may_be_one(a: Instance<'_>, b: Instance<'_>) -> bool {
    let differ = |a: Option<Part<'_>>, b: Option<Part<'_>>| a.zip(b).is_some_and(|(a, b)| a.text != b.text);
    !differ(a.cluster, b.cluster)
        && !differ(a.arn.map(|it| it.region), b.arn.map(|it| it.region))
        && !differ(a.arn.map(|it| it.account), b.arn.map(|it| it.account))
}
