//! A launch on Fargate does not specify its subnets.
//!
//! Tasks on Fargate always use network mode `awsvpc`, and ECS rejects the request without `networkConfiguration`:
//! `Network Configuration must be provided when networkMode 'awsvpc' is specified.`
//!
//! Add it, with at least one subnet. If the command line supplies it, pass `--partial`. On a command line and in
//! scripts, it is reported as missing only if all options are known: `"$@"` may contain it.
//!
//! AWS says:
//! - `Network Configuration must be provided when networkMode 'awsvpc' is specified`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html>

use crate::{json, lint::rule::prelude::*, model::member_suggestion};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[RunTask("/launchType"), RunTask("/capacityProviderStrategy")], check),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let of_fargate = |it: &Node<'_>| it.is("FARGATE") || it.is("FARGATE_SPOT");
    let provider = || node.elements().filter_map(|it| it.get("capacityProvider")).find(of_fargate);
    let Some(fargate) = Some(node).filter(of_fargate).or_else(provider) else { return };
    let Some(request) = node.parent() else { return };
    if cx.partial()
        || !cx.complete(request)
        || member_suggestion::is_misspelled("networkConfiguration", request)
    {
        return;
    }
    match request.get("networkConfiguration") {
        None => {
            let is_command = cx.is_command();
            let report = cx.report(fargate, "a launch on Fargate needs `networkConfiguration`");
            report.label("needs subnets");
            report.help(if is_command {
                "add `--network-configuration` with the subnets of the task"
            } else {
                "add `networkConfiguration` with the subnets of the task, or pass `--partial`"
            });
        }
        Some(network) if network.kind() == json::ValueKind::Object && network.members().next().is_none() => {
            let report = cx.report(network, "a launch on Fargate needs `awsvpcConfiguration`");
            report.label("no subnets here").also(fargate, "launches on Fargate");
            report.help("add the subnets of the task");
        }
        Some(_) => {}
    }
}
