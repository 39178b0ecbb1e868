//! ARCHITECTURE.md and CONTRIBUTING.md: short, and true of the sources.

use crate::layers::Modules;
use std::{fs, path::Path};

/// Words of ARCHITECTURE.md, signs of its tables and diagram included.
const WORDS_MAX: usize = 1_200;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn page(name: &str) -> String {
    fs::read_to_string(root().join(name)).expect(name)
}

/// A section without its heading.
fn section(heading: &str) -> String {
    let page = page("ARCHITECTURE.md");
    let rest = page.split(&format!("\n## {heading}\n")).nth(1);
    rest.and_then(|rest| rest.split("\n## ").next()).expect(heading).to_owned()
}

#[test]
fn it_is_read_at_one_sitting() {
    let words = page("ARCHITECTURE.md").split_whitespace().count();
    assert!(words <= WORDS_MAX, "ARCHITECTURE.md has {words} words, at most {WORDS_MAX}");
}

#[test]
fn the_table_lists_the_layers_in_order() {
    let section = section("Layers");
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
    let names: Vec<_> = rows.filter_map(|row| row.split('`').next()).collect();
    assert_eq!(names, Modules::read().layers());
}

/// A line of the walk: how far it is indented, and the path of its function.
fn walk() -> Vec<(usize, Vec<String>)> {
    let section = section("One file, from `main` to the report");
    let block = section.split("```").nth(1).expect("a block");
    let step = |line: &str| {
        let indent = line.len() - line.trim_start().len();
        let path = line.split_whitespace().next()?;
        Some((indent, path.split("::").map(str::to_owned).collect()))
    };
    block.lines().filter_map(step).collect()
}

#[test]
fn every_function_of_the_walk_exists() {
    let modules = Modules::read();
    for (_, path) in walk() {
        let name = path.join("::");
        let function = path.last().expect("a name");
        let text = modules.text_of(&path).unwrap_or_else(|| panic!("`{name}` is not in a module of src/"));
        let is_defined = [format!("fn {function}("), format!("fn {function}<")];
        assert!(is_defined.iter().any(|start| text.contains(start)), "`{name}` does not exist");
    }
}

#[test]
fn the_walk_never_steps_up() {
    let modules = Modules::read();
    let mut callers: Vec<(usize, usize)> = Vec::new();
    for (indent, path) in walk() {
        let layer = modules.layer(&path).expect("a layer");
        callers.retain(|(outer, _)| *outer < indent);
        if let Some((_, caller)) = callers.last() {
            assert!(layer <= *caller, "`{}` is in a higher layer than its caller", path.join("::"));
        }
        callers.push((indent, layer));
    }
}

/// Paths in backticks that name a file or a folder of this repository.
#[test]
fn every_path_exists() {
    for name in ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md", "bench/README.md"] {
        let page = page(name);
        let mut is_code = false;
        let prose = page.lines().filter(|line| {
            is_code ^= line.starts_with("```");
            !is_code
        });
        let paths = prose.flat_map(|line| line.split('`').skip(1).step_by(2)).filter(|code| is_path(code));
        for path in paths {
            assert!(root().join(path).exists(), "{name}: `{path}` does not exist");
        }
    }
}

/// Whether code looks like a path from the root, and does not stand for any name.
fn is_path(code: &str) -> bool {
    let folders =
        ["src/", "tests/", "schemas/", "fixtures/", "docs/", "bench/", "fuzz/", "packaging/", ".ci/"];
    let is_made_up = code.contains("my-") || code.contains("my_") || code.contains([' ', '*', '<', '…']);
    folders.iter().any(|folder| code.starts_with(folder)) && !is_made_up && code != "fuzz/artifacts/"
}
