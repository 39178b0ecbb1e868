//! ECS Exec is switched on, and the request does not say which role the task has.
//!
//! A task with `enableExecuteCommand` needs a task role that may open channels of Systems Manager; the
//! execution role does not count. Without any, ECS answers
//! `The execute command failed because a valid task role is not being used.` The role may be the task
//! definition's: this is a reminder, and where the task definition is known and has a task role there is none.
//!
//! AWS says:
//! - `The execute command failed because a valid task role is not being used`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html>

use crate::{json, rule::prelude::*};

pub const CONFIDENCE: Confidence = Heuristic;
pub const ANSWERED_BY: &str = "taskRoleArn";
pub const RULE: Rule =
    Rule { severity: Info, rejected_by: Nobody, check: Nodes(&[Request("/enableExecuteCommand")], check) };

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    let overrides = node.parent().and_then(|it| it.get("overrides"));
    let role = overrides.and_then(|it| it.get("taskRoleArn"));
    let is_unknown = overrides.is_some_and(|it| it.kind() == json::Kind::Hole);
    if node.as_bool() != Some(true) || cx.partial() || is_unknown || role.is_some_and(|it| !it.is_blank()) {
        return;
    }
    let report = cx.report(node, "`enableExecuteCommand` needs a task role, and this request names none");
    report.label("needs `taskRoleArn`");
    report.help("see that the task definition has `taskRoleArn`, or add `overrides.taskRoleArn`");
}
