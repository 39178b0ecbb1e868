//! What is shown of a document that holds secrets.

use crate::support::{
    fixtures::{cases, fixtures, run},
    planted_secrets::{Planted, TEMPLATES},
};
use ecs_preflight::{Confidence, RULES, Severity, Source, secrets};
use std::fs;

#[test]
fn what_is_shown_stands_where_it_stood() {
    for (_, template) in TEMPLATES {
        let source = Source::new("a", Planted::new(template).text.into());
        assert_eq!(secrets::shown(&source).len(), source.text().len());
        assert_eq!(secrets::shown(&source).chars().count(), source.text().chars().count());
        let line_ends = |it: &str| it.match_indices('\n').map(|it| it.0).collect::<Vec<_>>();
        assert_eq!(line_ends(secrets::shown(&source)), line_ends(source.text()));
    }
    let plain = Source::new("a", fs::read(fixtures().join("_showcase/clean.json")).expect("a file"));
    assert_eq!(secrets::shown(&plain), plain.text());
}

#[test]
fn sixteen_bits_hide_no_secret() {
    let text = Planted::new(r#"{"containerInstances": [], "DB_PASSWORD": "§", "X_TOKEN": "§"}"#);
    let bytes: Vec<_> = text.text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let source = Source::new("a", [&[0xff, 0xfe], &bytes[..]].concat());
    assert!(!secrets::shown(&source).contains('4'), "{}", secrets::shown(&source));
}

#[test]
fn a_guess_is_never_an_error() {
    let mut guesses = 0;
    for rule in RULES.iter().filter(|it| it.confidence == Confidence::Heuristic) {
        assert!(rule.rule.severity < Severity::Error, "{}", rule.id);
        for case in cases(&fixtures().join(rule.id)) {
            let (_, checked) = run(&case);
            let own = checked.diagnostics.iter().filter(|it| it.rule == rule.id);
            guesses += own.inspect(|it| assert!(it.severity < Severity::Error, "{it:?}")).count();
        }
    }
    assert!(guesses > 0);
}
