//! Detects the kind of a document from its content, never from its name.

mod doubt;

use crate::{
    document::dialect::{
        states::{launched_by, state_machine_text},
        targets::{called, is_pipe},
    },
    json::{self, Node},
    model::kind::{DocumentKind, Foreign, Recognized},
    text::edit_distance,
};
pub(crate) use doubt::{foreign_member, is_bare};

/// The member names by which documents are recognized. Order and index are those of [`Seen`].
const TELLING: [&str; 36] = [
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
    "AWSEBDockerrunVersion",
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
    /// The same for names in another case or with a typo, and whether all of those were PascalCase.
    fn nearly(object: Node<'t>) -> (Seen<'t>, bool) {
        let mut seen = Seen([None; TELLING.len()]);
        let mut pascal = true;
        for (key, value) in object.members() {
            // What list-container-instances answers is not a typo of what start-task takes.
            let name = key.as_str().filter(|it| it != "containerInstanceArns");
            let Some(name) = name else { continue };
            if let Some(at) = TELLING.iter().position(|it| is_near(&name, it)) {
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
    fn is(&self, name: &str, kind: json::ValueKind) -> bool {
        self.get(name).is_some_and(|it| it.kind() == kind || it.kind() == json::ValueKind::Unknown)
    }
}

/// Whether a name may be a typo of a telling one. `Parameters` is not a typo of `EcsParameters`.
fn is_near(name: &str, telling: &str) -> bool {
    let starts = |it: &str| it.get(..3).is_some_and(|it| it.eq_ignore_ascii_case("ecs"));
    (!starts(telling) || starts(name)) && edit_distance::is_near(name, telling)
}

/// Tells what a document is. Only the members of its root (and the first element of a list) are looked at.
pub fn recognize(root: Node<'_>) -> Recognized {
    match root.kind() {
        json::ValueKind::Object if is_plain_request(root) => Recognized::Launch(DocumentKind::StartTask),
        json::ValueKind::Object => {
            let seen = Seen::exactly(root);
            match of_object(&seen) {
                Recognized::Launch(kind) if doubt::is_whole(root, kind) => {
                    doubt::unless_weak(root, kind, leaves_open(&seen))
                }
                Recognized::Nothing if is_pipe(root) || called(root).is_some() => {
                    Recognized::Foreign(Foreign::EventBridge)
                }
                Recognized::Nothing if state_machine_text(root).is_some() => {
                    Recognized::Foreign(Foreign::StepFunctions)
                }
                // A name that would decide may have a typo.
                Recognized::Nothing | Recognized::Foreign(Foreign::Part) => of_near_names(root, &seen),
                Recognized::Launch(DocumentKind::RunTask) if leaves_open(&seen) => {
                    let (near, _) = Seen::nearly(root);
                    doubt::settle(root, of_object(&near), leaves_open(&near))
                }
                found => doubt::settle(root, found, leaves_open(&seen)),
            }
        }
        json::ValueKind::Array => of_array(root),
        _ => Recognized::Nothing,
    }
}

/// What an object is whose names are in another case, or have typos.
#[cold]
fn of_near_names(root: Node<'_>, exactly: &Seen<'_>) -> Recognized {
    let (near, pascal) = Seen::nearly(root);
    match of_object(&near) {
        // `container_definitions` is what Terraform calls them.
        Recognized::Launch(DocumentKind::TaskDefinition) if !pascal && !exactly.has_any() => {
            Recognized::Nothing
        }
        Recognized::Nothing => doubt::named(root),
        found => match doubt::settle(root, found, leaves_open(&near)) {
            Recognized::Launch(_) if pascal => Recognized::Foreign(Foreign::PascalCase),
            found => found,
        },
    }
}

/// What an object with members in PascalCase is, if that can be checked.
pub(crate) fn kind_in_pascal_case(root: Node<'_>) -> Option<DocumentKind> {
    match of_object(&Seen::nearly(root).0) {
        Recognized::Launch(DocumentKind::Response | DocumentKind::TaskDefinition) => None,
        Recognized::Launch(kind) => Some(kind),
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

fn of_object(seen: &Seen<'_>) -> Recognized {
    use json::ValueKind::{Object, String};
    let launch = seen.get("containerInstances").is_some_and(|it| !describes_instances(it))
        || seen.is("taskDefinition", String)
        || seen.is("taskDefinition", Object) && is_beside_a_launch(seen)
        || seen.get("overrides").is_some_and(|it| it.get("containerOverrides").is_some())
        || seen.get("networkConfiguration").is_some_and(|it| it.get("awsvpcConfiguration").is_some());
    let found = if seen.has("States") && seen.has("StartAt")
        || seen.get("Resource").and_then(Node::as_str).is_some_and(|it| launched_by(&it).is_some())
    {
        Foreign::StepFunctions
    } else if seen.has("EcsParameters") || targets_ecs(seen) {
        Foreign::EventBridge
    } else if seen.is("taskArn", String) && !seen.any(&["taskDefinition", "containerInstances"]) {
        Foreign::Task
    } else if seen.has("AWSTemplateFormatVersion") {
        Foreign::CloudFormation
    } else if seen.has("AWSEBDockerrunVersion") {
        Foreign::Dockerrun
    } else if seen.any(&["serviceName", "desiredCount"]) || describes_services(seen) {
        Foreign::Service
    } else if seen.has("containerDefinitions")
        || wrapped_definition(seen).is_some()
        || seen.has("family")
            && seen.any(&["requiresCompatibilities", "networkMode", "taskRoleArn", "executionRoleArn"])
    {
        return Recognized::Launch(DocumentKind::TaskDefinition);
    } else if !seen.has("containerInstances")
        && (launch || seen.has("cluster"))
        && (seen.any(&RUN_TASK_ONLY) || has_public_address(seen))
    {
        return without_instances(seen);
    } else if answers(seen) {
        return Recognized::Launch(DocumentKind::Response);
    } else if launch {
        let names_instances = seen.has("containerInstances");
        return Recognized::Launch(if names_instances {
            DocumentKind::StartTask
        } else {
            DocumentKind::RunTask
        });
    } else if seen.get("containerOverrides").is_some_and(is_list_or_container)
        || seen.has("inferenceAcceleratorOverrides")
        || ["taskRoleArn", "executionRoleArn"].iter().any(|role| seen.get(role).is_some_and(may_be_arn))
    {
        return Recognized::Launch(DocumentKind::Overrides);
    } else if seen.has("awsvpcConfiguration") {
        return Recognized::Launch(DocumentKind::NetworkConfiguration);
    } else {
        return Recognized::Nothing;
    };
    Recognized::Foreign(found)
}

/// What a request without `containerInstances` is. Requests for services have all that is left without a task definition.
fn without_instances(seen: &Seen<'_>) -> Recognized {
    if seen.has("taskDefinition") || launch_without_definition(seen) {
        Recognized::Launch(DocumentKind::RunTask)
    } else if seen.any(&["launchType", "capacityProviderStrategy", "networkConfiguration"]) {
        Recognized::Foreign(Foreign::Part)
    } else {
        Recognized::Nothing
    }
}

/// Whether a request shows by other members than `taskDefinition` that it starts tasks: by overrides, or by two members that
/// no request for a service has together.
fn launch_without_definition(seen: &Seen<'_>) -> bool {
    let inside = |part: &str, name: &str| seen.get(part).is_some_and(|part| part.get(name).is_some());
    let network = inside("networkConfiguration", "awsvpcConfiguration");
    inside("overrides", "containerOverrides")
        || seen.has("count") && (network || seen.has("startedBy"))
        || seen.has("startedBy") && network
}

/// A public address, which only Fargate gives.
fn has_public_address(seen: &Seen<'_>) -> bool {
    let address = || seen.get("networkConfiguration")?.get("awsvpcConfiguration")?.get("assignPublicIp");
    address().is_some_and(|it| it.is("ENABLED"))
}

/// Container overrides, or one that is not in a list by mistake. Those of AWS Batch are one object without a name.
fn is_list_or_container(overrides: Node<'_>) -> bool {
    overrides.kind() != json::ValueKind::Object || overrides.get("name").is_some()
}

/// Whether a value is an ARN, or a placeholder or a skeleton's empty string in its place.
fn may_be_arn(value: Node<'_>) -> bool {
    value
        .as_str()
        .is_none_or(|text| text.is_empty() || text.starts_with("arn:") || text.contains(['$', '{', '<', '%']))
}

/// Whether nothing shows which of both operations a request is for: it has neither `containerInstances` nor a member
/// that only RunTask has.
fn leaves_open(seen: &Seen<'_>) -> bool {
    !seen.has("containerInstances") && !seen.any(&RUN_TASK_ONLY) && !has_public_address(seen)
}

/// The same of a document that was recognized as a RunTask request.
pub(crate) fn is_ambiguous(request: Node<'_>) -> bool {
    let shows = |key: Node<'_>| key.is("containerInstances") || RUN_TASK_ONLY.iter().any(|it| key.is(it));
    !request.members().any(|(key, _)| shows(key)) && leaves_open(&Seen::nearly(request).0)
}

/// Whether the name of a file says that it is for StartTask.
pub(crate) fn is_named_for_start_task(path: &str) -> bool {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    ["start-task", "start_task", "StartTask"].iter().any(|it| name.contains(it))
}

/// The definition that describe-task-definition prints: it is in an object of its own.
fn wrapped_definition<'t>(seen: &Seen<'t>) -> Option<Node<'t>> {
    seen.get("taskDefinition").filter(|it| is_definition(*it) && !is_beside_a_launch(seen))
}

/// Whether a launch names its members, so that a definition in `taskDefinition` is only written in the wrong place.
fn is_beside_a_launch(seen: &Seen<'_>) -> bool {
    seen.any(&["containerInstances", "overrides", "networkConfiguration", "startedBy"])
        || seen.any(&RUN_TASK_ONLY)
}

/// The same, looked for in an object.
fn wrapper(object: Node<'_>) -> Option<Node<'_>> {
    object.get("taskDefinition").filter(|it| it.kind() == json::ValueKind::Object && is_definition(*it))
}

fn is_definition(node: Node<'_>) -> bool {
    ["containerDefinitions", "family", "taskDefinitionArn"].iter().any(|it| node.get(it).is_some())
}

/// The part of a document that is checked against the model: all of it, or what is in the wrapper.
pub(crate) fn body(root: Node<'_>, kind: DocumentKind) -> Node<'_> {
    // Requests are not looked through for this.
    if kind == DocumentKind::TaskDefinition { wrapper(root).unwrap_or(root) } else { root }
}

/// Whether a document that was recognized as one kind may be checked as another, because its content
/// leaves it open.
pub(crate) fn may_be(root: Node<'_>, found: DocumentKind, wanted: DocumentKind) -> bool {
    let is_run = || RUN_TASK_ONLY.iter().any(|it| root.get(it).is_some());
    match (found, wanted) {
        (DocumentKind::StartTask, DocumentKind::RunTask) => {
            root.get("containerInstances").is_none() || is_run()
        }
        (DocumentKind::RunTask, DocumentKind::StartTask) => !is_run(),
        _ => found == wanted,
    }
}

/// The kind that somebody meant a document to be, though it looks like something else: `wanted` was said, or it is for one of
/// both operations that start tasks as its file's name or `partial` says.
#[cold]
pub(crate) fn meant(root: Node<'_>, found: Foreign, wanted: &[DocumentKind]) -> Option<DocumentKind> {
    let known = |kind: DocumentKind| root.members().all(|(key, _)| doubt::is_known(key, kind));
    match found {
        Foreign::Request(_) | Foreign::Part => wanted.iter().copied().find(|it| known(*it)),
        Foreign::Settings | Foreign::Commands => match wanted {
            [it] if (*it == DocumentKind::ContainerOverrides) == (found == Foreign::Commands) => Some(*it),
            _ => None,
        },
        _ => None,
    }
}

/// What of an answer was given as a request: all of it, or a task.
pub(crate) fn of_an_answer(root: Node<'_>) -> Option<Recognized> {
    let found = recognize(root);
    let answer = [Recognized::Launch(DocumentKind::Response), Recognized::Foreign(Foreign::Task)];
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
        (None, None) => {
            seen.is("tasks", json::ValueKind::Array) && seen.is("failures", json::ValueKind::Array)
        }
    }
}

/// The targets of a rule, or the target of a schedule.
fn targets_ecs(seen: &Seen<'_>) -> bool {
    let is_ecs = |it: Node<'_>| it.get("EcsParameters").is_some() || called(it).is_some();
    seen.get("Targets").is_some_and(|it| it.elements().any(is_ecs)) || seen.get("Target").is_some_and(is_ecs)
}

/// What describe-container-instances and its like answer: objects, where a request has names.
fn describes_instances(node: Node<'_>) -> bool {
    node.kind() == json::ValueKind::Object
        || node.elements().next().is_some_and(|it| it.kind() == json::ValueKind::Object)
}

fn describes_services(seen: &Seen<'_>) -> bool {
    let first = seen.get("services").and_then(|it| it.elements().next());
    first.is_some_and(|it| it.get("serviceArn").is_some())
}

/// A bare list is one of container overrides if every element could be one and at least one of them is not just a pair.
fn of_array(root: Node<'_>) -> Recognized {
    let mut telling = false;
    let mut commands = false;
    for it in root.elements() {
        if it.kind() != json::ValueKind::Object {
            return Recognized::Nothing;
        }
        if it.get("EcsParameters").is_some() {
            return Recognized::Foreign(Foreign::EventBridge);
        }
        if it.get("taskArn").is_some() && it.get("taskDefinitionArn").is_some() {
            return Recognized::Foreign(Foreign::Task);
        }
        if it.get("image").is_some() && it.get("name").is_some() {
            return Recognized::Foreign(Foreign::ContainerDefinitions);
        }
        let command = it.get("command").filter(|command| command.kind() == json::ValueKind::Array);
        commands |= command.is_some() && it.get("name").is_some();
        match doubt::may_be_override(it) {
            None if commands => return Recognized::Foreign(Foreign::Commands),
            None => return Recognized::Nothing,
            Some(tells) => telling |= tells,
        }
    }
    if telling { Recognized::Launch(DocumentKind::ContainerOverrides) } else { Recognized::Nothing }
}
