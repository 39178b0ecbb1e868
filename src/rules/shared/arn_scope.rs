//! Where a request goes: partition, region, account and cluster, as far as its ARNs tell.

use crate::{
    json::{Location, Node},
    lint::rule::RuleContext,
    model::{
        arn::{Arn, Part, partition_of},
        resource_id::{Instance, is_name},
    },
    text::edit_distance::is_near,
};
use std::{array, borrow::Cow, cmp::Reverse, collections::BTreeMap};

/// What an ARN says about its place, in this order: partition, region, account, cluster.
pub const WORDS: [&str; 4] = ["partition", "region", "account", "cluster"];
/// The index of the partition.
pub const PARTITION: usize = 0;
/// The index of the region.
pub const REGION: usize = 1;
/// The index of the account.
pub const ACCOUNT: usize = 2;
/// The index of the cluster.
pub const CLUSTER: usize = 3;

/// What stands at each index, where something does.
pub type Texts<'a> = [Option<&'a str>; 4];

/// A well-formed ARN of a request, in its place.
pub struct Located<'a> {
    /// The string that it is.
    pub node: Node<'a>,
    /// A role: without a region, and perhaps of another account.
    pub role: bool,
    /// Its parts.
    pub parts: [Option<Part<'a>>; 4],
}

/// All values of a request that may be an ARN, in the order in which they count.
fn values(root: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let (overrides, volumes) = (root.get("overrides"), root.get("volumeConfigurations"));
    let names = ["cluster", "taskDefinition"].into_iter().filter_map(move |it| root.get(it));
    let instances = root.get("containerInstances").into_iter().flat_map(Node::elements);
    let roles = ["taskRoleArn", "executionRoleArn"].into_iter().filter_map(move |it| overrides?.get(it));
    let volumes = volumes.into_iter().flat_map(Node::elements);
    let volumes = volumes.filter_map(|it| it.get("managedEBSVolume")?.get("roleArn"));
    names.chain(instances).chain(roles).chain(volumes)
}

/// All ARNs of a request, in the order in which they count.
pub fn candidates(root: Node<'_>) -> Vec<(Node<'_>, Cow<'_, str>)> {
    let texts = values(root).filter_map(|it| Some((it, it.as_str()?)));
    texts.filter(|(_, text)| text.starts_with("arn:")).collect()
}

impl<'a> Located<'a> {
    /// An ARN; `None` where it is not what belongs there, which the rule on its format reports.
    pub fn parse(node: Node<'a>, text: &'a str) -> Option<Located<'a>> {
        let arn = Arn::parse(text)?;
        let (service, kind) = match node.shape().get().name {
            "cluster" => ("ecs", "cluster"),
            "taskDefinition" => ("ecs", "task-definition"),
            "" => ("ecs", "container-instance"),
            _ => ("iam", "role"),
        };
        let role = service == "iam";
        let error = if role { arn.partition_error().or_else(|| arn.account_error()) } else { arn.error() };
        if !arn.is(service, kind) || error.is_some() {
            return None;
        }
        let cluster =
            if kind == "container-instance" { Instance::of(arn).and_then(|it| it.cluster) } else { None };
        let parts = [Some(arn.partition), (!role).then_some(arn.region), Some(arn.account), cluster];
        Some(Located { node, role, parts })
    }
    /// Where one of its parts stands.
    pub fn place(&self, at: usize) -> Option<Location<'a>> {
        self.parts[at].map(|it| self.node.part(it.range()))
    }
    /// What of it is not as it is wanted.
    pub fn odd(&self, wanted: Texts<'_>) -> Texts<'a> {
        let differs = |at: usize, text: &str| wanted[at].is_some_and(|it| it != text);
        array::from_fn(|at| self.parts[at].map(|it| it.text).filter(|it| differs(at, it)))
    }
}

/// The name of the cluster that a request is for; `None` if it is not known.
pub fn cluster<'t>(root: Node<'t>, cx: &RuleContext<'_>) -> Option<Cow<'t, str>> {
    let Some(node) = root.get("cluster") else {
        let misspelled =
            || root.members().filter_map(|(key, _)| key.as_str()).any(|it| is_near(&it, "cluster"));
        return (!cx.partial() && cx.complete(root) && !misspelled()).then_some("default".into());
    };
    let value = node.as_str()?;
    let name = match value {
        Cow::Borrowed(text) => Cow::Borrowed(cluster_name(text)),
        Cow::Owned(text) => Cow::Owned(cluster_name(&text).to_owned()),
    };
    is_name(&name).then_some(name)
}

/// The name in a cluster's ARN, else the text itself.
fn cluster_name(text: &str) -> &str {
    match Arn::parse(text) {
        Some(arn) if arn.is("ecs", "cluster") => arn.name().text,
        _ => text,
    }
}

/// Where the request goes: what most of its ARNs say, and of equally many the first.
pub fn wanted<'a>(all: &[Located<'a>], cluster: Option<&'a str>) -> Texts<'a> {
    let only_roles = all.iter().all(|it| it.role);
    let most = |at: usize| {
        let voters = || all.iter().filter(|it| !it.role || only_roles).filter_map(|it| it.parts[at]);
        let first = voters().next()?.text;
        if voters().all(|it| it.text == first) {
            return Some(first);
        }
        let mut counts = BTreeMap::new();
        for (order, part) in voters().enumerate() {
            counts.entry(part.text).or_insert((0, Reverse(order))).0 += 1;
        }
        counts.into_iter().max_by_key(|(_, it)| *it).map(|(text, _)| text)
    };
    let region = most(REGION);
    // A region has one partition, whatever the ARNs say.
    let partition = region.and_then(partition_of).or_else(|| most(PARTITION));
    [partition, region, most(ACCOUNT), cluster]
}
