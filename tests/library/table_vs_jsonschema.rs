//! The table that the build script makes and jsonschema on the same schema give the same yes or no, and what is explained
//! value by value is what jsonschema says of the whole.
//!
//! Documents with every member of the model are mutated by the hundred thousand, on days all over
//! the model's history.

use crate::support::rng::{Rng, rounds};
use ecs_preflight::{
    Date, DocumentKind,
    check::{conform, explain::explain, oracle::Oracle},
    diagnostic::fault::Fault,
    json,
    model::shape,
};
use serde_json::{Map, Value, json};

/// A document that holds whatever its shape allows, each member with a probability.
fn grow(shape: ecs_preflight::json::ShapeId, date: Date, rng: &mut Rng) -> Value {
    let it = shape.get();
    match it.form {
        shape::Type::Text if it.words.is_empty() => json!(rng.pick(&["", "web", "256", "string", "é"])),
        shape::Type::Text => json!(it.words[rng.below(it.words.len())].0),
        shape::Type::Integer(least, most) => {
            json!([least.max(-9), most.min(512), 1.max(least)][rng.below(3)])
        }
        shape::Type::Boolean => json!(rng.below(2) == 0),
        shape::Type::Timestamp => [json!(1.5e9), json!("2019-07-18T03:44:54+00:00")][rng.below(2)].clone(),
        shape::Type::List => (0..rng.below(3)).map(|_| grow(shape.element(), date, rng)).collect(),
        shape::Type::Map => json!({"a": "b"}),
        shape::Type::Struct => {
            let mut object = Map::new();
            for member in shape.members() {
                let needed = member.required_on(date) && rng.below(40) > 0;
                if needed || member.known_on(date) && rng.below(3) == 0 {
                    let id = shape.member(member.name).expect("its own member");
                    object.insert(member.name.to_owned(), grow(id, date, rng));
                }
            }
            Value::Object(object)
        }
        shape::Type::Unknown => Value::Null,
    }
}

/// Changes one value somewhere, or nothing.
fn mutate(value: &mut Value, rng: &mut Rng) {
    let deeper = rng.below(4) > 0;
    match value {
        Value::Object(object) if deeper && !object.is_empty() => {
            let key = object.keys().nth(rng.below(object.len())).cloned().unwrap_or_default();
            match rng.below(8) {
                0 => drop(object.remove(&key)),
                1 => {
                    let it = object.remove(&key).unwrap_or_default();
                    object
                        .insert(rng.pick(&["name", "Name", "value", "tags", "cpu", "x", ""]).to_string(), it);
                }
                _ => object.get_mut(&key).into_iter().for_each(|it| mutate(it, rng)),
            }
        }
        Value::Array(list) if deeper && !list.is_empty() => {
            let at = rng.below(list.len());
            mutate(&mut list[at], rng);
        }
        other => {
            let strange = [
                json!(null),
                json!(true),
                json!(0),
                json!(-1),
                json!(256.0),
                json!(1.5),
                json!("256"),
                json!(""),
                json!("ENABLED"),
                json!("GPU"),
                json!([]),
                json!({}),
                json!([1]),
                json!({"name": 1}),
                json!(2147483648_u64),
                json!(99999999999999999999.0),
                json!("taskArn"),
                json!([[]]),
            ];
            *other = strange[rng.below(strange.len())].clone();
        }
    }
}

#[test]
fn the_table_and_jsonschema_agree() {
    let days =
        ["2016-01-01", "2018-03-01", "2018-11-15", "2019-09-10", "2020-05-18", "2024-01-11", "2026-11-09"];
    let mut rng = Rng(0x9e37_79b9_7f4a_7c15);
    let (mut valid, mut invalid) = (0, 0);
    for kind in DocumentKind::ALL {
        for day in days {
            let date = Date::parse(day).expect("a day");
            let oracle = Oracle::new(kind, date);
            for round in 0..rounds(ROUNDS) {
                let mut document = grow(kind.root(), date, &mut rng);
                for _ in 0..round % 3 {
                    mutate(&mut document, &mut rng);
                }
                let text = document.to_string();
                let parsed = json::parse(&text);
                let table = conform::walk(parsed.tree.root(), kind.root(), date).accepted;
                assert_eq!(table, oracle.accepts(parsed.tree.root()), "{kind} on {day}: {text}");
                if !table {
                    let (here, whole) =
                        (explain(parsed.tree.root(), date, usize::MAX), oracle.explains(parsed.tree.root()));
                    assert_eq!(said(&here), said(&whole), "{kind} on {day}: {text}");
                }
                if table { valid += 1 } else { invalid += 1 }
            }
        }
    }
    println!("{valid} accepted, {invalid} refused, no disagreement");
    let enough = rounds(20_000);
    assert!(valid > enough && invalid > enough, "{valid} {invalid}: too one-sided to mean anything");
}

/// The finding of each place, in the order of places.
fn said(faults: &[Fault<'_>]) -> Vec<String> {
    let mut said: Vec<_> = faults
        .iter()
        .map(|it| match it {
            Fault::UnknownMember { key, .. } => format!("{} {}", key.pointer(), it.rule()),
            Fault::MissingMember { object, member } => {
                format!("{} {} {}", object.pointer(), it.rule(), member.name)
            }
            Fault::WrongType { node }
            | Fault::NullValue { node }
            | Fault::EnumValue { node }
            | Fault::ValueRange { node, .. } => format!("{} {}", node.pointer(), it.rule()),
            other => panic!("{} is no fault of a schema", other.rule()),
        })
        .collect();
    said.sort();
    said
}

/// For each of 7 kinds on 7 days: 245,000 documents in all.
const ROUNDS: usize = 5_000;
