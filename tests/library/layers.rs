//! Folders of `src/` are layers: imports run downward only, and no two files import each other.
//!
//! `lib.rs` lists the layers from the lowest up; `cli`, the program, is above all of them.

use crate::source_layout::sources;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

/// A path of modules and items: `text::span::Span`.
type ItemPath = Vec<String>;

/// One import: its line and what it names.
struct Import {
    line: usize,
    path: ItemPath,
}

/// The source files by module path, without the roots `lib.rs` and `main.rs`.
pub struct Modules {
    layers: Vec<String>,
    files: BTreeMap<ItemPath, (PathBuf, String)>,
}

impl Modules {
    pub fn read() -> Modules {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let all = sources(&root);
        let library = all.iter().find(|(path, _)| path.ends_with("lib.rs")).map_or("", |it| &it.1);
        let module = |line: &str| Some(line.strip_prefix("pub mod ")?.strip_suffix(';')?.to_owned());
        let layers = library.lines().filter_map(module).chain(["cli".to_owned()]).collect();
        let files = all.into_iter().filter_map(|(path, text)| {
            let path = path.strip_prefix(&root).ok()?.to_owned();
            let module = module_of(&path)?;
            Some((module, (path, without_tests(&text))))
        });
        Modules { layers, files: files.collect() }
    }

    /// From the lowest up.
    pub fn layers(&self) -> &[String] {
        &self.layers
    }

    /// The code of the module that contains an item.
    pub fn text_of(&self, path: &[String]) -> Option<&str> {
        self.files.get(self.owner(path)?).map(|(_, text)| text.as_str())
    }

    pub fn layer(&self, path: &[String]) -> Option<usize> {
        self.layers.iter().position(|layer| Some(layer) == path.first())
    }

    /// The module that contains an item: the longest known prefix of its path.
    fn owner<'p>(&self, path: &'p [String]) -> Option<&'p [String]> {
        (1..=path.len()).rev().map(|length| &path[..length]).find(|it| self.files.contains_key(*it))
    }

    /// Every broken layer rule, as `file:line: reason`.
    fn upward(&self) -> Vec<String> {
        let mut broken = Vec::new();
        for (module, (file, text)) in &self.files {
            for Import { line, path } in imports(module, text) {
                let place = format!("{}:{line}", file.display());
                let (Some(own), Some(other)) = (self.layer(module), self.layer(&path)) else {
                    if !path.is_empty() && self.owner(&path).is_none() && module[0] != "cli" {
                        broken.push(format!("{place}: `{}` is not in a layer", path.join("::")));
                    }
                    continue;
                };
                if other > own {
                    let (own, other) = (&self.layers[own], &self.layers[other]);
                    broken.push(format!(
                        "{place}: `{own}` imports `{}`, but `{other}` is above it",
                        path.join("::")
                    ));
                }
            }
        }
        broken
    }

    /// The files that can be reached from each file by its imports. A folder's `mod.rs` and its children count as one.
    fn circles(&self) -> Vec<String> {
        let mut graph: BTreeMap<&[String], BTreeSet<&[String]>> = BTreeMap::new();
        for (module, (_, text)) in &self.files {
            for Import { path, .. } in imports(module, text) {
                let Some((known, _)) = self.owner(&path).and_then(|it| self.files.get_key_value(it)) else {
                    continue;
                };
                let is_family = known.starts_with(module) || module.starts_with(known);
                if !is_family {
                    graph.entry(module).or_default().insert(known);
                }
            }
        }
        let in_circle = |start: &[String]| {
            let mut open: Vec<_> = graph.get(start).into_iter().flatten().copied().collect();
            let mut seen = BTreeSet::new();
            while let Some(module) = open.pop() {
                if module == start {
                    return true;
                }
                if seen.insert(module) {
                    open.extend(graph.get(module).into_iter().flatten().copied());
                }
            }
            false
        };
        graph.keys().filter(|it| in_circle(it)).map(|it| it.join("::")).collect()
    }
}

/// The code of a file without its unit tests and comments; lines keep their numbers.
fn without_tests(text: &str) -> String {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = code.lines().map(|line| if line.trim_start().starts_with("//") { "" } else { line });
    lines.collect::<Vec<_>>().join("\n")
}

/// `json/strict.rs` is `json::strict`, `json/mod.rs` is `json`.
fn module_of(path: &Path) -> Option<ItemPath> {
    let path = path.with_extension("");
    let mut steps: ItemPath = path.iter().map(|it| it.to_string_lossy().into_owned()).collect();
    if steps.last().is_some_and(|it| it == "mod") {
        steps.pop();
    }
    (!matches!(steps.as_slice(), [one] if one == "lib" || one == "main")).then_some(steps)
}

/// All that a file imports from its crate or from the library: `use` declarations and full paths in the code.
fn imports(module: &[String], text: &str) -> Vec<Import> {
    let mut found = Vec::new();
    let mut rest = text;
    let mut line = 1;
    while let Some(at) = rest.find(|it: char| it == '_' || it.is_ascii_alphabetic()) {
        line += rest[..at].matches('\n').count();
        let is_new_word = !rest[..at].ends_with("::") && !rest[..at].ends_with('$');
        rest = &rest[at..];
        let word =
            rest.len() - rest.trim_start_matches(|it: char| it == '_' || it.is_ascii_alphanumeric()).len();
        let root = &rest[..word];
        if is_new_word
            && matches!(root, "crate" | "super" | "self" | "ecs_preflight")
            && rest[word..].starts_with("::")
        {
            let tree = tree_end(rest);
            let mut paths = Vec::new();
            flatten(&rest[..tree], &mut Vec::new(), &mut paths);
            found.extend(
                paths.into_iter().filter_map(|it| Some(Import { line, path: absolute(module, &it)? })),
            );
            line += rest[..tree].matches('\n').count();
            rest = &rest[tree..];
        } else {
            rest = &rest[word..];
        }
    }
    found
}

/// The end of a path that may have braces: `crate::{a, b::{c, d}}`.
fn tree_end(text: &str) -> usize {
    let mut depth = 0;
    for (at, sign) in text.char_indices() {
        match sign {
            '{' if depth > 0 || text[..at].ends_with("::") => depth += 1,
            '}' if depth > 1 => depth -= 1,
            '}' if depth == 1 => return at + 1,
            _ if depth > 0 || sign == ':' || sign == '_' || sign.is_ascii_alphanumeric() => {}
            _ => return at,
        }
    }
    text.len()
}

/// The paths of a tree, without renames.
fn flatten(tree: &str, prefix: &mut ItemPath, found: &mut Vec<ItemPath>) {
    let tree = tree.trim();
    let Some(open) = tree.find('{') else {
        let path = tree.split(" as ").next().unwrap_or_default();
        let steps = path.split("::").map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned);
        found.push(prefix.iter().cloned().chain(steps).collect());
        return;
    };
    let length = prefix.len();
    prefix.extend(tree[..open].split("::").map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned));
    let inner = &tree[open + 1..tree.len() - 1];
    let (mut depth, mut start) = (0, 0);
    for (at, sign) in inner.char_indices().chain([(inner.len(), ',')]) {
        match sign {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                if !inner[start..at].trim().is_empty() {
                    flatten(&inner[start..at], prefix, found);
                }
                start = at + 1;
            }
            _ => {}
        }
    }
    prefix.truncate(length);
}

/// The path from the root of the crate.
fn absolute(module: &[String], path: &[String]) -> Option<ItemPath> {
    let ups = path.iter().take_while(|it| *it == "super").count();
    let base: &[String] = match path.first()?.as_str() {
        "super" => module.get(..module.len().checked_sub(ups)?)?,
        "self" => module,
        _ => &[],
    };
    let rest = path.iter().skip(ups.max(1)).filter(|it| *it != "self" && *it != "*");
    Some(base.iter().chain(rest).cloned().collect())
}

#[test]
fn imports_run_downward_only() {
    let broken = Modules::read().upward();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn no_two_files_import_each_other() {
    let circles = Modules::read().circles();
    assert!(circles.is_empty(), "files in a circle of imports: {}", circles.join(", "));
}

#[test]
fn upward_imports_are_found() {
    let mut modules = Modules::read();
    let upward = [
        "use crate::{text::span, rules::{self, RULES}};",
        "use super::super::check::Options;",
        "fn f() -> crate::report::Report { todo!() }",
    ];
    for text in upward {
        let module = vec!["json".to_owned(), "made_up".to_owned()];
        modules.files.insert(module, ("json/made_up.rs".into(), format!("//! A file.\n\n{text}\n")));
        let broken = modules.upward();
        assert!(
            !broken.is_empty() && broken.iter().all(|it| it.starts_with("json/made_up.rs:3: `json` imports")),
            "{broken:?}"
        );
    }
    let circle = [("json::one", "use crate::json::two::Two;"), ("json::two", "use super::one::One;")];
    for (name, text) in circle {
        let module = name.split("::").map(str::to_owned).collect();
        modules.files.insert(module, (format!("{name}.rs").into(), text.to_owned()));
    }
    assert_eq!(modules.circles(), ["json::one", "json::two"]);
}

#[test]
fn each_layer_says_what_it_may_import() {
    let modules = Modules::read();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let folders = std::fs::read_dir(&root).expect("src").filter_map(Result::ok);
    for folder in folders.filter(|it| it.path().is_dir()) {
        let name = folder.file_name().to_string_lossy().into_owned();
        assert!(modules.layers.contains(&name), "`src/{name}/` is not a layer of lib.rs");
    }
    for (at, layer) in modules.layers.iter().enumerate() {
        let below = match &modules.layers[..at] {
            [] => "imports no other layer".to_owned(),
            [one] => format!("may import `{one}`"),
            [one, two] => format!("may import `{one}` and `{two}`"),
            [first, .., last] => format!("may import `{first}` to `{last}`"),
        };
        let text = std::fs::read_to_string(root.join(layer).join("mod.rs")).expect(layer);
        let line = format!("//! Layer {at}: {below}.");
        assert!(text.lines().any(|it| it == line), "src/{layer}/mod.rs lacks the line `{line}`");
    }
}
