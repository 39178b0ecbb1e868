//! What a policy can demand of a place, and how a document falls short of it.

use super::{
    Report,
    place::{At, Hit, Step, walk},
};
use crate::{
    check::views::View,
    diagnostic::{Applicability, Edit, Fix},
    json::{Kind, Node, quote_json},
    suggest,
    task_size::{self, Spelled},
    text::{called, join, quoted},
};
use regex::Regex;
use std::fmt;

/// One demand.
#[derive(Clone, Debug)]
pub enum Demand {
    /// It must be there.
    Present,
    /// It must not be there.
    Absent,
    /// The whole of it must look like one of these, in which `*` and `?` are wildcards.
    Like(Vec<String>),
    /// It must match.
    Match(Regex),
    /// It must be one of these.
    OneOf(Vec<Scalar>),
    /// The number, or the number of entries, must not be greater.
    AtMost(i64),
    /// The number, or the number of entries, must not be less.
    AtLeast(i64),
}

/// A value that a document may hold.
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

/// Members of a request that a target of EventBridge has under another roof, or not at all.
const NOT_OF_A_TARGET: [&str; 5] =
    ["cluster", "overrides", "startedBy", "clientToken", "volumeConfigurations"];

/// Holds a document against a demand.
pub(super) fn check(view: View<'_>, at: &At, demand: &Demand, report: &mut Report<'_>) {
    // A file that holds a part of a request knows nothing of the rest.
    let Some((kind, dialect)) = view.launch else { return };
    let Some(steps) = at.below(kind.root().get().pointer) else { return };
    // What a target of EventBridge says elsewhere is not missing in it.
    let elsewhere = dialect.is_of_a_target()
        && matches!(steps.first(), Some(Step::Name(it)) if NOT_OF_A_TARGET.contains(&it.as_str()));
    walk(view.root, steps, &mut |hit| {
        match (demand, hit) {
            // Where there are no entries, none of them lacks anything.
            (Demand::Present, Hit::Missing(_, steps)) if steps.contains(&Step::Each) => {}
            (Demand::Present, Hit::Missing(parent, [step, ..])) if view.whole && !elsewhere => {
                missing(parent, step, at, report)
            }
            (Demand::Present, _) | (_, Hit::Missing(..)) => {}
            (Demand::Absent, Hit::Found(node)) => absent(node, report),
            (_, Hit::Found(node)) if view.is_unknown(node) => {}
            (_, Hit::Found(node)) => value(node, demand, report),
        }
        report.has_room()
    });
}

fn named(node: Node<'_>) -> String {
    called(node).unwrap_or_else(|| "the document".to_owned())
}

fn missing(parent: Node<'_>, step: &Step, at: &At, report: &mut Report<'_>) {
    let what = match step {
        Step::Keyed { member, value } => format!("an entry with {} {}", quoted(member), quoted(value)),
        Step::Name(name) => quoted(name),
        Step::Each => "an entry".to_owned(),
    };
    let place = match parent.parent() {
        None => String::new(),
        Some(_) => format!(" in {}", named(parent)),
    };
    let span = parent.opening().span();
    let found = report.begin(span, parent, format!("{what} is missing{place}"));
    found.label("missing here");
    found.help.get_or_insert_with(|| format!("the policy requires {}", quoted(at.text())));
}

fn absent(node: Node<'_>, report: &mut Report<'_>) {
    let span = node.key().map_or(node.opening().span(), Node::span);
    report.begin(span, node, format!("{} is not allowed here", named(node))).label("not allowed");
}

/// A value that is there.
fn value(node: Node<'_>, demand: &Demand, report: &mut Report<'_>) {
    let scalar = || node.as_str().unwrap_or_else(|| node.raw().into());
    let is_scalar = !matches!(node.kind(), Kind::Array | Kind::Object | Kind::Null);
    let wanted = match demand {
        Demand::Like(patterns) if is_scalar && !patterns.iter().any(|it| like(it, &scalar())) => {
            format!("look like {}", join(patterns.iter().map(|it| quoted(it)), "or"))
        }
        Demand::Match(regex) if is_scalar && !regex.is_match(&scalar()) => {
            format!("match {}", quoted(regex.as_str()))
        }
        Demand::OneOf(all) if is_scalar && !all.iter().any(|it| is(node, it)) => {
            return one_of(node, all, report);
        }
        Demand::AtMost(most) => match measured(node) {
            Some((number, false)) if number > i128::from(*most) => format!("be at most {most}"),
            Some((number, true)) if number > i128::from(*most) => {
                format!("have at most {}", entries(*most))
            }
            _ => return,
        },
        Demand::AtLeast(least) => match measured(node) {
            Some((number, false)) if number < i128::from(*least) => format!("be at least {least}"),
            Some((number, true)) if number < i128::from(*least) => {
                format!("have at least {}", entries(*least))
            }
            _ => return,
        },
        _ => return,
    };
    let span = node.opening().span();
    report.begin(span, node, format!("{} must {wanted}", named(node))).label(format!("must {wanted}"));
}

fn entries(number: i64) -> String {
    if number == 1 { "1 entry".to_owned() } else { format!("{number} entries") }
}

fn one_of(node: Node<'_>, all: &[Scalar], report: &mut Report<'_>) {
    let words = all.iter().filter_map(|it| if let Scalar::Text(it) = it { Some(it.as_str()) } else { None });
    let near = node.as_str().and_then(|it| suggest::word(&it, words));
    let wanted = join(all.iter().map(Scalar::to_string), "or");
    let wanted = if all.len() == 1 { wanted } else { format!("one of {wanted}") };
    let found = report.begin(node.span(), node, format!("{} must be {wanted}", named(node)));
    let Some(near) = near else {
        found.label("not allowed");
        return;
    };
    found.label(format!("did you mean {}?", quoted(near)));
    let edit = Edit { span: node.span(), text: quote_json(near) };
    let title = format!("write {}", quoted(near));
    found.fix = Some(Fix { title, applicability: Applicability::Unsafe, edits: vec![edit] });
}

fn is(node: Node<'_>, wanted: &Scalar) -> bool {
    match wanted {
        Scalar::Bool(it) => node.as_bool() == Some(*it),
        Scalar::Integer(it) => node.as_integer() == Some(*it),
        Scalar::Text(it) => node.is(it),
    }
}

/// The number that a value is or says, as task-level `cpu` and `memory` do in strings; of a list the
/// number of its entries, and then `true`.
fn measured(node: Node<'_>) -> Option<(i128, bool)> {
    match node.kind() {
        Kind::Array => Some((node.elements().count() as i128, true)),
        // Whole numbers are compared to the last digit, others by their next larger one.
        Kind::Number => {
            let raw = node.raw();
            let float = || raw.parse::<f64>().ok().map(|it| it.ceil() as i128);
            Some((raw.parse().ok().or_else(float)?, false))
        }
        Kind::String => {
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

/// Whether a text looks like a pattern in which `*` stands for any characters and `?` for one.
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
