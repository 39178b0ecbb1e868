//! No false alarms on examples that come with the clients.
//!
//! The examples are read from botocore and the AWS CLI as PyPI has them, and do not belong to this repository.

use crate::support::{clients, scratch::Folder};
use ecs_preflight::{DocumentKind, Options, Severity, Source, check};
use serde_json::Value;
use std::{fs, path::Path};

/// Examples of the clients in which an error is found, and why that is right.
const DIFFERENT: &[(&str, &str, &str)] = &[];

fn errors(name: &str, text: &str, kind: Option<DocumentKind>) -> Vec<String> {
    let source = Source::new(name.to_owned(), text.as_bytes().to_vec());
    let found = check(&source, &Options { kind, ..Options::default() });
    assert!(
        found.document.is_some() || !found.diagnostics.is_empty(),
        "{name} is taken for {:?}",
        found.recognized
    );
    let errors = found.diagnostics.iter().filter(|it| it.severity == Severity::Error);
    errors.map(|it| format!("{}: {}", it.rule, it.message)).collect()
}

/// Examples of the pages that come with the AWS CLI in which an error is right, and why.
const PAGES: &[(&str, &str, &str)] =
    &[("run-task.rst", "role-arn-format", "the account in the ARN of the example's role has ten digits")];

/// What an operation of the examples takes or answers, as a kind of ours.
fn kinds(operation: &str) -> (Option<DocumentKind>, Option<DocumentKind>) {
    match operation {
        "RunTask" => (Some(DocumentKind::RunTask), Some(DocumentKind::Response)),
        "StartTask" => (Some(DocumentKind::StartTask), Some(DocumentKind::Response)),
        "DescribeTasks" => (None, Some(DocumentKind::Response)),
        "RegisterTaskDefinition" => (Some(DocumentKind::TaskDefinition), Some(DocumentKind::TaskDefinition)),
        "DescribeTaskDefinition" | "DeregisterTaskDefinition" => (None, Some(DocumentKind::TaskDefinition)),
        _ => (None, None),
    }
}

#[test]
fn examples_of_the_clients_have_no_errors() {
    let mut seen = 0;
    let mut wrong = Vec::new();
    for (package, library) in [("botocore", "botocore==1.44.5"), ("awscli/botocore", "awscli==1.46.3")] {
        let name = library.replace("==", "-");
        let bin = clients::python(&format!("examples-{name}"), &[library]);
        for text in examples(&bin, &format!("{package}/data/ecs")) {
            let all: Value = serde_json::from_str(&text).expect("JSON");
            for (operation, examples) in all["examples"].as_object().expect("examples by operation") {
                let (input, output) = kinds(operation);
                for example in examples.as_array().expect("a list") {
                    for (side, kind) in [("input", input), ("output", output)] {
                        let Some(kind) =
                            kind.filter(|_| example[side].as_object().is_some_and(|it| !it.is_empty()))
                        else {
                            continue;
                        };
                        seen += 1;
                        let id = example["id"].as_str().unwrap_or_default();
                        let found = errors(id, &example[side].to_string(), Some(kind));
                        let known = DIFFERENT.iter().any(|it| (it.0, it.1) == (id, side));
                        if found.is_empty() == known {
                            wrong.push(format!("{name} {operation} {id} {side}: {found:?}"));
                        }
                    }
                }
            }
        }
    }
    eprintln!("{seen} examples of the clients");
    assert!(seen >= 8, "only {seen} examples");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The example files below a folder of a package.
fn examples(bin: &Path, folder: &str) -> Vec<String> {
    let library = bin.with_file_name("lib");
    let pythons = fs::read_dir(&library).expect("lib/ of the environment").filter_map(Result::ok);
    let folders = pythons.map(|it| it.path().join("site-packages").join(folder));
    let versions = folders.filter_map(|it| fs::read_dir(it).ok()).flatten().filter_map(Result::ok);
    versions.filter_map(|it| fs::read_to_string(it.path().join("examples-1.json")).ok()).collect()
}

/// The examples on the pages of the AWS CLI: blocks of JSON between paragraphs, requests as well as answers.
#[test]
fn examples_on_the_pages_of_the_client_have_no_errors() {
    let bin = clients::python("examples-awscli-1.46.3", &["awscli==1.46.3"]);
    let pythons =
        fs::read_dir(bin.with_file_name("lib")).expect("lib/ of the environment").filter_map(Result::ok);
    let folders = pythons.map(|it| it.path().join("site-packages/awscli/examples/ecs"));
    let mut pages: Vec<_> = folders
        .filter_map(|it| fs::read_dir(it).ok())
        .flatten()
        .filter_map(|it| Some(it.ok()?.path()))
        .collect();
    pages.retain(|it| it.extension().is_some_and(|it| it == "rst"));
    pages.sort();
    let (mut seen, mut wrong) = (0, Vec::new());
    for page in &pages {
        let name = page.file_name().and_then(|it| it.to_str()).expect("a UTF-8 name");
        for (at, block) in blocks(&fs::read_to_string(page).expect("a page")).iter().enumerate() {
            let source = Source::new(name.to_owned(), block.as_bytes().to_vec());
            // The pages cut their answers short, and give the rest of a request on the command line.
            let found = check(&source, &Options { partial: true, ..Options::default() });
            if found.document.is_none() {
                continue;
            }
            seen += 1;
            for it in found.diagnostics.iter().filter(|it| it.severity == Severity::Error) {
                if !PAGES.iter().any(|known| (known.0, known.1) == (name, it.rule.as_ref())) {
                    wrong.push(format!("{name}, block {at}: {}: {}", it.rule, it.message));
                }
            }
        }
    }
    assert!(seen >= 12, "only {seen} examples");
    assert!(wrong.is_empty(), "{} of {seen}:\n{}", wrong.len(), wrong.join("\n"));
}

/// The indented blocks of a page that begin like JSON.
fn blocks(page: &str) -> Vec<String> {
    let mut blocks = vec![String::new()];
    for line in page.lines() {
        match line.starts_with([' ', '\t']) {
            true => blocks.iter_mut().last().expect("a block").extend([line, "\n"]),
            false if line.trim().is_empty() => {}
            false => blocks.push(String::new()),
        }
    }
    blocks.retain(|it| it.trim_start().starts_with(['{', '[']));
    blocks
}

/// Findings in examples of other operations that are right, and why.
const RIGHT_EXAMPLES: &[(&str, &str, &str)] = &[];

/// Documents that are checked: an unsafe fix may remove the empty role of this one.
const CHANGED_BY_FIXES: &str = "ecs-RegisterTaskDefinition-0-input.json";

/// Requests and responses of all operations of ECS and Batch, as files of their own: what the client takes gets no error,
/// and no fix changes what is not a launch document.
#[test]
fn examples_of_all_operations_have_no_errors() {
    let bin = clients::python("examples-botocore-1.44.5", &["botocore==1.44.5"]);
    let folder = Folder::new("examples-of-all-operations", &[]);
    let mut texts = Vec::new();
    for service in ["ecs", "batch"] {
        for text in examples(&bin, &format!("botocore/data/{service}")) {
            let all: Value = serde_json::from_str(&text).expect("JSON");
            for (operation, examples) in all["examples"].as_object().expect("examples by operation") {
                for (at, example) in examples.as_array().expect("a list").iter().enumerate() {
                    for side in ["input", "output"] {
                        let name = format!("{service}-{operation}-{at}-{side}.json");
                        let example = serde_json::to_string_pretty(&example[side]).expect("JSON");
                        folder.write(&name, &example);
                        texts.push((name, example));
                    }
                }
            }
        }
    }
    assert!(texts.len() >= 60, "only {} examples", texts.len());
    let ran = folder.run(&["check", "--no-config", "--format", "concise", "."]);
    let errors = ran.out.lines().filter(|line| line.contains(": error["));
    let is_right = |line: &&str| {
        !RIGHT_EXAMPLES.iter().any(|(file, rule, _)| line.contains(file) && line.contains(rule))
    };
    let errors: Vec<_> = errors.filter(is_right).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    folder.run(&["check", "--no-config", "--fix", "--unsafe-fixes", "."]);
    let changed =
        texts.iter().filter(|(name, text)| folder.text(name) != *text).map(|(name, _)| name.as_str());
    let changed: Vec<_> = changed.filter(|name| *name != CHANGED_BY_FIXES).collect();
    assert!(changed.is_empty(), "changed by fixes: {}", changed.join(", "));
}

/// Everything that comes with the AWS CLI: the models, rule sets and examples of all services. None is a launch.
#[test]
fn files_of_the_client_itself_have_no_errors() {
    let bin = clients::python("examples-awscli-1.46.3", &["awscli==1.46.3"]);
    let library = bin.with_file_name("lib");
    let ran = Folder::new("files-of-the-client", &[]).run(&[
        "check",
        "--no-config",
        "--format",
        "concise",
        "--allow-none",
        library.to_str().expect("Unicode"),
    ]);
    assert_eq!(ran.out.lines().filter(|line| line.contains(": error[")).count(), 0, "{}", ran.out);
    assert!(!ran.err.contains("EventBridge"), "rule sets are not EventBridge targets: {}", ran.err);
}
