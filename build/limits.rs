//! `schemas/limits.json`: limits with the days since which they apply.

use crate::data::{self, date};
use serde_json::Value;

/// The constants of `src/model/limits.rs`.
pub fn table(root: &str) -> String {
    let mut table = String::new();
    for (name, limit) in data::read(root, "limits") {
        let description = limit["description"].as_str().expect("a description");
        let constant = name.replace('-', "_").to_uppercase();
        let values = limit["values"].as_array().expect("values");
        let entries: Vec<_> = values.iter().map(entry).collect();
        let entries = entries.join(", ");
        let item = match &values[0]["value"] {
            Value::Number(_) => format!("Dated<u32> = Dated(&[{entries}])"),
            Value::String(_) => format!("Dated<&str> = Dated(&[{entries}])"),
            Value::Array(_) => format!("Dated<(u32, u32)> = Dated(&[{entries}])"),
            _ if values[0]["ebs"].is_string() => format!("&[EbsType] = &[{entries}]"),
            _ => format!("&[FargateSize] = &[{entries}]"),
        };
        table += &format!("/// {description}\npub static {constant}: {item};\n");
    }
    table
}

/// One value of a limit.
fn entry(entry: &Value) -> String {
    let dated = |value: String| format!("(Date::from_number({}), {value})", date(&entry["since"]));
    match &entry["value"] {
        Value::Number(number) => dated(number.to_string()),
        Value::String(text) => dated(format!("{text:?}")),
        range @ Value::Array(_) => dated(pair(range).expect("a range")),
        _ if entry["ebs"].is_string() => format!(
            "EbsType {{ name: {}, size: {}, iops: {} }}",
            entry["ebs"],
            pair(&entry["size"]).expect("GiB"),
            pair(&entry["iops"]).map_or("None".to_owned(), |range| format!("Some({range})"))
        ),
        _ => format!(
            "FargateSize {{ since: Date::from_number({}), cpu: {}, memory: &{:?} }}",
            date(&entry["since"]),
            entry["cpu"],
            memory(&entry["memory"])
        ),
    }
}

/// `[1, 2]` as a tuple.
fn pair(value: &Value) -> Option<String> {
    value.as_array().map(|range| format!("({}, {})", range[0], range[1]))
}

/// Sizes in MiB: a list, or a range with a step.
fn memory(sizes: &Value) -> Vec<u64> {
    if let Some(list) = sizes.as_array() {
        return list.iter().map(|size| size.as_u64().expect("MiB")).collect();
    }
    let bound = |name: &str| sizes[name].as_u64().expect(name);
    (bound("from")..=bound("to")).step_by(bound("step") as usize).collect()
}
