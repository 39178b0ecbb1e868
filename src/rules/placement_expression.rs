//! A placement constraint is missing its expression, or has one that its type does not take.
//!
//! `memberOf` checks each container instance against an expression in the cluster query language.
//! `distinctInstance` places each task of a group on a different instance and does not take an expression.
//!
//! Add the expression to `memberOf`, or remove it from `distinctInstance`.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PlacementConstraint.html>

use crate::{json, lint::rule::prelude::*, model::member_suggestion};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[RunTask("/placementConstraints/*"), TaskDefinition("/placementConstraints/*")], check),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(kind) = node.get("type") else { return };
    match node.member("expression") {
        // `null-value` reports that.
        Some((_, value)) if value.kind() == json::ValueKind::Null => {}
        Some((key, value)) if kind.is("distinctInstance") => {
            let report = cx.report(key, "`distinctInstance` does not take an expression");
            report.label("not allowed with this type").also(kind, "the type");
            report.help("remove it, or change the type to `memberOf`");
            let is_nothing = value.kind() == json::ValueKind::Null || value.is_blank();
            let sure = if is_nothing { Safe } else { Unsafe };
            report.fix(sure, "remove `expression`", vec![value.removal()]);
        }
        None if kind.is("memberOf")
            && cx.complete(node)
            && !member_suggestion::is_misspelled("expression", node) =>
        {
            let report = cx.report(kind, "`memberOf` needs an expression");
            report
                .label("`expression` is missing")
                .help("add `expression`, such as `attribute:ecs.instance-type =~ t3.*`");
        }
        _ => {}
    }
}
