//! What messages say about each syntax error.

use crate::json::Slip;

/// What is wrong, and how to fix it. `{}` is the offending text, or its replacement.
pub fn words(error: Slip) -> (&'static str, &'static str) {
    match error {
        Slip::Empty => {
            ("there is no JSON in this file", "write a request; `--generate-cli-skeleton` prints one")
        }
        Slip::NotJson => ("this is not valid JSON", "write a JSON object"),
        Slip::Yaml => {
            ("this is YAML, not JSON", "convert it to JSON, or pass it to `--cli-input-yaml` of AWS CLI v2")
        }
        Slip::Shorthand => ("this is AWS CLI shorthand, not JSON", "write it as JSON"),
        Slip::MissingOpening => {
            ("missing opening brace before the first member", "wrap the members in `{` and `}`")
        }
        Slip::TextBefore => ("unexpected text before the JSON document", "remove the text"),
        Slip::TextAfter => ("unexpected text after the JSON document", "remove the text"),
        Slip::SecondDocument => (
            "unexpected second JSON document after the first",
            "put each document in its own file; for one document per line, pass `--ndjson`",
        ),
        Slip::TooDeep => {
            ("nesting is deeper than 128 levels", "reduce the nesting; deeper levels are not checked")
        }
        Slip::TooLarge => ("the file is 4 GiB or larger", "check a smaller file"),
        Slip::Crowded => (
            "the document has more than 4,194,304 values, which no ECS document has",
            "check a smaller document; nothing in this one was checked",
        ),
        Slip::LongLine => (
            "the line is longer than 1 MiB, which no ECS document is",
            "check it as a separate file; nothing on this line was checked",
        ),
        Slip::CrowdedLine => (
            "the line has more than 131,072 values, which no ECS document has",
            "check it as a separate file; nothing on this line was checked",
        ),
        Slip::Comment => ("JSON does not allow comments", "remove the comment"),
        Slip::OpenComment => {
            ("unclosed comment, which extends over the rest of the file", "remove the comment")
        }
        Slip::OddSpace => ("{} is not whitespace in JSON", "use plain spaces"),
        Slip::TrailingComma => ("trailing comma", "remove the comma"),
        Slip::LeadingComma => ("leading comma", "remove the comma"),
        Slip::DoubledComma => ("extra comma", "remove the comma"),
        Slip::MissingComma => ("missing comma between two values", "add a comma"),
        Slip::WrongComma => ("`;` instead of a comma", "write `,`"),
        Slip::MissingColon => ("missing colon between a key and its value", "add a colon"),
        Slip::WrongColon => ("{} instead of a colon", "write `:`"),
        Slip::DoubledColon => ("extra colon", "remove the colon"),
        Slip::WrongOpener => {
            ("keys and values must be in an object, not in a list", "write it as an object: `{…}`")
        }
        Slip::ColonInArray => {
            ("unexpected colon in a list", "wrap the members in `{…}`, or separate the elements with `,`")
        }
        Slip::MissingValue => ("missing value for a key", "add a value, or remove the key"),
        Slip::MissingKey => ("missing key for a value", "add a key, or remove the value"),
        Slip::SingleQuotes => ("string in single quotes", "use double quotes"),
        Slip::Backquotes => ("string in backticks", "use double quotes"),
        Slip::SmartQuotes => ("string in typographic quotes", "use plain double quotes"),
        Slip::MixedQuotes => ("string with mismatched quotes", "use double quotes on both sides"),
        Slip::EscapedQuotes => ("escaped quotes outside a string", "use plain double quotes throughout"),
        Slip::UnquotedKey => ("unquoted key {}", "put it in double quotes"),
        Slip::UnquotedString => ("unquoted string", "put it in double quotes"),
        Slip::Word => ("{} is not a JSON literal", "write {}"),
        Slip::NotFinite => ("{} is not a JSON number", "write a number, or remove the member"),
        Slip::Placeholder => (
            "this placeholder was not replaced with a value",
            "replace it with a value; put strings in double quotes",
        ),
        Slip::Ellipsis => ("{} instead of the omitted content", "write out the omitted content"),
        Slip::StrayText => ("unexpected text", "remove the text, or make it part of the value before it"),
        Slip::InnerQuote => ("unescaped double quote in a string", "add a backslash before it"),
        Slip::UnterminatedString => ("unclosed string", "add the closing quote"),
        Slip::ControlCharacter => ("{} in a string must be escaped", "write it as an escape sequence"),
        Slip::BadEscape => {
            ("{} is not a JSON escape sequence", "correct the escape sequence; a backslash is `\\\\`")
        }
        Slip::LoneSurrogate => {
            ("{} is only half of a surrogate pair", "write both halves, or the character itself")
        }
        Slip::LeadingZero => {
            ("number with a leading zero", "remove the leading zero; if it is an ID, put it in quotes")
        }
        Slip::PlusSign => ("number with a plus sign", "remove the plus sign"),
        Slip::BarePoint => ("decimal point without a digit on both sides", "write {}"),
        Slip::OtherBase => ("{} is not a decimal number", "write {}"),
        Slip::DigitSeparator => ("number with `_` as a separator", "write {}"),
        Slip::BadNumber => ("this is not a valid number", "write a number, or put it in quotes"),
        Slip::Unclosed => ("{} not closed at the end of the file", "add {}"),
        Slip::MissingCloser => ("{} not closed before this", "add {}"),
        Slip::WrongCloser => ("{} does not match the opening bracket", "write {}"),
        Slip::UnexpectedCloser => ("unexpected closing bracket {}", "remove the bracket"),
        Slip::UnexpectedOpener => ("unexpected opening bracket {}", "remove the bracket"),
    }
}

/// The error message of Python's reader, and so of version 1 of the AWS CLI, if it is always the same.
pub fn in_python(error: Slip) -> Option<&'static str> {
    Some(match error {
        Slip::Empty | Slip::NotJson | Slip::Yaml | Slip::Shorthand | Slip::TextBefore => "Expecting value",
        Slip::Word => "Expecting value",
        Slip::TextAfter | Slip::SecondDocument | Slip::MissingOpening => "Extra data",
        Slip::MissingComma | Slip::WrongComma | Slip::InnerQuote => "Expecting ',' delimiter",
        Slip::MissingColon | Slip::WrongColon => "Expecting ':' delimiter",
        Slip::UnquotedKey => "Expecting property name enclosed in double quotes",
        Slip::ControlCharacter => "Invalid control character at",
        _ => return None,
    })
}
