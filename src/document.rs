//! What a document is, told from its content and never from its name.

use crate::{
    dialect::targets::is_pipe,
    json::{self, Node},
    shape::{ROOTS, ShapeId},
    suggest,
};
use std::fmt;

/// The documents that can be checked. The order is that of `KINDS` in `build.rs`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Kind {
    /// A StartTask request: what `--cli-input-json` takes.
    StartTask,
    /// A RunTask request: the same for `aws ecs run-task`.
    RunTask,
    /// What StartTask and RunTask answer, and what `--generate-cli-skeleton output` prints.
    Response,
    /// The value of `--overrides`.
    Overrides,
    /// The array inside of it.
    ContainerOverrides,
    /// The value of `--network-configuration`.
    NetworkConfiguration,
    /// A task definition: what register-task-definition takes or describe-task-definition prints.
    TaskDefinition,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 7] = [
        Kind::StartTask,
        Kind::RunTask,
        Kind::Response,
        Kind::Overrides,
        Kind::ContainerOverrides,
        Kind::NetworkConfiguration,
        Kind::TaskDefinition,
    ];

    /// Its name on the command line and in reports.
    pub fn word(self) -> &'static str {
        match self {
            Kind::StartTask => "start-task",
            Kind::RunTask => "run-task",
            Kind::Response => "response",
            Kind::Overrides => "overrides",
            Kind::ContainerOverrides => "container-overrides",
            Kind::NetworkConfiguration => "network-configuration",
            Kind::TaskDefinition => "task-definition",
        }
    }
    /// What a person calls it.
    pub fn described(self) -> &'static str {
        match self {
            Kind::StartTask => "a StartTask request",
            Kind::RunTask => "a RunTask request",
            Kind::Response => "an answer of start-task, run-task or describe-tasks",
            Kind::Overrides => "the value of `--overrides`",
            Kind::ContainerOverrides => "a list of container overrides",
            Kind::NetworkConfiguration => "the value of `--network-configuration`",
            Kind::TaskDefinition => "a task definition",
        }
    }
    /// The kind of that name.
    pub fn named(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|it| it.word() == word)
    }
    /// Where its root stands in the model.
    pub fn root(self) -> ShapeId {
        ROOTS[self as usize]
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

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
            Foreign::Task => "task as ECS describes it",
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
            Foreign::Task => "tasks as ECS describes them",
        }
    }
}

/// What a document was recognised as.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Recognised {
    /// A kind that can be checked.
    Launch(Kind),
    /// Something else that is known by name.
    Foreign(Foreign),
    /// Nothing that has to do with launching a task.
    Nothing,
}

impl Recognised {
    /// What a person calls it.
    pub fn described(self) -> String {
        match self {
            Recognised::Launch(kind) => kind.described().to_owned(),
            Recognised::Foreign(Foreign::EventBridge) => "an EventBridge target".to_owned(),
            Recognised::Foreign(Foreign::Service) => "an ECS service".to_owned(),
            Recognised::Foreign(other) => format!("a {}", other.noun()),
            Recognised::Nothing => "no ECS launch document".to_owned(),
        }
    }
}

/// The member names by which documents are told apart. Order and index are those of [`Seen`].
const TELLING: [&str; 35] = [
    "containerInstances",
    "taskDefinition",
    "cluster",
    "overrides",
    "networkConfiguration",
    "startedBy",
    "containerOverrides",
    "taskRoleArn",
    "executionRoleArn",
    "inferenceAcceleratorOverrides",
    "awsvpcConfiguration",
    "tasks",
    "failures",
    "containerDefinitions",
    "family",
    "requiresCompatibilities",
    "networkMode",
    "count",
    "launchType",
    "capacityProviderStrategy",
    "placementConstraints",
    "placementStrategy",
    "platformVersion",
    "clientToken",
    "serviceName",
    "desiredCount",
    "services",
    "States",
    "StartAt",
    "EcsParameters",
    "Targets",
    "Target",
    "AWSTemplateFormatVersion",
    "Resource",
    "taskArn",
];

/// The telling members that an object has.
struct Seen<'t>([Option<Node<'t>>; TELLING.len()]);

impl<'t> Seen<'t> {
    fn exactly(object: Node<'t>) -> Seen<'t> {
        let mut seen = Seen([None; TELLING.len()]);
        for (key, value) in object.members() {
            if let Some(at) = TELLING.iter().position(|it| key.is(it)) {
                seen.0[at] = Some(value);
            }
        }
        seen
    }
    /// The same for names in another case or with a slip, and whether all of those were PascalCase.
    fn nearly(object: Node<'t>) -> (Seen<'t>, bool) {
        let mut seen = Seen([None; TELLING.len()]);
        let mut pascal = true;
        for (key, value) in object.members() {
            // What list-container-instances answers is no slip of what start-task takes.
            let name = key.as_str().filter(|it| it != "containerInstanceArns");
            let Some(name) = name else { continue };
            if let Some(at) = TELLING.iter().position(|it| suggest::is_near(&name, it)) {
                seen.0[at] = Some(value);
                pascal &= name.starts_with(|it: char| it.is_ascii_uppercase());
            }
        }
        (seen, pascal)
    }
    fn get(&self, name: &str) -> Option<Node<'t>> {
        TELLING.iter().position(|it| *it == name).and_then(|at| self.0[at])
    }
    fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }
    fn has_any(&self) -> bool {
        self.0.iter().any(Option::is_some)
    }
    fn any(&self, names: &[&str]) -> bool {
        names.iter().any(|it| self.has(it))
    }
    fn is(&self, name: &str, kind: json::Kind) -> bool {
        self.get(name).is_some_and(|it| it.kind() == kind || it.kind() == json::Kind::Hole)
    }
}

/// Tells what a document is. Only the members of its root (and the first element of a list) are looked at.
pub fn recognise(root: Node<'_>) -> Recognised {
    match root.kind() {
        json::Kind::Object => {
            if is_plain_request(root) {
                return Recognised::Launch(Kind::StartTask);
            }
            let found = of_object(&Seen::exactly(root));
            if found != Recognised::Nothing {
                return found;
            }
            if is_pipe(root) {
                return Recognised::Foreign(Foreign::EventBridge);
            }
            let (near, pascal) = Seen::nearly(root);
            match of_object(&near) {
                Recognised::Launch(_) if pascal => Recognised::Foreign(Foreign::PascalCase),
                // `container_definitions` is what Terraform calls them.
                Recognised::Launch(Kind::TaskDefinition) if !Seen::exactly(root).has_any() => {
                    Recognised::Nothing
                }
                found => found,
            }
        }
        json::Kind::Array => of_array(root),
        _ => Recognised::Nothing,
    }
}

/// What an object with members in PascalCase is, if that can be checked.
pub(crate) fn kind_in_pascal_case(root: Node<'_>) -> Option<Kind> {
    match of_object(&Seen::nearly(root).0) {
        Recognised::Launch(Kind::Response | Kind::TaskDefinition) => None,
        Recognised::Launch(kind) => Some(kind),
        _ => None,
    }
}

/// The common case: nothing else has both of StartTask's required members.
fn is_plain_request(root: Node<'_>) -> bool {
    let (mut definition, mut instances) = (false, false);
    root.members().any(|(key, _)| {
        definition |= key.is("taskDefinition");
        instances |= key.is("containerInstances");
        definition && instances
    })
}

const RUN_TASK_ONLY: [&str; 7] = [
    "count",
    "launchType",
    "capacityProviderStrategy",
    "placementConstraints",
    "placementStrategy",
    "platformVersion",
    "clientToken",
];

fn of_object(seen: &Seen<'_>) -> Recognised {
    use json::Kind::{Array, String};
    let launch = seen.get("containerInstances").is_some_and(|it| !describes_instances(it))
        || seen.is("taskDefinition", String)
        || seen.get("overrides").is_some_and(|it| it.get("containerOverrides").is_some())
        || seen.get("networkConfiguration").is_some_and(|it| it.get("awsvpcConfiguration").is_some());
    let found = if seen.has("States") && seen.has("StartAt")
        || seen.get("Resource").and_then(Node::as_str).is_some_and(|it| it.contains(":ecs:runTask"))
    {
        Foreign::StepFunctions
    } else if seen.has("EcsParameters") || targets_ecs(seen) {
        Foreign::EventBridge
    } else if seen.is("taskArn", String) && !seen.any(&["taskDefinition", "containerInstances"]) {
        Foreign::Task
    } else if seen.has("AWSTemplateFormatVersion") {
        Foreign::CloudFormation
    } else if seen.any(&["serviceName", "desiredCount"]) || describes_services(seen) {
        Foreign::Service
    } else if seen.has("containerDefinitions")
        || wrapped_definition(seen).is_some()
        || seen.has("family")
            && seen.any(&["requiresCompatibilities", "networkMode", "taskRoleArn", "executionRoleArn"])
    {
        return Recognised::Launch(Kind::TaskDefinition);
    } else if !seen.has("containerInstances")
        && (launch || seen.has("cluster"))
        && (seen.any(&RUN_TASK_ONLY) || has_public_address(seen))
    {
        return Recognised::Launch(Kind::RunTask);
    } else if answers(seen) {
        return Recognised::Launch(Kind::Response);
    } else if launch {
        return Recognised::Launch(Kind::StartTask);
    } else if seen.is("containerOverrides", Array)
        || seen.any(&["containerOverrides", "inferenceAcceleratorOverrides"])
        || seen.has("taskRoleArn")
        || seen.has("executionRoleArn")
    {
        return Recognised::Launch(Kind::Overrides);
    } else if seen.has("awsvpcConfiguration") {
        return Recognised::Launch(Kind::NetworkConfiguration);
    } else {
        return Recognised::Nothing;
    };
    Recognised::Foreign(found)
}

/// Without `containerInstances` a request may be RunTask's, or StartTask's with its main member missing.
/// The latter is assumed, unless something shows that it is not for StartTask: a member that only
/// RunTask has, or a public address, which only Fargate gives.
fn has_public_address(seen: &Seen<'_>) -> bool {
    let address = || seen.get("networkConfiguration")?.get("awsvpcConfiguration")?.get("assignPublicIp");
    address().is_some_and(|it| it.is("ENABLED"))
}

/// The definition that describe-task-definition prints: it stands in an object of its own.
fn wrapped_definition<'t>(seen: &Seen<'t>) -> Option<Node<'t>> {
    seen.get("taskDefinition").filter(|it| is_definition(*it))
}

fn is_definition(node: Node<'_>) -> bool {
    ["containerDefinitions", "family", "taskDefinitionArn"].iter().any(|it| node.get(it).is_some())
}

/// The part of a document that is held against the model: all of it, or what is in the wrapper.
pub(crate) fn body(root: Node<'_>, kind: Kind) -> Node<'_> {
    // Requests are not looked through for this.
    let wrapped = || root.get("taskDefinition").filter(|it| is_definition(*it));
    if kind == Kind::TaskDefinition { wrapped().unwrap_or(root) } else { root }
}

/// Whether a document that was recognised as one kind may be checked as another, because its content
/// leaves it open.
pub(crate) fn may_be(root: Node<'_>, found: Kind, wanted: Kind) -> bool {
    let is_run = || RUN_TASK_ONLY.iter().any(|it| root.get(it).is_some());
    match (found, wanted) {
        (Kind::StartTask, Kind::RunTask) => root.get("containerInstances").is_none() || is_run(),
        (Kind::RunTask, Kind::StartTask) => !is_run(),
        _ => found == wanted,
    }
}

/// What of an answer was given as a request: all of it, or a task.
pub(crate) fn of_an_answer(root: Node<'_>) -> Option<Recognised> {
    let found = recognise(root);
    let answer = [Recognised::Launch(Kind::Response), Recognised::Foreign(Foreign::Task)];
    answer.contains(&found).then_some(found)
}

/// `tasks` and `failures` are common names: what is in them decides.
fn answers(seen: &Seen<'_>) -> bool {
    let first = |name: &str| seen.get(name).and_then(|it| it.elements().next());
    match (first("tasks"), first("failures")) {
        (Some(task), _) => ["taskArn", "taskDefinitionArn", "clusterArn", "lastStatus"]
            .iter()
            .any(|it| task.get(it).is_some()),
        (None, Some(failure)) => failure.get("reason").is_some() || failure.get("arn").is_some(),
        (None, None) => seen.is("tasks", json::Kind::Array) && seen.is("failures", json::Kind::Array),
    }
}

/// The targets of a rule, or the target of a schedule.
fn targets_ecs(seen: &Seen<'_>) -> bool {
    let is_ecs = |it: Node<'_>| it.get("EcsParameters").is_some();
    seen.get("Targets").is_some_and(|it| it.elements().any(is_ecs)) || seen.get("Target").is_some_and(is_ecs)
}

/// What describe-container-instances and its like answer: objects, where a request has names.
fn describes_instances(node: Node<'_>) -> bool {
    node.kind() == json::Kind::Object
        || node.elements().next().is_some_and(|it| it.kind() == json::Kind::Object)
}

fn describes_services(seen: &Seen<'_>) -> bool {
    let first = seen.get("services").and_then(|it| it.elements().next());
    first.is_some_and(|it| it.get("serviceArn").is_some())
}

/// A bare list is one of container overrides where every element could be one and one of them is no mere pair.
fn of_array(root: Node<'_>) -> Recognised {
    let element = Kind::ContainerOverrides.root().element();
    let mut telling = false;
    for it in root.elements() {
        if it.kind() != json::Kind::Object {
            return Recognised::Nothing;
        }
        if it.get("EcsParameters").is_some() {
            return Recognised::Foreign(Foreign::EventBridge);
        }
        if it.get("taskArn").is_some() && it.get("taskDefinitionArn").is_some() {
            return Recognised::Foreign(Foreign::Task);
        }
        if it.get("image").is_some() && it.get("name").is_some() {
            return Recognised::Foreign(Foreign::ContainerDefinitions);
        }
        let names = || it.members().filter_map(|(key, _)| key.as_str());
        let near = names().filter(|name| suggest::member(name, element).is_some()).count();
        if near * 2 < names().count() {
            return Recognised::Nothing;
        }
        let exact = names().all(|name| element.member(&name).is_some());
        let sized = ["cpu", "memory", "memoryReservation"].iter().any(|name| it.get(name).is_some());
        telling |=
            ["command", "environment", "environmentFiles", "resourceRequirements"].iter().any(|name| {
                it.get(name).is_some_and(|it| matches!(it.kind(), json::Kind::Array | json::Kind::Hole))
            }) || exact && sized && it.get("name").is_some();
    }
    if telling { Recognised::Launch(Kind::ContainerOverrides) } else { Recognised::Nothing }
}
