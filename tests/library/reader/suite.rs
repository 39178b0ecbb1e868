//! Texts by category: what every reader of RFC 8259 takes, what none takes, and what is left to each.

use super::{examine, sound_tree};
use ecs_preflight::json::{self, SyntaxErrorKind, ValueKind};

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

/// Rejected, with the syntax error that is found first.
#[rustfmt::skip]
const NO: &[(&str, SyntaxErrorKind)] = &[
    // Nothing, and something else.
    ("", SyntaxErrorKind::Empty), (" ", SyntaxErrorKind::Empty), ("\r\n", SyntaxErrorKind::Empty), ("#", SyntaxErrorKind::Empty), ("a", SyntaxErrorKind::NotJson), ("}", SyntaxErrorKind::NotJson),
    ("]", SyntaxErrorKind::NotJson), (",", SyntaxErrorKind::NotJson), ("é", SyntaxErrorKind::NotJson), ("\u{0}", SyntaxErrorKind::Empty), ("=", SyntaxErrorKind::NotJson),
    // Structure.
    ("[", SyntaxErrorKind::Unclosed), ("{", SyntaxErrorKind::Unclosed), ("[1", SyntaxErrorKind::Unclosed), ("[1,", SyntaxErrorKind::Unclosed), ("[[]", SyntaxErrorKind::Unclosed),
    ("{\"a\"", SyntaxErrorKind::Unclosed), ("{\"a\":", SyntaxErrorKind::Unclosed), ("{\"a\":1", SyntaxErrorKind::Unclosed), ("{\"a\":1,", SyntaxErrorKind::Unclosed),
    ("[}", SyntaxErrorKind::WrongCloser), ("{]", SyntaxErrorKind::WrongCloser), ("[1}", SyntaxErrorKind::WrongCloser), ("[]]", SyntaxErrorKind::UnexpectedCloser),
    ("{}}", SyntaxErrorKind::UnexpectedCloser), ("[] []", SyntaxErrorKind::SecondDocument), ("1 2", SyntaxErrorKind::TextAfter), ("{}1", SyntaxErrorKind::TextAfter),
    ("[],", SyntaxErrorKind::TextAfter), ("{},{}", SyntaxErrorKind::SecondDocument), ("\"a\":1", SyntaxErrorKind::MissingOpening), ("[1]x", SyntaxErrorKind::TextAfter),
    // Commas and colons.
    ("[,]", SyntaxErrorKind::LeadingComma), ("[,1]", SyntaxErrorKind::LeadingComma), ("[1,]", SyntaxErrorKind::TrailingComma), ("[1,,2]", SyntaxErrorKind::DoubledComma),
    ("[1 2]", SyntaxErrorKind::MissingComma), ("[1;2]", SyntaxErrorKind::WrongComma), ("{,}", SyntaxErrorKind::LeadingComma), ("{\"a\":1,}", SyntaxErrorKind::TrailingComma),
    ("{\"a\":1 \"b\":2}", SyntaxErrorKind::MissingComma), ("{\"a\" 1}", SyntaxErrorKind::MissingColon), ("{\"a\"=1}", SyntaxErrorKind::WrongColon),
    ("{\"a\"::1}", SyntaxErrorKind::DoubledColon), ("{\"a\":}", SyntaxErrorKind::MissingValue), ("{\"a\"}", SyntaxErrorKind::MissingValue),
    ("{:1}", SyntaxErrorKind::MissingKey), ("[:]", SyntaxErrorKind::StrayText), ("[\"a\":1]", SyntaxErrorKind::WrongOpener), ("{[]:1}", SyntaxErrorKind::MissingKey),
    ("{1:1}", SyntaxErrorKind::UnquotedKey), ("{null:1}", SyntaxErrorKind::UnquotedKey), ("{a:1}", SyntaxErrorKind::UnquotedKey), ("{\"a\",\"b\"}", SyntaxErrorKind::MissingValue),
    // Words.
    ("[tru]", SyntaxErrorKind::UnquotedString), ("[TRUE]", SyntaxErrorKind::Word), ("[True]", SyntaxErrorKind::Word), ("[nul]", SyntaxErrorKind::UnquotedString),
    ("[None]", SyntaxErrorKind::Word), ("[undefined]", SyntaxErrorKind::Word), ("[truefalse]", SyntaxErrorKind::UnquotedString), ("[true1]", SyntaxErrorKind::UnquotedString),
    ("[NaN]", SyntaxErrorKind::NotFinite), ("[Infinity]", SyntaxErrorKind::NotFinite), ("[-Infinity]", SyntaxErrorKind::NotFinite), ("[&]", SyntaxErrorKind::StrayText),
    // Numbers.
    ("[01]", SyntaxErrorKind::LeadingZero), ("[-01]", SyntaxErrorKind::LeadingZero), ("[00]", SyntaxErrorKind::LeadingZero), ("[+1]", SyntaxErrorKind::PlusSign),
    ("[.5]", SyntaxErrorKind::BarePoint), ("[-.5]", SyntaxErrorKind::BarePoint), ("[1.]", SyntaxErrorKind::BarePoint), ("[1.e1]", SyntaxErrorKind::BarePoint),
    ("[-]", SyntaxErrorKind::BadNumber), ("[1e]", SyntaxErrorKind::BadNumber), ("[1e+]", SyntaxErrorKind::BadNumber), ("[--1]", SyntaxErrorKind::BadNumber),
    ("[1.2.3]", SyntaxErrorKind::UnquotedString), ("[0x1]", SyntaxErrorKind::OtherBase), ("[0b1]", SyntaxErrorKind::OtherBase), ("[1_0]", SyntaxErrorKind::DigitSeparator),
    ("[1a]", SyntaxErrorKind::UnquotedString), ("[１]", SyntaxErrorKind::UnquotedString), ("[- 1]", SyntaxErrorKind::BadNumber), ("[1e1.5]", SyntaxErrorKind::UnquotedString),
    // Strings.
    ("\"", SyntaxErrorKind::UnterminatedString), ("\"a", SyntaxErrorKind::UnterminatedString), ("[\"a]", SyntaxErrorKind::UnterminatedString),
    ("[\"\\\"]", SyntaxErrorKind::UnterminatedString), ("'a'", SyntaxErrorKind::SingleQuotes), ("[`a`]", SyntaxErrorKind::Backquotes), ("[“a”]", SyntaxErrorKind::SmartQuotes),
    ("[\"\u{0}\"]", SyntaxErrorKind::ControlCharacter), ("[\"\u{1f}\"]", SyntaxErrorKind::ControlCharacter), ("[\"\t\"]", SyntaxErrorKind::ControlCharacter),
    ("[\"\n\"]", SyntaxErrorKind::ControlCharacter), ("[\"\\a\"]", SyntaxErrorKind::BadEscape), ("[\"\\x00\"]", SyntaxErrorKind::BadEscape), ("[\"\\'\"]", SyntaxErrorKind::BadEscape),
    ("[\"\\u\"]", SyntaxErrorKind::BadEscape), ("[\"\\u00g0\"]", SyntaxErrorKind::BadEscape), ("[\"\\u12\"]", SyntaxErrorKind::BadEscape), ("[\"\\U0041\"]", SyntaxErrorKind::BadEscape),
    ("[\"\\é\"]", SyntaxErrorKind::BadEscape), ("[\"a\"b\"]", SyntaxErrorKind::InnerQuote), ("[\"\\ud800\"]", SyntaxErrorKind::LoneSurrogate),
    ("[\"\\udc00\"]", SyntaxErrorKind::LoneSurrogate), ("[\"\\ud800\\u0041\"]", SyntaxErrorKind::LoneSurrogate), ("[\"\\ud800\\ud800\"]", SyntaxErrorKind::LoneSurrogate),
    // Between the tokens.
    ("[1//\n]", SyntaxErrorKind::Comment), ("[1/**/]", SyntaxErrorKind::Comment), ("[1#\n]", SyntaxErrorKind::Comment), ("[1/*]", SyntaxErrorKind::OpenComment),
    ("[1/]", SyntaxErrorKind::StrayText), ("[\u{a0}1]", SyntaxErrorKind::OddSpace), ("[\u{b}1]", SyntaxErrorKind::OddSpace), ("[\u{c}1]", SyntaxErrorKind::OddSpace),
    ("[1\u{0}]", SyntaxErrorKind::OddSpace), ("[\u{feff}1]", SyntaxErrorKind::OddSpace), ("{}\u{85}", SyntaxErrorKind::OddSpace), ("\u{200b}{}", SyntaxErrorKind::OddSpace),
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
    for (text, mistake) in NO {
        assert!(!json::is_strict(text), "{text:?}");
        let first = json::parse(text).faults.first().map(|it| it.kind);
        assert_eq!(first, Some(*mistake), "{text:?}");
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
    assert_eq!((half.kind(), half.as_str().as_deref()), (ValueKind::String, Some("a\u{fffd}b")));
}
