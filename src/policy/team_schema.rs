//! JSON Schemas that a team brings along: jsonschema runs them, and its errors get places.

use crate::{
    check::validator::{locate, number, value},
    json::{Location, Node},
    lint::describe::called,
    text::display::{count, join, quoted},
};
use jsonschema::{ValidationError, Validator, error::ValidationErrorKind};
use serde_json::Value;
use std::sync::OnceLock;

/// A schema, built when the first document asks for it, and then once.
#[derive(Debug)]
pub struct TeamSchema {
    name: String,
    text: String,
    built: OnceLock<Result<Validator, String>>,
}

/// What a schema has against a document.
pub struct TeamFault<'t> {
    /// Where.
    pub place: Location<'t>,
    /// What is wrong. Never repeats a value.
    pub message: String,
    /// The same in a few words.
    pub label: String,
    /// The place of the schema that demands it.
    pub demanded_at: String,
}

impl TeamSchema {
    /// Takes any text, under the name that messages use.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> TeamSchema {
        TeamSchema { name: name.into(), text: text.into(), built: OnceLock::new() }
    }
    /// The name that messages use.
    pub fn name(&self) -> &str {
        &self.name
    }
    /// Why it could not be built, if it was tried.
    pub fn error(&self) -> Option<&str> {
        self.built.get().and_then(|it| it.as_ref().err()).map(String::as_str)
    }
    /// Builds it, unless that was done.
    pub fn build(&self) -> Result<(), &str> {
        self.validator().as_ref().map(|_| ()).map_err(String::as_str)
    }

    fn validator(&self) -> &Result<Validator, String> {
        self.built.get_or_init(|| {
            let schema: Value = serde_json::from_str(self.text.trim_start_matches('\u{feff}'))
                .map_err(|it| format!("it is not valid JSON: {it}"))?;
            if !schema.is_object() && !schema.is_boolean() {
                return Err("it is not a JSON Schema: expected an object".to_owned());
            }
            jsonschema::options().offline().build(&schema).map_err(|it| {
                let at = it.instance_path().as_str();
                let at = if at.is_empty() { String::new() } else { format!(" at `{at}`") };
                format!("it is not a valid JSON Schema{at}: {it}")
            })
        })
    }

    /// What it has against a document, at most `limit` times. Nothing where it could not be built.
    pub fn faults<'t>(&self, root: Node<'t>, limit: usize) -> Vec<TeamFault<'t>> {
        let Ok(validator) = self.validator() else { return Vec::new() };
        let instance = value(root, number);
        let mut faults = Vec::new();
        for error in validator.iter_errors(&instance).take(limit) {
            collect(&mut faults, root, &error);
        }
        faults
    }
}

fn collect<'t>(faults: &mut Vec<TeamFault<'t>>, root: Node<'t>, error: &ValidationError<'_>) {
    let Some(node) = locate(root, error.instance_path().into_iter()) else { return };
    if let ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context } =
        error.kind()
        && let Some(meant) = meant(context, error.instance_path().as_str())
    {
        return meant.iter().for_each(|it| collect(faults, root, it));
    }
    let demanded_at = format!("{}", error.schema_path());
    let mut add = |place: Location<'t>, message: String, label: String| {
        faults.push(TeamFault { place, message, label, demanded_at: demanded_at.clone() });
    };
    match error.kind() {
        ValidationErrorKind::Required { property } => {
            let name = quoted(property.as_str().unwrap_or_default());
            add(node.opening_bracket(), format!("{name} is missing"), "missing here".to_owned());
        }
        ValidationErrorKind::AdditionalProperties { unexpected }
        | ValidationErrorKind::UnevaluatedProperties { unexpected } => {
            let unexpected: std::collections::BTreeSet<_> = unexpected.iter().map(String::as_str).collect();
            for (key, _) in node.members() {
                let Some(name) = key.as_str().filter(|it| unexpected.contains(it.as_ref())) else { continue };
                add(key.into(), format!("{} is not allowed here", quoted(&name)), "not allowed".to_owned());
            }
        }
        kind => {
            let wanted = wanted(kind).unwrap_or_else(|| format!("satisfy: {}", error.masked()));
            add(node.opening_bracket(), format!("{} must {wanted}", named(node)), format!("must {wanted}"));
        }
    }
}

/// Of several alternatives the one that was meant: the only one with which just a part of the value disagrees.
fn meant<'e>(
    alternatives: &'e [Vec<ValidationError<'static>>],
    here: &str,
) -> Option<&'e [ValidationError<'static>]> {
    let inside =
        |it: &&Vec<ValidationError<'_>>| it.iter().all(|it| it.instance_path().as_str().len() > here.len());
    let mut close = alternatives.iter().filter(inside);
    let first = close.next()?;
    close.next().is_none().then_some(first)
}

fn named(node: Node<'_>) -> String {
    called(node).unwrap_or_else(|| "the document".to_owned())
}

/// What is wanted of a value, as the end of a sentence with `must`.
fn wanted(kind: &ValidationErrorKind) -> Option<String> {
    use ValidationErrorKind as It;
    let shown = |it: &Value| quoted(&it.to_string());
    Some(match kind {
        It::Enum { options } => {
            let options = options.as_array().into_iter().flatten();
            format!("be one of {}", join(options.map(shown), "or"))
        }
        It::Constant { expected_value } => format!("be {}", shown(expected_value)),
        It::Pattern { pattern } => format!("match {}", quoted(pattern)),
        It::Maximum { limit } => format!("be at most {limit}"),
        It::Minimum { limit } => format!("be at least {limit}"),
        It::ExclusiveMaximum { limit } => format!("be less than {limit}"),
        It::ExclusiveMinimum { limit } => format!("be greater than {limit}"),
        It::MaxItems { limit } => format!("have at most {limit} entries"),
        It::MinItems { limit } => format!("have at least {limit} entries"),
        It::MaxLength { limit } => format!("have at most {}", count(*limit as usize, "character")),
        It::MinLength { limit } => format!("have at least {}", count(*limit as usize, "character")),
        It::MaxProperties { limit } => format!("have at most {limit} members"),
        It::MinProperties { limit } => format!("have at least {limit} members"),
        It::UniqueItems => "not contain duplicate entries".to_owned(),
        It::FalseSchema => "not be present".to_owned(),
        It::Not { .. } => "not match the schema in `not`".to_owned(),
        It::AnyOf { .. } | It::OneOfNotValid { .. } => "match one of several alternatives".to_owned(),
        It::OneOfMultipleValid { .. } => "match only one of several alternatives".to_owned(),
        It::Contains => "have an entry that matches `contains`".to_owned(),
        It::Type { kind } => match kind {
            jsonschema::error::TypeKind::Single(it) => format!("be of type `{it}`"),
            jsonschema::error::TypeKind::Multiple(all) => {
                format!("be of type {}", join(all.iter().map(|it| format!("`{it}`")), "or"))
            }
        },
        _ => return None,
    })
}
