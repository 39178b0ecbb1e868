//! `containerInstances` is empty, or has more entries than StartTask allows.
//!
//! StartTask does not choose instances: it starts one copy of the task on every container instance in
//! the list, which must have 1 to 10 entries. The AWS CLI does not check the number; ECS answers an
//! empty list with `Container Instances cannot be empty.`
//!
//! Name an instance, or split the list into several calls. To let ECS choose the instances, use
//! RunTask.
//!
//! AWS says:
//! - `Container Instances cannot be empty`
//! - `instanceIds can have at most * items`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StartTask.html>

use crate::{json, lint::rule::prelude::*, model::resource_id::is_characters};

pub const RULE: Rule =
    Rule { severity: Error, rejected_by: Service, check: Nodes(&[Request("/containerInstances")], check) };

fn check(list: Node<'_>, cx: &mut RuleContext<'_>) {
    if list.kind() != json::ValueKind::Array {
        return;
    }
    let limit = cx.limit(&limits::CONTAINER_INSTANCES) as usize;
    if list.element(0).is_none() && cx.complete(list) {
        cx.report(list, "`containerInstances` is empty").label("no instance to start the task on").help(
            format!(
                "name 1 to {limit} container instances; `aws ecs list-container-instances` lists their ARNs"
            ),
        );
    }
    // A list of single characters comes from one misread file, which `container-instance-format` reports.
    let Some(beyond) = list.element(limit).filter(|_| !is_characters(list)) else { return };
    let number = list.elements().count();
    cx.report(beyond, format!("`containerInstances` has {number} entries; the limit is {limit}"))
        .label("the first entry over the limit")
        .help("start the task on the remaining instances with additional calls");
}
