//! How the characters that overrides may have are spent: by container, variable and command.

use crate::{
    check::conform,
    document::recognize,
    json::{self, Length, Node, ValueKind as Json},
    model::{
        kind::{DocumentKind, Recognized},
        limits,
        shape::LATEST,
    },
    text::{display, source::Source},
};

/// The budget of one document.
#[derive(Debug)]
pub struct Budget {
    /// The most characters.
    pub most: usize,
    /// All of the overrides.
    pub total: Length,
    /// Its parts, each followed by its own.
    pub parts: Vec<Part>,
}

/// A part of the overrides. No value is named: it may be secret.
#[derive(Debug)]
pub struct Part {
    /// What it is.
    pub name: String,
    /// How deep it lies: 0 for a container.
    pub depth: usize,
    /// How long it is, with its key and without the comma after it.
    pub size: Length,
    /// How many parts were added up for it; 0 for one of its own.
    pub smaller: usize,
}

/// `{"containerOverrides":}`, which a list alone still needs around it.
const WRAPPER: Length = Length { compact: 23, sent: 24, bytes: 23 };
/// A variable is named if it has at least this part of the whole.
const NAMED_FROM: usize = 1_000;

/// The budget of a document; an error says why it has none.
pub fn of(source: &Source, kind: Option<DocumentKind>) -> Result<Budget, String> {
    let parsed = json::parse(source.text());
    if let Some(fault) = parsed.faults.first() {
        let at = source.position(fault.span.start);
        let why =
            if fault.kind == json::SyntaxErrorKind::Crowded { "too many values" } else { "not valid JSON" };
        return Err(format!("{why}, at {}:{}; run `ecs-preflight check` for details", at.line, at.column));
    }
    let root = parsed.tree.root();
    let kind = match (kind, recognize::recognize(root)) {
        (Some(kind), _) | (None, Recognized::Launch(kind)) => kind,
        (None, Recognized::Nothing) => return Err(Recognized::Nothing.described()),
        (None, other) => return Err(format!("the file is {}, which has no overrides", other.described())),
    };
    let overrides = match kind {
        DocumentKind::StartTask | DocumentKind::RunTask => root.get("overrides"),
        DocumentKind::Overrides | DocumentKind::ContainerOverrides => Some(root),
        _ => return Err(format!("the file is {}, which has no overrides", kind.described())),
    };
    conform::walk(root, kind.root(), LATEST);
    let most = limits::OVERRIDES_CHARACTERS.on(LATEST) as usize;
    let mut total = overrides.map(Node::length).unwrap_or_default();
    if kind == DocumentKind::ContainerOverrides {
        total += WRAPPER;
    }
    let mut budget = Budget { most, total, parts: Vec::new() };
    if let Some(overrides) = overrides {
        budget.overrides(overrides, kind);
    }
    Ok(budget)
}

impl Budget {
    fn overrides(&mut self, node: Node<'_>, kind: DocumentKind) {
        if kind == DocumentKind::ContainerOverrides {
            return self.containers(node);
        }
        for (key, value) in node.members() {
            if key.is("containerOverrides") {
                self.containers(value);
            } else {
                self.part(key.as_str().unwrap_or_default(), 0, member(key, value));
            }
        }
    }

    fn containers(&mut self, list: Node<'_>) {
        for container in list.elements() {
            let name = container.get("name").and_then(Node::as_str).unwrap_or_default();
            self.part(format!("container {}", display::quoted(&name)), 0, container.length());
            for (key, value) in container.members() {
                if key.is("environment") {
                    self.part("environment", 1, member(key, value));
                    self.variables(value);
                } else {
                    let elements = value.elements().count();
                    let name = if value.kind() == Json::Array && key.is("command") {
                        format!("command, {}", display::count(elements, "argument"))
                    } else {
                        key.as_str().unwrap_or_default().into_owned()
                    };
                    self.part(name, 1, member(key, value));
                }
            }
        }
    }

    /// The variables, the longest first; small ones are added up.
    fn variables(&mut self, list: Node<'_>) {
        let name = |it: Node<'_>| it.get("name").and_then(Node::as_str).unwrap_or_default().into_owned();
        let mut all: Vec<_> = list.elements().map(|it| (it.length(), name(it))).collect();
        all.sort_by(|a, b| b.0.compact.cmp(&a.0.compact).then_with(|| a.1.cmp(&b.1)));
        let mut rest = Part { name: String::new(), depth: 2, size: Length::default(), smaller: 0 };
        for (size, name) in all {
            if size.compact * NAMED_FROM >= self.total.compact {
                self.part(name, 2, size);
            } else {
                rest.size += size;
                rest.smaller += 1;
            }
        }
        if rest.smaller > 0 {
            rest.name = format!("{} smaller", display::grouped(rest.smaller));
            self.parts.push(rest);
        }
    }

    fn part(&mut self, name: impl Into<String>, depth: usize, size: Length) {
        self.parts.push(Part { name: name.into(), depth, size, smaller: 0 });
    }
}

/// The length of a value with its key and the colon.
fn member(key: Node<'_>, value: Node<'_>) -> Length {
    let mut length = key.length();
    length += Length::separators(1);
    length += value.length();
    length
}
