//! A placeholder value from `--generate-cli-skeleton` was not filled in.
//!
//! The AWS CLI sends the `""`, `0` and `[""]` of a skeleton like any other value. Some of them make the call
//! fail. Others silently cause harm: `cpu: 0` and `memory: 0` replace the values of the task definition, and an
//! empty `command` entry replaces the command.
//!
//! Fill the value in, or remove the member. A skeleton in which nothing is filled in yet gets a single
//! informational note. Values that are probably intended are not reported: an empty value of a variable, a tag, a
//! label, a log option or another pair, `weight: 0` of a named capacity provider, and `hostPort: 0` in a task
//! definition.
//!
//! Source: <https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-skeleton.html>

use crate::{json::ValueKind as Json, lint::rule::prelude::*};

pub const CONFIDENCE: Confidence = Likely;
pub const RULE: Rule = Rule { severity: Warning, rejected_by: Nobody, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    match *fault {
        Fault::Unfilled { root, leftovers } => unfilled(root, leftovers, cx),
        Fault::Leftover { node } => leftover(node, cx),
        _ => {}
    }
}

fn unfilled(root: Node<'_>, leftovers: usize, cx: &mut RuleContext<'_>) {
    let what = cx.whole().to_owned();
    let values = count(leftovers, "value");
    let report =
        cx.report(root.opening_bracket(), format!("the skeleton of {what} is not filled in: {values} left"));
    report.severity(Info).label("placeholder values only");
}

fn leftover(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let list = node.parent().filter(|it| it.kind() == Json::Array);
    let member = list.unwrap_or(node);
    let name = member.key().and_then(Node::as_str).unwrap_or_default();
    let shown = quoted(node.raw());
    let (consequence, rejected) = consequence(node.shape().get().pointer, &name, node.raw());
    let is_response = cx.kind() == DocumentKind::Response;
    let effect = if is_response { String::new() } else { format!(": {consequence}") };
    let report =
        cx.report(node, format!("`{name}` still has the placeholder {shown} of the skeleton{effect}"));
    report.label("not filled in");
    if is_response {
        return;
    }
    if rejected {
        report.rejected_by(Service);
        report.help("replace it with a value");
        return;
    }
    report.help("replace it with a value, or remove the member");
    report.fix(Unsafe, format!("remove {}", quoted(&name)), vec![member.removal()]);
}

/// What AWS does with the value, and whether it rejects the call because of it.
fn consequence(pointer: &str, name: &str, raw: &str) -> (&'static str, bool) {
    let in_container = pointer.contains("/containerOverrides/");
    match name {
        "name" if pointer.contains("/environment/") => ("a variable needs a name", true),
        "name" | "subnets" | "key" | "roleArn" | "deviceName" => ("it is not a valid value", true),
        "cpu" | "memory" | "memoryReservation" if in_container && raw == "0" => {
            ("it replaces the task definition's value with 0", false)
        }
        "command" => ("it replaces the command of the container", false),
        "taskRoleArn" | "executionRoleArn" => ("ECS treats it as not set", false),
        "securityGroups" => ("it is not a security group", true),
        _ => ("the AWS CLI sends it unchanged", false),
    }
}
