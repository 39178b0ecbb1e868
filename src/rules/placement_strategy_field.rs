//! A placement strategy has a field that its type does not take, or is missing its field.
//!
//! `binpack` packs by `cpu` or `memory`. `spread` spreads across `instanceId`, `host` or an attribute. `random`
//! ignores its field.
//!
//! Use a field that the type takes, or change the type.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PlacementStrategy.html>

use crate::{lint::rule::prelude::*, model::member_suggestion};

pub const RULE: Rule =
    Rule { severity: Error, rejected_by: Service, check: Nodes(&[RunTask("/placementStrategy/*")], check) };

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let Some(kind) = node.get("type") else { return };
    let field = node.member("field");
    match field {
        Some((key, value)) if kind.is("random") => {
            let report =
                cx.report(key, "`random` does not use a field").severity(Warning).rejected_by(Nobody);
            report.label("ignored").help("remove it, or use another type");
            report.fix(Safe, "remove `field`", vec![value.removal()]);
        }
        Some((_, value)) if kind.is("binpack") => {
            let Some(text) = value.as_str() else { return };
            let is = |it: &str| text.eq_ignore_ascii_case(it);
            if !is("cpu") && !is("memory") && !text.is_empty() {
                let report = cx.report(value, format!("`binpack` cannot pack by {}", quoted(&text)));
                report.also(kind, "the type").help("use `cpu` or `memory`");
            }
        }
        None if kind.is("binpack")
            && cx.complete(node)
            && !member_suggestion::is_misspelled("field", node) =>
        {
            let report = cx.report(kind, "`binpack` needs a field");
            report.label("`field` is missing").help("add `\"field\": \"memory\"` or `\"field\": \"cpu\"`");
        }
        _ => {}
    }
}
