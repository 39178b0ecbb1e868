//! The task definition cannot run where the request launches it.
//!
//! When a task definition is registered, ECS finds out what it can run on: what describe-task-definition prints as
//! `compatibilities`. Fargate needs network mode `awsvpc`, `cpu` and `memory` of the task, and a definition that
//! names FARGATE in `requiresCompatibilities` or leaves that out. ECS answers `Task definition does not support
//! launch_type FARGATE.` Instances of ECS Anywhere (`EXTERNAL`) have no `awsvpc`.
//!
//! Launch it elsewhere, or mend the task definition.
//!
//! AWS says:
//! - `Task definition does not support launch_type *`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html>

use crate::{fargate, rule::prelude::*};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Service, check: Launches(check) };

fn check(launch: &Launch<'_>, cx: &mut Cx<'_>) {
    let Some(wanted) = wanted(launch).filter(|_| launch.is_meant()) else { return };
    let name = if wanted.is("FARGATE_SPOT") { "FARGATE".into() } else { wanted.as_str().unwrap_or_default() };
    let Some((place, label)) = obstacle(launch, &name) else { return };
    let report = cx.report(wanted, format!("the task definition does not support {}", quoted(&name)));
    report.label("not with this task definition");
    match place {
        Some(place) => drop(report.also(place, label)),
        None => drop(report.also(launch.definition.opening(), label)),
    }
    report.help("launch it where it can run, or mend the task definition");
}

/// The launch type, or the provider that stands for Fargate.
fn wanted<'t>(launch: &Launch<'t>) -> Option<Node<'t>> {
    let providers = launch.member("capacityProviderStrategy").into_iter().flat_map(Node::elements);
    let mut providers = providers.filter_map(|it| it.get("capacityProvider"));
    let types = ["EC2", "FARGATE", "EXTERNAL"];
    match launch.member("launchType") {
        Some(it) => Some(it).filter(|it| types.iter().any(|name| it.is(name))),
        None => providers.find(|it| it.is("FARGATE") || it.is("FARGATE_SPOT")),
    }
}

/// What in the definition stands against it.
fn obstacle<'t>(launch: &Launch<'t>, wanted: &str) -> Option<(Option<Node<'t>>, &'static str)> {
    let definition = launch.definition;
    let lacks = |it: &Node<'_>| {
        it.elements().next().is_some() && !it.elements().any(|it| it.is(wanted) || it.as_str().is_none())
    };
    // As ECS found out; what is required is at least that.
    if let Some(found) = definition.get("compatibilities") {
        return lacks(&found).then_some((Some(found), "what it can run on"));
    }
    let mode = definition.get("networkMode");
    let mode_is = |name| mode.is_some_and(|it| it.is(name));
    if wanted == "EXTERNAL" && mode_is("awsvpc") {
        return Some((mode, "not on external instances"));
    }
    if wanted != "FARGATE" {
        return None;
    }
    if let Some(required) = definition.get("requiresCompatibilities").filter(lacks) {
        return Some((Some(required), "does not name it"));
    }
    // A definition that says it is for Fargate and is not has that error itself, where it is checked.
    if launch.is_checked && fargate::required(definition).is_some() {
        return None;
    }
    if let Some(mode) = mode.filter(|it| ["bridge", "host", "none"].iter().any(|name| it.is(name))) {
        return Some((Some(mode), "Fargate has `awsvpc` only"));
    }
    match () {
        () if mode.is_none() => Some((None, "no `networkMode`, where Fargate needs `awsvpc`")),
        () if definition.get("cpu").is_none() => Some((None, "no `cpu`, which Fargate needs")),
        () if definition.get("memory").is_none() => Some((None, "no `memory`, which Fargate needs")),
        () => None,
    }
}
