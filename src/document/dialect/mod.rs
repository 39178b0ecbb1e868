//! Launch documents inside others, in the spelling that is used there.
//!
//! Step Functions, EventBridge and most SDKs write `ContainerOverrides` where the AWS CLI writes `containerOverrides`. There
//! is one model for all: a document is read in the spelling of the CLI, which rules and schemas know, and the findings are
//! translated back. Both spellings have the same length except for three keys, so offsets stay.
//!
//! The translation is its own inverse: a key that is already spelled as for the CLI becomes one that no model has, and the
//! finding, translated back, asks for the spelling that is used there.

mod camel_case;
pub(crate) mod expression;
mod rename;
pub(crate) mod states;
pub(crate) mod targets;

use crate::{
    diagnostic::fault::state::QueryLanguage,
    document::recognize,
    json::{self, Node, RenamedKey, Tree},
    model::kind::{DocumentKind, Foreign, Recognized},
    text::{edit_distance, span::Span},
};
pub(crate) use camel_case::camel_case_members;
use camel_case::{has_camel_case, is_for_the_cli};
pub(crate) use rename::MemberRenames;
use std::borrow::Cow;
use targets::Owner;

/// How a document spells its members.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Dialect {
    /// As the AWS CLI: `containerOverrides`.
    #[default]
    Cli,
    /// As SDKs: `ContainerOverrides`.
    Pascal,
    /// As a state of Step Functions: the same, with `"Value.$"` for what is known later.
    StepFunctions,
    /// As a target of EventBridge: the same, with a few names of its own, and a few as for the AWS CLI.
    EventBridge,
    /// As a target of EventBridge in a template of CloudFormation: all of it in PascalCase.
    CloudFormation,
}

/// Where launch documents stand in a document.
pub(crate) struct EmbeddedRequests {
    pub dialect: Dialect,
    /// Each with its kind, by [`Node::id`].
    pub sites: Vec<(u32, DocumentKind)>,
    /// How the values of each site are computed, in a document of Step Functions.
    pub languages: Vec<QueryLanguage>,
    /// The targets of EventBridge, whose parameters are sites.
    pub targets: Vec<u32>,
    /// Strings that hold overrides as JSON.
    pub inputs: Vec<u32>,
    /// Schedules that call an operation of ECS instead of naming a cluster.
    pub calls: Vec<u32>,
    /// Strings that hold a request or a state machine as JSON.
    pub texts: Vec<(u32, Text)>,
    /// What the targets belong to.
    owner: Owner,
}

/// What a string holds as JSON.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Text {
    /// A request that starts tasks, in either spelling.
    Request(DocumentKind),
    /// A state machine.
    StateMachine,
}

impl Dialect {
    /// Whether it is a spelling of `EcsParameters`.
    pub(crate) fn is_of_a_target(self) -> bool {
        matches!(self, Dialect::EventBridge | Dialect::CloudFormation)
    }
    /// Its name in reports.
    pub fn word(self) -> &'static str {
        match self {
            Dialect::Cli => "cli",
            Dialect::Pascal => "pascal-case",
            Dialect::StepFunctions => "step-functions",
            Dialect::EventBridge => "event-bridge",
            Dialect::CloudFormation => "cloud-formation",
        }
    }
}

/// Looks for launch documents in what was recognized as something around them.
pub(crate) fn find(root: Node<'_>, found: Recognized) -> Option<EmbeddedRequests> {
    match found {
        Recognized::Foreign(foreign) => find_in(root, foreign),
        _ => None,
    }
}

#[cold]
fn find_in(root: Node<'_>, foreign: Foreign) -> Option<EmbeddedRequests> {
    let mut it = EmbeddedRequests::none();
    match foreign {
        Foreign::PascalCase => {
            it.sites.push((root.id(), recognize::kind_in_pascal_case(root)?));
        }
        Foreign::StepFunctions => {
            it.dialect = Dialect::StepFunctions;
            it.texts.extend(states::state_machine_text(root).map(|text| (text.id(), Text::StateMachine)));
            for state in root.nodes() {
                let Some((kind, name, parameters)) = launch_parameters(state) else { continue };
                it.sites.push((parameters.id(), kind));
                it.languages.push(states::language_of(state, name, root));
            }
        }
        Foreign::EventBridge => {
            for target in root.nodes().filter(|it| it.kind() == json::ValueKind::Object) {
                it.target(target);
                it.call(target);
            }
            it.dialect = dialect_of_targets(root, it.owner);
        }
        _ => return None,
    }
    (!it.sites.is_empty() || !it.texts.is_empty() || !it.calls.is_empty()).then_some(it)
}

/// A request in PascalCase that is known to be one.
pub(crate) fn in_pascal_case(root: Node<'_>, kind: DocumentKind) -> Option<EmbeddedRequests> {
    let (first, _) = root.members().next()?;
    let is_request = matches!(kind, DocumentKind::StartTask | DocumentKind::RunTask);
    let begins_so =
        || first.plain().is_some_and(|it| it.starts_with(|letter: char| letter.is_ascii_uppercase()));
    (is_request && begins_so())
        .then(|| EmbeddedRequests { sites: vec![(root.id(), kind)], ..EmbeddedRequests::none() })
}

impl EmbeddedRequests {
    /// Strings that hold JSON, by [`Node::id`].
    pub fn strings(&self) -> impl Iterator<Item = u32> + use<'_> {
        self.inputs.iter().copied().chain(self.texts.iter().map(|it| it.0))
    }
    fn none() -> EmbeddedRequests {
        EmbeddedRequests {
            dialect: Dialect::Pascal,
            sites: Vec::new(),
            languages: Vec::new(),
            targets: Vec::new(),
            inputs: Vec::new(),
            calls: Vec::new(),
            texts: Vec::new(),
            owner: Owner::Rule,
        }
    }
    /// What such a request is called, if that is not what the AWS CLI's is called.
    pub fn described(&self, kind: DocumentKind) -> Option<&'static str> {
        match (self.dialect, self.owner) {
            (Dialect::StepFunctions, _) if kind == DocumentKind::StartTask => {
                Some("the `ecs:startTask` request")
            }
            (Dialect::StepFunctions, _) => Some("the `ecs:runTask` request"),
            (dialect, Owner::Pipe) if dialect.is_of_a_target() => Some("`EcsTaskParameters`"),
            (dialect, _) if dialect.is_of_a_target() => Some("`EcsParameters`"),
            _ => None,
        }
    }
    /// Takes the request of a schedule that calls an operation of ECS.
    fn call(&mut self, target: Node<'_>) {
        let Some(kind) = targets::called(target) else { return };
        self.calls.push(target.id());
        self.owner = Owner::Schedule;
        let input = target.get("Input").filter(|it| it.kind() == json::ValueKind::String);
        self.texts.extend(input.map(|input| (input.id(), Text::Request(kind))));
    }
    /// Takes what an object is to hand on, if it is a target.
    fn target(&mut self, target: Node<'_>) {
        let Some(parameters) = targets::parameters(target) else { return };
        self.targets.push(target.id());
        self.owner = Owner::of(target);
        if !is_computed(parameters) {
            self.sites.push((parameters.id(), DocumentKind::RunTask));
        }
        if self.owner == Owner::Pipe {
            return;
        }
        let template = target.get("InputTransformer").and_then(|it| it.get("InputTemplate"));
        for input in [target.get("Input"), template].into_iter().flatten() {
            match input.kind() {
                json::ValueKind::String => self.inputs.push(input.id()),
                json::ValueKind::Object if !is_computed(input) => {
                    self.sites.push((input.id(), DocumentKind::Overrides))
                }
                _ => {}
            }
        }
    }
}

/// What a state hands to an operation that starts tasks, and the name of that: `Parameters`, or under JSONata
/// `Arguments`.
fn launch_parameters(state: Node<'_>) -> Option<(DocumentKind, &'static str, Node<'_>)> {
    let kind = states::launched_by(&state.get("Resource")?.as_str()?)?;
    let names = ["Parameters", "Arguments"].into_iter();
    let (name, given) = names.filter_map(|name| Some((name, state.get(name)?))).next()?;
    (given.kind() == json::ValueKind::Object).then_some((kind, name, given))
}

/// Whether an object is a function of CloudFormation, which puts a value in its place.
fn is_computed(node: Node<'_>) -> bool {
    let mut members = node.members();
    let (Some((key, _)), None) = (members.next(), members.next()) else { return false };
    key.is("Ref") || key.plain().is_some_and(|it| it.starts_with("Fn::"))
}

/// Members with another name in `EcsParameters`, and their name in RunTask.
const RENAMED: [(&str, &str); 2] = [("TaskDefinitionArn", "taskDefinition"), ("TaskCount", "count")];
/// And two more of a rule in CloudFormation. A schedule has neither.
const RENAMED_IN_A_TEMPLATE: [(&str, &str); 2] =
    [("PlacementStrategies", "placementStrategy"), ("TagList", "tags")];
/// Members of RunTask that `EcsParameters` lacks.
const NOT_OF_A_TARGET: [&str; 5] =
    ["Overrides", "Cluster", "StartedBy", "ClientToken", "VolumeConfigurations"];
/// Members of `EcsParameters` in which names are spelled as for the CLI.
const AS_FOR_THE_CLI: [&str; 3] = ["CapacityProviderStrategy", "PlacementConstraints", "PlacementStrategy"];
/// The names of the entries in these. No other part of a target has any of them.
const ENTRIES: [&str; 6] = ["capacityProvider", "weight", "base", "type", "expression", "field"];
/// And one member that is spelled as for the CLI itself.
const AWSVPC: &str = "awsvpcConfiguration";
/// Members of the overrides of a pipe in which names are spelled as for the CLI.
const AS_FOR_THE_CLI_IN_A_PIPE: [&str; 5] = [
    "Environment",
    "EnvironmentFiles",
    "ResourceRequirements",
    "EphemeralStorage",
    "InferenceAcceleratorOverrides",
];
/// The names of the entries in these, as far as [`ENTRIES`] lacks them. Other parts of a pipe have some of them too.
const ENTRIES_IN_A_PIPE: [&str; 5] = ["name", "value", "sizeInGiB", "deviceName", "deviceType"];

/// How the targets of a document are spelled. The API knows `awsvpcConfiguration` and `capacityProvider`,
/// CloudFormation `CapacityProvider` and one of two other spellings of the network: a document that has more of the
/// latter is a part of a template. Requests are for the API, whatever they have: what names its `Rule`, a list of
/// targets, and a schedule or pipe with its `Name`.
fn dialect_of_targets(root: Node<'_>, owner: Owner) -> Dialect {
    if root.nodes().any(is_computed) {
        return Dialect::CloudFormation;
    }
    let is_request = match owner {
        Owner::Rule => root.get("Rule").is_some() || root.kind() == json::ValueKind::Array,
        Owner::Schedule | Owner::Pipe => root.get("Name").is_some(),
    };
    if is_request {
        return Dialect::EventBridge;
    }
    let (mut api, mut template) = (0, 0);
    for (key, value) in root.nodes().filter_map(targets::parameters).flat_map(Node::members) {
        let Some(name) = key.plain() else { continue };
        template += usize::from(RENAMED_IN_A_TEMPLATE.iter().any(|(theirs, _)| *theirs == name));
        if name == "NetworkConfiguration" {
            api += usize::from(value.get(AWSVPC).is_some());
            template += usize::from(value.get(network_in_a_template(owner)).is_some());
        }
        let entries = value.elements().filter(|_| is_list_of_entries(name));
        for (inner, _) in entries.flat_map(Node::members) {
            let is_pascal = inner.plain().is_some_and(|it| it.starts_with(char::is_uppercase));
            template += usize::from(is_pascal);
            api += usize::from(!is_pascal);
        }
    }
    if template > api { Dialect::CloudFormation } else { Dialect::EventBridge }
}

/// What CloudFormation calls `awsvpcConfiguration`.
fn network_in_a_template(owner: Owner) -> &'static str {
    match owner {
        Owner::Rule => "AwsVpcConfiguration",
        Owner::Schedule | Owner::Pipe => "AwsvpcConfiguration",
    }
}

fn is_list_of_entries(name: &str) -> bool {
    AS_FOR_THE_CLI.contains(&name) || name == RENAMED_IN_A_TEMPLATE[0].0
}

/// A document under the spelling of the CLI.
pub(crate) struct CamelCased {
    pub text: String,
    pub keys: Vec<RenamedKey>,
    /// Values that are not known, by [`Node::id`].
    pub unknown: Vec<u32>,
    /// Parts that are spelled as for the CLI already.
    pub verbatim: Vec<Span>,
    /// Objects that are the input of a target, in which all is as for the CLI.
    inputs: Vec<Span>,
    owner: Owner,
}

/// Puts the launch documents of a tree into the spelling of the CLI.
pub(crate) fn translate(tree: &Tree<'_>, sites: &EmbeddedRequests) -> CamelCased {
    let mut it = Translator {
        dialect: sites.dialect,
        owner: sites.owner,
        is_camel_case: false,
        text: tree.text().as_bytes().to_vec(),
        keys: Vec::new(),
        unknown: Vec::new(),
        verbatim: Vec::new(),
        inputs: Vec::new(),
    };
    for (id, kind) in &sites.sites {
        let site = tree.node(*id);
        match kind {
            // The input of a target is spelled as for the CLI.
            DocumentKind::Overrides if !sites.targets.is_empty() => it.inputs.push(site.span()),
            _ => {
                it.is_camel_case = has_camel_case(sites.dialect, site);
                it.object(site, true);
            }
        }
        if sites.owner == Owner::Pipe {
            it.unknown.extend(site.nodes().filter(|it| is_path_of_a_pipe(*it)).map(Node::id));
        }
    }
    it.keys.sort_by_key(|it| it.span);
    let Translator { text, keys, unknown, verbatim, inputs, .. } = it;
    let text = String::from_utf8(text).unwrap_or_else(|_| tree.text().to_owned());
    CamelCased { text, keys, unknown, verbatim, inputs, owner: sites.owner }
}

struct Translator {
    dialect: Dialect,
    owner: Owner,
    /// Whether several members of the site are spelled as for the CLI, and are read as they are meant.
    is_camel_case: bool,
    text: Vec<u8>,
    keys: Vec<RenamedKey>,
    unknown: Vec<u32>,
    verbatim: Vec<Span>,
    inputs: Vec<Span>,
}

impl Translator {
    fn value(&mut self, node: Node<'_>) {
        match node.kind() {
            json::ValueKind::Object if self.dialect != Dialect::Pascal && is_computed(node) => {
                self.unknown.push(node.id());
            }
            json::ValueKind::Object => self.object(node, false),
            json::ValueKind::Array => node.elements().for_each(|it| self.value(it)),
            json::ValueKind::String if self.dialect == Dialect::StepFunctions && is_jsonata(node) => {
                self.unknown.push(node.id());
            }
            _ => {}
        }
    }

    fn object(&mut self, node: Node<'_>, is_site: bool) {
        for (key, value) in node.members() {
            let Some(name) = key.plain() else {
                self.value(value);
                continue;
            };
            match self.dialect {
                Dialect::StepFunctions if name.ends_with(".$") => {
                    let plain = &name[..name.len() - 2];
                    match self.is_camel_case && is_for_the_cli(node, plain) {
                        true => self.respell(key, plain),
                        false => self.respell(key, &swapped(plain)),
                    }
                    self.unknown.push(value.id());
                    continue;
                }
                Dialect::StepFunctions if self.is_camel_case && is_for_the_cli(node, name) => {}
                Dialect::EventBridge | Dialect::CloudFormation if is_site => {
                    self.parameter(key, name, value);
                    continue;
                }
                Dialect::EventBridge if name.eq_ignore_ascii_case(AWSVPC) => {}
                Dialect::CloudFormation if name == network_in_a_template(self.owner) => {
                    self.respell(key, AWSVPC);
                }
                // Any other spelling is not a member.
                Dialect::CloudFormation if name.starts_with('A') && name.eq_ignore_ascii_case(AWSVPC) => {}
                Dialect::EventBridge
                    if self.owner == Owner::Pipe && AS_FOR_THE_CLI_IN_A_PIPE.contains(&name) =>
                {
                    self.respell(key, &swapped(name));
                    self.verbatim.push(value.span());
                    continue;
                }
                _ => self.respell(key, &swapped(name)),
            }
            self.value(value);
        }
    }

    /// A member of `EcsParameters`.
    fn parameter(&mut self, key: Node<'_>, name: &str, value: Node<'_>) {
        if let Some((_, ours)) = renamed(self.dialect, self.owner).find(|(theirs, _)| *theirs == name) {
            self.respell(key, ours);
        } else if let Some(mistake) = self.typo_of_a_renamed(name) {
            self.respell(key, mistake);
        } else if !self.owner.lacks(name) && !matches!(name, "TaskDefinition" | "Count") {
            self.respell(key, &swapped(name));
        }
        match name {
            "Tags" if self.owner == Owner::Schedule => self.unknown.push(value.id()),
            _ if self.dialect == Dialect::EventBridge && AS_FOR_THE_CLI.contains(&name) => {
                self.verbatim.push(value.span());
            }
            _ => self.value(value),
        }
    }

    /// A typo of a name that RunTask spells differently becomes a typo of RunTask's name, so that the member that was
    /// meant is found.
    fn typo_of_a_renamed(&self, name: &str) -> Option<&'static str> {
        let (_, ours) =
            renamed(self.dialect, self.owner).find(|(theirs, _)| edit_distance::is_near(name, theirs))?;
        (swapped(name) != ours).then(|| &ours[..ours.len() - 1])
    }

    /// Replaces a key with a name that is not longer; the rest of its room is filled with spaces.
    fn respell(&mut self, key: Node<'_>, name: &str) {
        let span = key.span();
        let end = span.start + name.len() as u32 + 2;
        let Some(room) = self.text.get_mut(span.range()).filter(|_| end <= span.end) else { return };
        let name = std::iter::once(b'"').chain(name.bytes()).chain([b'"']).chain(std::iter::repeat(b' '));
        room.iter_mut().zip(name).for_each(|(old, new)| *old = new);
        if end < span.end {
            self.keys.push(RenamedKey { span, end });
        }
    }
}

/// The members of a target that have another name than in RunTask.
fn renamed(dialect: Dialect, owner: Owner) -> impl Iterator<Item = (&'static str, &'static str)> {
    let of_a_rule = dialect == Dialect::CloudFormation && owner == Owner::Rule;
    let more = if of_a_rule { &RENAMED_IN_A_TEMPLATE[..] } else { &[] };
    RENAMED.iter().chain(more).copied()
}

impl Owner {
    /// Whether a member of RunTask is none of the parameters of its targets.
    fn lacks(self, name: &str) -> bool {
        NOT_OF_A_TARGET.contains(&name) && !(self == Owner::Pipe && name == "Overrides")
    }
}

/// A value that a pipe takes out of the event: `$.body.name`.
fn is_path_of_a_pipe(node: Node<'_>) -> bool {
    !node.is_key() && node.as_str().is_some_and(|it| it.starts_with("$."))
}

/// A value that Step Functions computes: `{% … %}`.
fn is_jsonata(node: Node<'_>) -> bool {
    node.as_str().is_some_and(|it| it.starts_with("{%") && it.ends_with("%}"))
}

/// A name with its first letter in the other case.
fn swapped(name: &str) -> Cow<'_, str> {
    let other = match name.as_bytes().first() {
        Some(first) if first.is_ascii_lowercase() => first.to_ascii_uppercase(),
        Some(first) if first.is_ascii_uppercase() => first.to_ascii_lowercase(),
        _ => return Cow::Borrowed(name),
    };
    Cow::Owned(format!("{}{}", char::from(other), &name[1..]))
}
