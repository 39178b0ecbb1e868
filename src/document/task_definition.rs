//! Task definitions that launches are checked against: which of them a request means, and what both say together.
//!
//! The library reads no files. The caller of [`check_with`](crate::check::check_with) has read them, and says which
//! were named and which were only found.

use crate::{
    document::recognize,
    json::{self, Node, Tree},
    model::{
        arn::{self, Arn, Part},
        kind::{DocumentKind, Recognized},
    },
    text::{
        edit_distance, placeholder,
        source::{Encoding, Source},
        span::Span,
        template,
    },
};
use std::{borrow::Cow, cmp::Reverse, collections::BTreeMap, sync::Arc};

/// A task definition in a file.
#[derive(Clone)]
pub struct Definition {
    source: Arc<Source>,
    origin: Discovery,
    family: Option<String>,
    revision: Option<i64>,
}

/// How a definition came to be known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Discovery {
    /// It lies among the files that are checked.
    Found,
    /// The configuration names it.
    Configured,
    /// The command line names it: the launch is checked against this one.
    Named,
}

/// Why a file cannot be used as a task definition.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Unfit {
    /// It is not JSON in UTF-8.
    Illegible,
    /// It is something else.
    Other(Recognized),
}

impl Definition {
    /// Reads one, by its file.
    pub fn read(source: Source, origin: Discovery) -> Result<Definition, Unfit> {
        if matches!(source.encoding(), Encoding::Utf16Le | Encoding::Utf16Be | Encoding::Unknown(_)) {
            return Err(Unfit::Illegible);
        }
        let mut it = Definition { source: Arc::new(source), origin, family: None, revision: None };
        let (fit, family, revision) = it.with_tree(|tree, is_whole| {
            let root = tree.root();
            let body = recognize::body(root, DocumentKind::TaskDefinition);
            let fit = match recognize::recognize(root) {
                _ if !is_whole => Err(Unfit::Illegible),
                Recognized::Launch(DocumentKind::TaskDefinition) => Ok(()),
                other => Err(Unfit::Other(other)),
            };
            let family = body.get("family").and_then(Node::as_str).map(Cow::into_owned);
            (fit, family, body.get("revision").and_then(Node::as_integer))
        });
        fit?;
        (it.family, it.revision) = (family, revision);
        Ok(it)
    }

    /// Its family; `None` where it has none, or one that is still to be filled in.
    pub fn family(&self) -> Option<&str> {
        self.family.as_deref()
    }
    /// The path under which it is reported.
    pub fn name(&self) -> &str {
        self.source.name()
    }

    /// Whether the command line says that launches are of this one.
    pub fn is_named(&self) -> bool {
        self.origin == Discovery::Named
    }

    /// Its file.
    pub fn source(&self) -> &Source {
        &self.source
    }
    /// The definition itself, without the wrapper of describe-task-definition.
    pub(crate) fn with<T>(&self, then: impl FnOnce(Node<'_>) -> T) -> T {
        self.with_tree(|tree, _| then(recognize::body(tree.root(), DocumentKind::TaskDefinition)))
    }

    /// The tree, and whether all of it could be read. What is still to be filled in is not known.
    fn with_tree<T>(&self, then: impl FnOnce(&Tree<'_>, bool) -> T) -> T {
        let text = self.source.text();
        let named = if placeholder::is_template_name(self.name()) { template::readable(text) } else { None };
        let mut parsed = json::parse(named.as_ref().map_or(text, |it| &it.text));
        let with_blocks = if parsed.faults.is_empty() { None } else { template::read(text) };
        let masked = with_blocks.as_ref().map(|it| &it.renderings[0]).or(named.as_ref());
        let (text, open) = masked.map_or((text, &[][..]), |it| (&it.text, &it.values));
        if with_blocks.is_some() {
            parsed = json::parse(text);
        }
        parsed.tree.mark_placeholders(open);
        if placeholder::may_have_holes(text) {
            let strings =
                parsed.tree.nodes().filter(|it| it.kind() == json::ValueKind::String && !it.is_key());
            let unknown: Vec<Span> =
                strings.filter(|it| !placeholder::holes(it.raw()).is_empty()).map(Node::span).collect();
            parsed.tree.mark_placeholders(&unknown);
        }
        let tree = parsed.tree.of_file(&self.source);
        let byte_order_mark = usize::from(self.source.encoding() == Encoding::Utf8Bom);
        then(&tree, parsed.faults.len() + parsed.more <= byte_order_mark || named.is_some())
    }
}

/// All task definitions that are known.
#[derive(Clone, Default)]
pub struct Definitions(Vec<Definition>);

/// None at all.
pub static NONE: Definitions = Definitions(Vec::new());

/// Which definition a launch is checked against.
pub enum Choice<'a> {
    /// None is known.
    None,
    /// This one. It may be of another family where the command line names it.
    One(&'a Definition),
    /// One of these, and nothing says which.
    Several(Vec<&'a Definition>),
}

impl Definitions {
    /// Takes them all, in any order.
    pub fn new(mut all: Vec<Definition>) -> Definitions {
        all.sort_by(|a, b| (a.family(), b.origin, a.name()).cmp(&(b.family(), a.origin, b.name())));
        Definitions(all)
    }
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Definition> {
        self.0.iter()
    }
    /// Without those that were only found.
    pub fn named(&self) -> Definitions {
        Definitions(self.0.iter().filter(|it| it.origin > Discovery::Found).cloned().collect())
    }
    /// With others.
    pub fn and(self, others: impl IntoIterator<Item = Definition>) -> Definitions {
        Definitions::new(self.0.into_iter().chain(others).collect())
    }

    /// The definition of a launch in `file` that names `named`: the one of that family; of several the one that was named by
    /// somebody, that has the revision, or that is nearest. A launch that names none is checked against the only one that
    /// was named.
    pub fn choose(&self, named: Option<&str>, file: &str) -> Choice<'_> {
        let Some(name) = named.and_then(Name::parse) else { return self.sole(Discovery::Configured) };
        let from = self.0.partition_point(|it| it.family() < Some(name.family));
        let of_family = || self.0.iter().skip(from).take_while(|it| it.family() == Some(name.family));
        // The most important origin comes first.
        let Some(origin) = of_family().map(|it| it.origin).next() else { return self.sole(Discovery::Named) };
        let mut all: Vec<_> = of_family().take_while(|it| it.origin == origin).collect();
        let revision = name.revision.and_then(|it| it.parse().ok());
        if revision.is_some() && all.iter().any(|it| it.revision == revision) {
            all.retain(|it| it.revision == revision);
        }
        let nearest = all.iter().map(|it| nearness(it.name(), file)).max();
        all.retain(|it| Some(nearness(it.name(), file)) == nearest);
        match all[..] {
            [one] => Choice::One(one),
            _ => Choice::Several(all),
        }
    }

    /// Whether the file of a definition is among those that are checked, so that its own errors are reported there.
    pub(crate) fn is_checked(&self, it: &Definition) -> bool {
        self.0.iter().any(|other| other.origin == Discovery::Found && other.name() == it.name())
    }

    /// The only one with at least this origin.
    fn sole(&self, least: Discovery) -> Choice<'_> {
        let mut all = self.0.iter().filter(|it| it.origin >= least);
        match (all.next(), all.next()) {
            (Some(one), None) => Choice::One(one),
            _ => Choice::None,
        }
    }
}

/// How near a file lies to another: the more folders they share the nearer, and then the fewer there are besides.
fn nearness(one: &str, other: &str) -> (usize, Reverse<usize>) {
    let folders = |path| <str>::rsplit_once(path, ['/', '\\']).map_or("", |it| it.0).split(['/', '\\']);
    let shared = folders(one).zip(folders(other)).take_while(|(a, b)| a == b).count();
    (shared, Reverse(folders(one).filter(|it| !it.is_empty()).count()))
}

/// What `taskDefinition` says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Name<'a> {
    /// The family.
    pub family: &'a str,
    /// The revision, if there is one.
    pub revision: Option<&'a str>,
}

impl<'a> Name<'a> {
    /// Reads a family, a family and a revision, or an ARN. `None` where the family is still to be filled in.
    pub fn parse(text: &'a str) -> Option<Name<'a>> {
        let name = Arn::parse(text).map_or(text, |it| it.name().text);
        let (family, revision) = name.split_once(':').map_or((name, None), |(it, rest)| (it, Some(rest)));
        let known = !family.is_empty() && !placeholder::may_have_holes(family);
        known.then_some(Name { family, revision })
    }
}

/// The families that the launches of a document name, wherever they stand in it.
pub fn families(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    families_in(source.text(), &mut found);
    found
}

fn families_in(text: &str, found: &mut Vec<String>) {
    let parsed = json::parse(text);
    let names = ["taskDefinition", "TaskDefinition", "TaskDefinitionArn"];
    for (key, value) in parsed.tree.nodes().flat_map(Node::members) {
        let Some(text) = value.as_str() else { continue };
        if names.iter().any(|it| key.is(it)) {
            found.extend(Name::parse(&text).map(|it| it.family.to_owned()));
        } else if text.trim_start().starts_with('{') && text.contains("askDefinition") {
            // A state machine or the input of a schedule.
            families_in(&text, found);
        }
    }
}

/// A launch and the task definition that it is of.
pub struct Launch<'t> {
    /// What the launch is: a request or a part of one.
    pub kind: DocumentKind,
    /// Its whole.
    pub body: Node<'t>,
    /// The task definition.
    pub definition: Node<'t>,
    containers: BTreeMap<Cow<'t, str>, Node<'t>>,
    /// Whether some container's name is not known.
    is_open: bool,
    /// Whether the task definition is checked too, and its own errors are reported there.
    pub is_checked: bool,
}

impl<'t> Launch<'t> {
    pub(crate) fn new(
        kind: DocumentKind,
        body: Node<'t>,
        definition: Node<'t>,
        is_checked: bool,
    ) -> Launch<'t> {
        let (mut containers, mut is_open) = (BTreeMap::new(), false);
        for container in definition.get("containerDefinitions").into_iter().flat_map(Node::elements) {
            match container.get("name").and_then(Node::as_str) {
                Some(name) => drop(containers.entry(name).or_insert(container)),
                None => is_open = true,
            }
        }
        let list =
            definition.get("containerDefinitions").is_none_or(|it| it.kind() != json::ValueKind::Array);
        Launch { kind, body, definition, containers, is_open: is_open || list, is_checked }
    }

    /// Whether it is a whole request.
    pub fn is_request(&self) -> bool {
        matches!(self.kind, DocumentKind::StartTask | DocumentKind::RunTask)
    }
    /// A member of the request; `None` in a part of one.
    pub fn member(&self, name: &str) -> Option<Node<'t>> {
        self.body.get(name).filter(|_| self.is_request())
    }
    /// The overrides.
    pub fn overrides(&self) -> Option<Node<'t>> {
        if self.kind == DocumentKind::Overrides { Some(self.body) } else { self.member("overrides") }
    }
    /// The entries of `containerOverrides`.
    pub fn container_overrides(&self) -> impl Iterator<Item = Node<'t>> + use<'t> {
        let list = match self.kind {
            DocumentKind::ContainerOverrides => Some(self.body),
            _ => self.overrides().and_then(|it| it.get("containerOverrides")),
        };
        list.into_iter().flat_map(Node::elements)
    }
    /// The network configuration, with its key where it has one.
    pub fn network(&self) -> Option<Node<'t>> {
        let whole = self.kind == DocumentKind::NetworkConfiguration;
        if whole { Some(self.body) } else { self.member("networkConfiguration") }
    }
    /// The containers of the definition, by name.
    pub fn containers(&self) -> impl Iterator<Item = (&str, Node<'t>)> {
        self.containers.iter().map(|(name, it)| (name.as_ref(), *it))
    }
    /// The container that an entry of `containerOverrides` is for.
    pub fn container(&self, entry: Node<'_>) -> Option<Node<'t>> {
        self.containers.get(&entry.get("name")?.as_str()?).copied()
    }
    /// Whether all containers are known by name.
    pub fn knows_containers(&self) -> bool {
        !self.is_open
    }
    /// The entries for containers of the definition, each with its container.
    pub fn pairs(&self) -> impl Iterator<Item = (Node<'t>, Node<'t>)> {
        self.container_overrides().filter_map(|it| Some((it, self.container(it)?)))
    }
    /// Each container of the definition with the entry that overrides it, if there is one.
    pub fn overridden(&self) -> Vec<(Node<'t>, Option<Node<'t>>)> {
        let mut entries = BTreeMap::new();
        for it in self.container_overrides() {
            if let Some(name) = it.get("name").and_then(Node::as_str) {
                entries.insert(name, it);
            }
        }
        self.containers.iter().map(|(name, it)| (*it, entries.get(name).copied())).collect()
    }
    /// A member of the task: the override, or else what the definition says.
    pub fn of_task(&self, name: &str) -> Option<Node<'t>> {
        self.overrides().and_then(|it| it.get(name)).or_else(|| self.definition.get(name))
    }
    /// Whether a value is one of the definition's.
    pub fn is_defined(&self, node: Node<'t>) -> bool {
        node.is_in_tree_of(self.definition)
    }
    /// Whether the file is what the request names, as far as both say: family, revision, account.
    /// Otherwise all that the rules could say is about something else.
    pub fn is_meant(&self) -> bool {
        self.contradiction().is_none()
    }

    /// The revision that the request is pinned to, if the file does not say which one it is: it may be newer.
    pub fn unverified_revision(&self) -> Option<i64> {
        let text = self.member("taskDefinition")?.as_str()?;
        let pinned = Name::parse(&text)?.revision?.parse().ok()?;
        self.definition.get("revision").is_none().then_some(pinned)
    }

    /// What the request says of its definition and the file contradicts.
    pub fn contradiction(&self) -> Option<Contradiction<'t>> {
        let node = self.member("taskDefinition")?;
        let text = node.as_str()?;
        let name = Name::parse(&text)?;
        let family = self.definition.get("family");
        if let Some(family) = family.filter(|it| it.as_str().is_some_and(|it| it != name.family)) {
            return Some(Contradiction { node, definition: family, what: "family" });
        }
        let wanted: Option<i64> = name.revision.and_then(|it| it.parse().ok());
        let revision = self.definition.get("revision");
        let differs = |it: &Node<'_>| it.as_integer().is_some_and(|it| wanted.is_some_and(|no| no != it));
        if let Some(revision) = revision.filter(differs) {
            return Some(Contradiction { node, definition: revision, what: "revision" });
        }
        let (asked, arn) = (Arn::parse(&text)?, self.definition.get("taskDefinitionArn")?);
        let written = arn.as_str()?;
        let held = Arn::parse(&written)?;
        let parts = [
            (asked.partition, held.partition, "partition"),
            (asked.region, held.region, "region"),
            (asked.account, held.account, "account"),
        ];
        // An account that is still to be filled in contradicts nothing.
        let is_open = |it: &Part<'_>| arn::is_account_stand_in(it.text);
        let differ = |(asked, held, what): &(Part<'_>, Part<'_>, &str)| {
            asked.text != held.text
                && !asked.text.is_empty()
                && (*what != "account" || !is_open(asked) && !is_open(held))
        };
        let (_, _, what) = parts.into_iter().find(differ)?;
        Some(Contradiction { node, definition: arn, what })
    }
}

/// The name that was probably meant, or the only one there is. Among very many names nothing is looked for, as each
/// costs a comparison letter by letter.
pub fn meant<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let names: Vec<_> = names.take(NAMES_MAX + 1).collect();
    match names[..] {
        [only] => Some(only),
        _ if names.len() > NAMES_MAX => None,
        _ => edit_distance::word(name, names),
    }
}

/// The number of names that are compared with a wrong one.
const NAMES_MAX: usize = 100;

/// A request and the file of its definition do not speak of the same.
#[derive(Clone, Copy)]
pub struct Contradiction<'t> {
    /// `taskDefinition` of the request.
    pub node: Node<'t>,
    /// What contradicts it in the definition.
    pub definition: Node<'t>,
    /// In which part.
    pub what: &'static str,
}
