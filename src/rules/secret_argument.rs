//! An argument hands over a secret: the value of `--password`, or of `PASSWORD=` in a line of a shell.
//!
//! The names of options and variables are judged as `secret-environment-value` judges them. Besides
//! whoever reads the file, everybody on the machine sees the arguments of a process.
//!
//! Whoever reads the repository has it, and after the launch whoever may call describe-tasks or
//! describe-task-definition: ECS keeps environment, arguments and tags in plain text. Reports never
//! show it: every character of it is an asterisk in them.
//!
//! Revoke it: what was committed stays in the history. Keep the new one in Secrets Manager or Parameter
//! Store, and have the task definition's `secrets` hand it to the container. The command can read it from its environment.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html>

use crate::{rule::prelude::*, secret};

pub const CONFIDENCE: Confidence = Heuristic;
pub const RULE: Rule = Rule {
    severity: Warning,
    rejected_by: Nobody,
    check: Nodes(
        &[
            Request("/overrides/containerOverrides/*/command"),
            TaskDefinition("/containerDefinitions/*/command"),
            TaskDefinition("/containerDefinitions/*/entryPoint"),
        ],
        check,
    ),
};

fn check(list: Node<'_>, cx: &mut Cx<'_>) {
    if list.elements().any(may_hand_over) {
        look_closely(list, cx);
    }
}

/// Whether it is an option for a secret, or something may be assigned in it to the name of one.
fn may_hand_over(argument: Node<'_>) -> bool {
    let Some(text) = argument.plain_bytes() else { return true };
    let inside = argument.span().start as usize + 1;
    let is_flag = text.first() == Some(&b'-') && secret::may_be_secret_name(text);
    is_flag || secret::may_assign(argument.tree().text().as_bytes(), inside..inside + text.len())
}

#[cold]
fn look_closely(list: Node<'_>, cx: &mut Cx<'_>) {
    let mut flag: Option<Node<'_>> = None;
    for it in list.elements() {
        let Some(text) = it.as_str() else {
            flag = None;
            continue;
        };
        let value = || !text.is_empty() && !text.starts_with('-') && secret::is_literal(&text);
        if let Some(flag) = flag.filter(|_| value()) {
            let report = cx.report(it, format!("option {} hands over a secret", name(flag)));
            report.label("readable by everybody who reads the file").also(flag, "the option");
            report.help(HELP);
        }
        flag = Some(it).filter(|_| secret::is_flag(&text));
        let mut assigned = secret::assigned(&text).filter(|it| !it.colon);
        if let Some(first) = assigned.next() {
            let report =
                cx.report(it.part(first.value), format!("{} hands over a secret", quoted(first.name)));
            report.label("readable by everybody who reads the file").help(HELP);
        }
    }
}

const HELP: &str = "hand it over by the `secrets` of the task definition, and read it from the environment";

fn name(flag: Node<'_>) -> String {
    quoted(&flag.as_str().unwrap_or_default())
}
