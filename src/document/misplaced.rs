//! Members that stand some levels higher than the structure that they belong to: a container's `name` and `command`
//! directly in `overrides`, `subnets` without `awsvpcConfiguration` around them.

use crate::{
    json::{Node, ShapeId, ValueKind},
    model::{
        member_suggestion,
        shape::{LATEST, Type, below},
    },
    text::edit::Edit,
};

/// Nobody writes more members by hand.
const MEMBERS_MAX: usize = 64;

/// Members of one object that belong further down, all in the same structure.
pub struct TooHigh<'t> {
    /// Keys and values, in order.
    pub members: Vec<(Node<'t>, Node<'t>)>,
    /// The structure that they belong to.
    pub target: ShapeId,
    /// The way there: members, and `*` for the elements of a list.
    pub steps: Vec<&'static str>,
}

/// The members of an object that belong further down: those of the structure that knows most of the unknown ones, and
/// of several such structures the nearest.
pub fn too_high(object: Node<'_>) -> Option<TooHigh<'_>> {
    let shape = object.shape();
    if shape.get().form != Type::Struct || object.members().nth(MEMBERS_MAX).is_some() {
        return None;
    }
    let is_unknown =
        |key: &Node<'_>| key.as_str().is_some_and(|it| member_suggestion::member(&it, shape).is_none());
    let unknown: Vec<_> = object.members().map(|it| it.0).filter(is_unknown).collect();
    let of = |target: ShapeId, key: Node<'_>| key.as_str().and_then(|it| target.member(&it));
    let mut best = (0, shape);
    for target in below(shape).into_iter().filter(|it| it.get().form == Type::Struct) {
        let known = unknown.iter().filter(|it| of(target, **it).is_some()).count();
        if target != shape && known > best.0 {
            best = (known, target);
        }
    }
    let target = Some(best.1).filter(|it| *it != shape)?;
    // A container's `cpu` is an integer, and the task's a string.
    let is_its = |(key, value): (Node<'_>, Node<'_>)| match (of(shape, key), of(target, key)) {
        (None, Some(_)) => unknown.contains(&key),
        (Some(own), Some(other)) => {
            value.kind() == ValueKind::Number
                && own.get().form == Type::Text
                && matches!(other.get().form, Type::Integer(..))
        }
        _ => false,
    };
    let members = object.members().filter(|it| is_its(*it)).collect();
    let way = target.get().pointer.strip_prefix(shape.get().pointer)?;
    Some(TooHigh { members, target, steps: way.split('/').filter(|it| !it.is_empty()).collect() })
}

/// Whether a value is one of several that stand too high, which have one finding.
pub fn is_of_several(value: Node<'_>) -> bool {
    let group = value.parent().and_then(too_high);
    group.is_some_and(|it| it.members.len() > 1 && it.members.iter().any(|member| member.1 == value))
}

impl TooHigh<'_> {
    /// Where they belong, in words.
    pub fn place(&self) -> String {
        match self.steps.as_slice() {
            [.., list, "*"] => format!("an entry of `{list}`"),
            [.., last] => format!("`{last}`"),
            [] => String::new(),
        }
    }

    /// What goes around them, before and after: `"containerOverrides": [{` and `}]`.
    pub fn around(&self) -> (String, String) {
        let (mut before, mut after) = (String::new(), String::new());
        let mut open = false;
        for step in &self.steps {
            if *step == "*" {
                before.push('[');
                after.insert(0, ']');
            } else {
                if open {
                    before.push('{');
                    after.insert(0, '}');
                }
                before.push_str(&format!("\"{step}\": "));
            }
            open = true;
        }
        before.push('{');
        after.insert(0, '}');
        (before, after)
    }

    /// What wraps them where they stand. Nothing where that would not be all: they do not stand side by side, the
    /// structure is there already, or would lack a member.
    pub fn wrapped(&self, object: Node<'_>) -> Option<Vec<Edit>> {
        let is_there = self.steps.first().is_none_or(|it| object.get(it).is_some());
        let has = |name: &str| self.members.iter().any(|it| it.0.is(name));
        let lacks = self.target.members().any(|it| it.required_on(LATEST) && !has(it.name));
        let is_nameless = self.target.member("name").is_some() && !has("name");
        let [first, .., last] = [self.members.first()?, self.members.last()?];
        let first_at = object.members().position(|it| it.0 == first.0)?;
        let side_by_side =
            object.members().nth(first_at + self.members.len() - 1).is_some_and(|it| it.0 == last.0);
        if is_there || lacks || is_nameless || !side_by_side {
            return None;
        }
        let (before, after) = self.around();
        Some(vec![first.0.insert_before(before), last.1.insert_after(after)])
    }
}

/// The members that an entry such as `{"LOG_LEVEL": "info"}` in `environment` or `tags` uses as names of pairs: all of
/// its members, none of which the model knows. The structure has two members, `name` (or `key`) and `value`.
pub fn map_members(entry: Node<'_>) -> Option<Vec<(Node<'_>, Node<'_>)>> {
    let mut known = entry.shape().members();
    let (Some(name), Some(value), None) = (known.next(), known.next(), known.next()) else { return None };
    if !matches!(name.name, "name" | "key") || value.name != "value" {
        return None;
    }
    let members: Vec<_> = entry.members().take(MEMBERS_MAX).collect();
    let is_pair = |(key, value): &(Node<'_>, Node<'_>)| {
        let is_unknown =
            key.as_str().is_some_and(|it| member_suggestion::member(&it, entry.shape()).is_none());
        is_unknown && value.kind() == ValueKind::String
    };
    (!members.is_empty() && members.iter().all(is_pair)).then_some(members)
}
