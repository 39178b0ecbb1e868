//! A task has too many placement constraints or strategies.
//!
//! The limit is 10 constraints per task, including those of the task definition, and 5 strategies.
//!
//! Combine constraints into one expression with `and`, and remove strategies that have no effect.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html>

use crate::lint::rule::prelude::*;

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[RunTask("/placementConstraints"), RunTask("/placementStrategy")], check),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let name = node.shape().get().name;
    let limit = match name {
        "placementConstraints" => &limits::PLACEMENT_CONSTRAINTS,
        _ => &limits::PLACEMENT_STRATEGIES,
    };
    let most = cx.limit(limit) as usize;
    let Some(excess) = node.element(most) else { return };
    let number = node.elements().count();
    let report =
        cx.report(excess.opening_bracket(), format!("`{name}` has {number} entries; the limit is {most}"));
    report.label("the first entry over the limit").help("remove the entries that have no effect");
}
