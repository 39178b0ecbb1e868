//! What a document consists of: its symbols, links to other files, and hints about values.

use crate::{
    assist::{OpenDocument, Site},
    check::overrides_budget,
    json::{Node, ValueKind},
    model::{
        kind::DocumentKind,
        limits::OVERRIDES_CHARACTERS,
        shape::LATEST,
        task_size::{self, Spelled},
    },
    secrets,
    text::{display::grouped, span::Span},
};

/// More symbols are left out.
pub const SYMBOLS_MAX: usize = 2_000;
/// A longer value is cut.
const DETAIL_MAX: usize = 60;

/// A member or an element, with those inside it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Symbol {
    /// The key, or what tells an element from the others.
    pub name: String,
    /// The value of a scalar.
    pub detail: String,
    /// What kind of value it is.
    pub kind: ValueKind,
    /// Key and value.
    pub span: Span,
    /// The key, or the opening bracket of an element.
    pub selection: Span,
    /// What is inside it.
    pub children: Vec<Symbol>,
}

/// The name of a file in a document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FileLink {
    /// Where it is named, with `file://`.
    pub span: Span,
    /// Its path, relative to the folder in which the command runs.
    pub path: String,
}

/// A text that is shown beside a value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hint {
    /// Before which byte.
    pub offset: u32,
    /// The text.
    pub label: String,
    /// What it means.
    pub tooltip: String,
}

/// The symbols of each launch document, at most [`SYMBOLS_MAX`].
pub fn symbols(document: &OpenDocument<'_>) -> Vec<Symbol> {
    let mut all = Vec::new();
    let mut left = SYMBOLS_MAX;
    let shown = secrets::shown(document.source);
    document.each_site(&mut |site| all.extend(inside(site.body, shown, &mut left)));
    all
}

fn inside(node: Node<'_>, shown: &str, left: &mut usize) -> Vec<Symbol> {
    let mut all = Vec::new();
    for (key, value) in node.members() {
        let name = key.as_str().unwrap_or_default().into_owned();
        let span = Span { start: key.span().start, end: value.span().end };
        all.extend(symbol(name, value, span, key.span(), shown, left));
    }
    let told_apart = node.shape().get().key;
    for (at, element) in node.elements().enumerate() {
        if !matches!(element.kind(), ValueKind::Object | ValueKind::Array) {
            continue;
        }
        let name = told_apart.and_then(|name| element.get(name)?.as_str());
        let name = name.map_or_else(|| format!("[{at}]"), |name| name.into_owned());
        all.extend(symbol(name, element, element.span(), element.opening().span(), shown, left));
    }
    all
}

fn symbol(
    name: String,
    value: Node<'_>,
    span: Span,
    selection: Span,
    shown: &str,
    left: &mut usize,
) -> Option<Symbol> {
    *left = left.checked_sub(1)?;
    let is_scalar = !matches!(value.kind(), ValueKind::Object | ValueKind::Array);
    let text = shown.get(value.span().range()).filter(|_| is_scalar).unwrap_or_default();
    let detail = text.chars().take(DETAIL_MAX).collect();
    // An editor has no use for a symbol without a name.
    let name = if name.is_empty() { "\"\"".to_owned() } else { name };
    let children = inside(value, shown, left);
    Some(Symbol { name, detail, kind: value.kind(), span, selection, children })
}

/// The files that a text names by `file://`.
pub fn links(text: &str) -> Vec<FileLink> {
    let mut links = Vec::new();
    for scheme in ["file://", "fileb://"] {
        for (at, _) in text.match_indices(scheme) {
            let is_end = |sign: char| sign.is_whitespace() || "\"'`,;()[]{}<>$|&".contains(sign);
            let rest = &text[at + scheme.len()..];
            let path = rest.find(is_end).map_or(rest, |end| &rest[..end]);
            let is_known = !rest[path.len()..].starts_with(['$', '{']);
            if is_known && !path.is_empty() {
                let span = Span::new(at, at + scheme.len() + path.len());
                links.push(FileLink { span, path: path.to_owned() });
            }
        }
    }
    links.sort_by_key(|link| link.span);
    links
}

/// Hints about the values of each launch document.
pub fn hints(document: &OpenDocument<'_>) -> Vec<Hint> {
    let mut all = Vec::new();
    document.each_site(&mut |site| {
        all.extend(characters(&site));
        all.extend(task_size(&site));
        all.extend(public_address(&site));
    });
    all.sort_by_key(|hint| hint.offset);
    all
}

/// How much of their limit overrides use.
fn characters(site: &Site<'_>) -> Option<Hint> {
    let overrides = match site.kind {
        DocumentKind::StartTask | DocumentKind::RunTask => site.body.get("overrides")?,
        DocumentKind::Overrides => site.body,
        _ => return None,
    };
    if overrides.kind() != ValueKind::Object {
        return None;
    }
    let used = overrides_budget::size(overrides).compact;
    let most = OVERRIDES_CHARACTERS.on(LATEST) as usize;
    Some(Hint {
        offset: overrides.opening().span().end,
        label: format!("{} of {}", grouped(used), grouped(most)),
        tooltip: "characters of the overrides as JSON".to_owned(),
    })
}

/// The CPU and memory of the task, from the overrides or the task definition.
fn task_size(site: &Site<'_>) -> Option<Hint> {
    let named = site.body.get("taskDefinition").filter(|node| node.kind() == ValueKind::String)?;
    site.with_definition(|launch, source| {
        let taken = |name: &str, read: fn(&str) -> Spelled| match read(&launch.of_task(name)?.as_str()?) {
            Spelled::Taken(size) => Some(size),
            _ => None,
        };
        let cpu = taken("cpu", task_size::cpu).map(|units| format!("{} vCPU", f64::from(units) / 1024.0));
        let memory = taken("memory", task_size::memory).map(|size| format!("{} MiB", grouped(size as usize)));
        let parts: Vec<_> = [cpu, memory].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| Hint {
            offset: named.span().end,
            label: parts.join(", "),
            tooltip: format!("size of the task, with {} and the overrides", source.name()),
        })
    })
}

/// The default of `assignPublicIp`.
fn public_address(site: &Site<'_>) -> Option<Hint> {
    let network = match site.kind {
        DocumentKind::NetworkConfiguration => site.body,
        _ => site.body.get("networkConfiguration")?,
    };
    let network = network.get("awsvpcConfiguration").filter(|node| node.kind() == ValueKind::Object)?;
    network.get("assignPublicIp").is_none().then(|| Hint {
        offset: network.opening().span().end,
        label: "assignPublicIp: DISABLED".to_owned(),
        tooltip: "default value".to_owned(),
    })
}
