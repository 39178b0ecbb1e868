//! A task definition holds members that only ECS writes.
//!
//! `taskDefinitionArn`, `revision`, `status`, `requiresAttributes`, `compatibilities` and who
//! registered it when: describe-task-definition prints them, and register-task-definition does not
//! take them. The AWS CLI refuses the whole call, with `Unknown parameter in input: "status"`. The
//! GitHub action for deployments leaves them out with a warning, so this is one too. What
//! describe-task-definition printed as a whole, with its wrapper `{"taskDefinition": …}`, is an
//! answer as it should be: that is told and no more.
//!
//! Take them out before the definition is registered.
//!
//! AWS says:
//! - `Unexpected key * found in params`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html>

use crate::rule::prelude::*;

pub const RULE: Rule =
    Rule { severity: Warning, rejected_by: Client, check: Nodes(&[TaskDefinition("")], check) };

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    let all: Vec<_> = node.members().filter(|(_, value)| value.shape().get().read_only).collect();
    let [(first, _), more @ ..] = all.as_slice() else { return };
    let name = first.as_str().unwrap_or_default();
    if let Some(wrapper) = node.key() {
        let message = "this is what describe-task-definition printed, with members that only ECS writes";
        let report = cx.report(wrapper, message).severity(Info).label("the wrapper");
        report.also(*first, "only ECS writes it");
        report.help("to register it, give what is inside and leave these members out");
        return;
    }
    let others = match more.len() {
        0 => String::new(),
        others => format!(" and {} more", count(others, "member")),
    };
    let is = if more.is_empty() { "is" } else { "are" };
    let report = cx.report(*first, format!("{}{others} {is} written by ECS alone", quoted(&name)));
    report.label("only ECS writes it");
    for (key, _) in more.iter().take(16) {
        report.also(*key, "it too");
    }
    report.help("describe-task-definition prints them; take them out before the definition is registered");
    let edits = node.removals(|key| all.iter().any(|it| it.0 == key));
    report.fix(Safe, "take out what only ECS writes", edits);
}
