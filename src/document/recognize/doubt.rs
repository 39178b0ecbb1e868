//! Whether what looks like a launch document is one, or the document of another program that shares names with launches.

use crate::{
    document::recognize::wrapper,
    model::kind::{DocumentKind, Foreign, Recognized, operation},
    text::edit_distance,
};
use crate::{
    json::{self, Node},
    model::member_suggestion,
};

/// Whether an object has no other members than its kind has, and all that it needs: then there is no doubt.
pub(super) fn is_whole(object: Node<'_>, kind: DocumentKind) -> bool {
    if kind == DocumentKind::Response || wrapper(object).is_some() {
        return true;
    }
    let needed: &[&str] = match kind {
        DocumentKind::StartTask => &["containerInstances", "taskDefinition"],
        DocumentKind::RunTask => &["taskDefinition"],
        DocumentKind::TaskDefinition => &["family", "containerDefinitions"],
        _ => &[],
    };
    let mut lacking = needed.len();
    let all_known = object.members().all(|(key, _)| {
        lacking -= usize::from(lacking > 0 && needed.iter().any(|it| key.is(it)));
        is_known(key, kind)
    });
    all_known && lacking == 0
}

/// A whole document of a kind, unless what it has is too little to say so: requests for services have the same members,
/// and the settings of many programs have a `taskDefinition` and a `cluster`.
pub(super) fn unless_weak(object: Node<'_>, kind: DocumentKind, open: bool) -> Recognized {
    if kind == DocumentKind::Overrides && !has_overrides(object) {
        return Recognized::Foreign(Foreign::Settings);
    }
    if kind == DocumentKind::RunTask {
        if object.get("propagateTags").is_some_and(|it| it.is("SERVICE")) && is_of_service(object) {
            return Recognized::Foreign(Foreign::Part);
        }
        if open && is_bare(object) && !names_definition(object) {
            return Recognized::Foreign(Foreign::Settings);
        }
    }
    Recognized::Launch(kind)
}

/// Whether requests for services have all members of an object.
#[cold]
fn is_of_service(object: Node<'_>) -> bool {
    const LAUNCHES_ONLY: [&str; 5] = ["count", "overrides", "startedBy", "group", "referenceId"];
    !LAUNCHES_ONLY.iter().any(|name| object.get(name).is_some())
}

/// Whether an object says nothing but a task definition and a cluster.
pub(crate) fn is_bare(object: Node<'_>) -> bool {
    object.members().all(|(key, _)| {
        key.is("taskDefinition") || key.is("cluster") || key.as_str().is_some_and(|name| is_comment(&name))
    })
}

/// Whether the task definition and the cluster of an object are names or ARNs, and not files, URLs or sentences.
#[cold]
fn names_definition(object: Node<'_>) -> bool {
    ["taskDefinition", "cluster"].iter().filter_map(|name| object.get(name)?.as_str()).all(|text| {
        text.starts_with("arn:") || text.contains(['$', '{', '<', '%']) || !text.contains(['/', '.', ' '])
    })
}

/// Whether a kind of document has a member of that name.
pub(super) fn is_known(key: Node<'_>, kind: DocumentKind) -> bool {
    key.plain().is_some_and(|it| kind.root().member(it).is_some())
}

/// What an object is that looked like `found`. `open` says that it may be for either operation that starts tasks.
#[cold]
pub(super) fn settle(object: Node<'_>, found: Recognized, open: bool) -> Recognized {
    let kind = match found {
        Recognized::Launch(kind) if wrapper(object).is_none() && kind != DocumentKind::Response => kind,
        Recognized::Foreign(Foreign::Service | Foreign::Part) => return request(object).unwrap_or(found),
        found => return found,
    };
    if is_of_ecspresso(object) {
        return Recognized::Foreign(Foreign::Ecspresso);
    }
    if let Some(it) = request(object) {
        return it;
    }
    if matches!(kind, DocumentKind::RunTask | DocumentKind::StartTask)
        && is_snake_case(object)
        && !has_structure(object)
    {
        return Recognized::Foreign(Foreign::Settings);
    }
    let names = Names::of(object, kind);
    if names.rule_out(object, kind, open) { Recognized::Foreign(Foreign::Settings) } else { found }
}

/// What an object is that does not look like a launch document, if it is known by name.
pub(super) fn named(object: Node<'_>) -> Recognized {
    if is_of_ecspresso(object) {
        return Recognized::Foreign(Foreign::Ecspresso);
    }
    let first = object.members().next().and_then(|(key, _)| key.plain());
    if !first.is_some_and(|it| operation::knows(it) || operation::is_answered(it)) {
        return Recognized::Nothing;
    }
    let names = own_names(object);
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    if !operation::are_telling(&names) {
        return Recognized::Nothing;
    }
    let answer = operation::of_answer(&names).filter(|_| has_arn(object)).map(Foreign::Answer);
    answer.map(Recognized::Foreign).or_else(|| request(object)).unwrap_or(Recognized::Nothing)
}

/// Whether something in an answer has an ARN, as all that ECS describes has.
fn has_arn(answer: Node<'_>) -> bool {
    let described = |it: Node<'_>| {
        let is_text = it.as_str().is_some_and(|it| it.starts_with("arn:"));
        is_text || it.members().any(|(key, _)| key.plain().is_some_and(|it| it.ends_with("Arn")))
    };
    answer.members().any(|(_, value)| described(value) || value.elements().next().is_some_and(described))
}

/// What requests of all operations name by a string.
const NAMED: [&str; 6] = ["cluster", "service", "taskDefinition", "task", "container", "containerInstance"];
/// What they name by a list of strings, where answers describe it.
const LISTED: [&str; 5] = ["clusters", "services", "tasks", "taskSets", "containerInstances"];

/// Whether an operation takes a member of that name, and may take that value.
fn is_taken(name: &str, value: Node<'_>) -> bool {
    let described = || value.elements().next().is_some_and(|it| it.kind() == json::ValueKind::Object);
    operation::knows(name)
        && (!NAMED.contains(&name)
            || matches!(value.kind(), json::ValueKind::String | json::ValueKind::Unknown))
        && !(LISTED.contains(&name) && (value.kind() == json::ValueKind::Object || described()))
}

fn request(object: Node<'_>) -> Option<Recognized> {
    let is_other = |(key, value): (Node<'_>, Node<'_>)| {
        key.as_str().is_some_and(|it| !is_comment(&it) && !is_taken(&in_camel_case(&it), value))
    };
    if object.members().any(is_other) {
        return None;
    }
    let names = own_names(object);
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    operation::of_request(&names).map(|it| Recognized::Foreign(Foreign::Request(it)))
}

/// The names of an object's members as the CLI spells them, without those that stand for comments.
fn own_names(object: Node<'_>) -> Vec<String> {
    let names = object.members().filter_map(|(key, _)| key.as_str());
    names.filter(|it| !is_comment(it)).map(|it| in_camel_case(&it)).collect()
}

fn in_camel_case(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|it| it.to_ascii_lowercase()).into_iter().chain(letters).collect()
}

/// Whether the name of a member says that it is not for any program.
pub(super) fn is_comment(name: &str) -> bool {
    name.starts_with(['_', '$', '#', '/']) || name.eq_ignore_ascii_case("comment")
}

/// ecspresso names the files of what it deploys.
fn is_of_ecspresso(object: Node<'_>) -> bool {
    let is_file = |it: Node<'_>| {
        it.as_str()
            .is_some_and(|it| [".json", ".jsonnet", ".yml", ".yaml"].iter().any(|end| it.ends_with(end)))
    };
    object.get("service_definition").is_some()
        || object.get("task_definition").is_some_and(is_file)
        || object.get("task_definition").is_some() && object.get("service").is_some()
}

/// Whether an object is written in snake case throughout, as the settings of programs in Python and Ruby are.
fn is_snake_case(object: Node<'_>) -> bool {
    let has_capital = |it: &str| it.contains(|sign: char| sign.is_ascii_uppercase());
    object.get("task_definition").is_some()
        && !object.members().any(|(key, _)| key.as_str().is_none_or(|it| has_capital(&it)))
}

/// What the names of an object's members say of one kind.
struct Names {
    /// In the model, or a typo of a member that is missing.
    own: usize,
    /// In the model, elsewhere in a launch document.
    misplaced: usize,
    /// What another operation takes.
    others: usize,
    /// In no model.
    strange: usize,
    /// Whether one of them names a task definition.
    defined: bool,
    /// The most members that any one operation takes, launches aside.
    most_taken: usize,
}

/// What a member is to a launch document.
#[derive(PartialEq)]
enum Belongs {
    /// It is in the model, or certainly a typo of one that is and is missing here.
    Here,
    /// It is a comment: it says nothing.
    Nowhere,
    /// It is in the model of another launch document, or elsewhere in this one.
    Elsewhere,
    /// Another operation takes it.
    Other,
    /// Nothing has it.
    Strange,
}

fn belongs(key: Node<'_>, value: Node<'_>, kind: DocumentKind) -> Belongs {
    let (root, Some(name)) = (kind.root(), key.as_str()) else { return Belongs::Strange };
    let (name, object) = (&*name, key.parent());
    let ours = in_camel_case(name);
    if root.member(&ours).is_some() {
        return Belongs::Here;
    }
    let taken = is_taken(&ours, value);
    if is_comment(name) {
        return Belongs::Nowhere;
    }
    let meant = member_suggestion::member(name, root).map(|it| it.name);
    let is_missing = |it: &str| object.is_none_or(|object| object.get(it).is_none());
    let is_typo = meant.is_some_and(is_missing) && !taken;
    let of_another = || {
        member_suggestion::elsewhere_in_document(name, root, kind).is_some()
            || member_suggestion::elsewhere(name).is_some_and(|it| !it.belongs.contains("service"))
            || DocumentKind::Response
                .root()
                .member("tasks")
                .and_then(|it| it.element().member(name))
                .is_some()
            || DocumentKind::TaskDefinition.root().member(name).is_some()
    };
    match () {
        _ if is_typo => Belongs::Here,
        _ if of_another() => Belongs::Elsewhere,
        _ if taken => Belongs::Other,
        // Both the right name and a wrong one.
        _ if meant.is_some() => Belongs::Elsewhere,
        _ => Belongs::Strange,
    }
}

impl Names {
    fn of(object: Node<'_>, kind: DocumentKind) -> Names {
        let names = own_names(object);
        let plain: Vec<_> = names.iter().map(String::as_str).collect();
        let most_taken = operation::most_taken(&plain);
        let defined = names.iter().any(|it| edit_distance::is_near(it, "taskDefinition"));
        let mut it = Names { own: 0, misplaced: 0, others: 0, strange: 0, defined, most_taken };
        for (key, value) in object.members() {
            match belongs(key, value, kind) {
                Belongs::Here => it.own += 1,
                Belongs::Nowhere => {}
                Belongs::Elsewhere => it.misplaced += 1,
                Belongs::Other => it.others += 1,
                Belongs::Strange => it.strange += 1,
            }
        }
        it
    }

    /// Whether they are those of something else than a document of a kind.
    fn rule_out(&self, object: Node<'_>, kind: DocumentKind, open: bool) -> bool {
        let odd = self.others + self.strange;
        if self.others > 0 && self.most_taken >= self.own {
            return true;
        }
        let is_list = |name: &str| object.get(name).is_some_and(|it| it.kind() == json::ValueKind::Array);
        match kind {
            DocumentKind::RunTask if open => odd + self.misplaced > 0,
            // A few members that are nowhere make no other document of one that is plainly for RunTask.
            DocumentKind::RunTask => {
                let is_launch =
                    object.get("overrides").is_some_and(|it| it.get("containerOverrides").is_some());
                odd > 0 && !is_launch
                    || self.misplaced > 1 && !has_structure(object)
                    || 2 * odd > self.own.max(1)
            }
            DocumentKind::StartTask if !self.defined => odd > 0,
            DocumentKind::StartTask => 2 * odd > self.own,
            DocumentKind::Overrides if is_list("containerOverrides") => {
                odd > self.own || !has_overrides(object)
            }
            DocumentKind::TaskDefinition => odd > self.own,
            _ => odd > 0,
        }
    }
}

/// Whether the first entry of `containerOverrides` may be one: it has more members of a container override than others.
fn has_overrides(object: Node<'_>) -> bool {
    let Some(entry) = object.get("containerOverrides").and_then(|list| list.elements().next()) else {
        return true;
    };
    let element = DocumentKind::ContainerOverrides.root().element();
    let names: Vec<_> = entry.members().filter_map(|(key, _)| key.as_str()).collect();
    let own = names.iter().filter(|name| member_suggestion::member(name, element).is_some()).count();
    2 * own > names.len() || own > 0 && names.iter().all(|name| may_be_of_override(name))
}

/// Whether a request has parts that only launches have.
fn has_structure(request: Node<'_>) -> bool {
    let inside = |part: &str, name: &str| request.get(part).is_some_and(|it| it.get(name).is_some());
    inside("overrides", "containerOverrides") || inside("networkConfiguration", "awsvpcConfiguration")
}

/// The first member by which a document is not certainly a launch document of a kind.
pub(crate) fn foreign_member(root: Node<'_>, kind: DocumentKind) -> Option<String> {
    if kind == DocumentKind::ContainerOverrides {
        let keys = root.elements().flat_map(Node::members).filter_map(|(key, _)| key.as_str());
        return keys.map(|it| it.into_owned()).find(|it| !may_be_of_override(it));
    }
    let object = crate::document::recognize::body(root, kind);
    // A member that is elsewhere in a launch does not prove that the document is one.
    let is_launch = matches!(crate::document::recognize::recognize(root), Recognized::Launch(_));
    let strange = |key, value| match belongs(key, value, kind) {
        Belongs::Other | Belongs::Strange => true,
        Belongs::Elsewhere => !is_launch,
        Belongs::Here | Belongs::Nowhere => false,
    };
    let (key, _) = object.members().find(|(key, value)| strange(*key, *value))?;
    Some(key.as_str().unwrap_or_default().into_owned())
}

/// Whether a member belongs to a container override, or to a container elsewhere.
fn may_be_of_override(name: &str) -> bool {
    let element = DocumentKind::ContainerOverrides.root().element();
    member_suggestion::member(name, element).is_some()
        || is_comment(name)
        || member_suggestion::elsewhere(name).is_some()
}

/// Whether an element of a bare list may be a container override, and shows that it is one; `None` where it is none.
pub(super) fn may_be_override(object: Node<'_>) -> Option<bool> {
    let element = DocumentKind::ContainerOverrides.root().element();
    let names = || object.members().filter_map(|(key, _)| key.as_str());
    let is_other = |name: &str, is: fn(Node<'_>) -> bool| object.get(name).is_some_and(|value| !is(value));
    if !names().all(|it| may_be_of_override(&it))
        || is_other("name", is_container_name)
        || is_other("environment", is_list_of_objects)
        || ["cpu", "memory", "memoryReservation"].iter().any(|name| is_other(name, is_size))
    {
        return None;
    }
    let exact = names().all(|name| element.member(&name).is_some());
    let sized =
        ["cpu", "memory", "memoryReservation"].iter().any(|name| object.get(name).is_some_and(is_of_ecs));
    let listed = |it: Node<'_>| matches!(it.kind(), json::ValueKind::Array | json::ValueKind::Unknown);
    let lists = ["command", "environment", "environmentFiles", "resourceRequirements"];
    Some(
        lists.iter().any(|name| object.get(name).is_some_and(listed))
            || exact && sized && object.get("name").is_some(),
    )
}

/// Whether a value may be the name of a container, or a placeholder for one.
fn is_container_name(value: Node<'_>) -> bool {
    let is_sign = |sign: char| sign.is_ascii_alphanumeric() || "-_${}<>%".contains(sign);
    value.as_str().is_none_or(|name| name.chars().all(is_sign))
}

fn is_list_of_objects(value: Node<'_>) -> bool {
    value.kind() != json::ValueKind::Object
        && value.elements().next().is_none_or(|entry| entry.kind() != json::ValueKind::String)
}

/// Whether a value may be CPU units or MiB: `100m` and `0.5` are sizes of other programs.
fn is_size(value: Node<'_>) -> bool {
    match value.kind() {
        json::ValueKind::Number => value.is_integer(),
        json::ValueKind::String => value.as_str().is_some_and(|text| {
            text.contains(['$', '{', '<', '%']) || text.chars().all(|sign| sign.is_ascii_digit())
        }),
        _ => true,
    }
}

/// Whether a size is one of ECS, which counts in units and MiB, and not a number of cores or of GB.
fn is_of_ecs(value: Node<'_>) -> bool {
    !value.raw().parse::<u32>().is_ok_and(|number| number < 32)
}
