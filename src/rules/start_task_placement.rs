//! StartTask places tasks on container instances, but the task definition cannot run on them.
//!
//! `aws ecs start-task` has no launch type: it places the task on the instances listed in the request. The
//! `compatibilities` that describe-task-definition prints are the launch types that a task definition supports.
//! A task definition that requires only `FARGATE` was written for Fargate. ECS may still place it on instances,
//! so without `compatibilities` this is a warning.
//!
//! Use run-task with `launchType` `FARGATE`, or register the task definition for EC2.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/scheduling_tasks.html>

use crate::lint::rule::prelude::*;

pub const RULE: Rule = Rule { severity: Error, rejected_by: Service, check: Launches(check) };

fn check(launch: &Launch<'_>, cx: &mut RuleContext<'_>) {
    let Some(named) = launch.member("taskDefinition").filter(|_| launch.kind == DocumentKind::StartTask)
    else {
        return;
    };
    if !launch.is_meant() {
        return;
    }
    let only = |it: &Node<'_>| {
        it.elements().next().is_some()
            && it.elements().all(|it| it.is("FARGATE") || it.is("MANAGED_INSTANCES"))
    };
    let found = launch.definition.get("compatibilities");
    let required = launch.definition.get("requiresCompatibilities");
    let Some(place) = found.or(required).filter(only) else { return };
    let report = cx.report(
        named,
        "the task definition cannot run on container instances, but StartTask places tasks there",
    );
    report.label("StartTask needs container instances").also(place, "supported launch types");
    report.help("launch it with run-task and `launchType` `FARGATE`, or register it for EC2");
    if found.is_none() {
        report.severity(Warning).rejected_by(Nobody);
        report.message =
            "the task definition is for Fargate, but StartTask places tasks on container instances".into();
    }
}
