//! The demands that a policy can make of a place, and the findings where a document does not meet them.

use crate::policy::{
    Report,
    path::{Match, PathPattern, Step, walk},
};
use crate::{
    check::view::View,
    diagnostic::Fix,
    json::{Node, ValueKind, quote_json},
    lint::describe::called,
    model::task_size::{self, Spelled},
    text::{
        display::{join, quoted},
        edit::{Applicability, Edit},
        edit_distance,
    },
};
use regex::Regex;
use std::fmt;

/// One demand.
#[derive(Clone, Debug)]
pub enum Constraint {
    /// It must be there.
    Present,
    /// It must not be there.
    Absent,
    /// The whole value must match one of these patterns, in which `*` and `?` are wildcards.
    Like(Vec<String>),
    /// It must match this regular expression.
    Match(Regex),
    /// It must be one of these.
    OneOf(Vec<Scalar>),
    /// The number, or the number of entries, must not be greater.
    AtMost(i64),
    /// The number, or the number of entries, must not be less.
    AtLeast(i64),
}

/// A value that a document can contain.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Scalar {
    /// `true` or `false`.
    Bool(bool),
    /// An integer.
    Integer(i64),
    /// A string.
    Text(String),
}

impl fmt::Display for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Scalar::Bool(it) => write!(f, "`{it}`"),
            Scalar::Integer(it) => write!(f, "`{it}`"),
            Scalar::Text(it) => f.write_str(&quoted(it)),
        }
    }
}

/// Members of a request that an EventBridge target has elsewhere, or not at all.
const NOT_OF_A_TARGET: [&str; 5] =
    ["cluster", "overrides", "startedBy", "clientToken", "volumeConfigurations"];

/// Checks a document against a demand.
pub(super) fn check(view: View<'_>, at: &PathPattern, demand: &Constraint, report: &mut Report<'_>) {
    // A file that contains part of a request does not show the rest.
    let Some((kind, dialect)) = view.launch else { return };
    let Some(steps) = at.below(kind.root().get().pointer) else { return };
    // A member that an EventBridge target has elsewhere is not missing.
    let elsewhere = dialect.is_of_a_target()
        && matches!(steps.first(), Some(Step::Name(it)) if NOT_OF_A_TARGET.contains(&it.as_str()));
    walk(view.root, steps, &mut |hit| {
        match (demand, hit) {
            // An empty list has no entries that could miss a member.
            (Constraint::Present, Match::Missing(_, steps)) if steps.contains(&Step::Each) => {}
            (Constraint::Present, Match::Missing(parent, [step, ..])) if view.whole && !elsewhere => {
                missing(parent, step, at, report)
            }
            (Constraint::Present, _) | (_, Match::Missing(..)) => {}
            (Constraint::Absent, Match::Found(node)) => absent(node, report),
            (_, Match::Found(node)) if view.is_unknown(node) => {}
            (_, Match::Found(node)) => value(node, demand, report),
        }
        report.has_room()
    });
}

fn named(node: Node<'_>) -> String {
    called(node).unwrap_or_else(|| "the document".to_owned())
}

fn missing(parent: Node<'_>, step: &Step, at: &PathPattern, report: &mut Report<'_>) {
    let what = match step {
        Step::Keyed { member, value } => format!("an entry whose {} is {}", quoted(member), quoted(value)),
        Step::Name(name) => quoted(name),
        Step::Each => "an entry".to_owned(),
    };
    let span = parent.opening_bracket().span();
    let message = match parent.parent() {
        None => format!("{what} is missing"),
        Some(_) => format!("{} is missing {what}", named(parent)),
    };
    let found = report.begin(span, parent, message);
    found.label(format!("add {what} here"));
    found.help.get_or_insert_with(|| format!("the policy requires {}", quoted(at.text())).into());
}

fn absent(node: Node<'_>, report: &mut Report<'_>) {
    let span = node.key().map_or(node.opening_bracket().span(), Node::span);
    report.begin(span, node, format!("{} is not allowed here", named(node))).label("remove this");
}

/// Checks an existing value.
fn value(node: Node<'_>, demand: &Constraint, report: &mut Report<'_>) {
    let scalar = || node.as_str().unwrap_or_else(|| node.raw().into());
    let is_scalar = !matches!(node.kind(), ValueKind::Array | ValueKind::Object | ValueKind::Null);
    let wanted = match demand {
        Constraint::Like(patterns) if is_scalar && !patterns.iter().any(|it| like(it, &scalar())) => {
            format!("match {}", join(patterns.iter().map(|it| quoted(it)), "or"))
        }
        Constraint::Match(regex) if is_scalar && !regex.is_match(&scalar()) => {
            format!("match the regular expression {}", quoted(regex.as_str()))
        }
        Constraint::OneOf(all) if is_scalar && !all.iter().any(|it| is(node, it)) => {
            return one_of(node, all, report);
        }
        Constraint::AtMost(most) => match measured(node) {
            Some((number, false)) if number > i128::from(*most) => format!("be at most {most}"),
            Some((number, true)) if number > i128::from(*most) => {
                format!("have at most {}", entries(*most))
            }
            _ => return,
        },
        Constraint::AtLeast(least) => match measured(node) {
            Some((number, false)) if number < i128::from(*least) => format!("be at least {least}"),
            Some((number, true)) if number < i128::from(*least) => {
                format!("have at least {}", entries(*least))
            }
            _ => return,
        },
        _ => return,
    };
    let span = node.opening_bracket().span();
    report.begin(span, node, format!("{} must {wanted}", named(node))).label(format!("must {wanted}"));
}

fn entries(number: i64) -> String {
    if number == 1 { "1 entry".to_owned() } else { format!("{number} entries") }
}

fn one_of(node: Node<'_>, all: &[Scalar], report: &mut Report<'_>) {
    let words = all.iter().filter_map(|it| if let Scalar::Text(it) = it { Some(it.as_str()) } else { None });
    let near = node.as_str().and_then(|it| edit_distance::word(&it, words));
    let wanted = join(all.iter().map(Scalar::to_string), "or");
    let found = report.begin(node.span(), node, format!("{} must be {wanted}", named(node)));
    let Some(near) = near else {
        found.label(format!("expected {wanted}"));
        return;
    };
    found.label(format!("did you mean {}?", quoted(near)));
    let edit = Edit { span: node.span(), text: quote_json(near) };
    let title = format!("replace with {}", quoted(near)).into();
    found.fix = Some(Fix { title, applicability: Applicability::Unsafe, edits: vec![edit] });
}

fn is(node: Node<'_>, wanted: &Scalar) -> bool {
    match wanted {
        Scalar::Bool(it) => node.as_bool() == Some(*it),
        Scalar::Integer(it) => node.as_integer() == Some(*it),
        Scalar::Text(it) => node.is(it),
    }
}

/// The number in a value, also in a string such as task-level `cpu` and `memory`; for a list, the number of its
/// entries and `true`.
fn measured(node: Node<'_>) -> Option<(i128, bool)> {
    match node.kind() {
        ValueKind::Array => Some((node.elements().count() as i128, true)),
        // Integers are compared exactly, other numbers are rounded up.
        ValueKind::Number => {
            let raw = node.raw();
            let float = || raw.parse::<f64>().ok().map(|it| it.ceil() as i128);
            Some((raw.parse().ok().or_else(float)?, false))
        }
        ValueKind::String => {
            let text = node.as_str()?;
            let size = match node.key()?.as_str()?.as_ref() {
                "cpu" => task_size::cpu(&text),
                "memory" => task_size::memory(&text),
                _ => Spelled::Nothing,
            };
            match size {
                Spelled::Taken(it) | Spelled::Foreign(it) => Some((i128::from(it), false)),
                Spelled::Nothing => Some((text.trim().parse().ok()?, false)),
            }
        }
        _ => None,
    }
}

/// Whether a text matches a pattern in which `*` matches any characters and `?` matches one.
/// Goes back to the last `*` only, so it takes at most the product of both lengths.
fn like(pattern: &str, text: &str) -> bool {
    let (pattern, text): (Vec<_>, Vec<_>) = (pattern.chars().collect(), text.chars().collect());
    let (mut at, mut read, mut star) = (0, 0, None);
    while read < text.len() {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, read));
                at += 1;
            }
            Some(it) if *it == '?' || *it == text[read] => {
                at += 1;
                read += 1;
            }
            _ => {
                let Some((back, from)) = star else { return false };
                star = Some((back, from + 1));
                at = back + 1;
                read = from + 1;
            }
        }
    }
    pattern.iter().skip(at).all(|it| *it == '*')
}

#[cfg(test)]
mod tests {
    use super::like;

    #[test]
    fn wildcards() {
        for (pattern, text) in
            [("prod-*", "prod-"), ("*", ""), ("a?c", "abc"), ("*-eu-*", "x-eu-eu-y"), ("é*", "éa")]
        {
            assert!(like(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in [("prod-*", "xprod-a"), ("a?c", "ac"), ("", "a"), ("*b", "ba"), ("[a]", "a")] {
            assert!(!like(pattern, text), "{pattern} {text}");
        }
    }
}
