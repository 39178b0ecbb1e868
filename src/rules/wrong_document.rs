//! The document is not of the expected kind.
//!
//! `--kind` declares the kind of a file. If the content shows that it is something else (a task definition, a RunTask
//! request, a describe-tasks response, a Step Functions state), that is reported once, instead of a dozen unknown members.
//!
//! Check the right file, or pass the right `--kind`.
//!
//! AWS says:
//! - `Invalid type: expecting map, received *`
//! - `'list' object has no attribute 'keys'`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StartTask.html>

use crate::{
    json::Place,
    lint::rule::prelude::*,
    model::kind::{Foreign, Recognised},
};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Client, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut Cx<'_>) {
    let Fault::WrongDocument { root, wanted, found } = *fault else { return };
    let message = format!("this is {}, not {}", found.described(), wanted.described());
    let report = cx.report(identifying(root, wanted, found), message);
    report.label("identifies the document");
    match found {
        Recognised::Launch(Kind::TaskDefinition) if wanted != Kind::TaskDefinition => report.help(
            "register it with `aws ecs register-task-definition`; a request refers to it as `family:revision`",
        ),
        Recognised::Launch(Kind::RunTask) if wanted == Kind::StartTask => report.help(
            "pass it to `aws ecs run-task`; a StartTask request lists `containerInstances` instead of placing the task",
        ),
        Recognised::Launch(Kind::Response) | Recognised::Foreign(Foreign::Task)
            if matches!(wanted, Kind::StartTask | Kind::RunTask) =>
        {
            report.help(format!(
                "it is output of ECS; `aws ecs {wanted} --generate-cli-skeleton` prints a request template"
            ))
        }
        Recognised::Launch(kind) => report.help(format!("pass `--kind {kind}`, or check the right file")),
        Recognised::Foreign(Foreign::ContainerDefinitions) => report.help(
            "register them with `aws ecs register-task-definition`; a request refers to the result as `family:revision`",
        ),
        Recognised::Foreign(Foreign::StepFunctions | Foreign::EventBridge | Foreign::PascalCase) => report.help(
            "write the members in camelCase for the AWS CLI, as `aws ecs start-task --generate-cli-skeleton` prints them",
        ),
        Recognised::Foreign(_) | Recognised::Nothing => report.help("check the right file"),
    };
}

/// The first key that identifies the document, or else the opening bracket.
fn identifying(root: Node<'_>, wanted: Kind, found: Recognised) -> Place<'_> {
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
