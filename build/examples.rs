//! The examples of a rule: the first `bad-*` and the first `ok-*` file of `fixtures/<rule>/`, with what belongs to them.
//!
//! Examples of rules about ignore files are TOML, and the documents that they name are in `documents/`. A launch has its
//! task definition next to it, if it needs one.

use crate::data;
use std::{fs, path::Path};

const ENDINGS: [&str; 6] = [".json", ".toml", ".shorthand", ".argv", ".sh", ".yml"];
/// The ending of the file that contains the task definition of a launch.
const DEFINITION: &str = ".task-definition.json";
/// The beginning of the name of the fixture with the typical mistake, if that is not the first by name.
const TYPICAL: &str = "bad-typical-";

/// The path of the first fixture whose name has a prefix. The folder is watched only if there is none yet: the `.out`
/// files in it must not rebuild the crate.
pub fn first(folder: &str, prefix: &str) -> Option<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let is_fixture = |name: &String| {
        let has_ending = ENDINGS.iter().any(|ending| name.ends_with(ending));
        name.starts_with(prefix) && has_ending && !name.ends_with(DEFINITION)
    };
    // The typical mistake first. A document shows more than a command line.
    let order = |name: &String| (!name.starts_with(TYPICAL), !name.ends_with(".json"), name.clone());
    let first = names.filter(is_fixture).min_by_key(order);
    let path = first.map(|name| format!("{folder}/{name}"));
    println!("cargo::rerun-if-changed={}", path.as_deref().unwrap_or(folder));
    path
}

/// An example as an expression of type `Option<Example>`.
pub fn expression(root: &str, path: Option<&str>) -> String {
    let Some(path) = path else { return "None".to_owned() };
    let (folder, name) = path.rsplit_once('/').expect("a name");
    let documents = if name.ends_with(".toml") { documents(root, folder) } else { definition(root, path) };
    let bytes = included(root, path);
    format!("Some(Example {{ name: {name:?}, bytes: {bytes}, documents: &[{documents}] }})")
}

/// The documents that the ignore files of a folder name.
fn documents(root: &str, folder: &str) -> String {
    let folder = format!("{folder}/documents");
    let mut documents = String::new();
    for name in data::names(&folder, ".json") {
        let bytes = included(root, &format!("{folder}/{name}"));
        documents += &format!("(\"documents/{name}\", {bytes}), ");
    }
    documents
}

/// The task definition of a launch, if there is one.
fn definition(root: &str, path: &str) -> String {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let path = format!("{stem}{DEFINITION}");
    let name = path.rsplit('/').next().expect("a name");
    if !Path::new(&path).exists() {
        return String::new();
    }
    format!("({name:?}, {} as &[u8])", included(root, &path))
}

/// An expression that includes a file of the package. The folder of the package is not part of the text, so that the
/// text is the same in any folder.
fn included(root: &str, path: &str) -> String {
    let inside = path.strip_prefix(root).expect("a file of the package");
    format!("include_bytes!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {inside:?}))")
}
