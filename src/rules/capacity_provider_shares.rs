//! The bases, weights or providers of a capacity provider strategy cannot be combined.
//!
//! Only one provider in a strategy can have a `base`. If there are several providers, at least one needs a
//! `weight` above zero: a provider with weight zero gets no tasks beyond its base, and RunTask fails if all
//! weights are zero. A strategy cannot contain both Fargate and Auto Scaling group providers.
//!
//! Set `base` for one provider only, give at least one provider a weight above zero, and use providers of
//! one type.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html>

use crate::lint::rule::prelude::*;

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[RunTask("/capacityProviderStrategy")], check),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let positive = |it: &Node<'_>| it.as_integer().is_some_and(|it| it > 0);
    let mut based = node.elements().filter_map(|it| it.get("base").filter(positive));
    if let (Some(first), Some(second)) = (based.next(), based.next()) {
        let report = cx.report(second, "more than one capacity provider has a `base`");
        report.label("second `base`").also(first, "first `base`").help("set `base` for only one provider");
    }
    let weights = || node.elements().map(|it| it.get("weight"));
    let zero = |it: Option<Node<'_>>| it.is_some_and(|it| it.as_integer() == Some(0));
    if weights().nth(1).is_some()
        && weights().all(zero)
        && let Some(Some(first)) = weights().next()
    {
        let report = cx.report(first, "all capacity providers have weight 0, so none of them gets a task");
        report.label("first of the weights").help("give at least one provider a weight above 0");
    }
    mixed(node, cx);
}

fn mixed(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let names = || node.elements().filter_map(|it| it.get("capacityProvider"));
    let of_fargate = |it: &Node<'_>| it.is("FARGATE") || it.is("FARGATE_SPOT");
    let own = names().find(|it| !of_fargate(it) && it.as_str().is_some_and(|name| !name.trim().is_empty()));
    if let (Some(fargate), Some(own)) = (names().find(of_fargate), own) {
        let report = cx.report(own, "a strategy cannot combine Fargate with other capacity providers");
        report.label("not a Fargate provider").also(fargate, "a Fargate provider");
        report.help("use only Fargate providers, or only other providers");
    }
}
