//! A task definition for Fargate has another network mode than `awsvpc`.
//!
//! Each task on Fargate gets a network interface of its own, which only network mode `awsvpc` does. Without
//! `networkMode` a task definition gets `bridge`. ECS rejects the registration, also where
//! `requiresCompatibilities` names EC2 besides.
//!
//! Write `"networkMode": "awsvpc"`, or leave `FARGATE` out of `requiresCompatibilities`. With `--partial` a
//! missing member may come from the command line.
//!
//! AWS says:
//! - `Fargate only supports network mode *awsvpc*`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html>

use crate::{fargate, rule::prelude::*, suggest};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[TaskDefinition("/requiresCompatibilities")], check),
};

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    let Some(definition) = node.parent() else { return };
    match definition.get("networkMode") {
        Some(mode) if mode.is("awsvpc") => {}
        Some(mode) => other(definition, mode, cx),
        None => missing(definition, cx),
    }
}

#[cold]
fn other(definition: Node<'_>, mode: Node<'_>, cx: &mut Cx<'_>) {
    let Some(required) = fargate::required(definition) else { return };
    // What is not a mode at all is another rule's.
    let Some(name) = ["bridge", "host", "none"].into_iter().find(|it| mode.is(it)) else { return };
    let report = cx.report(mode, format!("network mode `{name}` is not supported on Fargate"));
    report.label("must be `awsvpc`").also(required, "the task definition is for Fargate");
    report.help("write `awsvpc`, or leave `FARGATE` out of `requiresCompatibilities`");
}

#[cold]
fn missing(definition: Node<'_>, cx: &mut Cx<'_>) {
    let Some(required) = fargate::required(definition).filter(|_| !cx.partial()) else { return };
    if !cx.complete(definition) || suggest::is_misspelled("networkMode", definition) {
        return;
    }
    let report = cx.report(required, "a task definition for Fargate needs network mode `awsvpc`");
    report.label("`networkMode` is missing").help("add `\"networkMode\": \"awsvpc\"`");
}
