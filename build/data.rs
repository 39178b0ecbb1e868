//! What the other files read from `schemas/` and from folders.

use serde_json::Value;
use std::{collections::BTreeMap, fs};

/// The entries of `schemas/<name>.json`.
pub fn read(root: &str, name: &str) -> BTreeMap<String, Value> {
    let path = format!("{root}/schemas/{name}.json");
    println!("cargo::rerun-if-changed={path}");
    serde_json::from_str(&fs::read_to_string(&path).expect(&path)).expect(&path)
}

/// The names in a folder that have an ending, sorted.
pub fn names(folder: &str, ending: &str) -> Vec<String> {
    println!("cargo::rerun-if-changed={folder}");
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder}: {error}"));
    let names = entries.map(|entry| entry.expect(folder).file_name().into_string().expect("a UTF-8 name"));
    let mut names: Vec<_> = names.filter(|name| name.ends_with(ending)).collect();
    names.sort();
    names
}

/// `"2018-03-01"` as 20180301.
pub fn date(value: &Value) -> u32 {
    let text = value.as_str().unwrap_or_else(|| panic!("a date, not {value}"));
    assert!(text.len() == 10, "a date, not {text}");
    text.replace('-', "").parse().expect("a date")
}

/// The strings of a list.
pub fn strings(list: &Value) -> Vec<String> {
    let list = list.as_array().expect("a list of strings").iter();
    list.map(|text| text.as_str().expect("a string").to_owned()).collect()
}
