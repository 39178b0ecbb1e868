//! Launch documents inside of others, in the spelling that holds there.
//!
//! Step Functions, EventBridge and most SDKs write `ContainerOverrides` where the AWS CLI writes
//! `containerOverrides`. There is one model for all: a document is read under the CLI's spelling, in
//! which rules and schemas know it, and what they say of it is put back into its own. Both spellings
//! are of the same length but for three keys, so offsets stay.
//!
//! The change is its own inverse: a key that was written as for the CLI becomes one that no model has,
//! and the finding, put back, asks for the spelling that holds there.

use crate::{
    diagnostic::Diagnostic,
    document::{self, Foreign, Kind, Recognised},
    json::{self, Node, Respelled, Tree},
    shape::SHAPES,
    source::Span,
    suggest,
};
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

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
pub(crate) struct Sites {
    pub dialect: Dialect,
    /// Each with its kind, by [`Node::id`].
    pub sites: Vec<(u32, Kind)>,
    /// Strings that hold overrides as JSON.
    pub inputs: Vec<u32>,
    /// Whether it is the target of a schedule, whose tags are maps of any names.
    is_schedule: bool,
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

/// Looks for launch documents in what was recognised as something around them.
pub(crate) fn find(root: Node<'_>, found: Recognised) -> Option<Sites> {
    match found {
        Recognised::Foreign(foreign) => find_in(root, foreign),
        _ => None,
    }
}

#[cold]
fn find_in(root: Node<'_>, foreign: Foreign) -> Option<Sites> {
    let mut it =
        Sites { dialect: Dialect::Pascal, sites: Vec::new(), inputs: Vec::new(), is_schedule: false };
    match foreign {
        Foreign::PascalCase => {
            it.sites.push((root.id(), document::kind_in_pascal_case(root)?));
        }
        Foreign::StepFunctions => {
            it.dialect = Dialect::StepFunctions;
            it.sites
                .extend(root.nodes().filter_map(run_task_parameters).map(|node| (node.id(), Kind::RunTask)));
        }
        Foreign::EventBridge => {
            it.dialect = dialect_of_targets(root);
            it.is_schedule = root.get("Target").is_some();
            for target in root.nodes() {
                let Some(parameters) = target.get(PARAMETERS) else { continue };
                it.sites.push((parameters.id(), Kind::RunTask));
                let template = target.get("InputTransformer").and_then(|it| it.get("InputTemplate"));
                let inputs = [target.get("Input"), template].into_iter().flatten();
                it.inputs.extend(inputs.filter(|it| it.kind() == json::Kind::String).map(Node::id));
            }
        }
        _ => return None,
    }
    (!it.sites.is_empty()).then_some(it)
}

/// What a state hands to RunTask: `Parameters`, or under JSONata `Arguments`.
fn run_task_parameters(state: Node<'_>) -> Option<Node<'_>> {
    let resource = state.get("Resource")?.as_str()?;
    let parameters = state.get("Parameters").or_else(|| state.get("Arguments"))?;
    (resource.contains(":ecs:runTask") && parameters.kind() == json::Kind::Object).then_some(parameters)
}

/// What a target says of its task.
const PARAMETERS: &str = "EcsParameters";
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

/// How the targets of a document are spelled. The API knows `awsvpcConfiguration` and `capacityProvider`,
/// CloudFormation `AwsVpcConfiguration` and `CapacityProvider`: a document that has more of the latter is a part of
/// a template. One that names its `Rule` is for the API, whatever it has.
fn dialect_of_targets(root: Node<'_>) -> Dialect {
    let (mut api, mut template) = (0, 0);
    for parameters in root.nodes().filter_map(|it| it.get(PARAMETERS)) {
        for (key, value) in parameters.members() {
            let Some(name) = key.plain() else { continue };
            let network = name == "NetworkConfiguration";
            template += usize::from(RENAMED_IN_A_TEMPLATE.iter().any(|(theirs, _)| *theirs == name));
            let entries = value.elements().filter(|_| is_list_of_entries(name));
            for inner in entries.chain(network.then_some(value)).flat_map(Node::members) {
                let is_pascal = inner.0.plain().is_some_and(|it| it.starts_with(char::is_uppercase));
                template += usize::from(is_pascal);
                api += usize::from(!is_pascal);
            }
        }
    }
    let is_template = template > api && root.get("Rule").is_none();
    if is_template { Dialect::CloudFormation } else { Dialect::EventBridge }
}

fn is_list_of_entries(name: &str) -> bool {
    AS_FOR_THE_CLI.contains(&name) || name == RENAMED_IN_A_TEMPLATE[0].0
}

/// A document under the spelling of the CLI.
pub(crate) struct Translated {
    pub text: String,
    pub keys: Vec<Respelled>,
    /// Values that are not known, by [`Node::id`].
    pub unknown: Vec<u32>,
    /// Parts that are spelled as for the CLI already.
    pub verbatim: Vec<Span>,
    is_schedule: bool,
}

/// Puts the launch documents of a tree into the spelling of the CLI.
pub(crate) fn translate(tree: &Tree<'_>, sites: &Sites) -> Translated {
    let mut it = Translator {
        dialect: sites.dialect,
        is_schedule: sites.is_schedule,
        text: tree.text().as_bytes().to_vec(),
        keys: Vec::new(),
        unknown: Vec::new(),
        verbatim: Vec::new(),
    };
    for (id, _) in &sites.sites {
        it.object(tree.node(*id), true);
    }
    it.keys.sort_by_key(|it| it.span);
    let Translator { text, keys, unknown, verbatim, .. } = it;
    let text = String::from_utf8(text).unwrap_or_else(|_| tree.text().to_owned());
    Translated { text, keys, unknown, verbatim, is_schedule: sites.is_schedule }
}

struct Translator {
    dialect: Dialect,
    is_schedule: bool,
    text: Vec<u8>,
    keys: Vec<Respelled>,
    unknown: Vec<u32>,
    verbatim: Vec<Span>,
}

impl Translator {
    fn value(&mut self, node: Node<'_>) {
        match node.kind() {
            json::Kind::Object => self.object(node, false),
            json::Kind::Array => node.elements().for_each(|it| self.value(it)),
            json::Kind::String if self.dialect == Dialect::StepFunctions && is_jsonata(node) => {
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
                    self.respell(key, &swapped(&name[..name.len() - 2]));
                    self.unknown.push(value.id());
                    continue;
                }
                Dialect::EventBridge | Dialect::CloudFormation if is_site => {
                    self.parameter(key, name, value);
                    continue;
                }
                Dialect::EventBridge if name.eq_ignore_ascii_case(AWSVPC) => {}
                Dialect::CloudFormation if matches!(name, "AwsVpcConfiguration" | "AwsvpcConfiguration") => {
                    self.respell(key, AWSVPC);
                }
                _ => self.respell(key, &swapped(name)),
            }
            self.value(value);
        }
    }

    /// A member of `EcsParameters`.
    fn parameter(&mut self, key: Node<'_>, name: &str, value: Node<'_>) {
        if let Some((_, ours)) = renamed(self.dialect, self.is_schedule).find(|(theirs, _)| *theirs == name) {
            self.respell(key, ours);
        } else if let Some(slip) = self.slip_of_a_renamed(name) {
            self.respell(key, slip);
        } else if !NOT_OF_A_TARGET.contains(&name) && !matches!(name, "TaskDefinition" | "Count") {
            self.respell(key, &swapped(name));
        }
        match name {
            "Tags" if self.is_schedule => self.unknown.push(value.id()),
            _ if self.dialect == Dialect::EventBridge && AS_FOR_THE_CLI.contains(&name) => {
                self.verbatim.push(value.span());
            }
            _ => self.value(value),
        }
    }

    /// A slip of a name that RunTask has otherwise becomes a slip of RunTask's name, so that what was meant is found.
    fn slip_of_a_renamed(&self, name: &str) -> Option<&'static str> {
        let (_, ours) =
            renamed(self.dialect, self.is_schedule).find(|(theirs, _)| suggest::is_near(name, theirs))?;
        (swapped(name) != ours).then(|| &ours[..ours.len() - 1])
    }

    /// Writes a name that is not longer in the place of a key; what remains of its room is blank.
    fn respell(&mut self, key: Node<'_>, name: &str) {
        let span = key.span();
        let end = span.start + name.len() as u32 + 2;
        let Some(room) = self.text.get_mut(span.range()).filter(|_| end <= span.end) else { return };
        let name = std::iter::once(b'"').chain(name.bytes()).chain([b'"']).chain(std::iter::repeat(b' '));
        room.iter_mut().zip(name).for_each(|(old, new)| *old = new);
        if end < span.end {
            self.keys.push(Respelled { span, end });
        }
    }
}

/// The members of a target that have another name than in RunTask.
fn renamed(dialect: Dialect, is_schedule: bool) -> impl Iterator<Item = (&'static str, &'static str)> {
    let of_a_rule = dialect == Dialect::CloudFormation && !is_schedule;
    let more = if of_a_rule { &RENAMED_IN_A_TEMPLATE[..] } else { &[] };
    RENAMED.iter().chain(more).copied()
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

/// Puts findings back into the spelling of their document.
pub(crate) struct Speaker<'a> {
    dialect: Dialect,
    /// As it was written.
    original: &'a Tree<'a>,
    /// As it was read.
    translated: &'a Tree<'a>,
    /// Keys that were shortened, and parts that stayed.
    translation: &'a Translated,
    /// Strings that are no keys and could be taken for one: they are quoted as they are.
    values: BTreeSet<&'a str>,
    /// What each key was before it was translated, apart for the parts that stayed.
    written: BTreeMap<(bool, &'a str), &'a str>,
}

impl<'a> Speaker<'a> {
    /// For the findings in one document.
    pub fn new(
        dialect: Dialect,
        original: &'a Tree<'a>,
        translated: &'a Tree<'a>,
        translation: &'a Translated,
    ) -> Speaker<'a> {
        let values = translated.nodes().filter(|it| !it.is_key()).filter_map(Node::plain);
        let values = values.filter(|it| is_member(it) || is_member(&swapped(it))).collect();
        let mut it = Speaker { dialect, original, translated, translation, values, written: BTreeMap::new() };
        let keys = translated.nodes().filter(|it| it.is_key());
        it.written = keys
            .filter_map(|key| Some(((it.stayed(key.span()), key.plain()?), original.twin(key).plain()?)))
            .collect();
        it
    }

    /// Whether a place lies in a part that is spelled as for the CLI.
    fn stayed(&self, span: Span) -> bool {
        self.translation.verbatim.iter().any(|it| it.start <= span.start && span.end <= it.end)
    }

    /// Says a finding in the document's own names.
    pub fn speak(&self, it: &mut Diagnostic) {
        if let Some(node) = resolve(self.translated, &it.pointer) {
            it.pointer = self.original.twin(node).pointer();
        }
        let stayed = self.stayed(it.span);
        it.span = self.whole(it.span);
        it.message = self.text(&it.message, stayed);
        let texts = [&mut it.label, &mut it.help].into_iter().flatten();
        texts.for_each(|text| *text = self.text(text, stayed));
        for label in it.own_labels() {
            label.message = self.text(&label.message, stayed);
            label.span = self.whole(label.span);
        }
        if let Some(fix) = &mut it.fix {
            fix.title = self.text(&fix.title, stayed);
            for edit in &mut fix.edits {
                let stayed = self.stayed(edit.span);
                let key = self.translated.at(edit.span.start);
                let is_key = key.is_key() && key.span() == edit.span;
                edit.span = self.whole(edit.span);
                edit.text = match is_key {
                    true => self.json_key(&edit.text, self.original.twin(key), stayed),
                    false => self.json(&edit.text, stayed),
                };
            }
        }
        self.not_of_a_target(it);
    }

    /// A member of RunTask in `EcsParameters`, to which no name of the model comes near.
    fn not_of_a_target(&self, it: &mut Diagnostic) {
        let key = self.original.at(it.span.start);
        let Some(name) = key.plain().filter(|_| key.is_key() && it.rule == "unknown-member") else { return };
        if !self.dialect.is_of_a_target() || !NOT_OF_A_TARGET.contains(&name) {
            return;
        }
        it.label = Some("not of a target".to_owned());
        it.fix = None;
        it.help = Some(match name {
            "Overrides" => {
                "give them to the target in `Input`, as a string of JSON with members in camelCase".to_owned()
            }
            "Cluster" => "the cluster is the `Arn` of the target: remove it here".to_owned(),
            _ => format!("EventBridge cannot hand it on: remove `{name}`"),
        });
    }

    fn whole(&self, span: Span) -> Span {
        let key = self.translation.keys.iter().find(|it| it.span.start == span.start && it.end == span.end);
        key.map_or(span, |it| it.span)
    }

    /// A sentence with the names in its backticks put back.
    fn text(&self, text: &str, stayed: bool) -> String {
        let whole = match self.dialect {
            Dialect::StepFunctions => "the parameters of `ecs:runTask`",
            Dialect::EventBridge | Dialect::CloudFormation => "`EcsParameters`",
            Dialect::Cli | Dialect::Pascal => Kind::RunTask.described(),
        };
        let text = text.replace(Kind::RunTask.described(), whole);
        let text = text.replace(COMMAND_LINE, "");
        let parts = text.split('`').enumerate();
        // A name as it is written may hold anything, where its quotes were lost.
        let shown = |it: String| it.chars().map(crate::text::visible).collect();
        let parts = parts
            .map(|(at, part)| if at % 2 == 1 { shown(self.code(part, stayed)) } else { part.to_owned() });
        parts.collect::<Vec<_>>().join("`")
    }

    fn code(&self, code: &str, stayed: bool) -> String {
        if code.starts_with('/') {
            return code.split('/').map(|step| self.name(step, stayed)).collect::<Vec<_>>().join("/");
        }
        if code.contains('"') { self.json(code, stayed) } else { self.name(code, stayed) }
    }

    /// The document's name for a member; any other word stays, and so does a value of the document. In a part that
    /// stayed the names are its own, wherever else they are spelled otherwise.
    fn name(&self, word: &str, stayed: bool) -> String {
        let here = self.written.get(&(stayed, word)).map(|it| it.trim_end_matches(".$"));
        let entry = self.dialect == Dialect::EventBridge && ENTRIES.contains(&word);
        if stayed && (entry || here.is_some()) || entry && here.is_none() {
            return word.to_owned();
        }
        if let Some(theirs) = self.name_in_a_target(word) {
            return theirs.to_owned();
        }
        let written = here.or_else(|| self.written.get(&(false, word)).copied());
        if let Some(written) = written.filter(|_| !self.values.contains(word)) {
            return written.to_owned();
        }
        let other = swapped(word);
        if word.is_empty() || !(is_member(word) || is_member(&other)) || self.values.contains(word) {
            return word.to_owned();
        }
        other.into_owned()
    }

    /// What a member is called in `EcsParameters`, where that is more than a matter of its first letter.
    fn name_in_a_target(&self, word: &str) -> Option<&str> {
        let written = self.written.get(&(false, word)).copied();
        match self.dialect {
            Dialect::EventBridge if word == AWSVPC => Some(AWSVPC),
            Dialect::CloudFormation if word == AWSVPC => Some(written.unwrap_or("AwsVpcConfiguration")),
            it if it.is_of_a_target() => {
                let (theirs, _) =
                    renamed(it, self.translation.is_schedule).find(|(_, ours)| *ours == word)?;
                Some(written.unwrap_or(theirs))
            }
            _ => None,
        }
    }

    /// A key as JSON, in place of another: what Step Functions computes stays computed.
    fn json_key(&self, json: &str, old: Node<'_>, stayed: bool) -> String {
        let end = if old.plain().is_some_and(|it| it.ends_with(".$")) { ".$" } else { "" };
        let inner = json.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
        inner.map_or(json.to_owned(), |it| format!("\"{}{end}\"", self.name(it, stayed)))
    }

    /// JSON text with its keys put back.
    fn json(&self, json: &str, stayed: bool) -> String {
        let parts: Vec<_> = json.split('"').collect();
        let is_key =
            |at: usize| at % 2 == 1 && parts.get(at + 1).is_some_and(|it| it.trim_start().starts_with(':'));
        let parts = parts.iter().enumerate();
        let parts =
            parts.map(|(at, part)| if is_key(at) { self.name(part, stayed) } else { (*part).to_owned() });
        parts.collect::<Vec<_>>().join("\"")
    }
}

/// What only a request for the AWS CLI is told.
const COMMAND_LINE: &str = "; where the command line supplies it, check with `--partial`";

/// Whether the model has a member of that name anywhere.
fn is_member(name: &str) -> bool {
    name.len() < 64 && SHAPES.iter().any(|it| it.name == name)
}

/// The node behind a JSON Pointer.
fn resolve<'t>(tree: &'t Tree<'t>, pointer: &str) -> Option<Node<'t>> {
    let mut node = tree.root();
    for step in pointer.split('/').skip(1) {
        let name = step.replace("~1", "/").replace("~0", "~");
        node = match node.kind() {
            json::Kind::Array => node.elements().nth(name.parse().ok()?)?,
            _ => node.get(&name)?,
        };
    }
    Some(node)
}
