//! Every syntax error by name and place: what was typed, and what is found in it.

use super::{Problem, ensure, fixed, told};
use ecs_preflight::json::{self, ValueKind};

#[rustfmt::skip]
const SLIPS: &[(&str, &str)] = &[
    ("[1,]", "TrailingComma 2..3"),
    (r#"{"a": 1,}"#, "TrailingComma 7..8"),
    ("[1,,]", "TrailingComma 2..4"),
    ("[1, , 2]", "DoubledComma 4..5"),
    (r#"{"a": 1,, "b": 2}"#, "DoubledComma 8..9"),
    ("[,1]", "LeadingComma 1..2"),
    ("[,]", "LeadingComma 1..2"),
    ("[1 2 3]", "MissingComma 1..2, MissingComma 3..4"),
    (r#"{"a": 1 "b": 2}"#, "MissingComma 6..7"),
    ("{\"a\": 1\n \"b\": 2\n}", "MissingComma 6..7"),
    (r#"{"a": 1; "b": 2}"#, "WrongComma 7..8"),
    (r#"{"a": 1;}"#, "TrailingComma 7..8"),
    (r#"{"a" 1}"#, "MissingColon 3..4"),
    (r#"{"a" = 1}"#, "WrongColon 5..6"),
    (r#"{"a" => "b", "c" := 2}"#, "WrongColon 5..7, WrongColon 17..19"),
    (r#"{"a":: 1}"#, "DoubledColon 4..6"),
    (r#"{"a": : 1}"#, "DoubledColon 6..7"),
    (r#"{"a": , "b": 2}"#, "MissingValue 4..5"),
    (r#"{"a": }"#, "MissingValue 4..5"),
    (r#"{"a", "b": 1}"#, "MissingValue 3..4"),
    (r#"{"a"}"#, "MissingValue 3..4"),
    (r#"{"a": "b": 1}"#, "MissingValue 4..5"),
    (r#"{"a" "b": 1}"#, "MissingValue 3..4"),
    ("{\"a\":\n \"b\": 1}", "MissingValue 4..5"),
    (r#"{: 1, "b": 2}"#, "MissingKey 1..2"),
    (r#"{{"a": 1}}"#, "MissingKey 1..2"),
    (r#"{"a": 1, {"b": 2}, "c": 3}"#, "MissingKey 9..10"),
    (r#"["a": 1]"#, "WrongOpener 0..1"),
    (r#"["a": 1, "b": 2]"#, "WrongOpener 0..1"),
    ("{'a': 'b'}", "SingleQuotes 1..4, SingleQuotes 6..9"),
    (r#"{'a': "it's"}"#, "SingleQuotes 1..4"),
    (r#"['it\'s "so"']"#, "SingleQuotes 1..13"),
    ("['it's']", "SingleQuotes 1..7"),
    ("[`a`]", "Backquotes 1..4"),
    ("{“a”: “b”}", "SmartQuotes 1..8, SmartQuotes 10..17"),
    ("[‘a’]", "SmartQuotes 1..8"),
    (r#"["a”]"#, "MixedQuotes 1..6"),
    (r#"[“a"]"#, "SmartQuotes 1..6"),
    (r#"{\"a\": \"b\"}"#, "EscapedQuotes 1..6"),
    (r#"{""a"": ""b c"", "d": ""}"#, "EscapedQuotes 1..6"),
    ("{a: 1}", "UnquotedKey 1..2"),
    ("{task definition: 1, x-y: 2}", "UnquotedKey 1..16, UnquotedKey 21..24"),
    ("{a: b}", "UnquotedKey 1..2, UnquotedString 4..5"),
    (r#"{"a": hello world, "b": 1}"#, "UnquotedString 6..17"),
    (r#"["a", arn:aws:ecs:eu-west-1:1:task/x]"#, "UnquotedString 6..36"),
    (r#"{"a": web:3}"#, "UnquotedString 6..11"),
    (r#"{"a": True, "b": None, "c": FALSE, "d": undefined}"#, "Word 6..10, Word 17..21, Word 28..33, Word 40..49"),
    (r#"{"a": yes, "b": off}"#, "Word 6..9, Word 16..19"),
    (r#"{"a": NaN, "b": -Infinity, "c": Infinity}"#, "NotFinite 6..9, NotFinite 16..25, NotFinite 32..40"),
    (r#"{"a": ${X}, "b": {{X}}, "c": <X>, "d": $X, "e": %X%, "f": {% x %}}"#, "Placeholder 6..10, Placeholder 17..22, Placeholder 29..32, Placeholder 39..41, Placeholder 48..51, Placeholder 58..65"),
    (r#"{"a": ${REPO}:${TAG}, "b": 1}"#, "Placeholder 6..20"),
    (r#"{"a": <your-id>-x}"#, "Placeholder 6..17"),
    ("{${K}: 1}", "Placeholder 1..5"),
    ("{{{X}}: 1}", "Placeholder 1..6"),
    (r#"{"a": 1, {{#rest}}}"#, "Placeholder 9..18"),
    (r#"{"a": 1, ...}"#, "Ellipsis 9..12"),
    (r#"{"a": 1, …}"#, "Ellipsis 9..12"),
    ("[...]", "Ellipsis 1..4"),
    ("{a}", "StrayText 1..2"),
    (r#"{"a": [1, 2, ...]}"#, "Ellipsis 13..16"),
    ("[01]", "LeadingZero 1..2"),
    ("[-007.5]", "LeadingZero 2..4"),
    ("[+5, .5, 5., -.5e3]", "PlusSign 1..2, BarePoint 5..6, BarePoint 10..11, BarePoint 14..15"),
    ("[0x10, 0o17, 0b101, 0xZZ]", "OtherBase 1..5, OtherBase 7..11, OtherBase 13..18, UnquotedString 20..24"),
    ("[1_000, 1_, _1]", "DigitSeparator 2..3, UnquotedString 8..10, UnquotedString 12..14"),
    ("[-, 1e, 1e+, 1.2.3]", "BadNumber 1..2, BadNumber 4..6, BadNumber 8..11, UnquotedString 13..18"),
    ("[10GB, 2017-11-29, 765936fadbdd46b5991a4bd70c2a43d4]", "UnquotedString 1..5, UnquotedString 7..17, UnquotedString 19..51"),
    (r#"{"memory": 512 MB}"#, "StrayText 15..17"),
    ("[\"a\nb\"]", "ControlCharacter 3..4"),
    ("[\"a\tb\tc\"]", "ControlCharacter 3..4"),
    ("{\"a\": \"b\nc\", \"d\": \"e\"}", "ControlCharacter 8..9"),
    ("{\"a\": \"b\r\nc\r\nd\"}", "ControlCharacter 8..9"),
    ("{\"a\": \"b,\n \"c\": 1}", "UnterminatedString 6..8"),
    (r#"{"a": "b}"#, "UnterminatedString 6..8"),
    ("{\"a\": \"b\n}", "UnterminatedString 6..8"),
    (r#"{"a": ["b, "c"], "d": 1}"#, "UnterminatedString 7..9"),
    (r#"{"a": "b, "c": 1}"#, "UnterminatedString 6..8"),
    (r#"{"name: "web"}"#, "UnterminatedString 1..6"),
    (r#"{"name: 5, "b": 1}"#, "UnterminatedString 1..6"),
    (r#"{name": "web"}"#, "UnquotedKey 1..6"),
    (r#"["abc", def", "x"]"#, "UnquotedString 8..12"),
    (r#"["echo "hi""]"#, "InnerQuote 7..8"),
    (r#"{"a": "x "y" z", "b": 1}"#, "InnerQuote 9..10"),
    (r#"{"a": "{"b": 1}"}"#, "InnerQuote 8..9"),
    (r#"["C:\dir\x"]"#, "BadEscape 4..6"),
    (r#"["\'", "\u12", "\x41", "\u{1F600}"]"#, "BadEscape 2..4, BadEscape 8..12, BadEscape 16..20, BadEscape 24..26"),
    (r#"["\ud800", "\ud83d\ude00", "\udc00\ud800"]"#, "LoneSurrogate 2..8, LoneSurrogate 28..34"),
    ("[\"a\\\nb\"]", "BadEscape 3..5"),
    (r#"["a\"]"#, "UnterminatedString 1..5"),
    (r#"{"a": "C:\dir\", "b": 1}"#, "UnterminatedString 6..15, BadEscape 9..11"),
    ("[1", "Unclosed 1..2"),
    (r#"{"a": [1, {"b": 2"#, "Unclosed 16..17"),
    (r#"{"a": 1,"#, "Unclosed 6..7"),
    (r#"{"a":"#, "Unclosed 4..5"),
    (r#"{"a"#, "UnterminatedString 1..3"),
    (r#"{"a": "b"#, "UnterminatedString 6..8"),
    (r#"{"a": [1, 2}"#, "MissingCloser 11..12"),
    (r#"{"a": [1, 2}, "b": 3}"#, "WrongCloser 11..12"),
    (r#"{"a": {"x": [1, 2}, "b": 3}"#, "MissingCloser 17..18"),
    ("[1}", "WrongCloser 2..3"),
    (r#"{"a": 1]"#, "WrongCloser 7..8"),
    (r#"{"a": {"b": 1], "c": 2}"#, "WrongCloser 13..14"),
    (r#"{"a": [{"b": [1}], "c": 2}"#, "MissingCloser 15..16"),
    (r#"{"a": 1}}"#, "UnexpectedCloser 8..9"),
    (r#"{"a": {"b": 1}}, "c": 2}"#, "UnexpectedCloser 14..15"),
    (r#"{"a": [1]], "c": 2}"#, "UnexpectedCloser 9..10"),
    (r#"{"a": [1}], "c": 2}"#, "UnexpectedCloser 8..9"),
    (r#"{"x": [{"n": 1, {"n": 2}], "y": 1}"#, "MissingCloser 16..17"),
    ("{\"x\": [{\"n\": [1]\n {\"n\": 2}], \"y\": 1}", "MissingCloser 18..19"),
    (r#"{"x": ["a", "b", "y": 1}"#, "MissingCloser 17..20"),
    (r#"{"x": [ "y": 1}"#, "MissingCloser 8..11"),
    ("{} {}", "SecondDocument 3..4"),
    ("{\"a\":1}\n{\"b\":2}\n", "SecondDocument 8..9"),
    (r#"{"a":1},{"b":2}"#, "SecondDocument 8..9"),
    ("[1] x", "TextAfter 4..5"),
    (r#"{"a":1};"#, "TextAfter 7..8"),
    (r#"{"a":1}""#, "TextAfter 7..8"),
    (r#"{"a": 1} // c"#, "Comment 9..13"),
    ("", "Empty 0..0"),
    (" \n", "Empty 0..1"),
    ("// only a comment\n", "Empty 0..1"),
    ("// c\n{}", "Comment 0..4"),
    (r#"/* c */ {"a": /* d */ 1} # e"#, "Comment 0..7, Comment 14..21, Comment 25..28"),
    ("{\n  // one\n  // two\n  \"a\": 1 // three\n  // four\n}", "Comment 4..10, Comment 29..37, Comment 40..47"),
    (r#"{"a": 1 /* open"#, "OpenComment 8..10"),
    (r#"{"a": 1, /* open }"#, "OpenComment 9..11"),
    (r#"{"u": http://x}"#, "UnquotedString 6..14"),
    ("{\"a\":\u{feff}1}", "OddSpace 5..8"),
    ("{\u{3000}\"a\": 1}", "OddSpace 1..4"),
    ("taskDefinition: t\ncluster: c\n", "Yaml 0..15"),
    ("# note\ntaskDefinition: t", "Yaml 7..22"),
    ("- a\n- b", "Yaml 0..1"),
    ("---\na: 1", "Yaml 0..3"),
    ("containerOverrides=[{name=web}]", "Shorthand 0..19"),
    ("name=web,cpu=1", "Shorthand 0..5"),
    ("\"a\": 1,\n\"b\": 2", "MissingOpening 0..1"),
    ("\"a\": 1,\n\"b\": 2\n}", "MissingOpening 0..1"),
    (r#"const x = {"a": 1};"#, "TextBefore 0..9, TextAfter 18..19"),
    ("```json\n{\"a\": 1}\n```", "TextBefore 0..7, TextAfter 17..20"),
    (r#"'{"a": 1}'"#, "TextBefore 0..1, TextAfter 9..10"),
    (r#"aws ecs start-task --cli-input-json '{"a": 1}'"#, "TextBefore 0..37, TextAfter 45..46"),
    ("hello", "NotJson 0..5"),
    ("}", "NotJson 0..1"),
    ("<html></html>", "NotJson 0..13"),
    ("[section]\nkey = 1", "UnquotedString 1..8, TextAfter 10..17"),
    ("export A=1", "NotJson 0..10"),
    ("${BODY}", "Placeholder 0..7"),
    ("undefined", "Word 0..9"),
    ("'a'", "SingleQuotes 0..3"),
    (r#"{"a" + 1}"#, "MissingColon 3..4, BadNumber 5..8"),
    (r#"["a" + "b", "c"]"#, "StrayText 5..10"),
    (r#"{"a": "b" + "c", "d": 1}"#, "StrayText 10..15"),
    (r#"{"a": 1 "b" 2 "c": 3}"#, "MissingComma 6..7, MissingColon 10..11, MissingComma 12..13"),
    ("{'a': True, b: 0x1F, // c\n \"d\": [1,],}", "SingleQuotes 1..4, Word 6..10, UnquotedKey 12..13, OtherBase 15..19, Comment 21..25, TrailingComma 34..35, TrailingComma 36..37"),
    ("[1 2,, 03,]", "MissingComma 1..2, DoubledComma 5..6, LeadingZero 7..8, TrailingComma 9..10"),
    (r#"{"a" 1 "b": 2,}"#, "MissingColon 3..4, MissingComma 5..6, TrailingComma 13..14"),
    (r#"{"a": 1, "b": [1, 2, "c": 3}"#, "MissingCloser 21..24"),
    ("{\"k\": \"v\" // c\n \"l\": 1}", "MissingComma 8..9, Comment 10..14"),
    (r#"{"a":1 b c d, "e": 2}"#, "StrayText 7..12"),
    (r#"("a": 1)"#, "NotJson 0..8"),
    (r#"{"a": (1)}"#, "UnquotedString 6..9"),
    (r#"{"a": @@X@@}"#, "UnquotedString 6..11"),
    (r#"{"a": [[X]]}"#, "UnquotedString 8..9"),
    (r#"{"a": "b' , "c": 1}"#, "UnterminatedString 6..9"),
    (r#"{"a": 'b", "c": 1}"#, "MixedQuotes 6..9"),
    (r#"{"a": "b", "c": d"}"#, "UnquotedString 16..18"),
    (r#"{"a": b", "c": 1}"#, "UnquotedString 6..8"),
    (r#"{"a":"b""c":1}"#, "MissingComma 7..8"),
    (r#"["a""b"]"#, "MissingComma 3..4"),
    (r#"["a"true,"b"]"#, "MissingComma 3..4"),
    (r#"["a"1]"#, "MissingComma 3..4"),
    (r#"{"a"true}"#, "MissingColon 3..4"),
    (r#"{"a":1}{"b":2}"#, "SecondDocument 7..8"),
    (r#"{"a":[1,2}}"#, "WrongCloser 9..10"),
    (r#"{"a":[1,2]]"#, "WrongCloser 10..11"),
    (r#"{"a":[[1,2],"b":2}"#, "MissingCloser 12..15"),
    (r#"{"a":{"b":1,"c":2}"#, "Unclosed 17..18"),
    (r#"{"a":1,"b":{"c":1}}}"#, "UnexpectedCloser 19..20"),
    (r#"{"a":1 , , , }"#, "TrailingComma 7..12"),
    ("{\u{a0}\"a\":\u{a0} \u{a0}1}", "OddSpace 1..3, OddSpace 7..12"),
    (r#"{"a"; 1}"#, "WrongColon 4..5"),
    (r#"{"a""["b", "c"]}"#, "WrongColon 4..5"),
    (r#"["a": 1, "b": {"c": 2}]"#, "WrongOpener 0..1"),
    (r#"[1, "a": 2]"#, "ColonInArray 7..8"),
    ("[: 1]", "StrayText 1..2"),
    (r#"{"a": 1: 2}"#, "StrayText 7..10"),
    (r#"["\u00e9", "\q", "\0", "a\u"]"#, "BadEscape 12..14, BadEscape 18..20, BadEscape 25..27"),
    ("{\"a\": \"\u{1}\u{2}\"}", "ControlCharacter 7..8"),
    (r#"[{"a": [1], "b": 2]"#, "MissingCloser 18..19"),
    (r#"{"a": {"b": 1, "c": 2}"#, "Unclosed 21..22"),
    ("{\"a\": 1,\n\"b\": 2,\n", "Unclosed 14..15"),
    (r#"{"a": {"b": ["c"]}, "d":"#, "Unclosed 23..24"),
    ("[\n  \"a\n]", "UnterminatedString 4..6"),
    ("[\"a\",\n \"b,\n \"c\"]", "UnterminatedString 7..9"),
    ("{'a': 'b}", "SingleQuotes 1..4, UnterminatedString 6..8"),
    ("{`a`: '''b'''}", "Backquotes 1..4, SingleQuotes 6..8, MissingComma 7..8, SingleQuotes 8..11, MissingColon 10..11, SingleQuotes 11..13"),
    ("[1] [2] [3]", "SecondDocument 4..5"),
    ("{}}}", "UnexpectedCloser 2..4"),
    ("[]\n]\n}", "UnexpectedCloser 3..6"),
    ("\u{feff}", "Empty 0..3"),
    ("\u{feff}[1,]", "TrailingComma 5..6"),
    ("{\"a\": b // c\n}", "UnquotedString 6..7, Comment 8..12"),
    (r#"{"a": true story}"#, "StrayText 11..16"),
    ("[true false null]", "MissingComma 4..5, MissingComma 10..11"),
    ("[1 + 2]", "StrayText 3..6"),
    ("[1, 2,]\n// end", "TrailingComma 5..6, Comment 8..14"),
    (r#"{"a": 012345678901}"#, "LeadingZero 6..7"),
    (r#"{"a": -}"#, "BadNumber 6..7"),
    (r#"{"a": 1.}"#, "BarePoint 7..8"),
    (r#"{"a": 1.e5}"#, "BarePoint 7..8"),
    (r#"{"a": 0.5.}"#, "BadNumber 6..10"),
    (r#"{"a": +Infinity}"#, "NotFinite 6..15"),
    (r#"{"a" : 'x", "b": 2}"#, "MixedQuotes 7..10"),
    (r#"{"a": "x", "b": "y, "c": "z"}"#, "UnterminatedString 16..18"),
    (r#"{"a": ["x", "y], "b": 1}"#, "UnterminatedString 12..14"),
    ("{\"a\": \"x},\n \"b\": 1}", "UnterminatedString 6..8, UnexpectedCloser 8..9"),
    ("{\"a\": \"${X}\n}", "UnterminatedString 6..11"),
    (r#"{"a": "say "hi, there" now"}"#, "InnerQuote 11..12"),
    (r#"{"a": ""x""}"#, "EscapedQuotes 6..11"),
    (r#"{"a": {'b': 1}, c: [2 3],}"#, "SingleQuotes 7..10, UnquotedKey 16..17, MissingComma 20..21, TrailingComma 24..25"),
    ("[1,, 2,, 3]", "DoubledComma 3..4, DoubledComma 7..8"),
    (r#"{"a" 1 "b" 2}"#, "MissingColon 3..4, MissingComma 5..6, MissingColon 9..10"),
    (r#"{"a": 1, /* x */ , "b": 2}"#, "Comment 9..16, DoubledComma 17..18"),
    ("{\"a\": 1, // x\n}", "TrailingComma 7..8, Comment 9..13"),
    ("[+1, 01, 1_0]", "PlusSign 1..2, LeadingZero 5..6, DigitSeparator 10..11"),
    (r#"{"a": tru}"#, "UnquotedString 6..9"),
    (r#"{"a": nul, "b": 1}"#, "UnquotedString 6..9"),
    (r#"nope {"a": 1}"#, "TextBefore 0..4"),
    ("{\"a\": 1}\n\n{\"b\"", "SecondDocument 10..11"),
    ("[\"a\"\n\"b\"\n\"c\"]", "MissingComma 3..4, MissingComma 7..8"),
    (r#"{"a": 1 "b": 2 "c": 3 "d": 4}"#, "MissingComma 6..7, MissingComma 13..14, MissingComma 20..21"),
    (r#"{{"a": 1}"#, "UnexpectedOpener 1..2"),
    (r#"[{{"a": 1}, 2]"#, "UnexpectedOpener 2..3"),
    (r#"{"a": {{"b": 1}, "c": 2}"#, "UnexpectedOpener 7..8"),
    (r#"{"a": 5 :: "b": 2}"#, "StrayText 8..10"),
    (r#"{"a": 1, "b": 5 => 6}"#, "StrayText 16..20"),
    (r#"{"x" 1, "a": "b": 1}"#, "MissingColon 3..4, MissingValue 11..12"),
    (r#"{"a": 1, {"b": 2}, "c": 3,}"#, "MissingKey 9..10, TrailingComma 25..26"),
    (r#"{"a": 1, {\}, "c": 3,}"#, "MissingKey 9..10, TrailingComma 20..21"),
    (r#"{"a": 1, {"b": "\"}"}, "c": 3,}"#, "MissingKey 9..10, TrailingComma 29..30"),
    ("{\"a\": 1, {\"b\": \"x\n}, \"c\": 3,}", "MissingKey 9..10, TrailingComma 27..28"),
    (r#"{"a": 1, {"b": 2"#, "MissingKey 9..10"),
    (r#"{"a": 1, {"b": 2}, "c": 3"#, "MissingKey 9..10, Unclosed 24..25"),
    (r#""a": [1, 2"#, "MissingOpening 0..1, Unclosed 9..10"),
    ("a==b", "NotJson 0..4"),
    ("a=>b", "NotJson 0..4"),
    ("a= b", "NotJson 0..4"),
    (r#". {"a": 1}"#, "TextBefore 0..1"),
    ("p={\n\"a\": 1}", "TextBefore 0..2"),
    ("p=[\n1]", "TextBefore 0..2"),
];

#[test]
fn every_syntax_error_is_named_at_its_place() {
    let wrong: Vec<_> = SLIPS.iter().filter_map(|(text, expected)| named(text, expected).err()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let all = SLIPS.iter().map(|it| it.1).collect::<Vec<_>>().join(" ");
    let last = json::SyntaxErrorKind::UnexpectedOpener as usize;
    let names: std::collections::BTreeSet<_> =
        all.split([' ', ',']).filter(|it| it.starts_with(char::is_uppercase)).collect();
    // Nobody types 4 GiB, four million values, a line of 1 MiB or of 131,072 values, or 129 brackets into a table.
    assert_eq!(names.len(), last + 1 - 5, "a slip is missing from the table: {names:?}");
}

fn named(text: &str, expected: &str) -> Problem {
    let found = told(&json::parse(text).faults);
    ensure(found == expected, || format!("{text:?}\n  expected {expected}\n  found    {found}"))
}

/// If every syntax error has a fix, all of them together leave JSON.
#[test]
fn all_fixes_together_leave_json() {
    for (text, mistakes) in SLIPS {
        let faults = json::parse(text).faults;
        if faults.iter().any(|it| it.edits.is_empty()) {
            continue;
        }
        let fixed = fixed(text, &faults);
        let fixed = fixed.trim_start_matches('\u{feff}');
        assert!(json::is_strict(fixed), "{text:?} ({mistakes}) became {fixed:?}");
    }
}

/// What is intact stays, so that the rules see it.
#[test]
fn the_rest_can_be_read() {
    for (text, pointers) in [
        ("{'a': 1, b: [2 3], \"c\": {\"d\": True,}, // e\n \"f\": \"g\"", "a b b/0 b/1 c c/d? f"),
        ("{\"a\": \"x, \"b\": {\"c\" 1 \"d\": [}}", "a? b b/c b/d"),
        ("{\"a\": [{\"b\": 1, {\"b\": 2}], \"c\": ${X}, \"d\": 0x1}", "a a/0 a/0/b a/1 a/1/b c? d?"),
        ("[\"a\": [1, 2}, \"b\": 3]", "a a/0 a/1 b"),
        ("{\\\"a\\\": [\\\"x\\\"], ...}", "a a/0"),
        ("const x = {“a”: ‘b’};", "a"),
    ] {
        let tree = json::parse(text).tree;
        let values = tree.nodes().skip(1).filter(|it| !it.is_key());
        let shown = values
            .map(|it| it.pointer()[1..].to_owned() + if it.kind() == ValueKind::Unknown { "?" } else { "" });
        assert_eq!(shown.collect::<Vec<_>>().join(" "), pointers, "{text}");
    }
}

#[test]
fn nesting_has_a_limit() {
    for (depth, faults) in [(128, 0), (129, 1), (500, 1)] {
        let text = format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
        let found = json::parse(&text).faults;
        assert!(
            found.len() == faults && found.iter().all(|it| it.kind == json::SyntaxErrorKind::TooDeep),
            "{depth}: {found:?}"
        );
    }
    // What is empty holds nothing that would be too deep, to the patient reader too.
    let deepest = json::DEPTH_MAX as usize;
    for (inner, mistake) in [
        ("[]", None),
        ("{}", None),
        ("[ ]", None),
        ("{\n}", None),
        ("[1]", Some(json::SyntaxErrorKind::TooDeep)),
        ("{1}", Some(json::SyntaxErrorKind::TooDeep)),
    ] {
        let before = "[".repeat(deepest);
        let text = format!("{before}{inner}{},]", "]".repeat(deepest - 1));
        let comma = (json::SyntaxErrorKind::TrailingComma, text.len() - 2..text.len() - 1);
        let deep = mistake.map(|it| (it, deepest..deepest + 1));
        let found = json::parse(&text).faults.into_iter().map(|it| (it.kind, it.span.range()));
        assert_eq!(found.collect::<Vec<_>>(), deep.into_iter().chain([comma]).collect::<Vec<_>>(), "{inner}");
    }
    let open = json::parse(&"{\"a\":".repeat(200_000)).faults;
    assert!(open.len() == 1 && open[0].kind == json::SyntaxErrorKind::TooDeep, "{open:?}");
}

/// What the strict reader gives up the patient one would read all the same, at ten times the cost.
#[test]
fn what_is_side_by_side_is_not_deep() {
    let text = format!("[{}0]", "[{\"a\": [0]}], ".repeat(1_000));
    assert!(json::is_strict(&text));
}

/// Of what is past it nothing is read, and what was read before is whole.
#[test]
fn values_have_a_limit() {
    // The object, its key and the list.
    let text = |number: usize| format!("{{\"a\":[{}0]}}", "0,".repeat(number - 4));
    assert!(json::is_strict(&text(json::VALUES_MAX)));
    let more = text(json::VALUES_MAX + 1);
    assert!(!json::is_strict(&more));
    let parsed = json::parse(&more);
    let found: Vec<_> = parsed.faults.iter().map(|it| (it.kind, it.span.range())).collect();
    assert_eq!((found, parsed.more), (vec![(json::SyntaxErrorKind::Crowded, 0..1)], 0));
    assert_eq!(parsed.tree.root().kind(), ValueKind::Unknown);
    assert!(
        parsed.tree.nodes().all(|it| it.span().start < it.span().end && it.span().end as usize <= more.len())
    );
}
