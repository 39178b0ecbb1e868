//! The network configuration does not match the network mode of the task definition.
//!
//! A task in network mode `awsvpc` has its own network interface, and ECS must know its subnets: `Network
//! Configuration must be provided when networkMode 'awsvpc' is specified.` In any other mode there is no interface to
//! configure: `Network Configuration is not valid for the given networkMode of this task definition.` A task
//! definition without `networkMode` uses `bridge`.
//!
//! Add `networkConfiguration`, or remove it. With `--partial`, or if some options of a command line are unknown, it is
//! not reported as missing.
//!
//! AWS says:
//! - `Network Configuration is not valid for the given networkMode of this task definition`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html>

use crate::{json::ValueKind::Object, lint::rule::prelude::*, model::member_suggestion};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Service, check: Launches(check) };

fn check(launch: &Launch<'_>, cx: &mut RuleContext<'_>) {
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

/// A definition for Fargate without a mode is reported by another rule.
fn is_for_fargate(definition: Node<'_>) -> bool {
    let list = definition.get("requiresCompatibilities");
    list.is_some_and(|it| it.elements().any(|it| it.is("FARGATE") || it.as_str().is_none()))
}

fn missing(launch: &Launch<'_>, mode: Node<'_>, cx: &mut RuleContext<'_>) {
    let request = launch.body;
    if !launch.is_request() || cx.partial() || !cx.complete(request) || says_fargate(launch) {
        return;
    }
    if member_suggestion::is_misspelled("networkConfiguration", request) {
        return;
    }
    let message = "a task in network mode `awsvpc` needs `networkConfiguration`";
    let report = match (request.get("networkConfiguration"), request.get("taskDefinition")) {
        (Some(network), _) if network.kind() == Object && network.members().next().is_none() => {
            cx.report(network, message).label("no subnets here")
        }
        (Some(_), _) => return,
        (None, Some(named)) => cx.report(named, message).label("needs subnets"),
        (None, None) => cx.report(request.opening_bracket(), message),
    };
    report
        .also(mode, "network mode set here")
        .help("add `networkConfiguration` with the subnets of the task");
}

/// A launch on Fargate always needs a network configuration, which another rule checks.
fn says_fargate(launch: &Launch<'_>) -> bool {
    let is_fargate = |it: Node<'_>| it.is("FARGATE") || it.is("FARGATE_SPOT");
    let providers = launch.member("capacityProviderStrategy").into_iter().flat_map(Node::elements);
    launch.member("launchType").is_some_and(is_fargate)
        || providers.filter_map(|it| it.get("capacityProvider")).any(is_fargate)
}

fn superfluous(launch: &Launch<'_>, mode: Option<Node<'_>>, cx: &mut RuleContext<'_>) {
    let Some(network) = launch.network() else { return };
    if network.kind() != Object || network.members().next().is_none() {
        return;
    }
    let place = network.key().unwrap_or(network);
    let name = mode.and_then(Node::as_str).unwrap_or("bridge".into());
    let message = format!("a task in network mode {} cannot have `networkConfiguration`", quoted(&name));
    let report = if network.key().is_some() {
        cx.report(place, message)
    } else {
        cx.report(network.opening_bracket(), message)
    };
    report.label("no network interface to configure");
    match mode {
        Some(mode) => drop(report.also(mode, "network mode set here")),
        None => drop(
            report.also(launch.definition.opening_bracket(), "no `networkMode`, so the mode is `bridge`"),
        ),
    }
    report.help("remove it, or give the task definition `\"networkMode\": \"awsvpc\"`");
    if network.key().is_some() {
        report.fix(Unsafe, "remove `networkConfiguration`", vec![network.removal()]);
    }
}
