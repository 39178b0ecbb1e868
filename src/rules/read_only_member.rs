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
    let edits = removals(node, &all);
    report.fix(Safe, "take out what only ECS writes", edits);
}

/// Removals of members that may stand side by side: each run of them is one edit.
fn removals<'t>(object: Node<'t>, all: &[(Node<'t>, Node<'t>)]) -> Vec<crate::Edit> {
    let members: Vec<_> = object.members().collect();
    let goes = |at: usize| members.get(at).is_some_and(|it| all.contains(it));
    let mut edits = Vec::new();
    let mut at = 0;
    while at < members.len() {
        let start = at;
        while goes(at) {
            at += 1;
        }
        if at > start {
            edits.push(removal(&members, start, at));
        }
        at += 1;
    }
    edits
}

/// The members `start..end` with as many commas: those behind them, or at the end of the object those before.
fn removal(members: &[(Node<'_>, Node<'_>)], start: usize, end: usize) -> crate::Edit {
    let (first, last) = (members[start].0.span(), members[end - 1].1.span());
    let before = if start == 0 { first.start } else { members[start - 1].1.span().end };
    let span = match members.get(end) {
        Some((next, _)) => crate::Span { start: first.start, end: next.span().start },
        None => crate::Span { start: before, end: last.end },
    };
    crate::Edit { span, text: String::new() }
}
