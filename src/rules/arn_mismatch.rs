//! An ARN belongs to a different region, account, partition or cluster than the rest of the request.
//!
//! A call goes to one region of one account, and to one cluster: the value of `cluster`, or `default`
//! without it. The task definition and the container instances must belong to that region and account,
//! and the container instances to that cluster. Otherwise ECS answers `Identifier is for cluster A.
//! Your cluster is B` or `Identifier is for 111111111111. Your accountId is 222222222222`, or does not
//! find the resource. Usually the ARN was copied from another environment.
//!
//! Roles have no region, but they must belong to the same partition: `aws-cn` in China, `aws-us-gov` in
//! GovCloud, otherwise `aws`. A role of another account cannot be passed to a task either. This is only
//! a warning, because a policy that is not in the file may be meant to allow it.
//!
//! The expected values are those of most ARNs in the request; the ARN in `cluster` takes precedence. On a command line,
//! the region in `--region`, or in `AWS_REGION=…` before the command, takes precedence over all ARNs.
//!
//! Use ARNs of one region, account and cluster, or set `cluster` and the region to match the ARNs.
//!
//! AWS says:
//! - `Identifier is for cluster *. Your cluster is *`
//! - `Identifier is for *. Your accountId is *`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StartTask.html>

use crate::{
    json::{Location, quote_json},
    lint::rule::prelude::*,
    model::arn::partition_of,
    rules::shared::{
        arn_scope::{
            ACCOUNT, CLUSTER, Located, PARTITION, REGION, Texts, WORDS, candidates, cluster, wanted,
        },
        format::named,
    },
};
use std::collections::BTreeMap;

pub const RULE: Rule = Rule { severity: Error, rejected_by: Service, check: Nodes(&[Request("")], check) };

fn check(root: Node<'_>, cx: &mut RuleContext<'_>) {
    if cx.region().is_none() && !cx.may_disagree() {
        return;
    }
    let region = cx.region().map(str::to_owned);
    let texts = candidates(root);
    let all: Vec<_> = texts.iter().filter_map(|(node, text)| Located::parse(*node, text)).collect();
    let cluster = cluster(root, cx);
    let mut wanted = wanted(&all, cluster.as_deref());
    if let Some(region) = region.as_deref() {
        (wanted[REGION], wanted[PARTITION]) = (Some(region), partition_of(region));
    }
    let mut astray = BTreeMap::<_, Vec<_>>::new();
    for it in &all {
        let odd = it.odd(wanted);
        if odd != Texts::default() {
            astray.entry((it.role, odd)).or_default().push(it);
        }
    }
    if astray.is_empty() {
        return;
    }
    // Roles have no region. If only the partition differs, in the same way as in the other ARNs, it is the same mistake.
    for odd in
        astray.keys().filter(|(role, odd)| !role && is_partition(odd)).map(|it| it.1).collect::<Vec<_>>()
    {
        let roles = astray.remove(&(true, odd)).unwrap_or_default();
        astray.entry((false, odd)).or_default().extend(roles);
    }
    let says = |at: usize| all.iter().find(|it| it.parts[at].map(|it| it.text) == wanted[at])?.place(at);
    let mut anchors: [_; 4] = std::array::from_fn(says);
    anchors[CLUSTER] = root.get("cluster").map(Location::from);
    for ((_, odd), alike) in astray {
        mismatch(root, odd, wanted, &alike, anchors, cx);
    }
}

/// Whether nothing but the partition differs.
fn is_partition(odd: &Texts<'_>) -> bool {
    odd.iter().enumerate().all(|(at, part)| part.is_some() == (at == PARTITION))
}

/// Reports ARNs that differ in the same way as one mistake. `anchors` are the places of the expected values.
fn mismatch(
    root: Node<'_>,
    odd: Texts<'_>,
    wanted: Texts<'_>,
    alike: &[&Located<'_>],
    anchors: [Option<Location<'_>>; 4],
    cx: &mut RuleContext<'_>,
) {
    let Some((at, member)) = odd.iter().position(Option::is_some).zip(alike.first()) else { return };
    let Some(place) = member.place(at) else { return };
    let (named, own, right) = (named(member.node), words(odd, odd), words(odd, wanted));
    // Only the partition may disagree with the region of the same ARN.
    let only_partition = at == PARTITION && odd[REGION..].iter().all(Option::is_none);
    let region = member.place(REGION).filter(|_| only_partition);
    let request = cx.request();
    let absent = at == CLUSTER && anchors[CLUSTER].is_none();
    let message = match region {
        Some(_) => format!("{named} has {own}, but its region belongs to {right}"),
        None if absent => {
            format!("{named} belongs to {own}, but a request without `cluster` goes to {right}")
        }
        None => format!("{named} belongs to {own}, but {request} is for {right}"),
    };
    let report = cx.report(place, message);
    report.label(format!("a different {}", WORDS[at]));
    for place in alike.iter().skip(1).take(16).filter_map(|it| it.place(at)) {
        report.also(place, "and here");
    }
    if let Some(place) = region.or(anchors[at]) {
        report.also(place, "does not match this");
    }
    if let (true, Some(cluster)) = (absent, odd[CLUSTER]) {
        let added = root.append(&format!("\"cluster\": {}", quote_json(cluster)));
        report.help(format!("set `cluster` in {request}")).fix(Unsafe, "add `cluster`", vec![added]);
    } else if let (Some(_), Some(partition)) = (region, wanted[PARTITION]) {
        let edits = alike.iter().filter_map(|it| Some(it.place(PARTITION)?.replace(partition))).collect();
        report.fix(Unsafe, format!("change the partition to {}", quoted(partition)), edits);
    } else if member.role && at == ACCOUNT {
        report
            .severity(Warning)
            .help("use a role of the account that runs the task; a role of another account cannot be passed");
    } else if odd[REGION].is_some() && anchors[REGION].is_none() {
        report.help("set `--region` or `AWS_REGION` to the region of the ARNs");
    } else {
        report.help(format!("use {right} here, or {own} everywhere"));
    }
}

/// `region … and account …`: those of the four texts that differ.
fn words(odd: Texts<'_>, texts: Texts<'_>) -> String {
    let word = |at: usize| Some(format!("{} {}", WORDS[at], quoted(odd[at].and(texts[at])?)));
    join((0..WORDS.len()).filter_map(word), "and")
}
