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
    diagnostic::{Diagnostic, RejectedBy},
    document::{self, Foreign, Kind, Recognised},
    json::{self, Node, Respelled, Tree},
    shape::SHAPES,
    source::Span,
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
    /// As a target of EventBridge: the same, with a few names of its own.
    EventBridge,
}

/// Where launch documents stand in a document.
pub(crate) struct Sites {
    pub dialect: Dialect,
    /// Each with its kind, by [`Node::id`].
    pub sites: Vec<(u32, Kind)>,
    /// Strings that hold overrides as JSON.
    pub inputs: Vec<u32>,
}

impl Dialect {
    /// The end of every message: who refuses the document, in words.
    pub(crate) fn clause(self, by: RejectedBy) -> &'static str {
        match (self, by) {
            (Dialect::StepFunctions, RejectedBy::Client) => "; Step Functions refuses the state machine",
            (Dialect::EventBridge, RejectedBy::Runtime) => "; EventBridge takes it, and no task starts",
            _ => by.clause(),
        }
    }
    /// Its name in reports.
    pub fn word(self) -> &'static str {
        match self {
            Dialect::Cli => "cli",
            Dialect::Pascal => "pascal-case",
            Dialect::StepFunctions => "step-functions",
            Dialect::EventBridge => "event-bridge",
        }
    }
}

/// Looks for launch documents in what was recognised as something around them.
pub(crate) fn find(root: Node<'_>, found: Recognised) -> Option<Sites> {
    let mut it = Sites { dialect: Dialect::Pascal, sites: Vec::new(), inputs: Vec::new() };
    match found {
        Recognised::Foreign(Foreign::PascalCase) => {
            it.sites.push((root.id(), document::kind_in_pascal_case(root)?));
        }
        Recognised::Foreign(Foreign::StepFunctions) => {
            it.dialect = Dialect::StepFunctions;
            it.sites
                .extend(root.nodes().filter_map(run_task_parameters).map(|node| (node.id(), Kind::RunTask)));
        }
        Recognised::Foreign(Foreign::EventBridge) => {
            it.dialect = Dialect::EventBridge;
            for target in root.nodes() {
                let Some(parameters) = target.get("EcsParameters") else { continue };
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

/// Members with another name in `EcsParameters`, and their name in RunTask.
const RENAMED: [(&str, &str); 2] = [("TaskDefinitionArn", "taskDefinition"), ("TaskCount", "count")];
/// Members of RunTask that `EcsParameters` lacks.
const NOT_OF_A_TARGET: [&str; 5] =
    ["Overrides", "Cluster", "StartedBy", "ClientToken", "VolumeConfigurations"];
/// Members of `EcsParameters` in which names are spelled as for the CLI.
const AS_FOR_THE_CLI: [&str; 3] = ["CapacityProviderStrategy", "PlacementConstraints", "PlacementStrategy"];
/// And one that is itself.
const AWSVPC: &str = "awsvpcConfiguration";

/// A document under the spelling of the CLI.
pub(crate) struct Translated {
    pub text: String,
    pub keys: Vec<Respelled>,
    /// Values that are not known, by [`Node::id`].
    pub unknown: Vec<u32>,
}

/// Puts the launch documents of a tree into the spelling of the CLI.
pub(crate) fn translate(tree: &Tree<'_>, sites: &Sites) -> Translated {
    let mut it = Translator {
        dialect: sites.dialect,
        text: tree.text().as_bytes().to_vec(),
        keys: Vec::new(),
        unknown: Vec::new(),
    };
    for (id, _) in &sites.sites {
        it.object(tree.node(*id), true);
    }
    it.keys.sort_by_key(|it| it.span);
    let Translator { text, keys, unknown, .. } = it;
    Translated { text: String::from_utf8(text).unwrap_or_else(|_| tree.text().to_owned()), keys, unknown }
}

struct Translator {
    dialect: Dialect,
    text: Vec<u8>,
    keys: Vec<Respelled>,
    unknown: Vec<u32>,
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
                Dialect::EventBridge if is_site => {
                    if let Some((_, ours)) = RENAMED.iter().find(|(theirs, _)| *theirs == name) {
                        self.respell(key, ours);
                    } else if !NOT_OF_A_TARGET.contains(&name) && !matches!(name, "TaskDefinition" | "Count")
                    {
                        self.respell(key, &swapped(name));
                    }
                    if AS_FOR_THE_CLI.contains(&name) {
                        continue;
                    }
                }
                Dialect::EventBridge if name.eq_ignore_ascii_case(AWSVPC) => {}
                _ => self.respell(key, &swapped(name)),
            }
            self.value(value);
        }
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
    /// Keys that were shortened.
    keys: &'a [Respelled],
    /// Strings that are no keys and could be taken for one: they are quoted as they are.
    values: BTreeSet<&'a str>,
    /// What each key was before it was translated.
    written: BTreeMap<&'a str, &'a str>,
}

impl<'a> Speaker<'a> {
    /// For the findings in one document.
    pub fn new(
        dialect: Dialect,
        original: &'a Tree<'a>,
        translated: &'a Tree<'a>,
        keys: &'a [Respelled],
    ) -> Speaker<'a> {
        let values = translated.nodes().filter(|it| !it.is_key()).filter_map(Node::plain);
        let values = values.filter(|it| is_member(it) || is_member(&swapped(it))).collect();
        let written = translated.nodes().filter(|it| it.is_key());
        let written = written.filter_map(|it| Some((it.plain()?, original.twin(it).plain()?))).collect();
        Speaker { dialect, original, translated, keys, values, written }
    }

    /// Says a finding in the document's own names.
    pub fn speak(&self, it: &mut Diagnostic) {
        if let Some(node) = resolve(self.translated, &it.pointer) {
            it.pointer = self.original.twin(node).pointer();
        }
        it.span = self.whole(it.span);
        it.message = self.text(&it.message);
        let texts = [&mut it.label, &mut it.help].into_iter().flatten();
        texts.for_each(|text| *text = self.text(text));
        for label in it.own_labels() {
            label.message = self.text(&label.message);
            label.span = self.whole(label.span);
        }
        if let Some(fix) = &mut it.fix {
            fix.title = self.text(&fix.title);
            for edit in &mut fix.edits {
                let is_key = self.translated.at(edit.span.start);
                let is_key = is_key.is_key() && is_key.span() == edit.span;
                edit.span = self.whole(edit.span);
                edit.text = if is_key { self.json_key(&edit.text) } else { self.json(&edit.text) };
            }
        }
        self.not_of_a_target(it);
    }

    /// A member of RunTask in `EcsParameters`, to which no name of the model comes near.
    fn not_of_a_target(&self, it: &mut Diagnostic) {
        let key = self.original.at(it.span.start);
        let Some(name) = key.plain().filter(|_| key.is_key() && it.rule == "unknown-member") else { return };
        if self.dialect != Dialect::EventBridge || !NOT_OF_A_TARGET.contains(&name) {
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
        let key = self.keys.iter().find(|it| it.span.start == span.start && it.end == span.end);
        key.map_or(span, |it| it.span)
    }

    /// A sentence with the names in its backticks put back.
    fn text(&self, text: &str) -> String {
        let whole = match self.dialect {
            Dialect::StepFunctions => "the parameters of `ecs:runTask`",
            Dialect::EventBridge => "`EcsParameters`",
            Dialect::Cli | Dialect::Pascal => Kind::RunTask.described(),
        };
        let text = text.replace(Kind::RunTask.described(), whole);
        let text = text.replace(COMMAND_LINE, "");
        let parts = text.split('`').enumerate();
        let parts = parts.map(|(at, part)| if at % 2 == 1 { self.code(part) } else { part.to_owned() });
        parts.collect::<Vec<_>>().join("`")
    }

    fn code(&self, code: &str) -> String {
        if code.starts_with('/') {
            return code.split('/').map(|step| self.name(step)).collect::<Vec<_>>().join("/");
        }
        if code.contains('"') { self.json(code) } else { self.name(code) }
    }

    /// The document's name for a member; any other word stays, and so does a value of the document.
    fn name(&self, word: &str) -> String {
        if word == AWSVPC && self.dialect == Dialect::EventBridge {
            return word.to_owned();
        }
        let renamed = RENAMED.iter().find(|(_, ours)| *ours == word);
        if let Some((theirs, _)) = renamed.filter(|_| self.dialect == Dialect::EventBridge) {
            return (*theirs).to_owned();
        }
        if let Some(written) = self.written.get(word).filter(|_| !self.values.contains(word)) {
            return written.trim_end_matches(".$").to_owned();
        }
        let other = swapped(word);
        if word.is_empty() || !(is_member(word) || is_member(&other)) || self.values.contains(word) {
            return word.to_owned();
        }
        other.into_owned()
    }

    fn json_key(&self, json: &str) -> String {
        let inner = json.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
        inner.map_or(json.to_owned(), |it| format!("\"{}\"", self.name(it)))
    }

    /// JSON text with its keys put back.
    fn json(&self, json: &str) -> String {
        let parts: Vec<_> = json.split('"').collect();
        let is_key =
            |at: usize| at % 2 == 1 && parts.get(at + 1).is_some_and(|it| it.trim_start().starts_with(':'));
        let parts = parts.iter().enumerate();
        let parts = parts.map(|(at, part)| if is_key(at) { self.name(part) } else { (*part).to_owned() });
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
