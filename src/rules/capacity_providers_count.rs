//! `capacityProviderStrategy` has too many capacity providers.
//!
//! A strategy can have up to 20 providers; before 2024-12-09 the limit was 6.
//!
//! Remove the providers that you do not need.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html>

use crate::lint::rule::prelude::*;

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[RunTask("/capacityProviderStrategy")], check),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let most = cx.limit(&limits::CAPACITY_PROVIDERS) as usize;
    let Some(excess) = node.element(most) else { return };
    let number = node.elements().count();
    let since = cx.later(&limits::CAPACITY_PROVIDERS, |it| it as usize >= number);
    let message = format!("`capacityProviderStrategy` has {number} entries; the limit is {most}");
    let report = cx.report(excess.opening_bracket(), message);
    report.label("the first entry over the limit").help("remove some of the providers").allowed_since(since);
}
