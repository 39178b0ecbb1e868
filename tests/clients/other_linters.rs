//! Other tools on the same task definitions and launches: cfn-lint, checkov and moto, each in one process.
//!
//! Every disagreement is in `tests/data/peers.json` with its reason; a new one fails, and so does one that is gone.
//! They come from PyPI. What the AWS CLI rejects by its model is compared elsewhere (`model_history`, `aws_cli`). The JSON
//! Schema of awslabs for editors (amazon-ecs-intellisense-schema) is in no package registry; `docs/reliability.md` has a
//! comparison that was made once.

use crate::aws_cli::ask_with;
use crate::support::{
    clients,
    fixtures::{fixtures, options},
    root,
};
use ecs_preflight::{DocumentKind, RejectedBy, Severity, Source, check, json, text::placeholder};
use serde::Deserialize;
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// A tool, what is installed for it, and what it reads.
const TOOLS: [(&str, &str, &[DocumentKind]); 3] = [
    ("cfn-lint", "cfn-lint==1.58.0", &[DocumentKind::TaskDefinition]),
    ("checkov", "checkov==3.3.30", &[DocumentKind::TaskDefinition]),
    (
        "moto",
        "moto[ecs]==5.2.5",
        &[DocumentKind::TaskDefinition, DocumentKind::RunTask, DocumentKind::StartTask],
    ),
];

/// The disagreements with one tool.
#[derive(Deserialize, Default)]
struct Known {
    /// Rules of ours to which the tool has nothing to say, by the reason.
    silent: Vec<Silent>,
    /// What the tool objects to in a file that has no error of ours.
    stricter: Vec<Stricter>,
}

#[derive(Deserialize)]
struct Silent {
    reason: String,
    rules: Vec<String>,
}

#[derive(Deserialize)]
struct Stricter {
    reason: String,
    /// The beginning of what it says.
    says: String,
    /// The files, or `*` where it is about what the tool does not know at all.
    files: Vec<String>,
}

/// A document that ECS gets, with the rules that have errors for it.
struct Asked {
    id: String,
    kind: DocumentKind,
    document: Value,
    errors: BTreeSet<String>,
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).expect("a folder").map(|it| it.expect("an entry").path());
    let mut entries: Vec<_> = entries.collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|it| it == "json") {
            found.push(path);
        }
    }
}

/// The task definitions and launches of the fixtures and of the field that a client would send.
fn asked() -> Vec<Asked> {
    let mut paths = Vec::new();
    files(&fixtures(), &mut paths);
    files(&root().join("tests/data/field"), &mut paths);
    paths.iter().filter_map(|it| ask_about(it)).collect()
}

fn ask_about(path: &Path) -> Option<Asked> {
    let id = path.strip_prefix(root()).expect("a file of the package").to_string_lossy().replace('\\', "/");
    let bytes = fs::read(path).expect("a file");
    let source = Source::new(id.clone(), bytes);
    // What a placeholder becomes other tools do not ask.
    if !json::is_strict(source.text()) || !placeholder::holes(source.text()).is_empty() {
        return None;
    }
    let is_definition = id.ends_with(".task-definition.json");
    let options = if is_definition { Default::default() } else { options(path) };
    let checked = check(&source, &options);
    let kind = checked.document?.kind;
    let errors: Vec<_> = checked.diagnostics.iter().filter(|it| it.severity == Severity::Error).collect();
    let is_whole =
        matches!(kind, DocumentKind::TaskDefinition | DocumentKind::RunTask | DocumentKind::StartTask);
    if !is_whole || errors.iter().any(|it| it.rejected_by == RejectedBy::Client) {
        return None;
    }
    let document: Value = serde_json::from_str(source.text()).ok()?;
    // What describe-task-definition prints around it does not belong to it.
    let document = document.get("taskDefinition").filter(|it| it.is_object()).unwrap_or(&document).clone();
    let errors = errors.iter().map(|it| it.rule.to_string()).collect();
    Some(Asked { id, kind, document, errors })
}

/// What both sides have to say, as disagreements: rules of ours with the files, and sayings of theirs with the files.
type Disagreements = (BTreeMap<String, BTreeSet<String>>, BTreeMap<String, BTreeSet<String>>);

fn disagreements(asked: &[&Asked], answers: &[Value]) -> (Disagreements, usize) {
    let (mut ours, mut theirs, mut agreed) = (BTreeMap::new(), BTreeMap::new(), 0);
    for (it, answer) in asked.iter().zip(answers) {
        assert_eq!(answer["id"], it.id.as_str());
        let said: Vec<_> =
            answer["said"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
        // It broke off, which says nothing.
        if said.iter().any(|it| it.starts_with('!')) {
            continue;
        }
        match (it.errors.is_empty(), said.is_empty()) {
            (false, true) => {
                for rule in &it.errors {
                    ours.entry(rule.clone()).or_insert_with(BTreeSet::new).insert(it.id.clone());
                }
            }
            (true, false) => {
                for word in said {
                    theirs.entry(word.to_owned()).or_insert_with(BTreeSet::new).insert(it.id.clone());
                }
            }
            _ => agreed += 1,
        }
    }
    ((ours, theirs), agreed)
}

#[test]
fn every_disagreement_with_other_tools_has_a_reason() {
    let text = fs::read_to_string(root().join("tests/data/peers.json")).expect("the disagreements");
    let mut known: BTreeMap<String, Known> = serde_json::from_str(&text).expect("the disagreements");
    let all = asked();
    let mut wrong = Vec::new();
    for (tool, package, kinds) in TOOLS {
        let bin = clients::python(tool, &[package]);
        let asked: Vec<_> = all.iter().filter(|it| kinds.contains(&it.kind)).collect();
        let question = |it: &&Asked| json!({"id": it.id, "kind": it.kind.word(), "document": it.document});
        let questions: Vec<_> = asked.iter().map(question).collect();
        let answers = ask_with(&bin.join("python"), "peers.py", &[tool], &questions);
        let (found, agreed) = disagreements(&asked, &answers);
        eprintln!("{tool}: agrees on {agreed} of {} documents", asked.len());
        let known = known.remove(tool).unwrap_or_default();
        wrong.extend(compare(&found, &known).into_iter().map(|it| format!("{tool}: {it}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn compare((ours, theirs): &Disagreements, known: &Known) -> Vec<String> {
    let mut wrong = Vec::new();
    for (rule, files) in ours {
        if !known.silent.iter().any(|it| it.rules.contains(rule)) {
            wrong.push(format!("says nothing where {rule} is an error: {files:?}"));
        }
    }
    for rule in known.silent.iter().flat_map(|it| &it.rules) {
        if !ours.contains_key(rule) {
            wrong.push(format!("is not silent about {rule}"));
        }
    }
    for (said, files) in theirs {
        let listed = |file: &String| {
            known
                .stricter
                .iter()
                .any(|it| said.starts_with(&it.says) && it.files.iter().any(|it| it == "*" || it == file))
        };
        for file in files.iter().filter(|it| !listed(it)) {
            wrong.push(format!("says {said:?} where nothing is an error: {file}"));
        }
    }
    for it in &known.stricter {
        for file in &it.files {
            let is_said = |(said, files): (&String, &BTreeSet<String>)| {
                said.starts_with(&it.says) && (file == "*" || files.contains(file))
            };
            if !theirs.iter().any(is_said) {
                wrong.push(format!("does not say {:?} of {file}", it.says));
            }
        }
    }
    let reasons = known.silent.iter().map(|it| &it.reason).chain(known.stricter.iter().map(|it| &it.reason));
    wrong
        .extend(reasons.filter(|it| it.len() < 20).map(|it| format!("has a reason that is too short: {it}")));
    wrong
}
