//! Where a policy looks: a JSON Pointer in which `*` matches every entry, and `name=app` matches the entries of a list
//! whose `name` is `app`.

use crate::json::{Node, ValueKind};

/// A parsed pointer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PathPattern {
    text: String,
    steps: Vec<Step>,
}

/// One step of a pointer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Step {
    /// Into a member, or the entry of that index.
    Name(String),
    /// Into every entry of a list, or every member of an object.
    Each,
    /// Into the entries of a list whose member has that value.
    Keyed { member: String, value: String },
}

/// What a pointer leads to.
pub enum Match<'t, 'a> {
    /// A value.
    Found(Node<'t>),
    /// Nothing: the first of these steps cannot be taken from this object or list.
    Missing(Node<'t>, &'a [Step]),
}

impl PathPattern {
    /// Parses a pointer. The error describes what is wrong with it.
    pub fn parse(text: &str) -> Result<PathPattern, String> {
        if text.is_empty() {
            return Ok(PathPattern { text: String::new(), steps: Vec::new() });
        }
        let Some(steps) = text.strip_prefix('/') else {
            return Err("it must start with `/`".to_owned());
        };
        let steps = steps.split('/').map(|it| {
            let unescaped = |it: &str| it.replace("~1", "/").replace("~0", "~");
            match (it, it.split_once('=')) {
                ("", _) => Err("it contains an empty step, as in `//`".to_owned()),
                ("*", _) => Ok(Step::Each),
                (_, Some((member, value))) if !member.is_empty() => {
                    Ok(Step::Keyed { member: unescaped(member), value: unescaped(value) })
                }
                _ => Ok(Step::Name(unescaped(it))),
            }
        });
        Ok(PathPattern { text: text.to_owned(), steps: steps.collect::<Result<_, _>>()? })
    }

    /// As it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The same pointer from a document at `mount` in a request; `None` if the pointer leads elsewhere.
    pub fn below(&self, mount: &str) -> Option<&[Step]> {
        let mut steps = self.steps.as_slice();
        for name in mount.split('/').skip(1) {
            let Some((step, rest)) = steps.split_first() else { return Some(&[]) };
            match step {
                Step::Name(it) if it == name => steps = rest,
                _ => return None,
            }
        }
        Some(steps)
    }
}

/// Calls `then` with each value that the steps lead to, in document order, until it returns `false`.
pub fn walk<'t, 'a>(node: Node<'t>, steps: &'a [Step], then: &mut dyn FnMut(Match<'t, 'a>) -> bool) -> bool {
    let Some((step, rest)) = steps.split_first() else { return then(Match::Found(node)) };
    let mut any = false;
    let mut go = |it: Node<'t>| {
        any = true;
        walk(it, rest, then)
    };
    let on = match (step, node.kind()) {
        (Step::Each, ValueKind::Array) => node.elements().all(go),
        (Step::Each, ValueKind::Object) => node.members().all(|(_, value)| go(value)),
        (Step::Name(name), ValueKind::Object) => node.get(name).is_none_or(go),
        (Step::Name(name), ValueKind::Array) => {
            let entry = name.parse().ok().and_then(|at| node.elements().nth(at));
            entry.is_none_or(go)
        }
        (Step::Keyed { member, value }, ValueKind::Array) => {
            node.elements().filter(|it| it.get(member).is_some_and(|it| it.is(value))).all(&mut go)
        }
        // The value is not an object or a list: `wrong-type` reports it.
        _ => return true,
    };
    if any || matches!(step, Step::Each) { on } else { then(Match::Missing(node, steps)) }
}
