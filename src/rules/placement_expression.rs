//! A placement constraint lacks its expression, or has one that it cannot have.
//!
//! `memberOf` holds an expression of the cluster query language against each container instance.
//! `distinctInstance` puts every task of a group on another instance and takes no expression.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PlacementConstraint.html>

use crate::{json, rule::prelude::*, suggest};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[RunTask("/placementConstraints/*"), TaskDefinition("/placementConstraints/*")], check),
};

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    let Some(kind) = node.get("type") else { return };
    match node.member("expression") {
        // `null-value` asks to remove that.
        Some((_, value)) if value.kind() == json::Kind::Null => {}
        Some((key, value)) if kind.is("distinctInstance") => {
            let report = cx.report(key, "`distinctInstance` takes no expression");
            report.label("not with this type").also(kind, "the type");
            report.help("remove it, or write `memberOf`");
            let is_nothing = value.kind() == json::Kind::Null || value.is_blank();
            let sure = if is_nothing { Safe } else { Unsafe };
            report.fix(sure, "remove `expression`", vec![value.removal()]);
        }
        None if kind.is("memberOf") && cx.complete(node) && !suggest::is_misspelled("expression", node) => {
            let report = cx.report(kind, "`memberOf` needs an expression");
            report.label("of what?").help("add `expression`, such as `attribute:ecs.instance-type =~ t3.*`");
        }
        _ => {}
    }
}
