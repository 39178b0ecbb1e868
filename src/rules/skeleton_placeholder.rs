//! A value that `--generate-cli-skeleton` printed and nobody filled in.
//!
//! The AWS CLI sends a skeleton's `""`, `0` and `[""]` like any other value. Some make the call fail,
//! some do harm in silence: `cpu: 0` and `memory: 0` replace what the task definition says, an empty
//! `command` entry replaces the command.
//!
//! Fill the value in, or remove the member. A skeleton in which nothing is filled in yet gets one
//! informational note. What people mean is not counted: an empty value of a variable, a tag, a label, a log option or
//! another pair, `weight: 0` of a capacity
//! provider that is named, `hostPort: 0` of a task definition.
//!
//! Source: <https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-skeleton.html>

use crate::{json::Kind as Json, rule::prelude::*};

pub const CONFIDENCE: Confidence = Likely;
pub const RULE: Rule = Rule { severity: Warning, rejected_by: Nobody, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut Cx<'_>) {
    match *fault {
        Fault::Unfilled { root, leftovers } => unfilled(root, leftovers, cx),
        Fault::Leftover { node } => leftover(node, cx),
        _ => {}
    }
}

fn unfilled(root: Node<'_>, leftovers: usize, cx: &mut Cx<'_>) {
    let what = cx.kind().described();
    let values = count(leftovers, "value");
    let report = cx.report(root.opening(), format!("an unfilled skeleton of {what}: {values} to fill in"));
    report.severity(Info).label("as it was printed");
}

fn leftover(node: Node<'_>, cx: &mut Cx<'_>) {
    let list = node.parent().filter(|it| it.kind() == Json::Array);
    let member = list.unwrap_or(node);
    let name = member.key().and_then(Node::as_str).unwrap_or_default();
    let shown = quoted(node.raw());
    let (consequence, refused) = consequence(node.shape().get().pointer, &name, node.raw());
    let answer = cx.kind() == Kind::Response;
    let effect = if answer { String::new() } else { format!(": {consequence}") };
    let report = cx.report(node, format!("`{name}` still has the skeleton's {shown}{effect}"));
    report.label("not filled in");
    if answer {
        return;
    }
    if refused {
        report.rejected_by(Service);
        report.help("fill it in");
        return;
    }
    report.help("fill it in, or remove the member");
    report.fix(Unsafe, format!("remove {}", quoted(&name)), vec![member.removal()]);
}

/// What AWS does with the value, and whether it refuses the call for it.
fn consequence(pointer: &str, name: &str, raw: &str) -> (&'static str, bool) {
    let in_container = pointer.contains("/containerOverrides/");
    match name {
        "name" if pointer.contains("/environment/") => ("a variable needs a name", true),
        "name" | "subnets" | "key" | "roleArn" | "deviceName" => ("it names nothing", true),
        "cpu" | "memory" | "memoryReservation" if in_container && raw == "0" => {
            ("it replaces the task definition's value with 0", false)
        }
        "command" => ("it replaces the command with this", false),
        "taskRoleArn" | "executionRoleArn" => ("it is taken as not set", false),
        "securityGroups" => ("it names no security group", true),
        _ => ("the AWS CLI sends it as it stands", false),
    }
}
