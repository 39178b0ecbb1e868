//! A value of another kind than the model's: a number where a string belongs, a string where a list
//! belongs, and the like.
//!
//! The AWS CLI converts nothing in a JSON file. `"256"` is no integer to it and `256` no string, a
//! lone string is no list, `256.0` and `1e2` are no integers, and an object written as JSON text
//! inside a string is a string. Sizes are the classic trap: a container's `cpu` and `memory` are
//! integers, those of the whole task are strings.
//!
//! Write the value as the kind that is expected; the fix shows how where it is plain.
//!
//! AWS says:
//! - `Invalid type for parameter *, value: *, type: *, valid types: *`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerOverride.html>

use crate::{
    argv,
    diagnostic::{Applicability, Edit},
    dialect::expression::is_expression,
    json::{self, Kind as Json, quote_json},
    level,
    rule::prelude::*,
    shape::{Form, ShapeId},
};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Client, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut Cx<'_>) {
    let Fault::WrongType { node } = *fault else { return };
    let shape = node.shape().get();
    // `assign-public-ip-value` knows more about this one.
    if shape.name == "assignPublicIp" {
        return;
    }
    // `unknown-member` has one finding for all members of a container that stand in `overrides`.
    if level::is_of_several(node) {
        return;
    }
    let what = cx.called(node);
    let received = received(node);
    let expected = shape.expected(cx.date());
    let report = cx.report(node, format!("{what} must be {expected}, not {received}"));
    report.label(format!("expected {expected}"));
    if node.kind() == Json::Bool && matches!(shape.form, Form::Integer(..)) {
        // Python takes `true` for the number 1, so the AWS CLI lets it through.
        report.rejected_by(Service);
    }
    match mend(node) {
        Some(Mend { sure, title, json }) => {
            report.help(&title);
            report.fix(sure, title, vec![Edit { span: node.span(), text: json }]);
        }
        None => {
            report.help(hint(node));
        }
    }
}

/// The received value in words; the content of strings and containers is not repeated.
fn received(node: Node<'_>) -> String {
    match node.kind() {
        Json::Number if !node.is_integer() => format!("the fraction {}", quoted(node.raw())),
        Json::Number => format!("the number {}", quoted(node.raw())),
        Json::Bool => format!("`{}`", node.raw()),
        Json::String if is_json_text(node).is_some() => "JSON text inside a string".to_owned(),
        Json::String => "a string".to_owned(),
        Json::Array => "a list".to_owned(),
        Json::Object => "an object".to_owned(),
        Json::Null | Json::Hole => "nothing".to_owned(),
    }
}

/// What to write instead.
struct Mend {
    sure: Applicability,
    title: String,
    json: String,
}

fn mend(node: Node<'_>) -> Option<Mend> {
    let id = node.shape();
    let new = |sure, title: &str, json: String| Some(Mend { sure, title: title.to_owned(), json });
    match (id.get().form, node.kind()) {
        (Form::List | Form::Struct | Form::Map, Json::String) if is_json_text(node).is_some() => {
            new(Safe, "write the JSON itself, without the quotes around it", is_json_text(node)?)
        }
        (Form::Integer(..), Json::String) => {
            let text = node.as_str()?;
            let number: i32 = text.trim().parse().ok()?;
            new(Safe, "write the number without quotes", number.to_string())
        }
        (Form::Integer(..), Json::Number) => {
            let number: f64 = node.raw().parse().ok()?;
            let whole = number.fract() == 0.0 && number.abs() <= f64::from(i32::MAX);
            whole.then_some(())?;
            new(Safe, "write the number without fraction and exponent", format!("{number:.0}"))
        }
        (Form::Text, Json::Number | Json::Bool) if id.get().words.is_empty() => {
            new(Safe, "put it in quotes", format!("\"{}\"", node.raw()))
        }
        (Form::Text, Json::Array) => {
            let only = node.elements().next().filter(|it| it.kind() == Json::String)?;
            (node.elements().count() == 1).then_some(())?;
            new(Unsafe, "write the string without the list around it", only.raw().to_owned())
        }
        (Form::Boolean, Json::String | Json::Number) => {
            let word = node.as_str().map_or(node.raw().to_owned(), |it| it.trim().to_lowercase());
            let meant = match word.as_str() {
                "true" | "1" | "yes" | "on" | "enabled" => "true",
                "false" | "0" | "no" | "off" | "disabled" => "false",
                _ => return None,
            };
            let sure = if word == meant { Safe } else { Unsafe };
            new(sure, &format!("write `{meant}`"), meant.to_owned())
        }
        (Form::List, _) => list(node, id.element()),
        (Form::Struct, Json::Array) => match node.elements().next()? {
            only if node.elements().count() == 1 && is_entry(only, id) => {
                new(Unsafe, "write the object without the list around it", only.raw().to_owned())
            }
            _ => {
                let list = list_of(node, id)?;
                let title = format!("put the list in `{list}`");
                Some(Mend { sure: Safe, title, json: format!("{{\"{list}\": {}}}", node.raw()) })
            }
        },
        (Form::Struct, Json::String) => {
            let pair = pair(id)?;
            let text = node.as_str()?;
            let (name, value) = text.split_once('=').filter(|(name, _)| !name.trim().is_empty())?;
            new(Unsafe, "write an object with both members", pair_json(pair, name.trim(), value))
        }
        _ => None,
    }
}

/// What a command line needs a shell for.
const SHELL: &[char] = &['&', '|', ';', '<', '>', '$', '`', '"', '\'', '*', '(', '='];

/// A list made of what stands in its place.
fn list(node: Node<'_>, element: ShapeId) -> Option<Mend> {
    let wrap = |sure, json| Some(Mend { sure, title: "put it in a list".to_owned(), json });
    match (element.get().form, node.kind()) {
        (Form::Text, Json::String) => {
            let text = node.as_str()?;
            // Step Functions is to compute it: it is no line for a shell.
            if is_expression(&text) {
                return None;
            }
            let is_command = node.shape().get().name == "command";
            if is_command && text.contains(SHELL) {
                let title = "write a list that hands the line to a shell".to_owned();
                let json = format!("[\"sh\", \"-c\", {}]", node.raw());
                return Some(Mend { sure: Unsafe, title, json });
            }
            // A shell takes its script as one word, which only somebody who reads the line can tell.
            if is_command && text.split(' ').next().is_some_and(argv::is_shell) && text.contains(" -") {
                return None;
            }
            let between: &[char] = if is_command { &[' '] } else { &[',', ' '] };
            if text.trim_start().starts_with('[') {
                let title = "write the list itself, with double quotes".to_owned();
                return Some(Mend { sure: Unsafe, title, json: python_list(&text)? });
            }
            if !text.contains(between) {
                return wrap(Safe, format!("[{}]", node.raw()));
            }
            let parts = text.split(between).filter(|it| !it.is_empty()).map(quote_json);
            let parts: Vec<_> = parts.collect();
            let title = "write a list with each value in quotes of its own".to_owned();
            Some(Mend { sure: Unsafe, title, json: format!("[{}]", parts.join(", ")) })
        }
        (Form::Struct, Json::Object) => match (pair(element), is_entry(node, element)) {
            (_, true) => wrap(Safe, format!("[{}]", node.raw())),
            (Some(pair), false) => {
                let entry = |(key, value): (Node<'_>, Node<'_>)| {
                    Some(pair_json(pair, &key.as_str()?, &value.as_str()?))
                };
                let entries: Option<Vec<_>> = node.members().map(entry).collect();
                let title = "write a list with one object for each entry".to_owned();
                Some(Mend { sure: Unsafe, title, json: format!("[{}]", entries?.join(", ")) })
            }
            _ => None,
        },
        _ => None,
    }
}

/// The member of a structure that is a list such as stands in its place.
fn list_of(list: Node<'_>, structure: ShapeId) -> Option<&'static str> {
    let fits = |element: ShapeId| {
        let has_name = |it: Node<'_>| element.member("name").is_none() || it.get("name").is_some();
        element.get().form == Form::Struct
            && list.elements().all(|it| it.kind() == Json::Object && is_entry(it, element) && has_name(it))
    };
    let mut lists = structure.members().filter_map(|it| Some((it.name, structure.member(it.name)?)));
    lists.find(|it| fits(it.1.element())).map(|it| it.0)
}

/// Whether an object looks like one element of the list it stands in the place of.
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
        (Form::Integer(..), Json::String) if shape.name.starts_with("memory") => {
            "write the number of MiB, without unit and quotes"
        }
        (Form::Integer(..), Json::String) if shape.name == "cpu" => {
            "write the number of CPU units (1024 are one vCPU), without unit and quotes"
        }
        (Form::Integer(..), _) => "write an integer",
        (Form::Text, _) if !shape.words.is_empty() => "write one of its words, in double quotes",
        (Form::Text, _) => "write a string in double quotes",
        (Form::Boolean, _) => "write `true` or `false`, without quotes",
        (Form::List, _) => "write a list: `[…]`",
        (Form::Struct | Form::Map, _) => "write an object: `{…}`",
        (Form::Timestamp | Form::Unknown, _) => "write what is expected",
    }
}
