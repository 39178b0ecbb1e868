//! Every rule against its own folder of `fixtures/`.
//!
//! - `bad-*.json` fires the rule the folder is named after; all its findings are in `bad-*.out`.
//! - `ok-*.json` fires nothing at all.
//! - A rule on ignore files has `.toml` instead; the documents that they name are those in `documents/`, and the day is a
//!   fixed one.
//! - `.shorthand` instead of `.json` contains a text in shorthand (`bad-x~network-configuration.shorthand`
//!   names the option), `.argv` a command line, one word per line, `.sh` and `.yml` a script.
//! - `…@2018-03-01.json` and `…@latest.json` pick the API revision, `…~overrides.json` the kind
//!   (`bad-x~overrides@latest.json` both).
//!
//! `UPDATE=1 cargo test` writes the `.out` files; git's diff is the review.

use ecs_preflight::{
    Checked, Date, Define, Definition, Definitions, Diagnostic, DocumentKind, Options, Requested, Source,
    check_as_named,
    document::task_definition::Discovery,
    examples::{EXAMPLE_DAY, SHA},
    model::client_release::ClientRelease,
    suppress::judge,
};
use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

pub fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// The files of a folder that are checked, by name.
pub fn all_cases(folder: &Path) -> Vec<PathBuf> {
    ending(folder, &["json", "toml", "shorthand", "argv", "sh", "yml"])
}

/// How a file is called that holds the task definition of the launch beside it.
const DEFINITION: &str = ".task-definition.json";

/// What a fixture is checked against: `x.task-definition.json` beside `x.json`.
pub fn definitions(path: &Path) -> Definitions {
    let beside = path.with_extension("task-definition.json");
    let read = |bytes| Definition::read(Source::new(file_name(&beside).to_owned(), bytes), Discovery::Named);
    let definition =
        fs::read(&beside).ok().map(|it| read(it).unwrap_or_else(|why| panic!("{beside:?}: {why:?}")));
    Definitions::new(definition.into_iter().collect())
}

/// The `.json` and `.toml` files of a folder, by name.
pub fn cases(folder: &Path) -> Vec<PathBuf> {
    ending(folder, &["json", "toml"])
}

fn ending(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.filter_map(|it| Some(it.ok()?.path()));
    let ends = |it: &PathBuf| it.extension().is_some_and(|it| endings.iter().any(|ending| it == *ending));
    let mut paths: Vec<_> = paths.filter(ends).collect();
    paths.retain(|it| !file_name(it).ends_with(DEFINITION));
    paths.sort();
    paths
}

pub fn file_name(path: &Path) -> &str {
    path.file_name().and_then(|it| it.to_str()).unwrap_or_default()
}

/// The client of fixtures with `+client` in their names.
pub const CLIENT: &str = "aws-cli/1.14.50";

/// What the name of a fixture says about how to check it.
pub fn options(path: &Path) -> Options {
    let (stem, ending) = file_name(path).rsplit_once('.').expect("an ending");
    let (stem, revision) = match stem.split_once('@') {
        None => (stem, Requested::Auto),
        Some((stem, "latest")) => (stem, Requested::Latest),
        Some((stem, date)) => (stem, Requested::On(Date::parse(date).expect("a date in the fixture's name"))),
    };
    let (stem, signs) = stem.split_once('+').unwrap_or((stem, ""));
    let kind = stem.split_once('~').filter(|_| ending == "json");
    let kind = kind.map(|(_, kind)| DocumentKind::named(kind).expect("a kind in the fixture's name"));
    let signs: Vec<_> = signs.split('+').collect();
    let defines = Define::parse(SHA).filter(|_| signs.contains(&"sha")).into_iter().collect();
    let (template, finished) = (signs.contains(&"template"), signs.contains(&"final"));
    let client = signs.contains(&"client").then(|| ClientRelease::parse(CLIENT).expect("a client"));
    Options { kind, revision, template, finished, client, defines, ..Options::default() }
}

pub fn run(path: &Path) -> (Source, Checked) {
    let bytes = fs::read(path).expect("a readable fixture");
    let source = Source::new(file_name(path).to_owned(), bytes);
    if is_ignore_file(path) {
        let documents = documents(path);
        let documents: Vec<_> =
            documents.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        return judge(source, &documents, EXAMPLE_DAY);
    }
    let checked = check_as_named(&source, &options(path), &definitions(path));
    (source, checked)
}

pub fn is_ignore_file(path: &Path) -> bool {
    path.extension().is_some_and(|it| it == "toml")
}

/// The documents beside an ignore file, under the paths by which it names them.
pub fn documents(ignore_file: &Path) -> Vec<(String, Vec<u8>)> {
    let paths = cases(&ignore_file.with_file_name("documents")).into_iter();
    paths.map(|it| (format!("documents/{}", file_name(&it)), fs::read(&it).expect("a document"))).collect()
}

/// Findings as plain text: stable, and independent of every reporter.
pub fn describe(source: &Source, checked: &Checked) -> String {
    let mut out = String::new();
    if let Some(document) = checked.document {
        let skeleton = if document.skeleton { ", skeleton" } else { "" };
        writeln!(out, "{} {}{skeleton}", document.kind, document.revision.named).expect("a string");
    }
    for it in &checked.diagnostics {
        finding(&mut out, source, it).expect("a string");
    }
    out
}

/// The text of a span, or its beginning.
fn shown(source: &Source, span: ecs_preflight::Span) -> String {
    let text = &source.text()[span.range()];
    match text.chars().count() {
        0..=60 => format!("{text:?}"),
        _ => format!("{:?}…", text.chars().take(60).collect::<String>()),
    }
}

fn finding(out: &mut String, source: &Source, it: &Diagnostic) -> std::fmt::Result {
    let at = source.position(it.span.start);
    writeln!(out, "\n{}:{} {}[{}] {}", at.line, at.column, it.severity, it.rule, it.message)?;
    writeln!(out, "  at {:?} {}", it.pointer, it.rejected_by.word())?;
    let shown = |span| shown(source, span);
    writeln!(out, "  > {} {}", shown(it.span), it.label.as_deref().unwrap_or(""))?;
    for label in &it.labels {
        let file = label.file.as_deref();
        let at = file.unwrap_or(source).position(label.span.start);
        let name = file.map(|it| format!("{}:", it.name())).unwrap_or_default();
        let text = self::shown(file.unwrap_or(source), label.span);
        writeln!(out, "  + {name}{}:{} {text} {}", at.line, at.column, label.message)?;
    }
    if let Some(help) = &it.help {
        writeln!(out, "  help: {help}")?;
    }
    if let Some(fix) = &it.fix {
        writeln!(out, "  fix ({}): {}", fix.applicability.word(), fix.title)?;
        for edit in &fix.edits {
            let at = source.position(edit.span.start);
            let text: String = edit.text.chars().take(80).collect();
            writeln!(out, "    {}:{} {} -> {text:?}", at.line, at.column, shown(edit.span))?;
        }
    }
    Ok(())
}

/// Compares with a file, or writes it under `UPDATE=1`.
pub fn expect(path: &Path, actual: &str) -> Option<String> {
    let expected = fs::read_to_string(path).unwrap_or_default();
    if expected == actual {
        return None;
    }
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, actual).expect("a writable fixture");
        return None;
    }
    Some(format!("{}\n--- expected\n{expected}--- actual\n{actual}", path.display()))
}
