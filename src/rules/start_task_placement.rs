//! StartTask places tasks on container instances, and the task definition is not for these.
//!
//! `aws ecs start-task` has no launch type: it puts the task on the instances that it names. What
//! describe-task-definition prints as `compatibilities` says where a definition can run. A definition that
//! requires FARGATE alone is one that somebody wrote for Fargate. ECS may place it on instances all the
//! same, so without `compatibilities` that is a warning.
//!
//! Use run-task with `launchType` FARGATE, or register the task definition for EC2.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/scheduling_tasks.html>

use crate::rule::prelude::*;

pub const RULE: Rule = Rule { severity: Error, rejected_by: Service, check: Launches(check) };

fn check(launch: &Launch<'_>, cx: &mut Cx<'_>) {
    let Some(named) = launch.member("taskDefinition").filter(|_| launch.kind == Kind::StartTask) else {
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
    let report = cx.report(named, "the task definition is for Fargate only, where StartTask places nothing");
    report.label("needs container instances").also(place, "where it is to run");
    report.help("launch it with run-task and `launchType` FARGATE, or register it for EC2");
    if found.is_none() {
        report.severity(Warning).rejected_by(Nobody);
        report.message =
            "the task definition is for Fargate, and StartTask places on container instances".into();
    }
}
