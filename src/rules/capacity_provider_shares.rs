//! The shares of a capacity provider strategy do not work out.
//!
//! Only one provider of a strategy may have a `base`. Of several providers at least one needs a `weight`
//! above zero: a provider of weight zero gets no task beyond its base, and where all are zero RunTask
//! fails. Providers of Fargate and those of Auto Scaling groups cannot stand in one strategy.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html>

use crate::rule::prelude::*;

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(&[RunTask("/capacityProviderStrategy")], check),
};

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    let positive = |it: &Node<'_>| it.as_integer().is_some_and(|it| it > 0);
    let mut based = node.elements().filter_map(|it| it.get("base").filter(positive));
    if let (Some(first), Some(second)) = (based.next(), based.next()) {
        let report = cx.report(second, "two providers of a strategy have a `base`, and one may");
        report.label("the second").also(first, "the first").help("leave `base` with one provider");
    }
    let weights = || node.elements().map(|it| it.get("weight"));
    let zero = |it: Option<Node<'_>>| it.is_some_and(|it| it.as_integer() == Some(0));
    if weights().nth(1).is_some()
        && weights().all(zero)
        && let Some(Some(first)) = weights().next()
    {
        let report = cx.report(first, "all providers of a strategy have weight 0, and so none gets a task");
        report.label("no share").help("give at least one provider a weight above 0");
    }
    mixed(node, cx);
}

fn mixed(node: Node<'_>, cx: &mut Cx<'_>) {
    let names = || node.elements().filter_map(|it| it.get("capacityProvider"));
    let of_fargate = |it: &Node<'_>| it.is("FARGATE") || it.is("FARGATE_SPOT");
    let own = names().find(|it| !of_fargate(it) && it.as_str().is_some_and(|name| !name.trim().is_empty()));
    if let (Some(fargate), Some(own)) = (names().find(of_fargate), own) {
        let report = cx.report(own, "a strategy cannot mix Fargate with capacity providers of its own");
        report.label("no provider of Fargate").also(fargate, "a provider of Fargate");
        report.help("name providers of one sort");
    }
}
