//! An EventBridge target does not name a cluster, or has an input that EventBridge cannot pass to a task.
//!
//! - `Input` must be a string that contains JSON. The AWS CLI, the SDKs and CloudFormation reject an object there as a
//!   wrong type; its content is checked as overrides all the same.
//! - Only one of `Input`, `InputPath` and `InputTransformer` is allowed.
//! - Each placeholder `<name>` in `InputTemplate` must be a key of `InputPathsMap`, or one of the reserved names that
//!   start with `aws.`.
//! - A target specifies its cluster by ARN, as `Arn`, and in a pipe as `Target`. A name is not enough. The same holds for
//!   `RoleArn`, which every target that starts tasks needs. `TaskDefinitionArn` is documented as an ARN, so a family there is
//!   a warning.
//! - Each entry of the `Targets` of a rule needs an `Id`.
//! - `InputPath` and the values of `InputPathsMap` are paths that start with `$`.
//!
//! AWS says:
//! - `Invalid type for parameter Targets[*].Input, value: *, type: <class 'dict'>, valid types: <class 'str'>`
//! - `Only one of Input, InputPath, or InputTransformer must be provided for target *`
//! - `Parameter * is not valid. Reason: Provided Arn is not in correct format.`
//! - `RoleArn is required for target *`
//! - `Missing required parameter in Targets[*]: "Id"`
//!
//! Source: <https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Target.html>

use crate::{
    diagnostic::{RejectedBy, fault::target::MistakeKind},
    json::{Location, is_strict, quote_json},
    lint::rule::prelude::*,
    text::edit_distance,
};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Service, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    let Fault::Target { mistake } = fault else { return };
    let node = mistake.place.node();
    match &mistake.kind {
        MistakeKind::Object => {
            let report = cx
                .report(node.opening_bracket(), "`Input` must be a string that contains JSON, not an object");
            report.rejected_by(Client).label("expected a string");
            report.help("write the object as one string, with each `\"` escaped as `\\\"`");
            if is_strict(node.raw()) {
                let edit = node.replace(quote_json(&one_line(node.raw())));
                report.fix(Unsafe, "convert it to a string", vec![edit]);
            }
        }
        MistakeKind::Both(first) => {
            let name = |node: Node<'_>| quoted(&node.as_str().unwrap_or_default());
            let message = format!("{} cannot be combined with {}", name(node), name(*first));
            let report = cx.report(node, message);
            report.label("conflicts with the other").also(*first, "the other one").help("keep one of them");
        }
        MistakeKind::Undefined(name, paths) => {
            let shown = quoted(&format!("<{name}>"));
            let report =
                cx.report(mistake.place, format!("placeholder {shown} is not defined in `InputPathsMap`"));
            report.label("undefined");
            let keys = paths.iter().flat_map(|it| it.members()).filter_map(|(key, _)| key.as_str());
            let keys: Vec<_> = keys.collect();
            match edit_distance::word(name, keys.iter().map(AsRef::as_ref)) {
                Some(near) => report.help(format!("did you mean {}?", quoted(&format!("<{near}>")))),
                None => report.help(format!("add `\"{name}\": \"$.…\"` to `InputPathsMap`")),
            };
        }
        MistakeKind::Name => {
            let key = node.key().and_then(Node::as_str).unwrap_or_default();
            let report = cx.report(node, format!("{} must be the ARN of the cluster", quoted(&key)));
            report.label("not an ARN").help("write `arn:aws:ecs:REGION:ACCOUNT:cluster/NAME`");
        }
        MistakeKind::Role => {
            let report = cx.report(node, "`RoleArn` must be the ARN of a role");
            report.label("not an ARN").help("write `arn:aws:iam::ACCOUNT:role/NAME`");
        }
        MistakeKind::Definition => {
            let report = cx.report(node, "`TaskDefinitionArn` must be the ARN of a task definition");
            report.severity(Warning).label("not an ARN");
            report.help("write `arn:aws:ecs:REGION:ACCOUNT:task-definition/FAMILY`");
        }
        MistakeKind::Missing(name, by_whom) => missing(mistake.place, name, *by_whom, cx),
        MistakeKind::Misspelled(name) => {
            let key = quoted(&node.as_str().unwrap_or_default());
            let report = cx.report(node, format!("unknown member {key} in a target"));
            report.rejected_by(Client).label(format!("did you mean `{name}`?"));
            report.fix(Safe, format!("rename it to `{name}`"), vec![node.replace_str(name)]);
        }
        MistakeKind::Path => {
            let key = node.key().and_then(Node::as_str).unwrap_or_default();
            let report = cx.report(node, format!("the path of {} does not start with `$`", quoted(&key)));
            report.label("not a path into the event");
            let text = node.as_str().unwrap_or_default();
            let path = format!("$.{}", text.trim().trim_start_matches('.'));
            report.fix(Unsafe, "start it with `$.`", vec![node.replace_str(&path)]);
        }
    }
}

fn missing(place: Location<'_>, name: &str, by_whom: RejectedBy, cx: &mut RuleContext<'_>) {
    if !cx.complete(place.node()) {
        return;
    }
    let what = if place.node().get("TargetParameters").is_some() { "pipe" } else { "target" };
    let report = cx.report(place, format!("the {what} is missing `{name}`")).rejected_by(by_whom);
    report.label("missing here");
    match name {
        "Id" => report.help("add `\"Id\": …`, a name that is unique in the rule"),
        _ => report.help("add the ARN of the role with which EventBridge starts the task"),
    };
}

/// JSON on one line, without its indentation.
fn one_line(json: &str) -> String {
    let lines: Vec<_> = json.lines().map(str::trim).collect();
    lines.join(" ")
}
