//! Texts by category: what every reader of RFC 8259 takes, what none takes, and what is left to each.

use super::{examine, sound_tree};
use ecs_preflight::json::{self, Kind, Slip};

/// Taken.
const YES: &[&str] = &[
    "{}",
    "[]",
    "0",
    "-0",
    "1",
    "-1",
    "\"\"",
    "\"a\"",
    "true",
    "false",
    "null",
    " [] ",
    "\t[]\n",
    "\r\n{}\r\n",
    "[1]",
    "[1,2]",
    "[ 1 , 2 ]",
    "[[]]",
    "[[],[]]",
    "[{}]",
    "[{},{}]",
    "[null]",
    "[true,false]",
    "[\"\"]",
    "[0.5]",
    "[-0.5]",
    "[0e0]",
    "[0E+0]",
    "[1e5]",
    "[1E-5]",
    "[1.5e+10]",
    "[0.0]",
    "[-0.0e-0]",
    "[123456789012345678901234567890]",
    "[10]",
    "[1e-999]",
    "{\"a\":1}",
    "{\"a\":1,\"b\":2}",
    "{ \"a\" : 1 }",
    "{\"\":\"\"}",
    "{\"a\":{\"b\":{}}}",
    "{\"a\":[{}]}",
    "{\"a\":1,\"a\":2}",
    "{\"\\u0061\":1}",
    "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]",
    "[\"\\u0000\"]",
    "[\"\\u00e9\\u00C9\"]",
    "[\"\\ud83d\\ude00\"]",
    "[\"\\uDBFF\\uDFFF\"]",
    "[\"\\\\u0041\"]",
    "[\"\\\\\\\"\"]",
    "[\"é☃😀\"]",
    "[\"\u{7f}\"]",
    "[\"\u{2028}\u{2029}\"]",
    "[\"\u{feff}\"]",
    "[\"// # /* */\"]",
    "[\",:[]{}\"]",
    "[\"'`\"]",
    "[\"${X} {{X}} <X>\"]",
];

/// Refused, with the slip that is found first.
#[rustfmt::skip]
const NO: &[(&str, Slip)] = &[
    // Nothing, and something else.
    ("", Slip::Empty), (" ", Slip::Empty), ("\r\n", Slip::Empty), ("#", Slip::Empty), ("a", Slip::NotJson), ("}", Slip::NotJson),
    ("]", Slip::NotJson), (",", Slip::NotJson), ("é", Slip::NotJson), ("\u{0}", Slip::Empty), ("=", Slip::NotJson),
    // Structure.
    ("[", Slip::Unclosed), ("{", Slip::Unclosed), ("[1", Slip::Unclosed), ("[1,", Slip::Unclosed), ("[[]", Slip::Unclosed),
    ("{\"a\"", Slip::Unclosed), ("{\"a\":", Slip::Unclosed), ("{\"a\":1", Slip::Unclosed), ("{\"a\":1,", Slip::Unclosed),
    ("[}", Slip::WrongCloser), ("{]", Slip::WrongCloser), ("[1}", Slip::WrongCloser), ("[]]", Slip::UnexpectedCloser),
    ("{}}", Slip::UnexpectedCloser), ("[] []", Slip::SecondDocument), ("1 2", Slip::TextAfter), ("{}1", Slip::TextAfter),
    ("[],", Slip::TextAfter), ("{},{}", Slip::SecondDocument), ("\"a\":1", Slip::MissingOpening), ("[1]x", Slip::TextAfter),
    // Commas and colons.
    ("[,]", Slip::LeadingComma), ("[,1]", Slip::LeadingComma), ("[1,]", Slip::TrailingComma), ("[1,,2]", Slip::DoubledComma),
    ("[1 2]", Slip::MissingComma), ("[1;2]", Slip::WrongComma), ("{,}", Slip::LeadingComma), ("{\"a\":1,}", Slip::TrailingComma),
    ("{\"a\":1 \"b\":2}", Slip::MissingComma), ("{\"a\" 1}", Slip::MissingColon), ("{\"a\"=1}", Slip::WrongColon),
    ("{\"a\"::1}", Slip::DoubledColon), ("{\"a\":}", Slip::MissingValue), ("{\"a\"}", Slip::MissingValue),
    ("{:1}", Slip::MissingKey), ("[:]", Slip::StrayText), ("[\"a\":1]", Slip::WrongOpener), ("{[]:1}", Slip::MissingKey),
    ("{1:1}", Slip::UnquotedKey), ("{null:1}", Slip::UnquotedKey), ("{a:1}", Slip::UnquotedKey), ("{\"a\",\"b\"}", Slip::MissingValue),
    // Words.
    ("[tru]", Slip::UnquotedString), ("[TRUE]", Slip::Word), ("[True]", Slip::Word), ("[nul]", Slip::UnquotedString),
    ("[None]", Slip::Word), ("[undefined]", Slip::Word), ("[truefalse]", Slip::UnquotedString), ("[true1]", Slip::UnquotedString),
    ("[NaN]", Slip::NotFinite), ("[Infinity]", Slip::NotFinite), ("[-Infinity]", Slip::NotFinite), ("[&]", Slip::StrayText),
    // Numbers.
    ("[01]", Slip::LeadingZero), ("[-01]", Slip::LeadingZero), ("[00]", Slip::LeadingZero), ("[+1]", Slip::PlusSign),
    ("[.5]", Slip::BarePoint), ("[-.5]", Slip::BarePoint), ("[1.]", Slip::BarePoint), ("[1.e1]", Slip::BarePoint),
    ("[-]", Slip::BadNumber), ("[1e]", Slip::BadNumber), ("[1e+]", Slip::BadNumber), ("[--1]", Slip::BadNumber),
    ("[1.2.3]", Slip::UnquotedString), ("[0x1]", Slip::OtherBase), ("[0b1]", Slip::OtherBase), ("[1_0]", Slip::DigitSeparator),
    ("[1a]", Slip::UnquotedString), ("[１]", Slip::UnquotedString), ("[- 1]", Slip::BadNumber), ("[1e1.5]", Slip::UnquotedString),
    // Strings.
    ("\"", Slip::UnterminatedString), ("\"a", Slip::UnterminatedString), ("[\"a]", Slip::UnterminatedString),
    ("[\"\\\"]", Slip::UnterminatedString), ("'a'", Slip::SingleQuotes), ("[`a`]", Slip::Backquotes), ("[“a”]", Slip::SmartQuotes),
    ("[\"\u{0}\"]", Slip::ControlCharacter), ("[\"\u{1f}\"]", Slip::ControlCharacter), ("[\"\t\"]", Slip::ControlCharacter),
    ("[\"\n\"]", Slip::ControlCharacter), ("[\"\\a\"]", Slip::BadEscape), ("[\"\\x00\"]", Slip::BadEscape), ("[\"\\'\"]", Slip::BadEscape),
    ("[\"\\u\"]", Slip::BadEscape), ("[\"\\u00g0\"]", Slip::BadEscape), ("[\"\\u12\"]", Slip::BadEscape), ("[\"\\U0041\"]", Slip::BadEscape),
    ("[\"\\é\"]", Slip::BadEscape), ("[\"a\"b\"]", Slip::InnerQuote), ("[\"\\ud800\"]", Slip::LoneSurrogate),
    ("[\"\\udc00\"]", Slip::LoneSurrogate), ("[\"\\ud800\\u0041\"]", Slip::LoneSurrogate), ("[\"\\ud800\\ud800\"]", Slip::LoneSurrogate),
    // Between the tokens.
    ("[1//\n]", Slip::Comment), ("[1/**/]", Slip::Comment), ("[1#\n]", Slip::Comment), ("[1/*]", Slip::OpenComment),
    ("[1/]", Slip::StrayText), ("[\u{a0}1]", Slip::OddSpace), ("[\u{b}1]", Slip::OddSpace), ("[\u{c}1]", Slip::OddSpace),
    ("[1\u{0}]", Slip::OddSpace), ("[\u{feff}1]", Slip::OddSpace), ("{}\u{85}", Slip::OddSpace), ("\u{200b}{}", Slip::OddSpace),
];

#[test]
fn what_every_reader_takes() {
    for text in YES {
        assert!(json::is_strict(text), "{text:?}");
        assert_eq!(examine(text, 0), Ok(()), "{text:?}");
    }
}

#[test]
fn what_no_reader_takes() {
    for (text, slip) in NO {
        assert!(!json::is_strict(text), "{text:?}");
        let first = json::parse(text).faults.first().map(|it| it.slip);
        assert_eq!(first, Some(*slip), "{text:?}");
        assert_eq!(examine(text, 1), Ok(()), "{text:?}");
    }
}

/// What RFC 8259 leaves to each reader, and what this one does.
#[test]
fn what_is_left_to_each_reader() {
    for text in ["[1e999]", "[-1e+9999]", "[0.4e00669999999999999999999999999999999]"] {
        assert!(json::is_strict(text), "numbers are kept as written, of any size: {text}");
    }
    for depth in [1, 127, 128] {
        assert!(json::is_strict(&format!("{}{}", "[".repeat(depth + 1), "]".repeat(depth + 1))), "{depth}");
    }
    let deep = format!("{}{}", "[".repeat(130), "]".repeat(130));
    assert!(
        !json::is_strict(&deep) && sound_tree(&json::parse(&deep).tree).is_ok(),
        "an empty list needs no level"
    );

    let marked = json::parse("\u{feff}{\"a\": 1}");
    assert!(marked.faults.is_empty() && marked.tree.root().get("a").is_some(), "a mark is no slip");

    let twice = json::parse("{\"a\": 1, \"a\": 2}").tree;
    assert_eq!(twice.root().members().count(), 2, "both stay");
    assert_eq!(twice.root().get("a").and_then(|it| it.as_integer()), Some(2), "the last one counts");

    let half = json::parse("[\"a\\ud800b\"]").tree;
    let half = half.root().elements().next().expect("an element");
    assert_eq!((half.kind(), half.as_str().as_deref()), (Kind::String, Some("a\u{fffd}b")));
}
