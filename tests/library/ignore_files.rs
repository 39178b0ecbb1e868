//! Any bytes as a file of suppressions.

use crate::support::{
    fixtures::{cases, fixtures},
    rng::{Rng, rounds},
};
use ecs_preflight::{
    Source,
    examples::EXAMPLE_DAY,
    suppress::{Addition, edit, judge},
};
use std::{collections::BTreeSet, fs, slice};

/// Whatever an ignore file and its documents contain: findings with places, and text that is stable once written.
#[test]
fn any_bytes_are_a_side_car() {
    let folder = fixtures();
    let mut texts = Vec::new();
    for rule in ["stale", "expired", "duplicate", "unknown", "malformed"] {
        let cases = cases(&folder.join(format!("ignore-{rule}"))).into_iter();
        texts.extend(cases.map(|it| fs::read(it).expect("a fixture")));
    }
    let document = fs::read(folder.join("ignore-stale/documents/deploy.json")).expect("a document");
    let mut rng = Rng(1);
    let mut edited = 0;
    for turn in 0..rounds(2_000) {
        let mut text = texts[turn % texts.len()].clone();
        for _ in 0..=rng.below(3) {
            let (from, to) = (rng.below(text.len()), rng.below(text.len()));
            let (from, to) = (from.min(to), from.max(to).min(from.min(to) + rng.below(40)));
            let piece = text[from..to].to_vec();
            match rng.below(4) {
                0 => drop(text.drain(from..to)),
                1 => drop(text.splice(to..to, piece)),
                2 => text[from] = [b'"', b'[', b'=', b'~', b'/', b'\\', b'\n', 0, 0xff, b'*'][rng.below(10)],
                _ => text.truncate(to),
            }
        }
        let source = Source::new("t", text.clone());
        let (source, checked) = judge(source, &[("documents/deploy.json", &document)], EXAMPLE_DAY);
        for it in &checked.diagnostics {
            let shown = source.text().get(it.span.range());
            assert!(shown.is_some_and(|it| !it.is_empty()) && it.rule.starts_with("ignore-"), "{it:#?}");
        }
        let Ok(text) = String::from_utf8(text) else { continue };
        let addition = Addition {
            path: "a\u{1b}\"b.json".into(),
            rule: "syntax".into(),
            pointer: "/x=~1".into(),
            value: None,
            reason: "two\nlines".into(),
            expires: Some("2027-03-31".into()),
        };
        let none = BTreeSet::new();
        let Ok(once) = edit(&text, &BTreeSet::from([rng.below(3)]), &none, slice::from_ref(&addition)) else {
            continue;
        };
        assert_eq!(edit(&once, &none, &none, &[addition]).ok().as_ref(), Some(&once), "after {text}");
        edited += 1;
    }
    assert!(edited > rounds(150), "{edited}");
}

/// Mistakes are reported at whole characters, whatever they are.
#[test]
fn mistakes_are_reported_at_whole_characters() {
    let texts = ["\u{a0}".as_bytes(), "é".as_bytes(), b"X\xe2\x81\xa6\xe2", b"\xe2\x81\xa6\xe2", b"\""];
    for text in texts {
        let (source, checked) = judge(Source::new("t", text.to_vec()), &[], EXAMPLE_DAY);
        assert_eq!(checked.diagnostics.len(), 1, "{text:?}: {:#?}", checked.diagnostics);
        let shown = source.text().get(checked.diagnostics[0].span.range());
        assert!(shown.is_some_and(|it| !it.is_empty()), "{text:?}: {:#?}", checked.diagnostics);
    }
}
