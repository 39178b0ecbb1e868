//! Precision: one known mistake in a valid document is one finding, of the right rule, at the offending token.
//!
//! The mutants are written to `target/tmp/precision/`, where `tests/clients/compare_precision` hands them to other
//! tools. Mutants without exactly that finding are printed as a table, and are at most 5% of all.

use crate::support::scratch::empty;
use ecs_preflight::{DocumentKind, Options, Source, Span, check, json};
use serde_json::json;
use std::{collections::BTreeMap, fmt::Write, fs, io::Write as _, ops::Range, path::Path};

struct Mutant {
    mistake: &'static str,
    kind: DocumentKind,
    text: String,
    rule: &'static str,
    /// The offending token.
    token: Range<usize>,
}

/// The valid documents, one of every kind.
fn bases() -> Vec<(DocumentKind, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/precision");
    let read = |kind: DocumentKind| {
        let path = folder.join(format!("{kind}.json"));
        (kind, fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
    };
    DocumentKind::ALL.into_iter().map(read).collect()
}

fn findings(kind: DocumentKind, text: &str) -> Vec<ecs_preflight::Diagnostic> {
    let source = Source::new("mutant.json", text.as_bytes().to_vec());
    check(&source, &Options { kind: Some(kind), ..Options::default() }).diagnostics
}

/// Mistakes that can be made at many places: each is made at every place of a document.
fn everywhere(kind: DocumentKind, text: &str, mutants: &mut Vec<Mutant>) {
    let parsed = json::parse(text);
    let mut add = |mistake, at: Span, new: &str, rule, token: Range<usize>| {
        let mut mutated = text.to_owned();
        mutated.replace_range(at.range(), new);
        let token = at.range().start + token.start..at.range().start + token.end;
        mutants.push(Mutant { mistake, kind, text: mutated, rule, token });
    };
    for node in parsed.tree.nodes() {
        let (span, raw) = (node.span(), node.raw());
        let whole = |new: &str| 0..new.len();
        if node.is_key() {
            // Names in a map are free.
            if is_in_map(node) {
                continue;
            }
            for (mistake, new) in misspelled(raw) {
                add(mistake, span, &new, "unknown-member", whole(&new));
            }
            let single = raw.replace('"', "'");
            add("a key in single quotes", span, &single, "syntax", whole(&single));
            let bare = raw.replace('"', "");
            add("a key without quotes", span, &bare, "syntax", whole(&bare));
            let after = Span::new(span.range().end, span.range().end + 1);
            add("`=` for a colon", after, " =", "syntax", 0..2);
            let twice = format!("{raw}: {}, {raw}", "\"twice\"");
            let value =
                node.parent().and_then(|it| it.members().find(|(key, _)| *key == node)).map(|it| it.1.raw());
            let twice = value.map_or(twice, |value| format!("{raw}: {value}, {raw}"));
            let second = twice.len() - raw.len()..twice.len();
            add("a member twice", span, &twice, "duplicate-key", second);
            continue;
        }
        let in_map = node.key().is_some_and(is_in_map);
        add("null", span, "null", "null-value", 0..4);
        match node.kind() {
            json::ValueKind::String => {
                if !in_map {
                    add("a number for a string", span, "4711", "wrong-type", 0..4);
                    add("a boolean for a string", span, "true", "wrong-type", 0..4);
                }
                let single = raw.replace('"', "'");
                add("a value in single quotes", span, &single, "syntax", whole(&single));
                let typographic = format!("\u{201c}{}\u{201d}", raw.trim_matches('"'));
                add("typographic quotes", span, &typographic, "syntax", whole(&typographic));
                let list = format!("[{raw}]");
                add("a list for a string", span, &list, "wrong-type", whole(&list));
                let comment = format!("{raw} /* here */");
                add("a comment", span, &comment, "syntax", raw.len() + 1..comment.len());
            }
            json::ValueKind::Number => {
                add("a number in quotes", span, &format!("\"{raw}\""), "wrong-type", 0..raw.len() + 2);
                let leading = format!("0{raw}");
                add("a leading zero", span, &leading, "syntax", whole(&leading));
                if node.as_integer().is_some() {
                    let fraction = format!("{raw}.5");
                    add("a fraction", span, &fraction, "wrong-type", whole(&fraction));
                    add("an integer out of range", span, "99999999999", "value-range", 0..11);
                }
                add("NaN", span, "NaN", "syntax", 0..3);
            }
            json::ValueKind::Bool => {
                add("a boolean in quotes", span, &format!("\"{raw}\""), "wrong-type", 0..raw.len() + 2);
                let python = if raw == "true" { "True" } else { "False" };
                add("a boolean of Python", span, python, "syntax", 0..python.len());
            }
            json::ValueKind::Array | json::ValueKind::Object => {
                // Of the whole document that would be another document.
                if node.parent().is_some() {
                    add("a string for a structure", span, "\"none\"", "wrong-type", 0..6);
                }
                if node.elements().next().is_some() || node.members().next().is_some() {
                    let end = Span::new(span.range().end - 1, span.range().end);
                    add("a comma at the end", end, &format!(", {}", end_of(raw)), "syntax", 0..1);
                }
                if let (Some(only), None) = (node.elements().next(), node.elements().nth(1)) {
                    add("an element without its list", span, only.raw(), "wrong-type", whole(only.raw()));
                }
                let elements: Vec<_> = node.elements().collect();
                for pair in elements.windows(2) {
                    let gap = Span::new(pair[0].span().range().end, pair[1].span().range().start);
                    let between = &text[gap.range()];
                    add("a comma twice", gap, &between.replacen(',', ",,", 1), "syntax", 0..2);
                }
            }
            _ => {}
        }
    }
}

/// Whether an object's keys are free: options of a log driver, labels.
fn is_in_map(key: json::Node<'_>) -> bool {
    let parent = key.parent().and_then(json::Node::key);
    parent.is_some_and(|it| it.is("options") || it.is("dockerLabels"))
}

fn end_of(raw: &str) -> &str {
    &raw[raw.len() - 1..]
}

fn misspelled(raw: &str) -> Vec<(&'static str, String)> {
    let name = raw.trim_matches('"');
    let mut all = Vec::new();
    let mut chars: Vec<_> = name.chars().collect();
    if chars.len() >= 5 {
        let mut fewer = chars.clone();
        fewer.remove(2);
        all.push(("a letter left out of a name", fewer.iter().collect::<String>()));
        chars.swap(2, 3);
        all.push(("two letters of a name swapped", chars.iter().collect()));
    }
    if name.contains(|it: char| it.is_ascii_uppercase()) {
        let snake: String = name
            .chars()
            .flat_map(|it| {
                let mark = it.is_ascii_uppercase().then_some('_');
                mark.into_iter().chain([it.to_ascii_lowercase()])
            })
            .collect();
        all.push(("a name with hyphens", snake.replace('_', "-")));
        all.push(("a name with underscores", snake));
    }
    all.retain(|(_, it)| it != name);
    all.into_iter().map(|(mistake, name)| (mistake, format!("\"{name}\""))).collect()
}

/// Mistakes of one place: kind, the text before, the text with the mistake, in which the offending token is between `«`
/// and `»`, and the rule that reports it.
type Slip = (DocumentKind, &'static str, &'static str, &'static str, &'static str);

include!("precision_slips.rs");

fn mistakes(kind: DocumentKind, text: &str, mutants: &mut Vec<Mutant>) {
    for (_, mistake, old, new, rule) in SLIPS.iter().filter(|it| it.0 == kind) {
        assert_eq!(text.matches(old).count(), 1, "{kind}: {old} stands there once");
        let new = new.replace("{260}", &"x".repeat(260)).replace("{9000}", &"x".repeat(9000));
        let mutated = text.replacen(old, &new, 1);
        let start = mutated.find('«').unwrap_or_else(|| panic!("{mistake}: no «"));
        let mutated = mutated.replacen('«', "", 1);
        let end = mutated.find('»').unwrap_or_else(|| panic!("{mistake}: no »"));
        let mutated = mutated.replacen('»', "", 1);
        mutants.push(Mutant { mistake, kind, text: mutated, rule, token: start..end });
    }
}

/// What is wrong with the findings of a mutant; nothing if they are exactly right.
fn judged(it: &Mutant) -> Option<String> {
    let found = findings(it.kind, &it.text);
    let said: Vec<_> = found.iter().map(|it| it.rule.as_ref()).collect();
    match &found[..] {
        [] => Some("nothing is found".to_owned()),
        [one] if one.rule != it.rule => Some(format!("`{}` in place of `{}`", one.rule, it.rule)),
        [one] => {
            let at = one.span.range();
            let is_there = it.token.start <= at.start && at.end <= it.token.end;
            let text = |range: Range<usize>| {
                it.text.get(range).unwrap_or_default().chars().take(30).collect::<String>()
            };
            (!is_there).then(|| format!("on `{}` in place of `{}`", text(at), text(it.token.clone())))
        }
        _ => Some(format!("{} findings: {}", found.len(), said.join(", "))),
    }
}

#[test]
fn a_mistake_is_one_finding_of_the_right_rule_on_the_right_token() {
    let mut mutants = Vec::new();
    for (kind, text) in bases() {
        assert!(findings(kind, &text).is_empty(), "{kind}: {:#?}", findings(kind, &text));
        everywhere(kind, &text, &mut mutants);
        mistakes(kind, &text, &mut mutants);
    }
    hand_over(&mutants);
    let mut mistakes: BTreeMap<&str, usize> = BTreeMap::new();
    let mut rest: BTreeMap<(&str, String), usize> = BTreeMap::new();
    for it in &mutants {
        *mistakes.entry(it.mistake).or_default() += 1;
        if let Some(why) = judged(it) {
            *rest.entry((it.mistake, format!("{}: {why}", it.kind))).or_default() += 1;
        }
    }
    let missed: usize = rest.values().sum();
    let right = mutants.len() - missed;
    let percent = right as f64 * 100.0 / mutants.len() as f64;
    let mut table = format!(
        "precision: {right} of {} mutants of {} kinds of mistake ({percent:.1} %) are exactly right; the rest:\n",
        mutants.len(),
        mistakes.len()
    );
    for ((mistake, why), number) in &rest {
        writeln!(table, "  {number:>3} x {mistake}: {why}").expect("a string");
    }
    // Past the test harness, which would keep it to itself.
    let _ = std::io::stderr().write_all(table.as_bytes());
    assert!(mistakes.len() >= 120, "{} kinds of mistake", mistakes.len());
    assert!(percent >= 95.0, "{table}");
    // As measured; another rule may add a mutant or two to the rest before somebody measures again.
    let readme = include_str!("../../README.md");
    let published = readme.split(&format!("% of {} mutants", mutants.len())).next().unwrap_or_default();
    let published: f64 =
        published.split_whitespace().next_back().and_then(|it| it.parse().ok()).unwrap_or_default();
    assert!((percent - published).abs() < 0.5, "the README says {published}%\n{table}");
}

/// Writes the mutants to files, with the pointer of the offending value.
fn hand_over(mutants: &[Mutant]) {
    let folder = empty("precision");
    let mut index = String::new();
    for (number, it) in mutants.iter().enumerate() {
        let file = format!("{number:04}.json");
        fs::write(folder.join(&file), &it.text).expect("a folder below target/");
        let pointer = json::parse(&it.text).tree.at(it.token.start as u32).pointer();
        let entry = json!({"file": file, "kind": it.kind.word(), "mistake": it.mistake, "pointer": pointer});
        writeln!(index, "{entry}").expect("a string");
    }
    fs::write(folder.join("index.jsonl"), index).expect("a folder below target/");
}
