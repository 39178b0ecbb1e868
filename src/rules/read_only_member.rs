//! A task definition contains members that only ECS writes.
//!
//! describe-task-definition prints `taskDefinitionArn`, `revision`, `status`, `requiresAttributes`,
//! `compatibilities`, and who registered the definition and when. register-task-definition does not
//! accept these members: the AWS CLI rejects the whole call with `Unknown parameter in input:
//! "status"`. The GitHub action for deployments removes them with a warning, so this rule reports a
//! warning, too. A complete describe-task-definition response, with its wrapper
//! `{"taskDefinition": …}`, is expected to contain them and is reported as info only. In a command that registers the
//! definition, both are errors.
//!
//! Remove them before you register the definition.
//!
//! AWS says:
//! - `Unexpected key * found in params`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html>

use crate::lint::rule::prelude::*;

pub const RULE: Rule =
    Rule { severity: Warning, rejected_by: Client, check: Nodes(&[TaskDefinition("")], check) };

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let all: Vec<_> = node.members().filter(|(_, value)| value.shape().get().read_only).collect();
    let [(first, _), more @ ..] = all.as_slice() else { return };
    let name = first.as_str().unwrap_or_default();
    if let Some(wrapper) = node.key() {
        let message = "this is describe-task-definition output, with members that only ECS writes";
        let severity = if cx.is_command() { Error } else { Info };
        let report = cx.report(wrapper, message).severity(severity).label("the wrapper");
        report.also(*first, "only ECS writes it");
        report.help("to register it, remove the wrapper and these members");
        return;
    }
    let others = match more.len() {
        0 => String::new(),
        others => format!(" and {}", count(others, "other member")),
    };
    let is = if more.is_empty() { "is" } else { "are" };
    let message = format!("{}{others} {is} written only by ECS and cannot be registered", quoted(&name));
    // The action for deployments removes them, so only the AWS CLI rejects the file.
    let is_command = cx.is_command();
    let report = cx.report(*first, message);
    if is_command {
        report.severity(Error);
    } else {
        report.rejected_by(Nobody);
    }
    report.label("only ECS writes it");
    for (key, _) in more.iter().take(16) {
        report.also(*key, "this one too");
    }
    report.help("describe-task-definition prints them, but register-task-definition does not accept them: remove them");
    let edits = node.removals(|key| all.iter().any(|it| it.0 == key));
    report.fix(Safe, "remove the members that only ECS writes", edits);
}
