//! A log configuration is missing an option that its driver needs.
//!
//! `awslogs` needs `awslogs-group` and `awslogs-region`, and on Fargate also `awslogs-stream-prefix`: ECS rejects the
//! registration without them. `splunk` needs `splunk-token` and `splunk-url`, and `gelf` needs `gelf-address`: without
//! them the driver does not start, and the container fails. Options may also be set in `secretOptions`.
//!
//! Add the option.
//!
//! AWS says:
//! - `Log driver * requires options: *`
//! - `Fargate requires log configuration options to include awslogs-stream-prefix*`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html>

use crate::{
    json::ValueKind::Object,
    lint::rule::prelude::*,
    model::{fargate, log_driver::LogDriver, member_suggestion},
    text::edit_distance,
};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[TaskDefinition("/containerDefinitions/*/logConfiguration")], check),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(driver) = LogDriver::of(node) else { return };
    let options = node.get("options");
    let is_unknown = options.is_some_and(|it| it.kind() != Object);
    // `log-option-unknown` says that the options are those of another driver.
    let is_of_another = || options.is_some_and(|options| driver.meant_by(options).is_some());
    if is_unknown
        || !cx.complete(node)
        || options.is_none() && member_suggestion::is_misspelled("options", node)
    {
        return;
    }
    let required = fargate::required(fargate::definition(node));
    let on_fargate = if required.is_some() { driver.requires_on_fargate } else { &[] };
    let missing: Vec<_> =
        driver.requires.iter().chain(on_fargate).filter(|it| !has(node, driver, it)).collect();
    let Some(place) = node.get("logDriver").filter(|_| !missing.is_empty()) else { return };
    if is_of_another() {
        return;
    }
    let names = join(missing.iter().map(|it| format!("`{it}`")), "and");
    let is_for_fargate = missing.iter().all(|it| on_fargate.contains(it));
    let needs = if is_for_fargate { "on Fargate needs" } else { "needs" };
    let report = cx.report(place, format!("log driver `{}` {needs} {names}", driver.name));
    report.label(if missing.len() == 1 { "missing option" } else { "missing options" });
    if let Some(required) = required.filter(|_| is_for_fargate) {
        report.also(required, "the task definition is for Fargate");
    }
    if driver.name != "awslogs" {
        report.rejected_by(Runtime);
    }
    report.help(format!("add {names} to `options`"));
}

/// Whether an option is set, directly, as a secret, or under a name with a typo.
fn has(node: Node<'_>, driver: &LogDriver, option: &str) -> bool {
    let Some(options) = node.get("options") else { return is_secret(node, option) };
    let is_typo = |key: &str| driver.known().all(|it| it != key) && edit_distance::is_near(key, option);
    options.members().any(|(key, _)| key.is(option) || key.as_str().is_some_and(|it| is_typo(&it)))
        || is_secret(node, option)
}

fn is_secret(node: Node<'_>, option: &str) -> bool {
    let secrets = node.get("secretOptions").into_iter().flat_map(Node::elements);
    secrets.filter_map(|it| it.get("name")).any(|it| it.is(option) || it.as_str().is_none())
}
