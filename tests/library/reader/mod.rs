//! The reader: strict where serde_json is, patient with everything else, and linear in both.

mod conformance;
mod fixed_texts;
mod syntax_errors;
mod suite;

use crate::support::{
    json_mutants::{BASES, mutate},
    rng::{Rng, rounds},
};
use ecs_preflight::{
    DocumentKind, Options, Source, Span, check,
    json::{self, Node, SyntaxError, SyntaxErrorKind, Tree},
};

type Problem = Result<(), String>;

fn ensure(holds: bool, problem: impl FnOnce() -> String) -> Problem {
    if holds { Ok(()) } else { Err(problem()) }
}

/// `TrailingComma 2..3, Comment 5..9`
fn told(faults: &[SyntaxError]) -> String {
    let each = faults.iter().map(|it| format!("{:?} {}..{}", it.kind, it.span.start, it.span.end));
    each.collect::<Vec<_>>().join(", ")
}

/// A text after all fixes.
fn fixed(text: &str, faults: &[SyntaxError]) -> String {
    let mut edits: Vec<_> = faults.iter().flat_map(|it| &it.edits).collect();
    edits.sort_by_key(|it| it.span);
    let mut fixed = text.to_owned();
    for edit in edits.iter().rev() {
        fixed.replace_range(edit.span.range(), &edit.text);
    }
    fixed
}

#[test]
fn mutations() {
    let run = |seed: u64| {
        let mut random = Rng(seed);
        let (mut accepted, mut floods) = (0, 0);
        let mut wrong = Vec::new();
        for round in 0..rounds(155_000) {
            let mut text: Vec<char> = BASES[round % BASES.len()].chars().collect();
            let changes = 1 + random.below(3);
            for _ in 0..changes {
                mutate(&mut text, &mut random);
            }
            let text: String = text.into_iter().collect();
            accepted += usize::from(json::is_strict(&text));
            floods += usize::from(changes == 1 && json::parse(&text).faults.len() > 4);
            let reported = if round % 100 == 0 { reports(&text) } else { Ok(()) };
            if let Err(problem) = examine(&text, changes).and(reported) {
                wrong.push(format!("[{changes}] {problem}\n    in {text:?}"));
            }
        }
        (accepted, floods, wrong)
    };
    let results = std::thread::scope(|scope| {
        let threads = [1, 2].map(|it| scope.spawn(move || run(0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(it))));
        threads.map(|it| it.join().expect("no panic"))
    });
    let accepted: usize = results.iter().map(|it| it.0).sum();
    let floods: usize = results.iter().map(|it| it.1).sum();
    let wrong: Vec<_> = results.into_iter().flat_map(|it| it.2).collect();
    let shown = wrong.iter().take(20).map(String::as_str).collect::<Vec<_>>().join("\n");
    assert!(wrong.is_empty(), "{} texts are not read as they should be:\n{shown}", wrong.len());
    assert!(accepted > rounds(10_000), "only {accepted} texts were JSON");
    // A third of the texts have a single change.
    assert!(floods < rounds(1_000), "{floods} single changes gave more than four faults");
}

/// Everything that holds for any text.
fn examine(text: &str, changes: usize) -> Problem {
    let strict = json::is_strict(text);
    match serde_json::from_str::<serde_json::Value>(text) {
        Ok(_) => ensure(strict, || "serde_json takes it".into())?,
        Err(error) if strict => {
            ensure(error.to_string().contains("out of range"), || format!("serde_json refuses it: {error}"))?;
        }
        Err(_) => {}
    }
    let parsed = json::parse(text);
    let mark_only = text.strip_prefix('\u{feff}').is_some_and(json::is_strict);
    ensure(parsed.faults.is_empty() == (strict || mark_only), || format!("faults: {:?}", parsed.faults))?;
    sound_tree(&parsed.tree)?;
    sound_faults(text, &parsed.faults)?;
    // A single quote or bracket may turn a whole line inside out, and still it does not.
    ensure(parsed.faults.len() <= 12 + changes, || format!("{} faults", parsed.faults.len()))?;
    if let [only] = parsed.faults.as_slice() {
        fixes(text, only)?;
    }
    if strict { same_when_patient(&parsed.tree) } else { Ok(()) }
}

/// The rules run on what is intact, and whatever they point at is there.
fn reports(text: &str) -> Problem {
    let kind = Some(DocumentKind::StartTask).filter(|_| text.len().is_multiple_of(2));
    let checked = check(&Source::new("mutation", text.into()), &Options { kind, ..Options::default() });
    checked.diagnostics.iter().try_for_each(|it| {
        let there = |it: Span| text.get(it.range()).is_some_and(|it| !it.is_empty()) || text.is_empty();
        let labels = it.labels.iter().all(|it| there(it.span));
        let fix = it.fix.as_ref().is_none_or(|it| it.apply(text).is_some());
        ensure(there(it.span) && labels && fix, || format!("{it:?}"))
    })
}

/// If there is one syntax error, its fix leaves JSON.
fn fixes(text: &str, fault: &SyntaxError) -> Problem {
    if fault.edits.is_empty() {
        return Ok(());
    }
    let mut fixed = text.to_owned();
    for edit in fault.edits.iter().rev() {
        fixed.replace_range(edit.span.range(), &edit.text);
    }
    let plain = fixed.strip_prefix('\u{feff}').unwrap_or(&fixed);
    ensure(json::is_strict(plain), || format!("{:?} was fixed to {fixed:?}", fault.kind))
}

/// Cells in document order, each where it says it is.
fn sound_tree(tree: &Tree<'_>) -> Problem {
    fn visit<'t>(text: &str, node: Node<'t>, seen: &mut Vec<Node<'t>>) -> Problem {
        ensure(text.get(node.span().range()).is_some(), || format!("{:?}", node.span()))?;
        let mut after = node.span().start;
        seen.push(node);
        let mut child = |it: Node<'t>, key: bool| {
            ensure(it.parent() == Some(node) && it.is_key() == key, || {
                format!("{:?} is misplaced", it.raw())
            })?;
            ensure(!key || it.as_str().is_some(), || format!("{:?} is no key", it.raw()))?;
            let inside = after <= it.span().start && node.span().contains(it.span());
            ensure(inside, || format!("{:?} is no part of {:?}", it.span(), node.span()))?;
            after = it.span().end;
            visit(text, it, seen)
        };
        node.elements().try_for_each(|it| child(it, false))?;
        node.members().try_for_each(|(key, value)| {
            child(key, true)?;
            child(value, false)
        })
    }
    let mut seen = Vec::new();
    visit(tree.text(), tree.root(), &mut seen)?;
    ensure(tree.nodes().eq(seen.iter().copied()), || "cells are out of order".into())?;
    ensure(tree.root().parent().is_none(), || "the root has a parent".into())
}

fn sound_faults(text: &str, faults: &[SyntaxError]) -> Problem {
    ensure(faults.is_sorted_by_key(|it| it.span), || "faults are out of order".into())?;
    let cut = |it: Span| text.get(it.range());
    let filled = |it: Span| cut(it).is_some_and(|it| !it.is_empty());
    for (at, it) in faults.iter().enumerate() {
        let twice = faults[..at].iter().any(|other| other.span == it.span && other.kind == it.kind);
        let edits = it.edits.iter().all(|it| cut(it.span).is_some());
        let apart = it.edits.is_sorted_by(|a, b| a.span.end <= b.span.start);
        let labels = it.opened.iter().all(|it| filled(*it));
        let sound = (filled(it.span) || text.is_empty()) && !twice && edits && apart && labels;
        ensure(sound, || format!("{it:?}"))?;
    }
    Ok(())
}

/// The patient reader, which a byte-order mark calls, makes the same of JSON as the fast one.
fn same_when_patient(tree: &Tree<'_>) -> Problem {
    let text = format!("\u{feff}{}", tree.text());
    let patient = json::parse(&text);
    ensure(patient.faults.is_empty(), || format!("{:?}", patient.faults))?;
    let same = |(a, b): (Node<'_>, Node<'_>)| {
        let place = a.raw() == b.raw() && a.span().start + 3 == b.span().start;
        place && a.kind() == b.kind() && a.is_key() == b.is_key() && a.is_escaped() == b.is_escaped()
    };
    let all = patient.tree.len() == tree.len() && tree.nodes().zip(patient.tree.nodes()).all(same);
    ensure(all, || "the two readers differ".into())
}

/// Whatever is repeated a hundred thousand times is read in one go: a look back or ahead from each of
/// them to the end would take hours.
#[test]
fn long_texts_take_no_longer_than_they_are() {
    let patterns = [
        "[",
        "{",
        "]",
        "}",
        ",",
        ":",
        ";",
        "\"",
        "'",
        "`",
        "\\",
        "//",
        "/*",
        "/**/",
        "#",
        "#\n",
        "\u{a0}",
        "\u{a0}\n",
        "“",
        "1 ",
        "a ",
        "a",
        "\n",
        "\0",
        "\\\"",
        "\"\"a",
        "\"a",
        "\"a\n",
        "\"a\\\"\n",
        "'\\'",
        "{\"a:\\'",
        "{'a:\\'b",
        "\"a\"a",
        "\"a\" ",
        "\"a\":",
        "\"a\",",
        "\"a\":1 ",
        "a:",
        "a: ",
        "${",
        "{{",
        "{{a",
        "<a",
        "%a",
        "[{",
        "{[",
        "[{\"a\":",
        "{\"a\":[",
        "[\"a\":",
        "[}",
        "{]",
        "[1}",
        "{a",
        "{a:",
        "0x",
        "1_",
        "--",
        "+1 ",
        "...",
        "\"\\u",
        "\"\\ud800\"",
        "''",
        "\"”",
        "'\n",
        "\\u{",
        "],",
        "},",
        "\"]",
        "\"}\n",
        "{\"a\":1}",
        "[1]\n",
        "\t",
        "\u{3000} ",
        "~ ",
        "/",
        "\"a\\\n",
    ];
    for pattern in patterns {
        for (start, end) in [("", ""), ("[", "]"), ("{", "}"), ("{\"a\": \"", "\"}"), ("[1, \"", "")] {
            let times =
                if start.is_empty() { rounds(1_000_000) / pattern.len().max(4) } else { rounds(8_000) };
            let text = format!("{start}{}{end}", pattern.repeat(times));
            let parsed = json::parse(&text);
            let edits: usize = parsed.faults.iter().map(|it| it.edits.len()).sum();
            assert!(
                parsed.faults.len() <= ecs_preflight::diagnostic::FINDINGS_MAX && edits < 300_000,
                "{pattern:?}"
            );
        }
    }
}

#[test]
fn faults_are_kept_up_to_a_limit_and_counted_beyond() {
    let text = format!("[{}1]", "1 ".repeat(200_000));
    let parsed = json::parse(&text);
    assert_eq!(parsed.faults.len(), ecs_preflight::diagnostic::FINDINGS_MAX);
    assert_eq!(parsed.faults.len() + parsed.more, 200_000);
    assert_eq!(parsed.tree.root().elements().count(), 200_001);
    assert!(parsed.faults.iter().all(|it| it.kind == SyntaxErrorKind::MissingComma));
}

/// What `fuzz/run` found.
#[test]
fn texts_that_were_read_wrongly_once() {
    for text in ["\"\":[\\\"\":", "{\"[\"\",\\\"\":"] {
        assert_eq!(examine(text, 8), Ok(()), "{text:?}");
    }
}

/// The same of templates: strings in typographic quotes, or in none, hold placeholders too.
#[test]
fn templates_that_were_read_wrongly_once() {
    let texts = [
        "\"image\": \"web:1ition\": {rDefinitions\": [\n {\n \"name\" \"web: \"log-router\",\night\": 1\n }   ”  \"int<X>-:3\"",
        "{\"taskDefinition\": “web:${X}”, \"containerInstances\": [‘i-${Y}’], \"startedBy\": a b ${Z}é}",
        "{\"taskDefinition\": ${X}, \"startedBy\": “${Y}",
        "\0â\u{80}\u{9d}",
        "{n\"\"<A{{X}}>\"",
    ];
    for text in texts {
        for name in ["x.json", "x.json.tftpl"] {
            let source = Source::new(name.to_owned(), text.into());
            for it in check(&source, &Options { kind: Some(DocumentKind::StartTask), ..Options::default() })
                .diagnostics
            {
                let shown = source.text().get(it.span.range());
                assert!(shown.is_some_and(|it| !it.is_empty()), "{it:?} in {text:?}");
            }
        }
    }
}
