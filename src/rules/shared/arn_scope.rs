//! Where a request goes: partition, region, account and cluster, as far as its ARNs tell.

use crate::{
    json::{Location, Node},
    lint::rule::RuleContext,
    model::{
        arn::{Arn, Part, account_of, partition_of, usual},
        resource_id::{Instance, is_name, start_of_id},
    },
    text::{charset::is_same, edit_distance::is_near},
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

/// The cheap question: whether everything that is visible at once agrees.
pub fn agree<'t>(root: Node<'t>, cx: &RuleContext<'_>) -> bool {
    !cx.may_disagree() || begin_alike(root).is_some() || say_the_same(root, cx)
}

/// The longer look.
#[inline(never)]
fn say_the_same<'t>(root: Node<'t>, cx: &RuleContext<'_>) -> bool {
    let mut said: Texts<'_> = [None; 4];
    let mut own_cluster = None;
    for node in values(root) {
        let Some(text) = node.plain() else { return false };
        let Some(it) = Located::parse(node, text) else { continue };
        if let Some(part) = it.parts[CLUSTER] {
            let own = own_cluster.get_or_insert_with(|| cluster(root, cx));
            if own.as_deref().is_some_and(|own| own != part.text) {
                return false;
            }
        }
        for (said, part) in said.iter_mut().zip(it.parts).take(CLUSTER) {
            let Some(part) = part else { continue };
            if said.is_some_and(|it| it != part.text) {
                return false;
            }
            *said = Some(part.text);
        }
    }
    let partition = said[REGION].and_then(partition_of);
    partition.is_none_or(|it| said[PARTITION].is_none_or(|said| said == it))
}

/// The quick look: whether all ARNs are written as nearly all are and begin as the first does. `None` where
/// it takes a longer look to tell.
fn begin_alike(root: Node<'_>) -> Option<()> {
    let (mut own, mut definition, mut stem) = (&b""[..], &b""[..], &b""[..]);
    let (mut instances, mut overrides) = (None, None);
    for (key, value) in root.members() {
        let name = key.plain_bytes()?;
        if is_same(name, b"cluster") {
            own = value.plain_bytes()?;
        } else if is_same(name, b"taskDefinition") {
            definition = value.plain_bytes()?;
        } else if is_same(name, b"containerInstances") {
            instances = Some(value);
        } else if is_same(name, b"overrides") {
            overrides = Some(value);
        } else if is_same(name, b"volumeConfigurations") {
            return None;
        }
    }
    let cluster = if is_arn(own) { resource(own, &mut stem)?.strip_prefix(b"cluster/")? } else { own };
    if is_arn(definition) {
        resource(definition, &mut stem)?;
    }
    if let Some(instances) = instances {
        instances_agree(instances, cluster, &mut stem)?;
    }
    overrides.map_or(Some(()), |it| roles_agree(it, account_of(stem).unwrap_or_default()))
}

/// Whether container instances are of a cluster, by the beginnings of their ARNs: those of one cluster differ only in
/// their ids. What is not an id is reported by another rule.
fn instances_agree<'t>(instances: Node<'t>, cluster: &[u8], stem: &mut &'t [u8]) -> Option<()> {
    let mut head = None;
    for it in instances.elements() {
        let text = it.plain_bytes()?;
        // With another `/` after the cluster's name, it is not the ARN of an instance.
        if !is_arn(text) || head.is_some_and(|it| text.starts_with(it)) {
            continue;
        }
        let named = resource(text, stem)?.strip_prefix(b"container-instance/")?;
        let before = start_of_id(named)?;
        if let Some(it) = named[..before].strip_suffix(b"/") {
            if it.is_empty() || it != cluster {
                return None;
            }
            head = text.get(..text.len() - (named.len() - before));
        }
    }
    Some(())
}

/// What is after the account of an ARN that begins with `stem`, or with the usual beginning if `stem` is empty.
fn resource<'a>(text: &'a [u8], stem: &mut &'a [u8]) -> Option<&'a [u8]> {
    if stem.is_empty() {
        *stem = text.get(..usual(text)?)?;
    }
    text.strip_prefix(*stem)
}

/// Whether the roles are of an account, or of one where that is empty.
fn roles_agree<'t>(overrides: Node<'t>, mut account: &'t [u8]) -> Option<()> {
    for (key, value) in overrides.members() {
        let name = key.plain_bytes()?;
        if !is_same(name, b"taskRoleArn") && !is_same(name, b"executionRoleArn") {
            continue;
        }
        let text = value.plain_bytes()?;
        if !is_arn(text) {
            continue;
        }
        let rest = text.strip_prefix(b"arn:aws:iam::")?;
        if account.is_empty() {
            account = rest.split(|it| *it == b':').next()?;
        }
        // The one that is sought may be empty still, which is compared to nothing.
        if rest.get(account.len()) != Some(&b':') || !account.is_empty() && !rest.starts_with(account) {
            return None;
        }
    }
    Some(())
}

fn is_arn(text: &[u8]) -> bool {
    text.starts_with(b"arn:")
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
        let flaw = if role { arn.partition_flaw().or_else(|| arn.account_flaw()) } else { arn.flaw() };
        if !arn.is(service, kind) || flaw.is_some() {
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
        let misspelt =
            || root.members().filter_map(|(key, _)| key.as_str()).any(|it| is_near(&it, "cluster"));
        return (!cx.partial() && cx.complete(root) && !misspelt()).then_some("default".into());
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
