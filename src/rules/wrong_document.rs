//! The document is something else than it was announced to be.
//!
//! `--kind` says what a file should be. Where its content says that it is something else, a task
//! definition, a RunTask request, the answer of describe-tasks, a Step Functions state, that one
//! fact is reported and not a dozen unknown members.
//!
//! Give the right file, or the right `--kind`.
//!
//! AWS says:
//! - `Invalid type: expecting map, received *`
//! - `'list' object has no attribute 'keys'`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StartTask.html>

use crate::{
    document::{Foreign, Recognised},
    json::Place,
    rule::prelude::*,
};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Client, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut Cx<'_>) {
    let Fault::WrongDocument { root, wanted, found } = *fault else { return };
    let message = format!("this is {}, not {}", found.described(), wanted.described());
    let report = cx.report(telling(root, wanted, found), message);
    report.label("shows what it is");
    match found {
        Recognised::Launch(Kind::TaskDefinition) if wanted != Kind::TaskDefinition => report.help(
            "it is registered with `aws ecs register-task-definition`; a request names its `family:revision`",
        ),
        Recognised::Launch(Kind::RunTask) if wanted == Kind::StartTask => report.help(
            "`aws ecs run-task` takes it; a StartTask request names its `containerInstances` instead of placing the task",
        ),
        Recognised::Launch(Kind::Response) | Recognised::Foreign(Foreign::Task)
            if matches!(wanted, Kind::StartTask | Kind::RunTask) =>
        {
            report.help(format!(
                "ECS answers with it; `aws ecs {wanted} --generate-cli-skeleton` prints a request to fill in"
            ))
        }
        Recognised::Launch(kind) => report.help(format!("check it with `--kind {kind}`, or give the right file")),
        Recognised::Foreign(Foreign::ContainerDefinitions) => report.help(
            "they are registered with `aws ecs register-task-definition`; a request names its `family:revision`",
        ),
        Recognised::Foreign(Foreign::StepFunctions | Foreign::EventBridge | Foreign::PascalCase) => report.help(
            "the AWS CLI takes members in camelCase, as `aws ecs start-task --generate-cli-skeleton` prints them",
        ),
        Recognised::Foreign(_) | Recognised::Nothing => report.help("give the right file"),
    };
}

/// The first key by which it can be told, else the opening bracket.
fn telling(root: Node<'_>, wanted: Kind, found: Recognised) -> Place<'_> {
    let names: &[&str] = match found {
        Recognised::Launch(Kind::TaskDefinition) => &["containerDefinitions", "family", "taskDefinition"],
        Recognised::Launch(Kind::RunTask) => {
            &["launchType", "count", "capacityProviderStrategy", "platformVersion", "placementConstraints"]
        }
        Recognised::Foreign(Foreign::Service) => &["serviceName", "desiredCount", "services"],
        Recognised::Foreign(Foreign::StepFunctions) => &["StartAt", "States", "Resource"],
        Recognised::Foreign(Foreign::EventBridge) => &["EcsParameters", "Targets"],
        Recognised::Foreign(Foreign::Task) => &["taskArn"],
        Recognised::Foreign(Foreign::CloudFormation) => &["AWSTemplateFormatVersion"],
        Recognised::Launch(Kind::StartTask) => &["containerInstances", "taskDefinition"],
        Recognised::Launch(Kind::Response) => &["tasks", "failures"],
        Recognised::Launch(Kind::Overrides) => &["containerOverrides", "taskRoleArn", "executionRoleArn"],
        Recognised::Launch(Kind::NetworkConfiguration) => &["awsvpcConfiguration"],
        _ => &[],
    };
    let is_other = |key: Node<'_>| key.as_str().is_some_and(|it| wanted.root().member(&it).is_none());
    let key = names.iter().find_map(|it| root.member(it));
    let key =
        key.or_else(|| root.members().find(|(key, _)| is_other(*key))).or_else(|| root.members().next());
    key.map_or(root.opening(), |(key, _)| key.into())
}
