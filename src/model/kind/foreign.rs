//! Documents that have to do with ECS, or look so, and launch nothing.

use crate::model::kind::OperationId;

/// Documents that are known for what they are and not checked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Foreign {
    /// `containerDefinitions` alone.
    ContainerDefinitions,
    /// Input of create-service or update-service, or what describe-services answers.
    Service,
    /// An Amazon States Language state machine or state.
    StepFunctions,
    /// An EventBridge target.
    EventBridge,
    /// Members in PascalCase, as Step Functions, EventBridge and some SDKs write them.
    PascalCase,
    /// A CloudFormation template.
    CloudFormation,
    /// The request of an operation of ECS or AWS Batch that starts no task.
    Request(OperationId),
    /// What such an operation answers.
    Answer(OperationId),
    /// How Elastic Beanstalk runs containers.
    Dockerrun,
    /// The configuration of ecspresso, which deploys services.
    Ecspresso,
    /// Members that requests for services have as well, without those that make it a launch.
    Part,
    /// A configuration of another program, with member names that launch documents have too.
    Settings,
    /// A list of commands of another program.
    Commands,
    /// A task, or tasks, out of what describe-tasks, run-task or start-task answers.
    Task,
}

impl Foreign {
    /// What it is, without an article: `task definition`.
    pub fn noun(self) -> &'static str {
        match self {
            Foreign::ContainerDefinitions => "list of container definitions",
            Foreign::Service => "ECS service",
            Foreign::StepFunctions => "Step Functions document",
            Foreign::EventBridge => "EventBridge target",
            Foreign::PascalCase => "launch document in PascalCase",
            Foreign::CloudFormation => "CloudFormation template",
            Foreign::Request(it) => it.request()[0],
            Foreign::Answer(it) => it.answer()[0],
            Foreign::Dockerrun => "Elastic Beanstalk Dockerrun.aws.json",
            Foreign::Ecspresso => "ecspresso configuration",
            Foreign::Part => "part of an ECS request",
            Foreign::Settings => "configuration of another program",
            Foreign::Commands => "list of commands of another program",
            Foreign::Task => "task from an ECS response",
        }
    }
    /// The same in the plural.
    pub fn plural(self) -> &'static str {
        match self {
            Foreign::ContainerDefinitions => "lists of container definitions",
            Foreign::Service => "ECS services",
            Foreign::StepFunctions => "Step Functions documents",
            Foreign::EventBridge => "EventBridge targets",
            Foreign::PascalCase => "launch documents in PascalCase",
            Foreign::CloudFormation => "CloudFormation templates",
            Foreign::Request(it) => it.request()[1],
            Foreign::Answer(it) => it.answer()[1],
            Foreign::Dockerrun => "Elastic Beanstalk Dockerrun.aws.json files",
            Foreign::Ecspresso => "ecspresso configurations",
            Foreign::Part => "parts of ECS requests",
            Foreign::Settings => "configurations of other programs",
            Foreign::Commands => "lists of commands of other programs",
            Foreign::Task => "tasks from ECS responses",
        }
    }
}
