//! A task definition for Fargate uses a network mode other than `awsvpc`.
//!
//! Each task on Fargate gets its own network interface, which only network mode `awsvpc` provides. Without
//! `networkMode`, a task definition uses `bridge`. ECS rejects the registration, even if `requiresCompatibilities`
//! also lists `EC2`.
//!
//! Set `"networkMode": "awsvpc"`, or remove `FARGATE` from `requiresCompatibilities`. If the command line supplies
//! `networkMode`, pass `--partial`.
//!
//! AWS says:
//! - `Fargate only supports network mode *awsvpc*`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html>

use crate::{
    lint::rule::prelude::*,
    model::{fargate, member_suggestion},
};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[TaskDefinition("/requiresCompatibilities")], check),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(definition) = node.parent() else { return };
    match definition.get("networkMode") {
        Some(mode) if mode.is("awsvpc") => {}
        Some(mode) => other(definition, mode, cx),
        None => missing(definition, cx),
    }
}

#[cold]
fn other(definition: Node<'_>, mode: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(required) = fargate::required(definition) else { return };
    // Values that are not a network mode are reported by another rule.
    let Some(name) = ["bridge", "host", "none"].into_iter().find(|it| mode.is(it)) else { return };
    let report = cx.report(mode, format!("network mode `{name}` is not supported on Fargate"));
    report.label("must be `awsvpc`").also(required, "the task definition is for Fargate");
    report.help("use `awsvpc`, or remove `FARGATE` from `requiresCompatibilities`");
}

#[cold]
fn missing(definition: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(required) = fargate::required(definition).filter(|_| !cx.partial()) else { return };
    if !cx.complete(definition) || member_suggestion::is_misspelled("networkMode", definition) {
        return;
    }
    let report = cx.report(required, "a task definition for Fargate needs network mode `awsvpc`");
    report.label("`networkMode` is missing").help("add `\"networkMode\": \"awsvpc\"`");
}
