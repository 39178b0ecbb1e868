//! Edits and positions: whatever a client does, the findings are those of its text.

use crate::{
    client::{Client, pulling, uri},
    support::{
        rng::{Rng, rounds},
        scratch::Folder,
    },
};
use ecs_preflight::{
    Options, Source, check,
    editor::position::{Lines, Position, PositionEncoding},
    text::span::Span,
};
use serde_json::{Value, json};

/// Lines that are counted differently in each encoding, with every end of a line.
const TEXT: &str = "{\n\t\"startedBy\": \"a 😀 b\",\r\n  \"group\": \"e\u{301}te\\u00e9 \u{200d}👩\u{200d}👧\",\r\
    \"cluster\": \"ü\", \"taskDefinition\": \"web 1\",\n\n  \"containerInstances\": []\r\n}\n";

const ENCODINGS: [PositionEncoding; 3] =
    [PositionEncoding::Utf8, PositionEncoding::Utf16, PositionEncoding::Utf32];

fn units(encoding: PositionEncoding, text: &str) -> u32 {
    match encoding {
        PositionEncoding::Utf8 => text.len() as u32,
        PositionEncoding::Utf16 => text.encode_utf16().count() as u32,
        PositionEncoding::Utf32 => text.chars().count() as u32,
    }
}

/// The position of a byte, found by walking through the text.
fn walked(encoding: PositionEncoding, text: &str, offset: usize) -> Position {
    let before = text[..offset].replace("\r\n", "\n").replace('\r', "\n");
    let line = before.matches('\n').count() as u32;
    Position::new(line, units(encoding, before.rsplit('\n').next().expect("a line")))
}

#[test]
fn positions_are_those_of_a_walk_through_the_text() {
    for encoding in ENCODINGS {
        let lines = Lines::of(TEXT, encoding);
        for (offset, _) in TEXT.char_indices().chain([(TEXT.len(), ' ')]) {
            if TEXT[..offset].ends_with('\r') && TEXT[offset..].starts_with('\n') {
                continue;
            }
            let position = lines.position(TEXT, offset);
            assert_eq!(position, walked(encoding, TEXT, offset), "{encoding:?} {offset}");
            assert_eq!(lines.offset(TEXT, position), offset, "{encoding:?} {offset}");
        }
    }
}

#[test]
fn positions_outside_the_text_are_moved_into_it() {
    for encoding in ENCODINGS {
        let lines = Lines::of(TEXT, encoding);
        let at = |line, character| lines.offset(TEXT, Position::new(line, character));
        assert_eq!(at(0, 99), 1);
        assert_eq!(at(99, 0), TEXT.len());
        assert_eq!(at(u32::MAX, u32::MAX), TEXT.len());
        // Not between CR and LF.
        assert!(TEXT[at(1, 99)..].starts_with("\r\n"));
        // A place in a character is the place before it.
        let face = TEXT.find('😀').expect("a face");
        let before = walked(encoding, TEXT, face);
        assert_eq!(at(before.line, before.character), face);
        if encoding != PositionEncoding::Utf32 {
            assert_eq!(at(before.line, before.character + 1), face);
        }
        for offset in 0..=TEXT.len() {
            lines.offset(TEXT, lines.position(TEXT, offset));
        }
    }
}

/// The diagnostics of a fresh check, as far as they can be compared: rule, range, message.
fn fresh(name: &str, text: &str, encoding: PositionEncoding) -> Vec<Value> {
    let source = Source::new(name.to_owned(), text.as_bytes().to_vec());
    let lines = Lines::of(text, encoding);
    let checked = check(&source, &Options::default());
    let is_silent = checked.document.is_none();
    let found = checked.diagnostics.iter().filter(|_| !is_silent);
    found.map(|it| json!([it.rule, range(&lines, text, it.span)])).collect()
}

fn range(lines: &Lines, text: &str, span: Span) -> Value {
    json!(lines.range(text, span))
}

fn reported(report: &Value) -> Vec<Value> {
    let items = report["items"].as_array().or(report["diagnostics"].as_array()).expect("a list");
    items.iter().map(|item| json!([item["code"], item["range"]])).collect()
}

/// What is typed into documents at random.
const PIECES: [&str; 16] = [
    "\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\n",
    "\r\n",
    "é",
    "😀",
    "\\",
    "a",
    "1",
    "\"cluster\": \"x\", ",
    "\t",
];

#[test]
fn random_edits_equal_a_fresh_check_of_the_final_text() {
    let folder = Folder::new("random", &[]);
    for (at, encoding) in ENCODINGS.into_iter().enumerate() {
        for pulls in [true, false] {
            let mut capabilities = if pulls { pulling() } else { json!({}) };
            capabilities["general"]["positionEncodings"] = json!([encoding.word()]);
            let mut client = Client::with(&folder.0, capabilities);
            let mut rng = Rng(7 + at as u64);
            let document = uri(&folder.path("start-task.json"));
            let mut text = TEXT.to_owned();
            client.open(&document, &text);
            for round in 0..rounds(1_000) {
                let changes: Vec<_> =
                    (0..=rng.below(3)).map(|_| edit(&mut text, &mut rng, encoding)).collect();
                // Clients may skip numbers.
                client.change(&document, 2 + 3 * round as i64, json!(changes));
                let report = if pulls {
                    client.pull(&document)
                } else {
                    client.wait(|it| it["params"]["version"] == 2 + 3 * round as i64)["params"].clone()
                };
                assert_eq!(
                    reported(&report),
                    fresh("start-task.json", &text, encoding),
                    "{encoding:?} {text:?}"
                );
            }
        }
    }
}

/// Edits the text; gives the edit as a client sends it.
fn edit(text: &mut String, rng: &mut Rng, encoding: PositionEncoding) -> Value {
    // What became too broken, or too long, begins anew: nothing would be found in it.
    if text.len() > 600 || rng.below(12) == 0 {
        TEXT.clone_into(text);
        return json!({"text": text});
    }
    let mut place = || {
        let mut at = rng.below(text.len() + 1);
        while !text.is_char_boundary(at) || text[..at].ends_with('\r') && text[at..].starts_with('\n') {
            at -= 1;
        }
        at
    };
    let (start, other) = (place(), place());
    let length = other % 4;
    let mut end = (start + length).min(text.len());
    while !text.is_char_boundary(end) || text[..end].ends_with('\r') && text[end..].starts_with('\n') {
        end += 1;
    }
    let new = rng.pick(&PIECES);
    let range = json!({"start": walked(encoding, text, start), "end": walked(encoding, text, end)});
    text.replace_range(start..end, new);
    json!({"range": range, "text": new})
}

#[test]
fn a_document_of_nothing_but_errors_is_answered() {
    let folder = Folder::new("errors", &[]);
    let document = uri(&folder.path("overrides.json"));
    let mut client = Client::with(&folder.0, pulling());
    let elements = "\"a\" ".repeat(900);
    let text = format!("{{\"containerOverrides\": [{{\"name\": \"web\", \"command\": [{elements}]}}]}}");
    client.open(&document, &text);
    assert!(client.pull(&document)["items"].as_array().expect("a list").len() > 100);
}
