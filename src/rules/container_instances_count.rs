//! `containerInstances` names no container instance, or more than one call takes.
//!
//! StartTask places nothing by itself: it starts one copy of the task on every container instance
//! that it is given, on at least one and on 10 at most. The AWS CLI counts neither; ECS answers an
//! empty list with `Container Instances cannot be empty.`
//!
//! Name an instance, or split the list over several calls. Where ECS is to choose the instances,
//! RunTask is the call to use.
//!
//! AWS says:
//! - `Container Instances cannot be empty`
//! - `instanceIds can have at most * items`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StartTask.html>

use crate::{identifier::is_characters, json, rule::prelude::*};

pub const RULE: Rule =
    Rule { severity: Error, rejected_by: Service, check: Nodes(&[Request("/containerInstances")], check) };

fn check(list: Node<'_>, cx: &mut Cx<'_>) {
    if list.kind() != json::Kind::Array {
        return;
    }
    let limit = cx.limit(&facts::CONTAINER_INSTANCES) as usize;
    if list.element(0).is_none() && cx.complete(list) {
        cx.report(list, "`containerInstances` is empty").label("nowhere to start the task").help(format!(
            "name 1 to {limit} container instances: `aws ecs list-container-instances` shows their ARNs"
        ));
    }
    // A list of single characters is one misread file, which `container-instance-format` reports.
    let Some(beyond) = list.element(limit).filter(|_| !is_characters(list)) else { return };
    let number = count(list.elements().count(), "container instance");
    cx.report(beyond, format!("`containerInstances` names {number}, and {limit} is the most"))
        .label("the first too many")
        .help("start the task on the others with further calls");
}
