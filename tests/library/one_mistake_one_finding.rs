//! One mistake is one finding: the mistakes of all fixtures at every place like theirs, and mistakes that can be made
//! everywhere in every valid document.

use crate::support::{
    fixtures::{all_cases, cases, definitions, file_name, fixtures, options},
    rng::{rounds, step},
};
use ecs_preflight::{
    Checked, DocumentKind, Options, RULES, Source, check, check_with,
    document::dialect::Dialect,
    json::{self, Node},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Rules that both have something to say about one member, and why neither is silent.
const PAIRS: &[(&str, &str, &str)] = &[
    (
        "container-instance-duplicate",
        "container-instances-count",
        "the one too many is there twice: without it the list is still wrong or still too long",
    ),
    (
        "duplicate-key",
        "fargate-size",
        "two mistakes: of two values the last counts, and is none of Fargate's",
    ),
    ("started-by-charset", "started-by-length", "two mistakes: other characters do not make it shorter"),
    ("started-by-charset", "syntax", "two mistakes: other quotes do not change what is between them"),
    ("command-shell-line", "secret-argument", "two mistakes: a shell line is one also without the secret"),
    ("command-shell-line", "secret-private-key", "the same"),
    ("command-shell-line", "syntax", "two mistakes: quotes that are escaped do not make a list of the line"),
    (
        "fargate-size",
        "task-container-cpu-sum",
        "two mistakes: a size that Fargate has may still be too small",
    ),
    ("duplicate-key", "unknown-member", "a misspelled key that is there twice is wrong at both places"),
];

/// Rules whose finding a generic mistake may cause beside its own, and why.
const BESIDE: &[(&str, &str, &str)] = &[
    ("overrides-length", "*", "a document just inside a limit of length is beyond it with the mistake in it"),
    ("command-shell-line", "*", "it does not ask yet whether the entry point is known"),
    ("command-joined-argument", "*", "the same: the container of the definition is found by its name"),
    ("state-literal-expression", "*", "the name of a variable says whether a path in it is meant as text"),
    (
        "log-option-missing",
        "*",
        "an option may be a secret, so a mistake in the secret takes the option away",
    ),
    ("container-unknown", "*", "each reference to a container that is gone is a finding"),
    ("volume-unknown", "*", "each reference to a volume that is gone is a finding"),
    ("event-target", "*", "each placeholder that is not defined any more is a finding"),
    ("firelens-router", "missing-member", "a log configuration without a driver sends no logs to the router"),
    ("start-task-placement", "missing-member", "without its only member of RunTask a request is StartTask's"),
    ("unknown-member", "missing-member", "the same: which of the two it is, is not known"),
    (
        "override-fargate-size",
        "override-memory",
        "without the task's memory two sizes no longer fit, in two places",
    ),
    ("skeleton-placeholder", "skeleton-placeholder", "an empty name beside a 0 is what a skeleton prints"),
];

fn is_beside(found: &BTreeSet<&str>) -> bool {
    BESIDE.iter().any(|(one, other, _)| found.contains(one) && (*other == "*" || found.contains(other)))
}

/// A value that can replace another.
struct Mistake {
    name: &'static str,
    /// The least number of findings.
    least: usize,
    text: String,
}

/// Every generic mistake at every member and element of a valid document.
fn mistakes(text: &str) -> Vec<Mistake> {
    let parsed = json::parse(text);
    let mut all = Vec::new();
    for node in parsed.tree.nodes().filter(|it| !it.is_key() && it.parent().is_some()) {
        let mut put = |name, least, span: std::ops::Range<usize>, new: &str| {
            let mut text = text.to_owned();
            text.replace_range(span, new);
            all.push(Mistake { name, least, text });
        };
        let at = node.span().range();
        put("null", 1, at.clone(), "null");
        let wrong = match node.kind() {
            json::ValueKind::String => r#"{"a": 1}"#,
            json::ValueKind::Bool | json::ValueKind::Number => "[]",
            _ => "7",
        };
        put("wrong type", 1, at.clone(), wrong);
        if node.kind() == json::ValueKind::String {
            put("empty", 0, at.clone(), "\"\"");
        }
        let removal = node.removal();
        put("removed", 0, removal.span.range(), "");
        let Some(key) = node.key() else { continue };
        let name = key.as_str().unwrap_or_default().into_owned();
        if name.len() >= 5 && name.is_ascii() && name.as_bytes()[2] != name.as_bytes()[3] {
            let swapped = format!("\"{}{}{}{}\"", &name[..2], &name[3..4], &name[2..3], &name[4..]);
            put("misspelled", 1, key.span().range(), &swapped);
        }
    }
    all
}

/// The valid documents: those of the precision, and the ones of fixtures.
fn valid() -> Vec<(PathBuf, Options)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/precision");
    let whole = DocumentKind::ALL.into_iter().map(|kind| {
        (folder.join(format!("{kind}.json")), Options { kind: Some(kind), ..Options::default() })
    });
    let fixtures = RULES.iter().flat_map(|it| cases(&fixtures().join(it.id)));
    let fixtures = fixtures.filter(|it| {
        let name = file_name(it);
        name.starts_with("ok-") && name.ends_with(".json") && !name.contains(['+', '@'])
    });
    whole.chain(fixtures.map(|it| (it.clone(), options(&it)))).collect()
}

/// Maps have any names, and of an answer nothing is required; a document of two members may be another one without one.
fn may_pass(checked: &Checked) -> bool {
    checked.document.is_none_or(|it| it.kind == DocumentKind::Response) || checked.diagnostics.is_empty()
}

#[test]
fn a_generic_mistake_is_one_finding() {
    let mut wrong: BTreeMap<String, String> = BTreeMap::new();
    let mut silent = 0;
    let mut looked = 0;
    for (path, options) in valid() {
        let text = fs::read_to_string(&path).expect("a document");
        if !json::is_strict(&text) || text.len() > 20_000 {
            continue;
        }
        let definitions = definitions(&path);
        let kind = check_with(&source(&text), &options, &definitions).document.map(|it| it.kind);
        let options = Options { kind, ..options };
        for it in mistakes(&text).into_iter().skip(text.len() % step()).step_by(step()) {
            let checked = check_with(&source(&it.text), &options, &definitions);
            looked += 1;
            let rules: BTreeSet<_> = checked.diagnostics.iter().map(|it| it.rule.as_ref()).collect();
            match checked.diagnostics.len() {
                0 if it.least == 1 && !may_pass(&checked) => silent += 1,
                0 | 1 => {}
                _ if is_beside(&rules) => {}
                _ => drop(wrong.entry(format!("{}: {rules:?}", it.name)).or_insert_with(|| it.text.clone())),
            }
        }
    }
    // Each document begins at another mistake, so a tenth of the rounds may look at a few less than a tenth.
    assert!(looked > rounds(19_500), "{looked}");
    assert!(wrong.is_empty() && silent == 0, "{silent} silent, {wrong:#?}");
}

fn source(text: &str) -> Source {
    Source::new("a.json", text.as_bytes().to_vec())
}

/// A pointer with `*` for elements.
fn place(node: Node<'_>) -> String {
    let steps = node.pointer();
    let step =
        |it: &str| if it.bytes().all(|c| c.is_ascii_digit()) && !it.is_empty() { "*" } else { it }.to_owned();
    steps.split('/').map(step).collect::<Vec<_>>().join("/")
}

/// What two rules say of one member: their names, and the member.
fn pairs(checked: &Checked) -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    for (at, one) in checked.diagnostics.iter().enumerate() {
        for other in &checked.diagnostics[at + 1..] {
            let is_member = one.pointer == other.pointer && !one.pointer.is_empty();
            if one.rule != other.rule && is_member {
                found.push((one.rule.to_string(), other.rule.to_string(), one.pointer.clone()));
            }
        }
    }
    let known = |(one, other, _): &(String, String, String)| {
        PAIRS.iter().any(|it| (it.0, it.1) == (one, other) || (it.1, it.0) == (one, other))
    };
    found.retain(|it| !known(it));
    found
}

#[test]
fn no_two_rules_object_to_the_same_member() {
    let bad = RULES.iter().flat_map(|it| all_cases(&fixtures().join(it.id)));
    let bad = bad.filter(|it| file_name(it).starts_with("bad-") && file_name(it).ends_with(".json"));
    let mut values: BTreeSet<(DocumentKind, String, String)> = BTreeSet::new();
    let mut wrong: BTreeMap<(String, String), String> = BTreeMap::new();
    for path in bad {
        let source = Source::new(file_name(&path).to_owned(), fs::read(&path).expect("a fixture"));
        let checked = check_with(&source, &options(&path), &definitions(&path));
        for (one, other, pointer) in pairs(&checked) {
            wrong.entry((one, other)).or_insert_with(|| format!("{}: {pointer}", path.display()));
        }
        let Some(document) = checked.document.filter(|it| it.dialect == Dialect::Cli) else { continue };
        let parsed = json::parse(source.text());
        for it in &checked.diagnostics {
            let node = parsed.tree.at(it.span.start);
            let node = if node.is_key() { node.parent() } else { Some(node) };
            let Some(node) = node.filter(|it| it.parent().is_some() && it.raw().len() < 2_000) else {
                continue;
            };
            values.insert((document.kind, place(node), node.raw().to_owned()));
        }
    }
    let mut looked = 0;
    for kind in DocumentKind::ALL {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/precision");
        let text = fs::read_to_string(folder.join(format!("{kind}.json"))).expect("a document");
        let parsed = json::parse(&text);
        for node in parsed.tree.nodes().filter(|it| !it.is_key()) {
            let here = place(node);
            for (_, _, value) in values.iter().filter(|it| it.0 == kind && it.1 == here) {
                let mut text = text.clone();
                text.replace_range(node.span().range(), value);
                let checked = check(&source(&text), &Options { kind: Some(kind), ..Options::default() });
                looked += 1;
                for (one, other, pointer) in pairs(&checked) {
                    wrong.entry((one, other)).or_insert_with(|| format!("{kind} {pointer}: {value}"));
                }
            }
        }
    }
    assert!(looked > 200, "{looked}");
    assert!(wrong.is_empty(), "{wrong:#?}");
}
