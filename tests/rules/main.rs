//! One test for each rule, named after it: `cargo test --test rules cluster-format`.
//!
//! Its fixtures say what they should, its fixes silence what they fix, and its page shows both (see `support/fixtures.rs`
//! for the names of fixtures). `UPDATE=1` writes the `.out` files and the page; git's diff is the review.

#[cfg(feature = "cli")]
mod pages;

#[path = "../support/mod.rs"]
mod support;

use ecs_preflight::{Checked, RULES, RuleEntry, Source, check_with, json};
use libtest_mimic::{Arguments, Failed, Trial};
use std::{fs, path::Path, process::ExitCode};
use support::fixtures::{
    all_cases, cases, definitions, describe, expect, file_name, fixtures, is_ignore_file, options, run,
};

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    // The whole name of a rule is that rule alone, even where it begins the names of others.
    let is_rule = |filter: &String| RULES.iter().any(|rule| rule.id == filter);
    arguments.exact |= arguments.filter.as_ref().is_some_and(is_rule);
    let mut tests: Vec<_> =
        RULES.iter().map(|rule| Trial::test(rule.id, || passes(the_rule(rule)))).collect();
    tests.push(Trial::test("every folder of fixtures/ belongs to a rule", || passes(folders())));
    libtest_mimic::run(&arguments, tests).exit_code()
}

fn passes(wrong: Vec<String>) -> Result<(), Failed> {
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}

fn the_rule(rule: &RuleEntry) -> Vec<String> {
    let folder = fixtures().join(rule.id);
    let mut wrong = Vec::new();
    for prefix in ["bad-", "ok-"] {
        if !all_cases(&folder).iter().any(|case| file_name(case).starts_with(prefix)) {
            wrong.push(format!("{}: needs a {prefix}*.json (or .toml)", folder.display()));
        }
    }
    for case in all_cases(&folder) {
        wrong.extend(the_findings(rule, &case));
    }
    for case in cases(&folder) {
        wrong.extend(the_fixes(&case));
    }
    #[cfg(feature = "cli")]
    wrong.extend(expect(&folder.join("README.md"), &pages::page(rule).expect("a string")));
    wrong
}

fn the_findings(rule: &RuleEntry, case: &Path) -> Vec<String> {
    let mut wrong = Vec::new();
    let (source, checked) = run(case);
    let name = format!("{}/{}", rule.id, file_name(case));
    if file_name(case).starts_with("bad-") {
        if !checked.diagnostics.iter().any(|it| it.rule == rule.id) {
            wrong.push(format!("{name}: {} does not fire", rule.id));
        }
        wrong.extend(expect(&case.with_extension("out"), &describe(&source, &checked)));
    } else if !checked.diagnostics.is_empty() || checked.document.is_none() && !is_ignore_file(case) {
        wrong.push(format!("{name}: is not silent\n{}", describe(&source, &checked)));
    }
    wrong.extend(sound(&source, &checked).map(|it| format!("{name}: {it}")));
    wrong
}

/// What holds for every finding: a span inside the text, a pointer that leads somewhere, tidy words.
fn sound<'a>(source: &'a Source, checked: &'a Checked) -> impl Iterator<Item = String> + 'a {
    checked.diagnostics.iter().filter_map(move |it| {
        let inside =
            source.text().get(it.span.range()).is_some_and(|it| !it.is_empty()) || source.text().is_empty();
        let labels = it.labels.iter().all(|it| {
            let file = it.file.as_deref().unwrap_or(source);
            file.text().get(it.span.range()).is_some_and(|it| !it.is_empty())
        });
        let message = it.message.strip_suffix('.').is_none() && !it.message.contains('\n');
        let capital = it.message.starts_with(|c: char| c.is_uppercase())
            && !it.message.starts_with("JSON")
            && !it.message.starts_with("ARN")
            && !it.message.starts_with("UTF");
        (!inside || !labels || !message || capital).then(|| format!("{} is badly formed: {it:#?}", it.rule))
    })
}

/// A fix leaves valid JSON and silences its finding.
fn the_fixes(case: &Path) -> Vec<String> {
    let mut wrong = Vec::new();
    let (source, checked) = run(case);
    for (at, it) in checked.diagnostics.iter().enumerate() {
        let Some(fix) = &it.fix else { continue };
        let name = format!("{}: {} ({})", case.display(), it.rule, fix.title);
        let Some(text) = fix.apply(source.text()) else {
            wrong.push(format!("{name}: edits overlap or lie outside"));
            continue;
        };
        let others_broken =
            checked.diagnostics.iter().enumerate().any(|(other, it)| other != at && it.rule == "syntax");
        let fixed = Source::new(source.name().to_owned(), text.into_bytes());
        if !others_broken && !json::is_strict(fixed.text()) {
            wrong.push(format!("{name}: leaves no JSON:\n{}", fixed.text()));
        }
        let after = check_with(&fixed, &options(case), &definitions(case));
        let same = |other: &&ecs_preflight::Diagnostic| {
            other.rule == it.rule && other.message == it.message && other.pointer == it.pointer
        };
        let before = checked.diagnostics.iter().filter(same).count();
        if after.diagnostics.iter().filter(same).count() >= before {
            wrong.push(format!("{name}: the finding stays:\n{}", fixed.text()));
        }
    }
    wrong
}

fn folders() -> Vec<String> {
    let mut wrong = Vec::new();
    for entry in fs::read_dir(fixtures()).expect("fixtures/") {
        let name = entry.expect("an entry").file_name().into_string().expect("a UTF-8 name");
        if !name.starts_with('_') && !RULES.iter().any(|rule| rule.id == name) {
            wrong.push(format!("fixtures/{name} belongs to no rule"));
        }
    }
    wrong
}
