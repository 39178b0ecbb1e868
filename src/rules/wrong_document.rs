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
    json::Location,
    lint::rule::prelude::*,
    model::kind::{Foreign, Recognized},
};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Client, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    let Fault::WrongDocument { root, wanted, found } = *fault else { return };
    let message = format!("this is {}, not {}", found.described(), wanted.described());
    let report = cx.report(identifying(root, wanted, found), message);
    report.label("identifies the document");
    match found {
        Recognized::Launch(DocumentKind::TaskDefinition) if wanted != DocumentKind::TaskDefinition => report.help(
            "register it with `aws ecs register-task-definition`; a request refers to it as `family:revision`",
        ),
        Recognized::Launch(DocumentKind::RunTask) if wanted == DocumentKind::StartTask => report.help(
            "pass it to `aws ecs run-task`; a StartTask request lists `containerInstances` instead of placing the task",
        ),
        Recognized::Launch(DocumentKind::Response) | Recognized::Foreign(Foreign::Task)
            if matches!(wanted, DocumentKind::StartTask | DocumentKind::RunTask) =>
        {
            report.help(format!(
                "it is output of ECS; `aws ecs {wanted} --generate-cli-skeleton` prints a request template"
            ))
        }
        Recognized::Launch(kind) => report.help(format!("pass `--kind {kind}`, or check the right file")),
        Recognized::Foreign(Foreign::ContainerDefinitions) => report.help(
            "register them with `aws ecs register-task-definition`; a request refers to the result as `family:revision`",
        ),
        Recognized::Foreign(Foreign::StepFunctions | Foreign::EventBridge | Foreign::PascalCase) => report.help(
            "write the members in camelCase for the AWS CLI, as `aws ecs start-task --generate-cli-skeleton` prints them",
        ),
        Recognized::Foreign(_) | Recognized::Nothing => report.help("check the right file"),
    };
}

/// The first key that identifies the document, or else the opening bracket.
fn identifying(root: Node<'_>, wanted: DocumentKind, found: Recognized) -> Location<'_> {
    let names: &[&str] = match found {
        Recognized::Launch(DocumentKind::TaskDefinition) => {
            &["containerDefinitions", "family", "taskDefinition"]
        }
        Recognized::Launch(DocumentKind::RunTask) => {
            &["launchType", "count", "capacityProviderStrategy", "platformVersion", "placementConstraints"]
        }
        Recognized::Foreign(Foreign::Service) => &["serviceName", "desiredCount", "services"],
        Recognized::Foreign(Foreign::StepFunctions) => &["StartAt", "States", "Resource"],
        Recognized::Foreign(Foreign::EventBridge) => &["EcsParameters", "Targets"],
        Recognized::Foreign(Foreign::Task) => &["taskArn"],
        Recognized::Foreign(Foreign::CloudFormation) => &["AWSTemplateFormatVersion"],
        Recognized::Launch(DocumentKind::StartTask) => &["containerInstances", "taskDefinition"],
        Recognized::Launch(DocumentKind::Response) => &["tasks", "failures"],
        Recognized::Launch(DocumentKind::Overrides) => {
            &["containerOverrides", "taskRoleArn", "executionRoleArn"]
        }
        Recognized::Launch(DocumentKind::NetworkConfiguration) => &["awsvpcConfiguration"],
        _ => &[],
    };
    let is_other = |key: Node<'_>| key.as_str().is_some_and(|it| wanted.root().member(&it).is_none());
    let key = names.iter().find_map(|it| root.member(it));
    let key =
        key.or_else(|| root.members().find(|(key, _)| is_other(*key))).or_else(|| root.members().next());
    key.map_or(root.opening_bracket(), |(key, _)| key.into())
}
