//! More placement constraints or strategies than a task takes.
//!
//! A task takes 10 constraints, those of the task definition among them, and 5 strategies.
//!
//! Join constraints into one expression with `and`, and leave out strategies that decide nothing.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html>

use crate::rule::prelude::*;

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[RunTask("/placementConstraints"), RunTask("/placementStrategy")], check),
};

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    let (limit, noun) = match node.shape().get().name {
        "placementConstraints" => (&facts::PLACEMENT_CONSTRAINTS, "constraint"),
        _ => (&facts::PLACEMENT_STRATEGIES, "strategie"),
    };
    let most = cx.limit(limit) as usize;
    let Some(excess) = node.element(most) else { return };
    let number = count(node.elements().count(), noun);
    let report = cx.report(excess.opening(), format!("{number} of placement, and a task takes {most}"));
    report.label("the first too many").help("leave out those that decide nothing");
}
