//! What a target of EventBridge says beside the parameters of its task: who it is for, and what it hands on.

use crate::{
    diagnostic::Text,
    document::dialect::{EmbeddedRequests, is_computed, states::launched_by},
};
use crate::{
    diagnostic::{
        Diagnostic, RejectedBy,
        fault::{
            is_indispensable,
            target::{Mistake, MistakeKind},
        },
    },
    json::{self, Node, Tree},
    model::{arn::Arn, kind::DocumentKind},
    text::{edit::Edit, edit_distance, span::Span},
};

/// What has a target.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Owner {
    /// A rule of EventBridge.
    Rule,
    /// A schedule of EventBridge Scheduler.
    Schedule,
    /// A pipe of EventBridge Pipes.
    Pipe,
}

/// The parameters of a task in a rule and in a schedule.
pub(super) const PARAMETERS: &str = "EcsParameters";
/// And in a pipe.
pub(super) const PARAMETERS_OF_A_PIPE: &str = "EcsTaskParameters";

/// The parameters of an object that is a target.
pub(super) fn parameters(target: Node<'_>) -> Option<Node<'_>> {
    target.get(PARAMETERS).or_else(|| target.get(PARAMETERS_OF_A_PIPE))
}

/// Whether a document is a pipe that starts tasks, which names its target outside the target's parameters.
pub(crate) fn is_pipe(root: Node<'_>) -> bool {
    let parameters = root.get("TargetParameters");
    parameters.is_some_and(|it| it.get(PARAMETERS_OF_A_PIPE).is_some())
}

/// The operation of ECS that a schedule calls, with its request as `Input`: `arn:aws:scheduler:::aws-sdk:ecs:runTask`.
pub(crate) fn called(target: Node<'_>) -> Option<DocumentKind> {
    let arn = target.get("Arn")?.as_str().filter(|arn| arn.contains(":scheduler:::aws-sdk:ecs:"))?;
    launched_by(&arn)
}

impl Owner {
    /// What a target belongs to.
    pub(super) fn of(target: Node<'_>) -> Owner {
        let is_of_a_schedule = || {
            let is_alone = target.parent().is_none() && target.get("Id").is_none();
            let is_whole = || ["Arn", "RoleArn"].iter().all(|it| target.get(it).is_some());
            target.key().is_some_and(|it| it.is("Target")) || is_alone && is_whole()
        };
        if target.get(PARAMETERS).is_none() {
            Owner::Pipe
        } else if is_of_a_schedule() {
            Owner::Schedule
        } else {
            Owner::Rule
        }
    }
    /// The object that names cluster and role, and the name of the cluster's member.
    fn envelope(self, target: Node<'_>) -> Option<(Node<'_>, &'static str)> {
        match self {
            Owner::Pipe => Some((target.parent()?, "Target")),
            Owner::Rule | Owner::Schedule => Some((target, "Arn")),
        }
    }
}

/// All mistakes in the targets of a document.
#[cold]
pub(crate) fn mistakes<'t>(tree: &'t Tree<'_>, sites: &EmbeddedRequests) -> Vec<Mistake<'t>> {
    let mut found = Vec::new();
    for call in sites.calls.iter().map(|id| tree.node(*id)) {
        inputs(call, &mut found);
        role(call, RejectedBy::Client, &mut found);
    }
    for target in sites.targets.iter().map(|id| tree.node(*id)) {
        if Owner::of(target) != Owner::Pipe {
            inputs(target, &mut found);
        }
        if let Some(arn) = arn_of_cluster(target).filter(|it| is_name(*it)) {
            found.push(Mistake { place: arn.into(), kind: MistakeKind::Name });
        }
        if let Some((envelope, cluster)) = Owner::of(target).envelope(target)
            && envelope.get(cluster).is_some()
        {
            names(target, envelope, &mut found);
        }
    }
    found
}

/// Text that is not an ARN, nor a variable of a template.
fn is_name(node: Node<'_>) -> bool {
    let text = node.as_str().unwrap_or_default();
    !text.trim().is_empty() && !text.starts_with("arn:") && !text.starts_with(['$', '<', '{', '%'])
}

/// What a target names beside its cluster: a role, a task definition, itself. `envelope` is the object that names the
/// cluster.
fn names<'t>(target: Node<'t>, envelope: Node<'t>, found: &mut Vec<Mistake<'t>>) {
    let owner = Owner::of(target);
    if owner == Owner::Rule && target.parent().is_some_and(|it| it.kind() == json::ValueKind::Array) {
        found.extend(missing(target, "Id", RejectedBy::Client));
    }
    let by_whom = if owner == Owner::Rule { RejectedBy::Service } else { RejectedBy::Client };
    role(envelope, by_whom, found);
    let definition = parameters(target).and_then(|it| it.get("TaskDefinitionArn"));
    if let Some(definition) = definition.filter(|it| is_name(*it)) {
        found.push(Mistake { place: definition.into(), kind: MistakeKind::Definition });
    }
}

fn inputs<'t>(target: Node<'t>, found: &mut Vec<Mistake<'t>>) {
    let given = |name: &str| target.member(name).filter(|it| it.1.kind() != json::ValueKind::Null);
    let mut keys: Vec<_> =
        ["Input", "InputPath", "InputTransformer"].iter().filter_map(|it| given(it)).collect();
    keys.sort_by_key(|it| it.0.id());
    if let [(first, _), (second, _), ..] = keys.as_slice() {
        found.push(Mistake { place: (*second).into(), kind: MistakeKind::Both(*first) });
    }
    if let Some((_, value)) = given("Input")
        && value.kind() == json::ValueKind::Object
        && !is_computed(value)
    {
        found.push(Mistake { place: value.into(), kind: MistakeKind::Object });
    }
    if let Some((_, path)) = given("InputPath") {
        found.extend(without_root(path));
    }
    if let Some((_, transformer)) = given("InputTransformer") {
        let paths = transformer.get("InputPathsMap").into_iter().filter(|it| !is_computed(*it));
        found.extend(paths.flat_map(Node::members).filter_map(|(_, path)| without_root(path)));
        placeholders(transformer, found);
    }
}

/// The role that starts the task.
fn role<'t>(object: Node<'t>, rejected_by: RejectedBy, found: &mut Vec<Mistake<'t>>) {
    found.extend(missing(object, "RoleArn", rejected_by));
    if let Some(role) = object.get("RoleArn").filter(|it| is_name(*it)) {
        found.push(Mistake { place: role.into(), kind: MistakeKind::Role });
    }
}

/// A member that is not there, or only under a name that is almost the same.
fn missing<'t>(object: Node<'t>, name: &'static str, rejected_by: RejectedBy) -> Option<Mistake<'t>> {
    if object.get(name).is_some() {
        return None;
    }
    let is_near = |key: &Node<'_>| key.as_str().is_some_and(|it| edit_distance::is_near(&it, name));
    match object.members().map(|(key, _)| key).find(is_near) {
        Some(key) => Some(Mistake { place: key.into(), kind: MistakeKind::Misspelled(name) }),
        None => {
            Some(Mistake { place: object.opening_bracket(), kind: MistakeKind::Missing(name, rejected_by) })
        }
    }
}

/// A path that does not start at the event.
fn without_root(path: Node<'_>) -> Option<Mistake<'_>> {
    let is_mistaken =
        path.as_str().is_some_and(|text| !text.trim().is_empty() && !text.starts_with(['$', '<', '{', '%']));
    is_mistaken.then(|| Mistake { place: path.into(), kind: MistakeKind::Path })
}

/// Placeholders of a template that nothing defines, each once.
fn placeholders<'t>(transformer: Node<'t>, found: &mut Vec<Mistake<'t>>) {
    let Some(template) = transformer.get("InputTemplate") else { return };
    let Some(text) = template.as_str() else { return };
    let paths = transformer.get("InputPathsMap");
    if paths.is_some_and(|it| it.kind() != json::ValueKind::Object || is_computed(it)) {
        return;
    }
    let mut seen = Vec::new();
    for (at, _) in text.match_indices('<') {
        let rest = &text[at + 1..];
        let is_part = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
        let name = &rest[..rest.find(|c| !is_part(c)).unwrap_or(rest.len())];
        let is_placeholder = !name.is_empty() && rest[name.len()..].starts_with('>');
        let is_defined = || name.starts_with("aws.") || paths.is_some_and(|it| it.get(name).is_some());
        if !is_placeholder || text[..at].ends_with('\\') || seen.contains(&name) || is_defined() {
            continue;
        }
        seen.push(name);
        let kind = MistakeKind::Undefined(name.to_owned(), paths);
        found.push(Mistake { place: template.part(at..at + name.len() + 2), kind });
    }
}

/// The cluster of a target, if it is a string.
fn arn_of_cluster(target: Node<'_>) -> Option<Node<'_>> {
    let (envelope, name) = Owner::of(target).envelope(target)?;
    envelope.get(name).filter(|it| it.kind() == json::ValueKind::String)
}

/// The ARNs of a target as the RunTask request that EventBridge makes of them.
pub(crate) struct Request<'t> {
    /// The request.
    pub text: String,
    pieces: Vec<Piece<'t>>,
    cluster: &'static str,
}

/// A string of the request, and where it comes from.
struct Piece<'t> {
    at: Span,
    node: Node<'t>,
    /// Where it begins in the text of `node`, if it is a part of that.
    inside: Option<usize>,
    /// Whether it is the cluster or the role of the target.
    is_own: bool,
}

impl<'t> Request<'t> {
    /// The request of a target; `None` where it names neither cluster nor role by its ARN.
    pub fn of(target: Node<'t>) -> Option<Request<'t>> {
        let (envelope, cluster) = Owner::of(target).envelope(target)?;
        let mut it = Request { text: "{".to_owned(), pieces: Vec::new(), cluster };
        let parameters = parameters(target)?;
        it.string("\"cluster\":", envelope.get(cluster), true);
        it.string("\"taskDefinition\":", parameters.get("TaskDefinitionArn"), false);
        it.text.push_str("\"overrides\":{");
        let overrides = parameters.get("Overrides");
        for (name, theirs) in [("taskRoleArn", "TaskRoleArn"), ("executionRoleArn", "ExecutionRoleArn")] {
            it.string(&format!("\"{name}\":"), overrides.and_then(|it| it.get(theirs)), false);
            it.string_inside(name, target.get("Input"));
        }
        it.close("},\"volumeConfigurations\":[{\"managedEBSVolume\":{");
        it.string("\"roleArn\":", envelope.get("RoleArn"), true);
        it.close("}}]}");
        it.pieces.iter().any(|it| it.is_own).then_some(it)
    }

    fn close(&mut self, text: &str) {
        if self.text.ends_with(',') {
            self.text.pop();
        }
        self.text.push_str(text);
    }

    fn string(&mut self, key: &str, node: Option<Node<'t>>, is_own: bool) {
        let Some(node) = node else { return };
        if node.as_str().is_none_or(|it| !it.starts_with("arn:") || Arn::parse(&it).is_none() && !is_own) {
            return;
        }
        self.push(key, node.raw(), Piece { at: node.span(), node, inside: None, is_own });
    }

    /// A role that a string of JSON names.
    fn string_inside(&mut self, name: &str, input: Option<Node<'t>>) {
        let Some(node) = input else { return };
        if node.kind() == json::ValueKind::Object {
            return self.string(&format!("\"{name}\":"), node.get(name), false);
        }
        let Some(text) = node.as_str() else { return };
        let parsed = json::parse(&text);
        let Some(role) = parsed.tree.root().get(name) else { return };
        if parsed.faults.is_empty() && role.as_str().is_some_and(|it| it.starts_with("arn:")) {
            let inside = Some(role.span().start as usize);
            self.push(
                &format!("\"{name}\":"),
                role.raw(),
                Piece { at: role.span(), node, inside, is_own: false },
            );
        }
    }

    fn push(&mut self, key: &str, raw: &str, piece: Piece<'t>) {
        self.text.push_str(key);
        let start = self.text.len();
        self.text.push_str(raw);
        self.pieces.push(Piece { at: Span::new(start, self.text.len()), ..piece });
        self.text.push(',');
    }

    /// A finding in the request as one in the document; `None` where it is not about cluster, role or their agreement.
    pub fn back(&self, mut it: Diagnostic) -> Option<Diagnostic> {
        let piece = self.piece(it.span)?;
        if !piece.is_own && it.rule != "arn-mismatch" || is_indispensable(&it.rule) {
            return None;
        }
        it.rejected_by = match it.rejected_by {
            RejectedBy::Client => RejectedBy::Service,
            other => other,
        };
        it.pointer = piece.node.pointer();
        it.span = self.span(it.span)?;
        it.labels.retain(|label| self.span(label.span).is_some());
        for label in it.own_labels() {
            label.span = self.span(label.span).unwrap_or(label.span);
        }
        it.fix = it.fix.filter(|fix| fix.edits.iter().all(|edit| self.is_direct(edit)));
        for edit in it.fix.iter_mut().flat_map(|it| &mut it.edits) {
            edit.span = self.span(edit.span)?;
        }
        if let Some(fix) = &mut it.fix {
            fix.edits.sort_by_key(|edit| edit.span);
        }
        let renamed = |text: &mut Text| *text = text.with_code(|code| self.name(code));
        renamed(&mut it.message);
        [&mut it.label, &mut it.help].into_iter().flatten().for_each(renamed);
        Some(it)
    }

    /// What the target calls a member of the request.
    fn name(&self, member: &str) -> Option<String> {
        let name = match member {
            "cluster" => self.cluster,
            "roleArn" => "RoleArn",
            "taskDefinition" => "TaskDefinitionArn",
            _ => return None,
        };
        Some(name.to_owned())
    }

    fn piece(&self, span: Span) -> Option<&Piece<'t>> {
        self.pieces.iter().find(|it| it.at.contains(span))
    }

    fn is_direct(&self, edit: &Edit) -> bool {
        self.piece(edit.span).is_some_and(|it| it.inside.is_none())
    }

    fn span(&self, span: Span) -> Option<Span> {
        let piece = self.piece(span)?;
        let (start, end) = (span.start - piece.at.start, span.end - piece.at.start);
        Some(match piece.inside {
            Some(before) => piece.node.part(before + start as usize..before + end as usize).span(),
            None => {
                let own = piece.node.span().start;
                Span { start: own + start, end: own + end }
            }
        })
    }
}
