//! JSON Pointers in which an element of an array may be selected by its natural key:
//! `/overrides/containerOverrides/name=app/environment/name=TOKEN`.
//!
//! A step into an array is an index, or `member=value`: all elements whose member has that value.
//! In a list of strings, `=value` selects the strings themselves. RFC 6901 escapes `~` and `/`; the
//! first `=` divides. A step into an object is always the name of a member.

use crate::json::{Node, ValueKind};
use std::{borrow::Cow, collections::BTreeMap, ops::Range};

/// A pointer that was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pointer {
    steps: Vec<Step>,
}

/// One step, without escapes.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Step {
    name: String,
    /// Its bytes in the pointer's text.
    range: Range<usize>,
}

impl Pointer {
    /// Reads a pointer; on failure returns the offending bytes and the reason.
    pub fn parse(text: &str) -> Result<Pointer, (Range<usize>, &'static str)> {
        if text.is_empty() {
            return Ok(Pointer { steps: Vec::new() });
        }
        let Some(rest) = text.strip_prefix('/') else {
            let first = text.chars().next().map_or(0, char::len_utf8);
            return Err((0..first, "must start with `/`"));
        };
        let mut steps = Vec::new();
        let mut start = 1;
        for raw in rest.split('/') {
            let range = start..start + raw.len();
            let bad = raw
                .match_indices('~')
                .find(|(at, _)| !matches!(raw.as_bytes().get(at + 1), Some(b'0' | b'1')));
            if let Some((at, _)) = bad {
                return Err((start + at..start + at + 1, "write `~` as `~0`, and `/` in a name as `~1`"));
            }
            start = range.end + 1;
            steps.push(Step { name: raw.replace("~1", "/").replace("~0", "~"), range });
        }
        Ok(Pointer { steps })
    }
    /// The bytes of a step in the pointer's text.
    pub fn range(&self, step: usize) -> Range<usize> {
        self.steps.get(step).map_or(0..0, |it| it.range.clone())
    }
}

/// How the children of one node are identified.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum By {
    Name,
    Index,
    Key(String),
}

/// The places of one document. What was looked for once is found again quickly, so that many
/// pointers into a long list cost no more than the list is long.
pub struct Places<'t> {
    root: Node<'t>,
    known: BTreeMap<(u32, By), BTreeMap<String, Vec<Node<'t>>>>,
}

/// Where a pointer matches nothing.
pub struct Nowhere<'t> {
    /// The step that does not exist.
    pub step: usize,
    /// Its name, without escapes.
    pub name: String,
    /// The value that has no such child.
    pub from: Node<'t>,
}

impl<'t> Places<'t> {
    /// Those below a root.
    pub fn of(root: Node<'t>) -> Places<'t> {
        Places { root, known: BTreeMap::new() }
    }

    /// The nodes that a pointer names: at least one, and more only where elements share a key.
    pub fn find(&mut self, pointer: &Pointer) -> Result<Vec<Node<'t>>, Nowhere<'t>> {
        let mut nodes = vec![self.root];
        for (at, step) in pointer.steps.iter().enumerate() {
            let mut next = Vec::new();
            for &node in &nodes {
                next.extend_from_slice(self.children(node, &step.name));
            }
            if next.is_empty() {
                return Err(Nowhere { step: at, name: step.name.clone(), from: nodes.remove(0) });
            }
            nodes = next;
        }
        Ok(nodes)
    }

    fn children(&mut self, node: Node<'t>, step: &str) -> &[Node<'t>] {
        let (by, name) = match node.kind() {
            ValueKind::Object => (By::Name, step),
            ValueKind::Array => match step.split_once('=') {
                Some((key, value)) => (By::Key(key.to_owned()), value),
                None => (By::Index, step),
            },
            _ => return &[],
        };
        self.table(node, by).get(name).map_or(&[], Vec::as_slice)
    }

    fn table(&mut self, node: Node<'t>, by: By) -> &BTreeMap<String, Vec<Node<'t>>> {
        self.known.entry((node.id(), by)).or_insert_with_key(|(_, by)| table(node, by))
    }

    /// A pointer to a node that survives another order of the elements; and whether it names this
    /// node only, as several elements may share a key.
    pub fn name(&mut self, node: Node<'t>) -> (String, bool) {
        let mut steps = Vec::new();
        let mut alone = true;
        let mut at = node;
        while let Some(parent) = at.parent() {
            let step = match parent.kind() {
                ValueKind::Object => at.key().and_then(Node::as_str).unwrap_or_default().into_owned(),
                _ => match natural_key(parent, at) {
                    Some((key, value)) => {
                        let same =
                            self.table(parent, By::Key(key.to_string())).get(&value).map_or(0, Vec::len);
                        alone &= same == 1;
                        format!("{key}={value}")
                    }
                    None => parent.elements().position(|it| it == at).unwrap_or_default().to_string(),
                },
            };
            steps.push(step.replace('~', "~0").replace('/', "~1"));
            at = parent;
        }
        let pointer = steps.iter().rev().flat_map(|it| ["/", it]).collect();
        (pointer, alone)
    }
}

fn table<'t>(node: Node<'t>, by: &By) -> BTreeMap<String, Vec<Node<'t>>> {
    let mut table = BTreeMap::<String, Vec<_>>::new();
    match by {
        // Of two members with one name every client takes the last.
        By::Name => {
            for (key, value) in node.members() {
                table.insert(key.as_str().unwrap_or_default().into_owned(), vec![value]);
            }
        }
        By::Index => {
            for (at, it) in node.elements().enumerate() {
                table.insert(at.to_string(), vec![it]);
            }
        }
        By::Key(key) => {
            for it in node.elements() {
                if let Some(value) = key_value(it, key) {
                    table.entry(value).or_default().push(it);
                }
            }
        }
    }
    table
}

/// The value of an element under a key; the empty key selects the element itself.
fn key_value(element: Node<'_>, key: &str) -> Option<String> {
    let owner = if key.is_empty() { element } else { element.get(key)? };
    match owner.kind() {
        ValueKind::String => owner.as_str().map(Cow::into_owned),
        ValueKind::Number => Some(owner.raw().to_owned()),
        _ => None,
    }
}

/// The key by which the model identifies the elements of this list, as it is spelled in this element, and
/// its value there.
fn natural_key<'t>(list: Node<'t>, element: Node<'t>) -> Option<(Cow<'t, str>, String)> {
    let key = list.shape().get().key?;
    if key.is_empty() {
        return Some((Cow::Borrowed(key), key_value(element, key)?));
    }
    let (spelled, _) = element.members().find(|(_, value)| value.shape().get().name == key)?;
    let spelled = spelled.as_str().filter(|it| !it.contains('='))?;
    let value = key_value(element, &spelled)?;
    Some((spelled, value))
}

impl Nowhere<'_> {
    /// The steps that exist instead, as they would be written; a thousand at most.
    pub fn alternatives(&self) -> Vec<String> {
        let given = self.name.split_once('=').map(|(key, _)| key);
        let step = |(at, it): (usize, Node<'_>)| match given {
            Some(key) if key_value(it, key).is_some() => format!("{key}={}", key_value(it, key)?).into(),
            _ => natural_key(self.from, it)
                .map(|(key, value)| format!("{key}={value}"))
                .or(Some(at.to_string())),
        };
        let elements = self.from.elements().enumerate().take(1_000).filter_map(step);
        let members =
            self.from.members().take(1_000).filter_map(|(key, _)| key.as_str().map(Cow::into_owned));
        members.chain(elements).map(|it| it.replace('~', "~0").replace('/', "~1")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        document::recognize,
        json,
        model::{kind::DocumentKind, shape},
    };

    const REQUEST: &str = r#"{"containerInstances": ["i-1"], "overrides": {"containerOverrides": [
        {"name": "a/b=c~", "environment": [{"name": "X", "value": "1"}, {"name": "X", "value": "2"}]},
        {"name": "log", "command": ["a", "b"]}, {"cpu": 1}]}}"#;

    #[test]
    fn a_name_leads_back_to_its_node() {
        let parsed = json::parse(REQUEST);
        let root = parsed.tree.root();
        assert_eq!(
            recognize::recognize(root),
            crate::model::kind::Recognized::Launch(DocumentKind::StartTask)
        );
        crate::check::conform::walk(root, DocumentKind::StartTask.root(), shape::LATEST);
        let mut places = Places::of(root);
        let mut names = Vec::new();
        for node in parsed.tree.nodes().filter(|it| !it.is_key()) {
            let (name, alone) = places.name(node);
            let Ok(found) = places.find(&Pointer::parse(&name).expect("a pointer")) else { panic!("{name}") };
            assert!(found.contains(&node) && alone == (found.len() == 1), "{name}");
            let plain = Pointer::parse(&node.pointer()).expect("a pointer");
            assert!(places.find(&plain).is_ok_and(|it| it == [node]));
            names.push(name);
        }
        let all = names.join("\n");
        for name in [
            "/containerInstances/=i-1",
            "/overrides/containerOverrides/name=a~1b=c~0/environment/name=X/value",
            "/overrides/containerOverrides/name=log/command/1",
            "/overrides/containerOverrides/2/cpu",
        ] {
            assert!(names.iter().any(|it| it == name), "{name} is not in\n{all}");
        }
    }

    #[test]
    fn invalid_pointers_are_rejected() {
        for text in ["a", "/~", "/a~2", "/a/~x"] {
            assert!(Pointer::parse(text).is_err(), "{text}");
        }
        for text in ["", "/", "//", "/a=b", "/~0~1"] {
            assert!(Pointer::parse(text).is_ok(), "{text}");
        }
    }
}
