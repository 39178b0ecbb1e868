//! `schemas/elsewhere.json` and `aliases.json`: names that are members of something else, or are called otherwise here.

use crate::data;
use serde_json::Value;

/// `ELSEWHERE` and `ALIASES` of `src/model/member_suggestion.rs`.
pub fn table(root: &str) -> String {
    let entries: String = data::read(root, "elsewhere").values().map(entry).collect();
    let mut aliases = String::new();
    for (name, member) in data::read(root, "aliases") {
        aliases += &format!("    ({name:?}, {member}),\n");
    }
    format!(
        "static ELSEWHERE: &[Elsewhere] = &[\n{entries}];\n\
         static ALIASES: &[(&str, &str)] = &[\n{aliases}];\n"
    )
}

fn entry(entry: &Value) -> String {
    let members = data::strings(&entry["members"]);
    format!("    Elsewhere {{ belongs: {}, members: &{members:?} }},\n", entry["belongs"])
}
