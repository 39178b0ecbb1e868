//! What was typed, what is found in it, and what the mends make of it.

use super::{Problem, ensure, mended, told};
use ecs_preflight::json;

#[rustfmt::skip]
const MENDS: &[(&str, &str, &str)] = &[
    (r#"{"a": ""b, "c": 1}"#, "StrayText 8..9", r#"{"a": ""b, "c": 1}"#),
    ("{\"a\": \"x\\\"\n}", "UnterminatedString 6..10", "{\"a\": \"x\\\\\"\n}"),
    ("{\"a\": \"x\\\n}", "UnterminatedString 6..9", "{\"a\": \"x\\\\\"\n}"),
    ("{\"a\": 'x\\\"\n}", "UnterminatedString 6..10", "{\"a\": \"x\\\"\"\n}"),
    ("{\"a\": 'x\"\n}", "MixedQuotes 6..9", "{\"a\": \"x\"\n}"),
    (r#"["\0"]"#, "BadEscape 2..4", r#"["\u0000"]"#),
    (r#"["\v"]"#, "BadEscape 2..4", r#"["\u000b"]"#),
    ("[\"a\\\r\nb\"]", "BadEscape 3..6", r#"["ab"]"#),
    ("[\"a\\\nb\"]", "BadEscape 3..5", r#"["ab"]"#),
    ("[\"a\\\rb\"]", "BadEscape 3..5", r#"["ab"]"#),
    ("[\"a\rb\"]", "ControlCharacter 3..4", r#"["a\rb"]"#),
    ("{\r\n// x\r\n\"a\": 1}", "Comment 3..7", "{\r\n\"a\": 1}"),
    ("{}\n  // x", "Comment 5..9", "{}\n"),
    ("{\n  /* x */ \"a\": 1}", "Comment 4..11", "{\n   \"a\": 1}"),
    (r#"{"a": 1 /* x */ }"#, "Comment 8..15", r#"{"a": 1 }"#),
    ("{\n  /* x */\n\"a\": 1}", "Comment 4..11", "{\n\"a\": 1}"),
    ("[1 -2]", "MissingComma 1..2", "[1, -2]"),
    ("[1 .5]", "MissingComma 1..2, BarePoint 3..4", "[1, 0.5]"),
    ("[1\n- 2]", "MissingComma 1..2, BadNumber 3..6", "[1,\n- 2]"),
    ("[1\n-x]", "MissingComma 1..2, UnquotedString 3..5", "[1,\n\"-x\"]"),
    ("[1 +x]", "StrayText 3..5", "[1 +x]"),
    ("[\"a\"\nb]", "MissingComma 3..4, UnquotedString 5..6", "[\"a\",\n\"b\"]"),
    (r#"{"a": 1 \" x, "b": 2}"#, "MissingComma 6..7, UnterminatedString 8..12, MissingValue 11..12", r#"{"a": 1, " x", "b": 2}"#),
    (r#"{"a": 1 \, x, "b": 2}"#, "StrayText 8..9, StrayText 11..12", r#"{"a": 1 \, x, "b": 2}"#),
    ("{\"a\": 1 \\é, \"b\": 2}", "StrayText 8..11", "{\"a\": 1 \\é, \"b\": 2}"),
    ("{\"a\": 1 x // y\n, \"b\": 2}", "StrayText 8..9, Comment 10..14", "{\"a\": 1 x\n, \"b\": 2}"),
    ("{\"a\": 1 x # y\n}", "StrayText 8..9, Comment 10..13", "{\"a\": 1 x\n}"),
    (r#"{"a": 1 x /* y */}"#, "StrayText 8..9, Comment 10..17", r#"{"a": 1 x}"#),
    ("{\"a\": 1 x \"y\n, \"b\": 2}", "MissingComma 6..7, UnquotedKey 8..9, MissingColon 8..9, UnterminatedString 10..12", "{\"a\": 1, \"x\": \"y\"\n, \"b\": 2}"),
    (r#"{"a": 1 x "y\"z, w", "b": 2}"#, "MissingComma 6..7, UnquotedKey 8..9, MissingColon 8..9", r#"{"a": 1, "x": "y\"z, w", "b": 2}"#),
    (r#"{"a": 1, .}"#, "StrayText 9..10", r#"{"a": 1, .}"#),
    ("[.]", "BadNumber 1..2", "[.]"),
    (r#"["a", b": 1]"#, "UnquotedString 6..8, ColonInArray 8..9", r#"["a", "b": 1]"#),
    (r#"["a", b" : 1]"#, "UnquotedString 6..8, ColonInArray 9..10", r#"["a", "b" : 1]"#),
    (r#"["a", b"]"#, "UnquotedString 6..8", r#"["a", "b"]"#),
    (r#"{"x": b": 1}"#, "MissingValue 4..5, UnquotedString 6..8", r#"{"x": "b": 1}"#),
    ("[a\u{a0}b]", "UnquotedString 1..5", "[\"a\u{a0}b\"]"),
    ("{a\u{a0}b: 1}", "UnquotedKey 1..5", "{\"a\u{a0}b\": 1}"),
    (r#"{"a": =b}"#, "DoubledColon 6..7, UnquotedString 7..8", r#"{"a": "b"}"#),
    (r#"{"a": x: y}"#, "UnquotedString 6..7, StrayText 7..10", r#"{"a": "x": y}"#),
    (r#"["a", b: 1]"#, "UnquotedString 6..7, StrayText 7..10", r#"["a", "b": 1]"#),
    (r#"{"a": b:1}"#, "UnquotedString 6..9", r#"{"a": "b:1"}"#),
    (r#"{"a": C:\x, "b": 1}"#, "UnquotedString 6..10", r#"{"a": "C:\\x", "b": 1}"#),
    (r#"[a\,b]"#, "UnquotedString 1..5", r#"["a\\,b"]"#),
    (r#"[a\"#, "UnquotedString 1..3, Unclosed 2..3", r#"["a\\"]"#),
    ("[a\\\nb]", "UnquotedString 1..3, MissingComma 2..3, UnquotedString 4..5", "[\"a\\\\\",\n\"b\"]"),
    ("[a\\é]", "UnquotedString 1..5", "[\"a\\\\é\"]"),
    (r#"{"a": $(X Y)}"#, "Placeholder 6..12", r#"{"a": $(X Y)}"#),
    ("[$]", "StrayText 1..2", "[$]"),
    ("[$ x]", "UnquotedString 1..4", r#"["$ x"]"#),
    ("[$-x]", "Placeholder 1..4", "[$-x]"),
    (r#"{"a": {{ X }}}"#, "Placeholder 6..13", r#"{"a": {{ X }}}"#),
    (r#"{"a": {{- .X }}}"#, "Placeholder 6..15", r#"{"a": {{- .X }}}"#),
    (r#"{"a": {{X : y}}}"#, "MissingKey 7..8", r#"{"a": {{X : y}}}"#),
    (r#"{"a": <% x %>}"#, "Placeholder 6..13", r#"{"a": <% x %>}"#),
    (r#"{"a": <1>}"#, "UnquotedString 6..9", r#"{"a": "<1>"}"#),
    (r#"{"a": <_x y>}"#, "Placeholder 6..12", r#"{"a": <_x y>}"#),
    ("[%X%]", "Placeholder 1..4", "[%X%]"),
    ("[%%]", "StrayText 1..3", "[%%]"),
    ("[%X]", "UnquotedString 1..3", r#"["%X"]"#),
    (r#"["a: "b"]"#, "InnerQuote 5..6", r#"["a: \"b"]"#),
    (r#"{"a": "[x, "b": 1}"#, "UnterminatedString 6..9", r#"{"a": "[x", "b": 1}"#),
    (r#"{"a": "{"b": 1}}"#, "MissingComma 8..9, UnquotedKey 9..11, UnexpectedCloser 15..16", r#"{"a": "{","b": 1}"#),
    (r#"["a" "b"]"#, "MissingComma 3..4", r#"["a", "b"]"#),
    (r#"["a""]"#, "InnerQuote 3..4", r#"["a\""]"#),
    (r#"["a" "]"#, "InnerQuote 3..4", r#"["a\" "]"#),
    (r#"["a"" , 1]"#, "InnerQuote 3..4", r#"["a\"" , 1]"#),
    (r#"["a,"b]"#, "StrayText 5..6", r#"["a,"b]"#),
    ("{\"a\": \"x, \"b\n: 1}", "StrayText 11..12", "{\"a\": \"x, \"b\n: 1}"),
    (r#"["a"1]"#, "MissingComma 3..4", r#"["a",1]"#),
    (r#"["a"1"]"#, "MissingComma 3..4, MissingComma 4..5, UnterminatedString 5..6", r#"["a",1,""]"#),
    (r#"["a"true]"#, "MissingComma 3..4", r#"["a",true]"#),
    (r#"["a"truex"]"#, "InnerQuote 3..4", r#"["a\"truex"]"#),
    (r#"["{"a": 1}"]"#, "InnerQuote 3..4", r#"["{\"a\": 1}"]"#),
    (r#"["["a"]"]"#, "InnerQuote 3..4", r#"["[\"a\"]"]"#),
    (r#"["{"a"}", "b"]"#, "InnerQuote 3..4", r#"["{\"a\"}", "b"]"#),
    (r#"["{"a" x", 1]"#, "StrayText 4..9", r#"["{"a" x", 1]"#),
    (r#"{"a"b"c": 1}"#, "MissingColon 3..4, UnquotedString 4..5, MissingComma 4..5", r#"{"a":"b","c": 1}"#),
    ("{\"a\": \"x\"y\"\n, \"b\": 1}", "InnerQuote 8..9", "{\"a\": \"x\\\"y\"\n, \"b\": 1}"),
    ("{\"a\"b\"\n: 1}", "InnerQuote 3..4", "{\"a\\\"b\"\n: 1}"),
    (r#"["a [x], "b"]"#, "UnterminatedString 1..7", r#"["a [x]", "b"]"#),
    (r#"{"a": "x [y]}"#, "UnterminatedString 6..12", r#"{"a": "x [y]"}"#),
    (r#"{"a": "f{x}}"#, "UnterminatedString 6..11", r#"{"a": "f{x}"}"#),
    (r#"{"a": "x}]"#, "UnterminatedString 6..8, UnexpectedCloser 9..10", r#"{"a": "x"}"#),
    (r#"{"a": "x] y}"#, "UnterminatedString 6..11", r#"{"a": "x] y"}"#),
];

#[test]
fn what_is_found_and_what_becomes_of_it() {
    let wrong: Vec<_> = MENDS.iter().filter_map(|it| as_said(it).err()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn as_said((text, slips, after): &(&str, &str, &str)) -> Problem {
    let faults = json::parse(text).faults;
    let (found, became) = (told(&faults), mended(text, &faults));
    ensure(found == *slips && became == *after, || {
        format!("{text:?}\n  expected {slips}: {after:?}\n  found    {found}: {became:?}")
    })
}
