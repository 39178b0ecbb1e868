//! Invariants of ARCHITECTURE.md that a look at the sources can hold.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The Rust files below a folder, with their texts.
pub fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|it| it == "rs") {
            let text = fs::read_to_string(&path).expect("a source");
            found.push((path, text));
        }
    }
    found
}

/// The files whose code, comments aside, holds a text.
fn naming(text: &str) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let names = |it: &str| it.lines().any(|line| !line.trim_start().starts_with("//") && line.contains(text));
    let files = sources(&root).into_iter().filter(|(_, it)| names(it));
    let name = |path: &Path| path.strip_prefix(&root).unwrap_or(path).display().to_string();
    let mut files: Vec<_> = files.map(|(path, _)| name(&path)).collect();
    files.sort();
    files
}

#[test]
fn each_large_crate_is_named_in_one_place() {
    assert_eq!(naming("saphyr_parser::"), ["command/yaml.rs", "script/pipeline_yaml.rs"]);
    assert_eq!(naming("tree_sitter"), ["script/tree.rs"]);
    assert_eq!(naming("miette::"), ["report/human.rs"]);
    assert_eq!(
        naming("jsonschema::"),
        ["check/explain.rs", "check/oracle.rs", "check/validator.rs", "policy/team_schema.rs"]
    );
    assert!(naming("clap::").iter().all(|it| it.starts_with("cli/args/")));
    assert_eq!(naming("indicatif::"), ["cli/io/progress.rs"]);
    assert_eq!(naming("toml::"), ["settings/toml_value.rs", "suppress/parse.rs"]);
    assert_eq!(naming("globset::"), ["settings/glob.rs"]);
    assert_eq!(naming("toml_edit::"), ["suppress/edit.rs"]);
}

#[test]
fn the_library_does_no_io() {
    for module in ["std::fs", "std::env", "std::net", "std::process", "std::time", "println!"] {
        let files = naming(module);
        assert!(files.iter().all(|it| it == "main.rs" || it.starts_with("cli/")), "{module} in {files:?}");
    }
}

/// A long-running server uses the library: what belongs to one configuration or one document ends with it.
#[test]
fn nothing_is_leaked() {
    for call in ["::leak(", ".leak()", "mem::forget", "ManuallyDrop"] {
        assert!(naming(call).is_empty(), "{call} in {:?}", naming(call));
    }
}

/// Secrets are left out by `Source::shown`; code that reads the text itself shows them.
#[test]
fn reports_see_of_a_file_what_is_shown() {
    let files = naming("source.text()");
    let reports: Vec<_> = files.iter().filter(|it| it.starts_with("report/")).collect();
    assert!(reports.is_empty(), "{reports:?}");
}

/// A sentence of a finding is data: its code changes part by part (`Text::with_code`), and no code edits the rendered text.
#[test]
fn no_code_edits_a_finished_sentence() {
    let edits = [
        ".message.replace",
        ".help.replace",
        ".label.replace",
        ".title.replace",
        "message.split(",
        "split('`')",
        ".message.push",
        "message: &mut String",
        "sentence: &str) -> String",
        "message: &str) -> String",
        "text: &Text) -> String",
    ];
    for edit in edits {
        let mut files = naming(edit);
        // Reports render sentences; patterns of the errors of AWS are not sentences.
        files.retain(|file| !file.starts_with("report/") && file != "diagnostic/text.rs");
        assert!(files.is_empty(), "`{edit}` in {files:?}");
    }
}

#[test]
fn rules_stay_small() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (path, text) in sources(&root) {
        let most = if path.parent().is_some_and(|it| it.ends_with("rules")) { 260 } else { 500 };
        let lines = text.lines().count();
        assert!(lines <= most, "{}: {lines} lines, at most {most}", path.display());
    }
}

#[test]
fn the_files_of_the_build_script_stay_small() {
    for (path, text) in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("build")) {
        let lines = text.lines().count();
        assert!(lines <= 250, "{}: {lines} lines, at most 250", path.display());
    }
}
