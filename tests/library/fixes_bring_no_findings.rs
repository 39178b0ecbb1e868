//! After any fix, safe or not, there is no finding that was not there before, a warning at least: for all fixtures and
//! all cases in `tests/data`, of each fix alone and of all together.

use crate::support::fixtures::{all_cases, definitions, file_name, fixtures, options};
use ecs_preflight::{
    Checked, Definitions, Diagnostic, Options, RULES, Severity, Source, check_with,
    fix::{Fixes, fix_document},
};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// Folders of `tests/data` with documents of the field; all that lies in them is tried.
const FOLDERS: [&str; 2] = ["tests/data/field", "tests/data/field-cases"];

fn below(folder: &Path, files: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|it| it.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() { below(&path, files) } else { files.push(path) }
    }
}

fn is_document(path: &Path) -> bool {
    let name = file_name(path);
    [".json", ".tpl", ".tftpl", ".asl"].iter().any(|it| name.ends_with(it))
}

/// How many findings each rule has, warnings at least.
fn by_rule(found: &[Diagnostic]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for it in found.iter().filter(|it| it.severity != Severity::Info) {
        *counts.entry(&*it.rule).or_default() += 1;
    }
    counts
}

fn new(before: &Checked, after: &Checked) -> Vec<String> {
    let (before, after) = (by_rule(&before.diagnostics), by_rule(&after.diagnostics));
    let more = after.iter().filter(|(rule, count)| before.get(*rule).is_none_or(|it| it < *count));
    more.map(|(rule, _)| (*rule).to_owned()).collect()
}

/// What the fixes of a document bring.
fn brought(source: &Source, options: &Options, definitions: &Definitions) -> Vec<String> {
    let found = check_with(source, options, definitions);
    // Text in another encoding was not read before.
    let fixes = found.diagnostics.iter().filter(|it| it.rule != "encoding");
    let mut brought = Vec::new();
    for it in fixes.filter(|_| found.cut == 0) {
        let Some(fixed) = it.fix.as_ref().and_then(|fix| fix.apply(source.text())) else { continue };
        let fixed = Source::new(source.name().to_owned(), fixed.into_bytes());
        let new = new(&found, &check_with(&fixed, options, definitions));
        brought.extend(new.into_iter().map(|new| format!("the fix of {} brings {new}", it.rule)));
    }
    for unsafe_too in
        [false, true].into_iter().filter(|_| !found.diagnostics.iter().any(|it| it.rule == "encoding"))
    {
        let examine = |it: &Source| check_with(it, options, definitions);
        let before = Source::new(source.name().to_owned(), source.bytes().to_vec());
        let fixed = fix_document(before, found.clone(), &[], Fixes { unsafe_too }, options, examine);
        let Some(after) = fixed.after else { continue };
        brought.extend(new(&found, &after.remaining).into_iter().map(|new| format!("all fixes bring {new}")));
    }
    brought
}

#[test]
fn no_fix_brings_a_new_finding() {
    let own = RULES.iter().flat_map(|it| all_cases(&fixtures().join(it.id))).filter(|it| is_document(it));
    let mut files: Vec<_> = own.map(|it| (it.clone(), options(&it))).collect();
    for folder in FOLDERS {
        let mut found = Vec::new();
        below(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut found);
        files.extend(found.into_iter().filter(|it| is_document(it)).map(|it| (it, Options::default())));
    }
    let mut wrong = Vec::new();
    for (path, options) in &files {
        let source = Source::new(file_name(path).to_owned(), fs::read(path).expect("a document"));
        let brought = brought(&source, options, &definitions(path));
        wrong.extend(brought.into_iter().map(|it| format!("{}: {it}", path.display())));
    }
    assert!(files.len() > 300, "{}", files.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
