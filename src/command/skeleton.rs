//! What `--generate-cli-skeleton` prints: the model of a day as a form to fill in.

use crate::command::options::members_on;
use crate::{
    json::{ShapeId, quote_json},
    model::{json_schema, kind::DocumentKind, revision::Date, shape::Type},
};
use serde_json::Value;

/// `input`: every member, empty.
pub fn input(kind: DocumentKind, date: Date) -> String {
    let mut out = String::new();
    json(&mut out, kind.root(), date, 0, false);
    out.push('\n');
    out
}

/// `output`: every member with its name for a value.
pub fn output(kind: DocumentKind, date: Date) -> String {
    let mut out = String::new();
    json(&mut out, kind.root(), date, 0, true);
    out.push('\n');
    out
}

fn json(out: &mut String, id: ShapeId, date: Date, depth: usize, names: bool) {
    let shape = id.get();
    let indent = |out: &mut String, depth: usize| {
        out.push('\n');
        out.extend(std::iter::repeat_n("    ", depth));
    };
    match shape.form {
        Type::Struct => {
            out.push('{');
            for (at, member) in members_on(id, date).into_iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                indent(out, depth + 1);
                out.push_str(&quote_json(member.get().name));
                out.push_str(": ");
                json(out, member, date, depth + 1, names);
            }
            indent(out, depth);
            out.push('}');
        }
        Type::List => {
            out.push('[');
            indent(out, depth + 1);
            json(out, id.element(), date, depth + 1, names);
            indent(out, depth);
            out.push(']');
        }
        Type::Map => out.push_str("{}"),
        _ => out.push_str(&scalar(id, date, names)),
    }
}

fn scalar(id: ShapeId, date: Date, names: bool) -> String {
    let shape = id.get();
    match shape.form {
        Type::Integer(..) => "0".to_owned(),
        Type::Boolean => "true".to_owned(),
        Type::Timestamp => quote_json("1970-01-01T00:00:00"),
        _ if names && shape.name.is_empty() => quote_json("String"),
        _ if names => quote_json(shape.name),
        // The first value: the same in every run.
        _ => quote_json(shape.words.iter().find(|(_, since)| *since <= date).map_or("", |(word, _)| word)),
    }
}

/// `yaml-input`: the same as `input` in YAML, with what each member is.
pub fn yaml_input(kind: DocumentKind, date: Date) -> String {
    let mut out = String::new();
    yaml_members(&mut out, kind.root(), date, "", "", &json_schema::on_day(kind, date));
    out
}

fn yaml_members(out: &mut String, id: ShapeId, date: Date, first: &str, indent: &str, schema: &Value) {
    for (at, member) in members_on(id, date).into_iter().enumerate() {
        let shape = member.get();
        let about = &schema["properties"][shape.name];
        out.push_str(if at == 0 { first } else { indent });
        out.push_str(shape.name);
        out.push(':');
        let mut notes = Vec::new();
        if shape.required_on(date) {
            notes.push("[REQUIRED]".to_owned());
        }
        notes.extend(about["description"].as_str().map(first_sentence));
        if shape.words.len() > 1 {
            let words = shape.words.iter().filter(|(_, since)| *since <= date).map(|(word, _)| *word);
            notes.push(format!("One of {}.", words.collect::<Vec<_>>().join(", ")));
        }
        yaml_value(out, member, date, indent, about, &notes.join(" "));
    }
}

fn yaml_value(out: &mut String, id: ShapeId, date: Date, indent: &str, schema: &Value, note: &str) {
    let comment = if note.is_empty() { String::new() } else { format!(" # {note}") };
    match id.get().form {
        Type::Struct => {
            out.push_str(&format!("{comment}\n"));
            let deeper = format!("{indent}  ");
            yaml_members(out, id, date, &deeper, &deeper, schema);
        }
        Type::List => {
            out.push_str(&format!("{comment}\n"));
            let (dash, deeper) = (format!("{indent}- "), format!("{indent}  "));
            match id.element().get().form {
                Type::Struct => yaml_members(out, id.element(), date, &dash, &deeper, &schema["items"]),
                _ => out.push_str(&format!("{dash}{}\n", yaml_scalar(id.element(), date))),
            }
        }
        Type::Map => out.push_str(&format!(" {{}}{comment}\n")),
        _ => out.push_str(&format!(" {}{comment}\n", yaml_scalar(id, date))),
    }
}

fn yaml_scalar(id: ShapeId, date: Date) -> String {
    match scalar(id, date, false).as_str() {
        "\"\"" => "''".to_owned(),
        other => other.trim_matches('"').to_owned(),
    }
}

fn first_sentence(text: &str) -> String {
    let end = text.find(". ").map_or(text.len(), |at| at + 1);
    text[..end].to_owned()
}
