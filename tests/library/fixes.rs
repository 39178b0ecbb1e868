//! Fixes are valid JSON, are what their edits say, and leave nothing to fix.

use crate::support::{
    fixtures::{cases, fixtures, options},
    rng::{Rng, rounds},
};
use ecs_preflight::{
    Options, RULES, Source, check,
    fix::{FixResult, Fixes, Unfixed, fix_document},
    json,
    text::unified_diff,
};
use std::fs;

const INSTANCE: &str = "765936fadbdd46b5991a4bd70c2a43d4";

/// A request with members that somebody added.
fn request(more: &str) -> String {
    format!(
        "{{\n  \"taskDefinition\": \"web:12\",\n  \"containerInstances\": [\"{INSTANCE}\"],\n  {more}\n}}\n"
    )
}

/// Whatever is broken: fixing gives valid JSON, is what its edits say, and leaves nothing to fix.
#[test]
fn fixes_of_broken_documents_do_what_they_promise() {
    let cases: Vec<_> = RULES.iter().flat_map(|rule| cases(&fixtures().join(rule.id))).collect();
    let (mut changed, mut unsettled) = (0, Vec::new());
    let mut rng = Rng(12);
    for turn in 0..rounds(2_700) {
        let case = &cases[rng.below(cases.len())];
        let mut bytes = fs::read(case).expect("a fixture");
        if bytes.len() > 4_000 {
            continue;
        }
        for _ in 0..rng.below(4) {
            let at = rng.below(bytes.len() + 1);
            let to = (at + rng.below(4)).min(bytes.len());
            let new = [
                &b""[..],
                b",",
                b"\"",
                b"}",
                b"]",
                b"{",
                b"[",
                b":",
                b" ",
                b"null",
                b"\xe9",
                b"a",
                b"//",
                b"\r\n",
            ];
            bytes.splice(at..to, new[rng.below(new.len())].iter().copied());
        }
        let options = options(case);
        let fixes = Fixes { unsafe_too: turn % 3 > 0 };
        let run = |bytes: Vec<u8>| {
            let source = Source::new("a.json", bytes);
            let found = check(&source, &options);
            fix_document(source, found, &[], fixes, &options, |it| check(it, &options))
        };
        let FixResult { before, after, left, .. } = run(bytes.clone());
        assert_eq!(before.bytes(), bytes);
        let Some(after) = after else {
            assert_ne!(left, Some(Unfixed::Unsettled), "{}", before.text());
            continue;
        };
        changed += 1;
        let shown = || format!("{}\n---\n{}", before.text(), after.source.text());
        let is_json = options.template || json::is_strict(after.source.text());
        assert!(is_json || left == Some(Unfixed::StillBroken), "{}", shown());
        let mut applied = bytes.clone();
        assert!(after.edits.is_sorted_by(|a, b| a.span.end < b.span.start), "{}", shown());
        for edit in after.edits.iter().rev() {
            applied.splice(edit.span.range(), edit.text.bytes());
        }
        assert_eq!(applied, after.source.bytes(), "{}", shown());
        assert!(!unified_diff::unified(b"a.json", &bytes, &after.edits).is_empty(), "{}", shown());
        if left == Some(Unfixed::Unsettled) {
            unsettled.push(shown());
            continue;
        }
        let again = run(after.source.bytes().to_vec());
        assert!(again.after.is_none(), "{}\n---\n{:?}", shown(), again.after.map(|it| it.edits));
    }
    assert!(
        changed > rounds(450) && unsettled.is_empty(),
        "{changed} fixed, unsettled:\n{}",
        unsettled.join("\n")
    );
}

/// A finding that was suppressed is not fixed, wherever the fixes around it move it.
#[test]
fn fixes_that_were_not_chosen_are_not_applied() {
    let text = request(r#""tags": [null, {"key": "a", "value": null}, {"key": "b", "value": null}]"#);
    let examine = |it: &Source| check(it, &Options::default());
    let source = Source::new("a.json", text.clone().into_bytes());
    let mut found = examine(&source);
    let held: Vec<_> = found.diagnostics.iter().filter(|it| it.pointer == "/tags/2/value").cloned().collect();
    assert!(!held.is_empty());
    found.diagnostics.retain(|it| it.pointer != "/tags/2/value");
    let fixes = Fixes { unsafe_too: true };
    let after = fix_document(source, found, &held, fixes, &Options::default(), examine)
        .after
        .expect("something to fix");
    assert_eq!(after.source.text(), text.replace(r#"null, {"key": "a", "value": null}"#, r#"{"key": "a"}"#));
}
