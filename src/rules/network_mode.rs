//! The network configuration does not fit the network mode of the task definition.
//!
//! A task in network mode `awsvpc` has an interface of its own, and ECS must know its subnets:
//! `Network Configuration must be provided when networkMode 'awsvpc' is specified.` In any other mode there
//! is no interface to configure: `Network Configuration is not valid for the given networkMode of this task
//! definition.` A task definition that names no mode gets `bridge`.
//!
//! Add `networkConfiguration`, or remove it. With `--partial`, and where some options of a command line are not known,
//! it may come from elsewhere.
//!
//! AWS says:
//! - `Network Configuration is not valid for the given networkMode of this task definition`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html>

use crate::{json::Kind::Object, rule::prelude::*, suggest};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Service, check: Launches(check) };

fn check(launch: &Launch<'_>, cx: &mut Cx<'_>) {
    if !launch.is_meant() {
        return;
    }
    let mode = launch.definition.get("networkMode");
    match mode {
        Some(mode) if mode.is("awsvpc") => missing(launch, mode, cx),
        Some(mode) if ["bridge", "host", "none"].iter().any(|it| mode.is(it)) => {
            superfluous(launch, Some(mode), cx)
        }
        None if !is_for_fargate(launch.definition) && !says_fargate(launch) => superfluous(launch, None, cx),
        _ => {}
    }
}

/// A definition for Fargate without a mode is wrong by itself.
fn is_for_fargate(definition: Node<'_>) -> bool {
    let list = definition.get("requiresCompatibilities");
    list.is_some_and(|it| it.elements().any(|it| it.is("FARGATE") || it.as_str().is_none()))
}

fn missing(launch: &Launch<'_>, mode: Node<'_>, cx: &mut Cx<'_>) {
    let request = launch.body;
    if !launch.is_request() || cx.partial() || !cx.complete(request) || says_fargate(launch) {
        return;
    }
    if suggest::is_misspelled("networkConfiguration", request) {
        return;
    }
    let message = "a task in network mode `awsvpc` needs `networkConfiguration`";
    let report = match (request.get("networkConfiguration"), request.get("taskDefinition")) {
        (Some(network), _) if network.kind() == Object && network.members().next().is_none() => {
            cx.report(network, message).label("names no subnet")
        }
        (Some(_), _) => return,
        (None, Some(named)) => cx.report(named, message).label("in which subnets?"),
        (None, None) => cx.report(request.opening(), message),
    };
    report.also(mode, "the mode").help("add `networkConfiguration` with the subnets of the task");
}

/// Then it needs one anyway, whatever the definition says, and that is another rule's.
fn says_fargate(launch: &Launch<'_>) -> bool {
    let is_fargate = |it: Node<'_>| it.is("FARGATE") || it.is("FARGATE_SPOT");
    let providers = launch.member("capacityProviderStrategy").into_iter().flat_map(Node::elements);
    launch.member("launchType").is_some_and(is_fargate)
        || providers.filter_map(|it| it.get("capacityProvider")).any(is_fargate)
}

fn superfluous(launch: &Launch<'_>, mode: Option<Node<'_>>, cx: &mut Cx<'_>) {
    let Some(network) = launch.network() else { return };
    if network.kind() != Object || network.members().next().is_none() {
        return;
    }
    let place = network.key().unwrap_or(network);
    let name = mode.and_then(Node::as_str).unwrap_or("bridge".into());
    let message = format!("a task in network mode {} takes no network configuration", quoted(&name));
    let report = if network.key().is_some() {
        cx.report(place, message)
    } else {
        cx.report(network.opening(), message)
    };
    report.label("no interface to configure");
    match mode {
        Some(mode) => drop(report.also(mode, "the mode")),
        None => drop(report.also(launch.definition.opening(), "no `networkMode`, which means `bridge`")),
    }
    report.help("remove it, or give the task definition `\"networkMode\": \"awsvpc\"`");
    if network.key().is_some() {
        report.fix(Unsafe, "remove `networkConfiguration`", vec![network.removal()]);
    }
}
