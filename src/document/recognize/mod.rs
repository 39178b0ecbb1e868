//! Detects the kind of a document from its content, never from its name.

mod doubt;

use crate::{
    document::dialect::targets::is_pipe,
    json::{self, Node},
    model::kind::{Foreign, Kind, Recognised},
    text::edit_distance,
};
pub(crate) use doubt::stranger;

/// The member names by which documents are told apart. Order and index are those of [`Seen`].
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
    fn is(&self, name: &str, kind: json::Kind) -> bool {
        self.get(name).is_some_and(|it| it.kind() == kind || it.kind() == json::Kind::Hole)
    }
}

/// Whether a name may be a typo of a telling one. `Parameters` is not a typo of `EcsParameters`.
fn is_near(name: &str, telling: &str) -> bool {
    let starts = |it: &str| it.get(..3).is_some_and(|it| it.eq_ignore_ascii_case("ecs"));
    (!starts(telling) || starts(name)) && edit_distance::is_near(name, telling)
}

/// Tells what a document is. Only the members of its root (and the first element of a list) are looked at.
pub fn recognise(root: Node<'_>) -> Recognised {
    match root.kind() {
        json::Kind::Object if is_plain_request(root) => Recognised::Launch(Kind::StartTask),
        json::Kind::Object => {
            let seen = Seen::exactly(root);
            match of_object(&seen) {
                Recognised::Launch(kind) if doubt::is_whole(root, kind) => Recognised::Launch(kind),
                Recognised::Nothing if is_pipe(root) => Recognised::Foreign(Foreign::EventBridge),
                Recognised::Nothing => of_near_names(root, &seen),
                // The member that would decide may have a typo.
                Recognised::Launch(Kind::RunTask) if leaves_open(&seen) => {
                    let (near, _) = Seen::nearly(root);
                    doubt::settle(root, of_object(&near), leaves_open(&near))
                }
                found => doubt::settle(root, found, leaves_open(&seen)),
            }
        }
        json::Kind::Array => of_array(root),
        _ => Recognised::Nothing,
    }
}

/// What an object is whose names are in another case, or have typos.
#[cold]
fn of_near_names(root: Node<'_>, exactly: &Seen<'_>) -> Recognised {
    let (near, pascal) = Seen::nearly(root);
    match of_object(&near) {
        // `container_definitions` is what Terraform calls them.
        Recognised::Launch(Kind::TaskDefinition) if !pascal && !exactly.has_any() => Recognised::Nothing,
        Recognised::Nothing => doubt::named(root),
        found => match doubt::settle(root, found, leaves_open(&near)) {
            Recognised::Launch(_) if pascal => Recognised::Foreign(Foreign::PascalCase),
            found => found,
        },
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
    } else if seen.has("AWSEBDockerrunVersion") {
        Foreign::Dockerrun
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
        let names_instances = seen.has("containerInstances");
        return Recognised::Launch(if names_instances { Kind::StartTask } else { Kind::RunTask });
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

/// A public address, which only Fargate gives.
fn has_public_address(seen: &Seen<'_>) -> bool {
    let address = || seen.get("networkConfiguration")?.get("awsvpcConfiguration")?.get("assignPublicIp");
    address().is_some_and(|it| it.is("ENABLED"))
}

/// Whether nothing shows which of both operations a request is for: it has neither `containerInstances` nor a member
/// that only RunTask has.
fn leaves_open(seen: &Seen<'_>) -> bool {
    !seen.has("containerInstances") && !seen.any(&RUN_TASK_ONLY) && !has_public_address(seen)
}

/// The same of a document that was recognised as a RunTask request.
pub(crate) fn is_ambiguous(request: Node<'_>) -> bool {
    let shows = |key: Node<'_>| key.is("containerInstances") || RUN_TASK_ONLY.iter().any(|it| key.is(it));
    !request.members().any(|(key, _)| shows(key)) && leaves_open(&Seen::nearly(request).0)
}

/// Whether the name of a file says that it is for StartTask.
pub(crate) fn is_named_for_start_task(path: &str) -> bool {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    ["start-task", "start_task", "StartTask"].iter().any(|it| name.contains(it))
}

/// The definition that describe-task-definition prints: it stands in an object of its own.
fn wrapped_definition<'t>(seen: &Seen<'t>) -> Option<Node<'t>> {
    seen.get("taskDefinition").filter(|it| is_definition(*it))
}

/// The same, looked for in an object.
fn wrapper(object: Node<'_>) -> Option<Node<'_>> {
    object.get("taskDefinition").filter(|it| it.kind() == json::Kind::Object && is_definition(*it))
}

fn is_definition(node: Node<'_>) -> bool {
    ["containerDefinitions", "family", "taskDefinitionArn"].iter().any(|it| node.get(it).is_some())
}

/// The part of a document that is held against the model: all of it, or what is in the wrapper.
pub(crate) fn body(root: Node<'_>, kind: Kind) -> Node<'_> {
    // Requests are not looked through for this.
    if kind == Kind::TaskDefinition { wrapper(root).unwrap_or(root) } else { root }
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

/// The kind that somebody meant a document to be, though it looks like something else: `wanted` was said, or it is for one of
/// both operations that start tasks as its file's name or `partial` says.
#[cold]
pub(crate) fn meant(root: Node<'_>, found: Foreign, wanted: &[Kind]) -> Option<Kind> {
    let known = |kind: Kind| root.members().all(|(key, _)| doubt::is_known(key, kind));
    match found {
        Foreign::Request(_) => wanted.iter().copied().find(|it| known(*it)),
        Foreign::Settings | Foreign::Commands => match wanted {
            [it] if (*it == Kind::ContainerOverrides) == (found == Foreign::Commands) => Some(*it),
            _ => None,
        },
        _ => None,
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
    let mut telling = false;
    let mut commands = false;
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
        let command = it.get("command").filter(|it| it.kind() == json::Kind::Array);
        commands |= command.is_some() && it.get("name").is_some();
        match doubt::may_be_override(it) {
            None if commands => return Recognised::Foreign(Foreign::Commands),
            None => return Recognised::Nothing,
            Some(tells) => telling |= tells,
        }
    }
    if telling { Recognised::Launch(Kind::ContainerOverrides) } else { Recognised::Nothing }
}
