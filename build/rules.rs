//! Reads the rules: one file of `src/rules/` each. The file name is the rule's id, and its `//!` comment is the rule's page.
//!
//! Where a rule looks, and how, is found by searching the text of its file, because the rules are not compiled yet.
//! `src/lint/from_text.rs` compares that with the compiled rule; a difference stops the build.

use crate::{data, examples};
use std::fs;

/// The variants of `On` in `src/lint/rule.rs`, and the documents whose places each names.
const PLACES: [(&str, &[&str]); 5] = [
    ("Request", &["start-task", "run-task"]),
    ("StartTask", &["start-task"]),
    ("RunTask", &["run-task"]),
    ("Response", &["response"]),
    ("TaskDefinition", &["task-definition"]),
];

/// The variant of `Check` in `src/lint/rule.rs` for strings that may contain a secret.
pub const POSSIBLE_SECRETS: &str = "PossibleSecrets";

/// All rules, in the order of their ids.
pub struct Rules(pub Vec<RuleFile>);

/// What the text of one rule's file says.
pub struct RuleFile {
    pub module: String,
    pub path: String,
    /// The file's `//!` comment.
    pub page: String,
    /// The places it looks at, each with its variant of `On`.
    pub places: Vec<(&'static str, String)>,
    /// Whether it has a `CONFIDENCE`.
    pub has_confidence: bool,
    /// Whether it has an `ANSWERED_BY`.
    pub is_answered: bool,
    /// Whether its variant of `Check` is [`POSSIBLE_SECRETS`].
    pub is_on_secrets: bool,
    /// The paths of its examples.
    pub bad: Option<String>,
    pub ok: Option<String>,
}

pub fn read(root: &str) -> Rules {
    let folder = format!("{root}/src/rules");
    // Some rules share a list of places.
    let shared = format!("{root}/src/rules/shared/secret_places.rs");
    println!("cargo::rerun-if-changed={shared}");
    let shared = fs::read_to_string(&shared).expect(&shared);
    let mut rules = Vec::new();
    for name in data::names(&folder, ".rs") {
        if name != "mod.rs" {
            rules.push(RuleFile::read(root, format!("{folder}/{name}"), &shared));
        }
    }
    Rules(rules)
}

impl RuleFile {
    fn read(root: &str, path: String, shared: &str) -> RuleFile {
        let text = fs::read_to_string(&path).expect(&path);
        let page = page(&text);
        assert!(!page.is_empty(), "{path}: a rule file starts with its page, a `//!` comment");
        let mut code = without_comments(&text);
        let has_confidence = has_constant(&path, &code, "CONFIDENCE", "Confidence");
        let is_answered = has_constant(&path, &code, "ANSWERED_BY", "Answer");
        if code.contains("secret_places::PLACES") {
            code += &without_comments(shared);
        }
        let module = path.rsplit('/').next().expect("a name").trim_end_matches(".rs").to_owned();
        let fixtures = format!("{root}/fixtures/{}", module.replace('_', "-"));
        RuleFile {
            bad: examples::first(&fixtures, "bad-"),
            ok: examples::first(&fixtures, "ok-"),
            places: places(&code),
            is_on_secrets: code.contains(&format!("check: {POSSIBLE_SECRETS}(")),
            module,
            path,
            page,
            has_confidence,
            is_answered,
        }
    }

    /// Its file name, with hyphens.
    pub fn id(&self) -> String {
        self.module.replace('_', "-")
    }
}

fn page(text: &str) -> String {
    let mut page = String::new();
    for line in text.lines().map_while(|line| line.strip_prefix("//!")) {
        page += line.strip_prefix(' ').unwrap_or(line);
        page.push('\n');
    }
    page
}

fn without_comments(text: &str) -> String {
    let code: Vec<_> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    code.join("\n") + "\n"
}

/// Whether a file has a public constant. Any other form of it would be overlooked, so it stops the build.
fn has_constant(path: &str, code: &str, name: &str, kind: &str) -> bool {
    let form = format!("\npub const {name}: {kind} =");
    let is_there = code.contains(&form);
    let definitions =
        code.matches(&format!("const {name}")).count() + code.matches(&format!("static {name}")).count();
    assert!(definitions == usize::from(is_there), "{path}: `{name}` has the form `{} …;`", form.trim());
    is_there
}

/// The literals in `Request("…")`, `Response("…")`, and so on.
fn places(code: &str) -> Vec<(&'static str, String)> {
    let mut places = Vec::new();
    for (variant, _) in PLACES {
        for rest in code.split(&format!("{variant}(\"")).skip(1) {
            places.push((variant, rest.split('"').next().expect("a first part").to_owned()));
        }
    }
    places
}

/// Whether a variant of `On` names places of a document.
pub fn names_document(variant: &str, document: &str) -> bool {
    PLACES.iter().any(|(other, documents)| *other == variant && documents.contains(&document))
}

impl Rules {
    /// The rules that look at a place of a document, as indices.
    pub fn looking_at(&self, pointer: &str, document: &str) -> Vec<usize> {
        let looks = |rule: &RuleFile| {
            rule.places.iter().any(|(variant, place)| place == pointer && names_document(variant, document))
        };
        (0..self.0.len()).filter(|&index| looks(&self.0[index])).collect()
    }

    /// Whether the same rules look at a place and at everything below it in both documents.
    pub fn look_alike(&self, pointer: &str, one: &str, other: &str) -> bool {
        let is_below = |place: &str| {
            place.strip_prefix(pointer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let mut places = self.0.iter().flat_map(|rule| &rule.places).filter(|(_, place)| is_below(place));
        places.all(|(variant, _)| names_document(variant, one) == names_document(variant, other))
    }
}
