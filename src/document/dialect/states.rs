//! The values of a state that Step Functions is to compute, and text that only looks as if it were to.

use crate::document::dialect::{EmbeddedRequests, expression};
use crate::{
    diagnostic::fault::state::{Mistake, MistakeKind, QueryLanguage},
    json::{self, Node, Tree},
    model::kind::DocumentKind,
    text::{placeholder, span::Span},
};

/// What the resource of a state, or the target of a schedule, starts tasks with: `arn:aws:states:::ecs:runTask.sync`,
/// `arn:aws:states:::aws-sdk:ecs:startTask`.
pub(crate) fn launched_by(resource: &str) -> Option<DocumentKind> {
    let (_, operation) = resource.split_once(":ecs:")?;
    let kinds = [("runTask", DocumentKind::RunTask), ("startTask", DocumentKind::StartTask)];
    kinds.into_iter().find(|(name, _)| operation.starts_with(name)).map(|it| it.1)
}

/// The state machine in the input of create-state-machine, which is a string, if it starts tasks.
pub(crate) fn state_machine_text(root: Node<'_>) -> Option<Node<'_>> {
    let names = ["definition", "Definition", "DefinitionString"];
    let text = names
        .into_iter()
        .find_map(|name| root.get(name))
        .filter(|it| it.kind() == json::ValueKind::String)?;
    let holds = |part: &str| memchr::memmem::find(text.raw_bytes(), part.as_bytes()).is_some();
    let starts_tasks = holds(":ecs:runTask") || holds(":ecs:startTask");
    let is_object = || text.as_str().is_some_and(|it| it.trim_start().starts_with('{'));
    (starts_tasks && holds("StartAt") && is_object()).then_some(text)
}

/// The language of what a state hands on, which is the member `name` of it.
pub(super) fn language_of(state: Node<'_>, name: &str, root: Node<'_>) -> QueryLanguage {
    let said = state.get("QueryLanguage").or_else(|| root.get("QueryLanguage"));
    match said {
        Some(it) if it.is("JSONata") => QueryLanguage::Jsonata,
        Some(it) if it.is("JSONPath") => QueryLanguage::JsonPath,
        _ if name == "Arguments" => QueryLanguage::Jsonata,
        _ => QueryLanguage::JsonPath,
    }
}

/// All mistakes in the states of a document.
#[cold]
pub(crate) fn mistakes<'t>(tree: &'t Tree<'_>, sites: &EmbeddedRequests) -> Vec<Mistake<'t>> {
    let mut found = Vec::new();
    for ((id, _), language) in sites.sites.iter().zip(&sites.languages) {
        let site = tree.node(*id);
        let mut language = *language;
        if let Some((kind, meant)) = of_site(site, tree.root()) {
            let node = site.key().unwrap_or(site);
            found.push(Mistake { node, value: site, kind, language });
            language = meant;
        }
        for node in site.nodes() {
            if node.kind() == json::ValueKind::Object {
                members(node, language, &mut found);
            } else if node.kind() == json::ValueKind::String && !node.is_key() {
                found.extend(of_text(node, language));
            }
        }
    }
    found
}

/// What is wrong with the name of what a state hands on, and the language that its values are in.
fn of_site(site: Node<'_>, root: Node<'_>) -> Option<(MistakeKind, QueryLanguage)> {
    let (name, state) = (site.key()?, site.parent()?);
    let said = state.get("QueryLanguage").or_else(|| root.get("QueryLanguage"));
    if name.is("Parameters") && said.is_some_and(|it| it.is("JSONata")) {
        let has_suffix = |node: Node<'_>| node.is_key() && node.plain().is_some_and(|it| it.ends_with(".$"));
        let is_of_jsonpath = site.nodes().any(has_suffix);
        let language = if is_of_jsonpath { QueryLanguage::JsonPath } else { QueryLanguage::Jsonata };
        let can_be_renamed = !is_of_jsonpath && state.get("Arguments").is_none();
        return Some((MistakeKind::Parameters { can_be_renamed }, language));
    }
    // A state alone may be a part of a machine that says it.
    let is_whole = root.get("StartAt").is_some() && root.get("States").is_some();
    let is_jsonpath = said.map_or(is_whole, |it| it.is("JSONPath"));
    (name.is("Arguments") && is_jsonpath).then_some((MistakeKind::Arguments, QueryLanguage::Jsonata))
}

fn members<'t>(object: Node<'t>, language: QueryLanguage, found: &mut Vec<Mistake<'t>>) {
    for (key, value) in object.members() {
        let Some(name) = key.as_str() else { continue };
        let Some(plain) = name.strip_suffix(".$").filter(|it| !it.is_empty()) else { continue };
        let kind = if language == QueryLanguage::Jsonata {
            MistakeKind::Suffix
        } else if object.get(plain).is_some() {
            MistakeKind::Both
        } else if let Some(kind) = of_value(value) {
            kind
        } else {
            continue;
        };
        found.push(Mistake { node: key, value, kind, language });
    }
}

/// What is wrong with the value of `Value.$`.
fn of_value(value: Node<'_>) -> Option<MistakeKind> {
    match value.kind() {
        json::ValueKind::Unknown => None,
        json::ValueKind::String => {
            let text = value.as_str().filter(|it| placeholder::holes(it).is_empty())?;
            expression::error(&text).map(MistakeKind::Flawed)
        }
        // A template of CloudFormation computes it.
        _ if crate::document::dialect::is_computed(value) => None,
        _ => Some(MistakeKind::NotText),
    }
}

/// A string that is not evaluated and looks as if it were to be.
fn of_text(node: Node<'_>, language: QueryLanguage) -> Option<Mistake<'_>> {
    let text = node.as_str()?;
    let kind = match language {
        QueryLanguage::JsonPath if expression::is_expression(&text) || is_jsonata(&text) => {
            MistakeKind::Literal
        }
        QueryLanguage::Jsonata if expression::is_expression(&text) || is_input(&text) => MistakeKind::Literal,
        QueryLanguage::Jsonata if has_jsonata_inside(&text) => MistakeKind::Part,
        _ => return None,
    };
    let is_fine = is_below_an_expression(node) || is_meant_as_text(node, &text);
    (!is_fine).then_some(Mistake { node, value: node, kind, language })
}

/// Whether it is the value of `Value.$`, or a part of that.
fn is_below_an_expression(node: Node<'_>) -> bool {
    let around = std::iter::successors(Some(node), |it| it.parent());
    around.filter_map(Node::key).filter_map(Node::as_str).any(|it| it.ends_with(".$"))
}

/// What a state of JSONata computes. Other template engines have the same brackets: it has to name something of a state.
fn is_jsonata(text: &str) -> bool {
    text.starts_with("{%") && text.ends_with("%}") && text.contains("$states.")
}

/// A path of JSONata without its brackets.
fn is_input(text: &str) -> bool {
    let path = text.strip_prefix("$states.");
    path.is_some_and(|it| {
        ["input", "context", "result"].iter().any(|name| it.strip_prefix(name).is_some_and(is_end_or_step))
    })
}

fn is_end_or_step(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(['.', '[']) && !rest.contains(|c: char| c.is_whitespace() || c == '$')
}

fn has_jsonata_inside(text: &str) -> bool {
    let Some((_, rest)) = text.split_once("{%").filter(|_| !is_whole(text)) else { return false };
    rest.split_once("%}").is_some_and(|(inner, _)| inner.contains('$'))
}

fn is_whole(text: &str) -> bool {
    text.starts_with("{%") && text.ends_with("%}")
}

/// Parts of the names of environment variables whose value is text that a program reads as such.
const TEXTS: [&str; 11] = [
    "JSONPATH",
    "JSON_PATH",
    "JPATH",
    "REGEX",
    "PATTERN",
    "CURRENCY",
    "SYMBOL",
    "DELIMITER",
    "SEPARATOR",
    "PROMPT",
    "SELECTOR",
];

/// Whether a program is likely to want an expression as it is: by the name of its variable, or a lone `$` among the
/// arguments of a command.
fn is_meant_as_text(node: Node<'_>, text: &str) -> bool {
    let Some(parent) = node.parent() else { return false };
    if parent.kind() == json::ValueKind::Array {
        return text == "$";
    }
    let name = parent.get("Name").filter(|it| *it != node).and_then(Node::as_str).unwrap_or_default();
    let name = name.to_ascii_uppercase();
    TEXTS.iter().any(|it| name.contains(it))
}

impl Mistake<'_> {
    /// Where other findings are about the same mistake.
    pub(crate) fn covers(&self, span: Span) -> bool {
        match self.kind {
            MistakeKind::Literal | MistakeKind::Part => self.node.span().contains(span),
            MistakeKind::Both => {
                let plain = self.plain();
                self.node.span() == span || plain.is_some_and(|it| it.span() == span)
            }
            _ => false,
        }
    }
    /// The key of the same member without `.$`.
    pub fn plain(&self) -> Option<Node<'_>> {
        let name = self.node.as_str()?;
        let object = self.node.parent()?;
        Some(object.member(name.strip_suffix(".$")?)?.0)
    }
}

/// A path as an expression of JSONata, if it is of names alone; what is one already gets its brackets.
pub fn in_jsonata(text: &str) -> Option<String> {
    let path = match text.strip_prefix("$$") {
        _ if text.starts_with("$states.") => text.to_owned(),
        Some(context) => format!("$states.context{context}"),
        None => format!("$states.input{}", text.strip_prefix('$')?),
    };
    let mut names = path[1..].split('.');
    let is_name = |it: &str| {
        it.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && it.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    names.all(is_name).then(|| format!("{{% {path} %}}"))
}

/// Text around one expression of JSONata as one expression.
pub fn jsonata_of_parts(text: &str) -> Option<String> {
    let (before, rest) = text.split_once("{%")?;
    let (inner, after) = rest.split_once("%}")?;
    let odd = |it: &str| it.contains(['\'', '"', '\\', '\n']) || it.contains("{%");
    if odd(before) || odd(after) || inner.contains('\n') {
        return None;
    }
    let inner = inner.trim();
    let is_simple = inner.chars().all(|c| c.is_ascii_alphanumeric() || "$._".contains(c));
    let inner = if is_simple { inner.to_owned() } else { format!("({inner})") };
    let mut parts = Vec::new();
    if !before.is_empty() {
        parts.push(format!("'{before}'"));
    }
    parts.push(inner);
    if !after.is_empty() {
        parts.push(format!("'{after}'"));
    }
    Some(format!("{{% {} %}}", parts.join(" & ")))
}
