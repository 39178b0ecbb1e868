//! A value has the wrong type, such as a number where a string is expected, or a string where a list is expected.
//!
//! The AWS CLI does not convert the values of a JSON file. `"256"` is not an integer and `256` is not a string, a single
//! string is not a list, `256.0` and `1e2` are not integers, and an object written as JSON text inside a string is a
//! string. Sizes are a common pitfall: `cpu` and `memory` of a container are integers, those of the task are strings.
//!
//! Write the value with the expected type; the fix shows how if that is clear.
//!
//! AWS says:
//! - `Invalid type for parameter *, value: *, type: *, valid types: *`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerOverride.html>

use crate::{
    document::{dialect::expression::is_expression, misplaced},
    json::{self, ShapeId, ValueKind as Json, quote_json},
    lint::rule::prelude::*,
    model::shape::Type,
    rules::shared::argv,
    text::edit::{Applicability, Edit},
};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Client, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    let Fault::WrongType { node } = *fault else { return };
    let shape = node.shape().get();
    // `assign-public-ip-value` knows more about this one.
    if shape.name == "assignPublicIp" {
        return;
    }
    // `unknown-member` reports one finding for all members of a container that are in `overrides`.
    if misplaced::is_of_several(node) {
        return;
    }
    let what = cx.called(node);
    let received = received(node);
    let expected = shape.expected(cx.date());
    let report = cx.report(node, format!("{what} must be {expected}, not {received}"));
    report.label(format!("expected {expected}"));
    if node.kind() == Json::Bool && matches!(shape.form, Type::Integer(..)) {
        // Python treats `true` as the number 1, so the AWS CLI accepts it.
        report.rejected_by(Service);
    }
    match correction(node) {
        Some(Correction { sure, title, json }) => {
            report.fix(sure, title, vec![Edit { span: node.span(), text: json }])
        }
        None => report.help(hint(node)),
    };
}

/// A description of the actual value, without the content of strings and containers.
fn received(node: Node<'_>) -> String {
    match node.kind() {
        Json::Number => format!("the number {}", quoted(node.raw())),
        Json::Bool => format!("`{}`", node.raw()),
        Json::String if is_json_text(node).is_some() => "JSON text inside a string".to_owned(),
        Json::String => "a string".to_owned(),
        Json::Array => "a list".to_owned(),
        Json::Object => "an object".to_owned(),
        Json::Null | Json::Unknown => "nothing".to_owned(),
    }
}

/// The replacement.
struct Correction {
    sure: Applicability,
    title: String,
    json: String,
}

fn correction(node: Node<'_>) -> Option<Correction> {
    let id = node.shape();
    let new = |sure, title: &str, json: String| Some(Correction { sure, title: title.to_owned(), json });
    match (id.get().form, node.kind()) {
        (Type::List | Type::Struct | Type::Map, Json::String) if is_json_text(node).is_some() => {
            new(Safe, "write it as JSON instead of a string", is_json_text(node)?)
        }
        (Type::Integer(..), Json::String) => {
            let text = node.as_str()?;
            let number: i32 = text.trim().parse().ok()?;
            new(Safe, "write the number without quotes", number.to_string())
        }
        (Type::Integer(..), Json::Number) => {
            let number: f64 = node.raw().parse().ok()?;
            let whole = number.fract() == 0.0 && number.abs() <= f64::from(i32::MAX);
            whole.then_some(())?;
            new(Safe, "write it as an integer", format!("{number:.0}"))
        }
        (Type::Text, Json::Number | Json::Bool) if id.get().words.is_empty() => {
            new(Safe, "put it in quotes", format!("\"{}\"", node.raw()))
        }
        (Type::Text, Json::Array) => {
            let only = node.elements().next().filter(|it| it.kind() == Json::String)?;
            (node.elements().count() == 1).then_some(())?;
            new(Unsafe, "remove the list around the string", only.raw().to_owned())
        }
        (Type::Text, Json::Object) if id.get().name == "taskDefinition" => {
            let family = node.get("family").and_then(Node::as_str).filter(|family| !family.is_empty())?;
            new(Unsafe, "write the family of the task definition", quote_json(&family))
        }
        (Type::Boolean, Json::String | Json::Number) => {
            let word = node.as_str().map_or(node.raw().to_owned(), |it| it.trim().to_lowercase());
            let meant = match word.as_str() {
                "true" | "1" | "yes" | "on" | "enabled" => "true",
                "false" | "0" | "no" | "off" | "disabled" => "false",
                _ => return None,
            };
            let sure = if word == meant { Safe } else { Unsafe };
            new(sure, &format!("write `{meant}`"), meant.to_owned())
        }
        (Type::List, _) => list(node, id.element()),
        (Type::Struct, Json::Array) => match node.elements().next()? {
            only if node.elements().count() == 1 && is_entry(only, id) => {
                new(Unsafe, "remove the list around the object", only.raw().to_owned())
            }
            _ => {
                let list = list_of(node, id)?;
                let title = format!("put the list in `{list}`");
                Some(Correction { sure: Safe, title, json: format!("{{\"{list}\": {}}}", node.raw()) })
            }
        },
        (Type::Struct, Json::String) => {
            let pair = pair(id)?;
            let text = node.as_str()?;
            let (name, value) = text.split_once('=').filter(|(name, _)| !name.trim().is_empty())?;
            {
                let title = format!("write an object with `{}` and `{}`", pair.0, pair.1);
                new(Unsafe, &title, pair_json(pair, name.trim(), value))
            }
        }
        _ => None,
    }
}

/// Characters for which a command line needs a shell.
const SHELL: &[char] = &['&', '|', ';', '<', '>', '$', '`', '"', '\'', '*', '(', '='];

/// A list made of the value that is in its place.
fn list(node: Node<'_>, element: ShapeId) -> Option<Correction> {
    let wrap = |sure, json| Some(Correction { sure, title: "wrap it in a list".to_owned(), json });
    match (element.get().form, node.kind()) {
        (Type::Text, Json::String) => {
            let text = node.as_str()?;
            // Step Functions computes it, so it is not a command line for a shell.
            if is_expression(&text) {
                return None;
            }
            let is_command = node.shape().get().name == "command";
            if is_command && text.contains(SHELL) {
                let title = "write a list that runs the line in a shell".to_owned();
                let json = format!("[\"sh\", \"-c\", {}]", node.raw());
                return Some(Correction { sure: Unsafe, title, json });
            }
            // A shell takes its script as one argument; where that starts and ends is not certain here.
            if is_command && text.split(' ').next().is_some_and(argv::is_shell) && text.contains(" -") {
                return None;
            }
            let between: &[char] = if is_command { &[' '] } else { &[',', ' '] };
            if text.trim_start().starts_with('[') {
                let title = "write it as a list with double quotes".to_owned();
                return Some(Correction { sure: Unsafe, title, json: python_list(&text)? });
            }
            if !text.contains(between) {
                return wrap(Safe, format!("[{}]", node.raw()));
            }
            let parts = text.split(between).filter(|it| !it.is_empty()).map(quote_json);
            let parts: Vec<_> = parts.collect();
            let title = "split it into a list of strings".to_owned();
            Some(Correction { sure: Unsafe, title, json: format!("[{}]", parts.join(", ")) })
        }
        (Type::Struct, Json::Object) => match (pair(element), is_entry(node, element)) {
            (_, true) => wrap(Safe, format!("[{}]", node.raw())),
            (Some(pair), false) => {
                let entry = |(key, value): (Node<'_>, Node<'_>)| {
                    Some(pair_json(pair, &key.as_str()?, &value.as_str()?))
                };
                let entries: Option<Vec<_>> = node.members().map(entry).collect();
                let title = "write a list with one object per entry".to_owned();
                Some(Correction { sure: Unsafe, title, json: format!("[{}]", entries?.join(", ")) })
            }
            _ => None,
        },
        _ => None,
    }
}

/// The member of a structure that is a list like the one in its place.
fn list_of(list: Node<'_>, structure: ShapeId) -> Option<&'static str> {
    let fits = |element: ShapeId| {
        let has_name = |it: Node<'_>| element.member("name").is_none() || it.get("name").is_some();
        element.get().form == Type::Struct
            && list.elements().all(|it| it.kind() == Json::Object && is_entry(it, element) && has_name(it))
    };
    let mut lists = structure.members().filter_map(|it| Some((it.name, structure.member(it.name)?)));
    lists.find(|it| fits(it.1.element())).map(|it| it.0)
}

/// Whether an object looks like one element of the list that is expected in its place.
fn is_entry(object: Node<'_>, element: ShapeId) -> bool {
    let known = |(key, _): (Node<'_>, Node<'_>)| key.as_str().is_some_and(|it| element.member(&it).is_some());
    object.members().next().is_some() && object.members().all(known)
}

/// The two member names of a pair (`name` and `value`, `key` and `value`).
fn pair(element: ShapeId) -> Option<(&'static str, &'static str)> {
    let first = ["name", "key"].into_iter().find(|it| element.member(it).is_some())?;
    (element.member("value").is_some() && element.members().count() == 2).then_some((first, "value"))
}

fn pair_json((name, value): (&str, &str), first: &str, second: &str) -> String {
    format!("{{\"{name}\": {}, \"{value}\": {}}}", quote_json(first), quote_json(second))
}

/// The JSON of a list of strings as Python prints it.
fn python_list(text: &str) -> Option<String> {
    let json = text.trim().replace('\'', "\"");
    let are_strings = || {
        let parsed = json::parse(&json);
        parsed.tree.root().elements().all(|it| it.kind() == Json::String)
    };
    (!text.contains('"') && json::is_strict(&json) && are_strings()).then_some(json)
}

/// The JSON of an object or list that was written as a string.
fn is_json_text(node: Node<'_>) -> Option<String> {
    let text = node.as_str()?;
    let text = text.trim();
    (text.starts_with(['{', '[']) && json::is_strict(text)).then(|| text.to_owned())
}

fn hint(node: Node<'_>) -> &'static str {
    let shape = node.shape().get();
    match (shape.form, node.kind()) {
        (Type::Integer(..), Json::String) if shape.name.starts_with("memory") => {
            "write the number of MiB without a unit or quotes"
        }
        (Type::Integer(..), Json::String) if shape.name == "cpu" => {
            "write the number of CPU units (1024 per vCPU) without a unit or quotes"
        }
        (Type::Integer(..), _) => "write an integer",
        (Type::Text, Json::Object) if shape.name == "taskDefinition" => {
            "register the task definition, and write its family, `family:revision` or ARN"
        }
        (Type::Text, _) if !shape.words.is_empty() => "write one of its values in double quotes",
        (Type::Text, _) => "write a string in double quotes",
        (Type::Boolean, _) => "write `true` or `false` without quotes",
        (Type::List, _) => "write a list: `[…]`",
        (Type::Struct | Type::Map, _) => "write an object: `{…}`",
        (Type::Timestamp | Type::Unknown, _) => "write a value of the expected type",
    }
}
