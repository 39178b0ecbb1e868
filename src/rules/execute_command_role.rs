//! ECS Exec is enabled for a task without a task role.
//!
//! A task with `enableExecuteCommand` needs a task role that can open Systems Manager channels. The execution role
//! is not used for this, and an empty `taskRoleArn` is not a role. ECS rejects the request with `The execute
//! command failed because a valid task role is not being used.` Either the task definition or the overrides can set
//! the role, so this is checked only if the task definition is known.
//!
//! Add `taskRoleArn` to the task definition or to `overrides`.
//!
//! AWS says:
//! - `The execute command failed because a valid task role is not being used`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html>

use crate::{json::ValueKind as Json, lint::rule::prelude::*, model::member_suggestion};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Service, check: Launches(check) };

const ROLE: &str = "taskRoleArn";

fn check(launch: &Launch<'_>, cx: &mut RuleContext<'_>) {
    let Some(exec) = launch.member("enableExecuteCommand").filter(|it| it.as_bool() == Some(true)) else {
        return;
    };
    let overrides = launch.overrides();
    if cx.partial() || !cx.complete(launch.body) || !launch.is_meant() || !lacks_role(launch.definition) {
        return;
    }
    if overrides.is_some_and(|it| !lacks_role(it)) {
        return;
    }
    let empty = overrides.and_then(|it| it.get(ROLE)).filter(|it| it.kind() == Json::String);
    let message = "`enableExecuteCommand` needs a task role, but this task has none";
    let report = cx.report(empty.unwrap_or(exec), message);
    if empty.is_some() {
        report.label("empty role").also(exec, "needs a task role");
    } else {
        report.label("needs `taskRoleArn`");
    }
    report.also(launch.definition.opening_bracket(), "no `taskRoleArn` here");
    report.help("add `taskRoleArn` to the task definition or to `overrides`");
}

/// Whether it certainly names no task role.
fn lacks_role(of: Node<'_>) -> bool {
    let is_none = |it: Node<'_>| it.kind() == Json::Null || it.kind() == Json::String && it.is_blank();
    match of.get(ROLE) {
        Some(role) => is_none(role),
        None => of.kind() == Json::Object && !member_suggestion::is_misspelled(ROLE, of),
    }
}
