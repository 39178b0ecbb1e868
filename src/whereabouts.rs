//! Where a request goes: partition, region, account and cluster, as far as its ARNs tell.

use crate::{
    arn::{Arn, Part, partition_of, usual},
    identifier::{Instance, is_instance_id, is_name},
    json::{Node, Place},
    rule::Cx,
    suggest::is_near,
};
use std::{array, borrow::Cow, cmp::Reverse, collections::BTreeMap};

/// The whereabouts of an ARN, in this order: partition, region, account, cluster.
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

/// The cheap question: whether all that can be told at a glance says the same.
pub fn agree<'t>(root: Node<'t>, cx: &Cx<'_>) -> bool {
    if !cx.may_disagree() || begin_alike(root).is_some() {
        return true;
    }
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
    if root.get("volumeConfigurations").is_some() {
        return None;
    }
    let text = |name: &str| root.get(name).map_or(Some(""), Node::plain);
    let (own, definition) = (text("cluster")?, text("taskDefinition")?);
    let mut stem = "";
    for it in [own, definition].into_iter().filter(|it| is_arn(it)) {
        goes_on(&mut stem, &it[..usual(it)?])?;
    }
    let cluster = if is_arn(own) { own[stem.len()..].strip_prefix("cluster/")? } else { own };
    let mut head = "";
    for it in root.get("containerInstances").into_iter().flat_map(Node::elements) {
        let text = it.plain()?;
        if !is_arn(text) || !head.is_empty() && text.strip_prefix(head).is_some_and(is_instance_id) {
            continue;
        }
        let (resource, id) = (usual(text)?, Instance::usual(text)?);
        goes_on(&mut stem, &text[..resource])?;
        let named = text[resource..id].strip_prefix("container-instance/")?;
        if !named.is_empty() && (cluster.is_empty() || named.strip_suffix('/') != Some(cluster)) {
            return None;
        }
        head = &text[..id];
    }
    roles_agree(root.get("overrides"), stem)
}

/// Whether the roles are of the account of `arn:aws:ecs:REGION:ACCOUNT:`, or of one where that is empty.
fn roles_agree(overrides: Option<Node<'_>>, stem: &str) -> Option<()> {
    let mut parts = stem.split(':').skip(3);
    let (region, mut account) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    if partition_of(region).is_some_and(|it| it != "aws") {
        return None;
    }
    for role in ["taskRoleArn", "executionRoleArn"] {
        let text = overrides.and_then(|it| it.get(role)).map_or(Some(""), Node::plain)?;
        if is_arn(text) {
            goes_on(&mut account, text.strip_prefix("arn:aws:iam::")?.split(':').next()?)?;
        }
    }
    Some(())
}

fn is_arn(text: &str) -> bool {
    text.starts_with("arn:")
}

/// Whether a text is what was said before, if anything was.
fn goes_on<'a>(said: &mut &'a str, text: &'a str) -> Option<()> {
    if said.is_empty() {
        *said = text;
    }
    (*said == text).then_some(())
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
    pub fn place(&self, at: usize) -> Option<Place<'a>> {
        self.parts[at].map(|it| self.node.part(it.range()))
    }
    /// What of it is not as it is wanted.
    pub fn odd(&self, wanted: Texts<'_>) -> Texts<'a> {
        let differs = |at: usize, text: &str| wanted[at].is_some_and(|it| it != text);
        array::from_fn(|at| self.parts[at].map(|it| it.text).filter(|it| differs(at, it)))
    }
}

/// The name of the cluster that a request is for; `None` where that is not to be told.
pub fn cluster<'t>(root: Node<'t>, cx: &Cx<'_>) -> Option<Cow<'t, str>> {
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
