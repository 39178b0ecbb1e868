//! The task definition does not support the launch type of the request.
//!
//! When a task definition is registered, ECS determines what it can run on, which describe-task-definition prints as
//! `compatibilities`. Fargate needs network mode `awsvpc` and task-level `cpu` and `memory`, and
//! `requiresCompatibilities` must list `FARGATE` or be omitted. ECS answers `Task definition does not support
//! launch_type FARGATE.` Instances of ECS Anywhere (`EXTERNAL`) do not support `awsvpc`.
//!
//! Choose another launch type, or fix the task definition.
//!
//! AWS says:
//! - `Task definition does not support launch_type *`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html>

use crate::{lint::rule::prelude::*, model::fargate};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Service, check: Launches(check) };

fn check(launch: &Launch<'_>, cx: &mut RuleContext<'_>) {
    let Some(wanted) = wanted(launch).filter(|_| launch.is_meant()) else { return };
    let name = if wanted.is("FARGATE_SPOT") { "FARGATE".into() } else { wanted.as_str().unwrap_or_default() };
    let Some((place, label)) = obstacle(launch, &name) else { return };
    let report = cx.report(wanted, format!("the task definition does not support {}", quoted(&name)));
    report.label("requested here");
    match place {
        Some(place) => drop(report.also(place, label)),
        None => drop(report.also(launch.definition.opening_bracket(), label)),
    }
    report.help("choose another launch type, or fix the task definition");
}

/// The launch type, or the capacity provider of Fargate.
fn wanted<'t>(launch: &Launch<'t>) -> Option<Node<'t>> {
    let providers = launch.member("capacityProviderStrategy").into_iter().flat_map(Node::elements);
    let mut providers = providers.filter_map(|it| it.get("capacityProvider"));
    let types = ["EC2", "FARGATE", "EXTERNAL"];
    match launch.member("launchType") {
        Some(it) => Some(it).filter(|it| types.iter().any(|name| it.is(name))),
        None => providers.find(|it| it.is("FARGATE") || it.is("FARGATE_SPOT")),
    }
}

/// The part of the definition that prevents it.
fn obstacle<'t>(launch: &Launch<'t>, wanted: &str) -> Option<(Option<Node<'t>>, &'static str)> {
    let definition = launch.definition;
    let lacks = |it: &Node<'_>| {
        it.elements().next().is_some() && !it.elements().any(|it| it.is(wanted) || it.as_str().is_none())
    };
    // As determined by ECS; it includes everything that is required.
    if let Some(found) = definition.get("compatibilities") {
        return lacks(&found).then_some((Some(found), "runs only on these"));
    }
    let mode = definition.get("networkMode");
    let mode_is = |name| mode.is_some_and(|it| it.is(name));
    if wanted == "EXTERNAL" && mode_is("awsvpc") {
        return Some((mode, "not available on external instances"));
    }
    if wanted != "FARGATE" {
        return None;
    }
    if let Some(required) = definition.get("requiresCompatibilities").filter(lacks) {
        return Some((Some(required), "not listed here"));
    }
    // If the definition requires Fargate but is not valid for it, checking the definition reports that.
    if launch.is_checked && fargate::required(definition).is_some() {
        return None;
    }
    if let Some(mode) = mode.filter(|it| ["bridge", "host", "none"].iter().any(|name| it.is(name))) {
        return Some((Some(mode), "Fargate requires `awsvpc`"));
    }
    match () {
        () if mode.is_none() => Some((None, "no `networkMode`; Fargate requires `awsvpc`")),
        () if definition.get("cpu").is_none() => Some((None, "no `cpu`, which Fargate requires")),
        () if definition.get("memory").is_none() => Some((None, "no `memory`, which Fargate requires")),
        () => None,
    }
}
