//! `capacityProviderStrategy` names more providers than a strategy takes.
//!
//! A strategy names up to 20 providers; before 2024-12-09 it was 6.
//!
//! Leave some out.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html>

use crate::rule::prelude::*;

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[RunTask("/capacityProviderStrategy")], check),
};

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    let most = cx.limit(&facts::CAPACITY_PROVIDERS) as usize;
    let Some(excess) = node.element(most) else { return };
    let number = node.elements().count();
    let since = cx.later(&facts::CAPACITY_PROVIDERS, |it| it as usize >= number);
    let message = format!("{}, and a strategy takes {most}", count(number, "capacity provider"));
    let report = cx.report(excess.opening(), message);
    report.label("the first too many").help("leave some out").allowed_since(since);
}
