//! What messages say about each syntax error.

use crate::json::SyntaxErrorKind;

/// What is wrong, and how to fix it. `{}` is the offending text, or its replacement.
pub fn words(error: SyntaxErrorKind, is_line: bool) -> (&'static str, &'static str) {
    if let Some(words) = on_a_line(error).filter(|_| is_line) {
        return words;
    }
    match error {
        SyntaxErrorKind::Empty => {
            ("there is no JSON in this file", "write a request; `--generate-cli-skeleton` prints one")
        }
        SyntaxErrorKind::NotJson => ("this is not valid JSON", "write a JSON object"),
        SyntaxErrorKind::Yaml => {
            ("this is YAML, not JSON", "convert it to JSON, or pass it to `--cli-input-yaml` of AWS CLI v2")
        }
        SyntaxErrorKind::Shorthand => ("this is AWS CLI shorthand, not JSON", "write it as JSON"),
        SyntaxErrorKind::MissingOpening => {
            ("missing opening brace before the first member", "wrap the members in `{` and `}`")
        }
        SyntaxErrorKind::TextBefore => ("unexpected text before the JSON document", "remove the text"),
        SyntaxErrorKind::TextAfter => ("unexpected text after the JSON document", "remove the text"),
        SyntaxErrorKind::SecondDocument => (
            "unexpected second JSON document after the first",
            "put each document in its own file; for one document per line, pass `--ndjson`",
        ),
        SyntaxErrorKind::TooDeep => {
            ("nesting is deeper than 128 levels", "reduce the nesting; deeper levels are not checked")
        }
        SyntaxErrorKind::TooLarge => ("the file is 4 GiB or larger", "check a smaller file"),
        SyntaxErrorKind::Crowded => (
            "the document has more than 4,194,304 values, which no ECS document has",
            "check a smaller document; nothing in this one was checked",
        ),
        SyntaxErrorKind::LongLine => (
            "the line is longer than 1 MiB, which no ECS document is",
            "check it as a separate file; nothing on this line was checked",
        ),
        SyntaxErrorKind::CrowdedLine => (
            "the line has more than 131,072 values, which no ECS document has",
            "check it as a separate file; nothing on this line was checked",
        ),
        SyntaxErrorKind::Comment => ("JSON does not allow comments", "remove the comment"),
        SyntaxErrorKind::OpenComment => {
            ("unclosed comment, which extends over the rest of the file", "remove the comment")
        }
        SyntaxErrorKind::OddSpace => ("{} is not whitespace in JSON", "use plain spaces"),
        SyntaxErrorKind::TrailingComma => ("trailing comma", "remove the comma"),
        SyntaxErrorKind::LeadingComma => ("leading comma", "remove the comma"),
        SyntaxErrorKind::DoubledComma => ("extra comma", "remove the comma"),
        SyntaxErrorKind::MissingComma => ("missing comma between two values", "add a comma"),
        SyntaxErrorKind::WrongComma => ("`;` instead of a comma", "write `,`"),
        SyntaxErrorKind::MissingColon => ("missing colon between a key and its value", "add a colon"),
        SyntaxErrorKind::WrongColon => ("{} instead of a colon", "write `:`"),
        SyntaxErrorKind::DoubledColon => ("extra colon", "remove the colon"),
        SyntaxErrorKind::WrongOpener => {
            ("keys and values must be in an object, not in a list", "write it as an object: `{…}`")
        }
        SyntaxErrorKind::ColonInArray => {
            ("unexpected colon in a list", "wrap the members in `{…}`, or separate the elements with `,`")
        }
        SyntaxErrorKind::MissingValue => ("missing value for a key", "add a value, or remove the key"),
        SyntaxErrorKind::MissingKey => ("missing key for a value", "add a key, or remove the value"),
        SyntaxErrorKind::SingleQuotes => ("string in single quotes", "use double quotes"),
        SyntaxErrorKind::Backquotes => ("string in backticks", "use double quotes"),
        SyntaxErrorKind::SmartQuotes => ("string in typographic quotes", "use plain double quotes"),
        SyntaxErrorKind::MixedQuotes => ("string with mismatched quotes", "use double quotes on both sides"),
        SyntaxErrorKind::EscapedQuotes => {
            ("escaped quotes outside a string", "use plain double quotes throughout")
        }
        SyntaxErrorKind::UnquotedKey => ("unquoted key {}", "put it in double quotes"),
        SyntaxErrorKind::UnquotedString => ("unquoted string", "put it in double quotes"),
        SyntaxErrorKind::Word => ("{} is not a JSON literal", "write {}"),
        SyntaxErrorKind::NotFinite => ("{} is not a JSON number", "write a number, or remove the member"),
        SyntaxErrorKind::Placeholder => (
            "this placeholder was not replaced with a value",
            "replace it with a value; put strings in double quotes",
        ),
        SyntaxErrorKind::TemplateTag => {
            ("this template was not rendered", "render the template before you use the file")
        }
        SyntaxErrorKind::OpenTag => {
            ("unclosed template tag", "add the end of the tag; the rest was not checked")
        }
        SyntaxErrorKind::OpenBlock => {
            ("template block without an end", "add the end of the block; the rest was not checked")
        }
        SyntaxErrorKind::StrayTag => {
            ("this template tag does not belong to a block", "remove the tag; the rest was not checked")
        }
        SyntaxErrorKind::Ellipsis => ("{} instead of the omitted content", "write out the omitted content"),
        SyntaxErrorKind::StrayText => {
            ("unexpected text", "remove the text, or make it part of the value before it")
        }
        SyntaxErrorKind::InnerQuote => ("unescaped double quote in a string", "add a backslash before it"),
        SyntaxErrorKind::UnterminatedString => ("unclosed string", "add the closing quote"),
        SyntaxErrorKind::ControlCharacter => {
            ("{} in a string must be escaped", "write it as an escape sequence")
        }
        SyntaxErrorKind::BadEscape => {
            ("{} is not a JSON escape sequence", "correct the escape sequence; a backslash is `\\\\`")
        }
        SyntaxErrorKind::LoneSurrogate => {
            ("{} is only half of a surrogate pair", "write both halves, or the character itself")
        }
        SyntaxErrorKind::LeadingZero => {
            ("number with a leading zero", "remove the leading zero; if it is an ID, put it in quotes")
        }
        SyntaxErrorKind::PlusSign => ("number with a plus sign", "remove the plus sign"),
        SyntaxErrorKind::BarePoint => ("decimal point without a digit on both sides", "write {}"),
        SyntaxErrorKind::OtherBase => ("{} is not a decimal number", "write {}"),
        SyntaxErrorKind::DigitSeparator => ("number with `_` as a separator", "write {}"),
        SyntaxErrorKind::BadNumber => ("this is not a valid number", "write a number, or put it in quotes"),
        SyntaxErrorKind::Unclosed => ("{} not closed at the end of the file", "add {}"),
        SyntaxErrorKind::MissingCloser => ("{} not closed before this", "add {}"),
        SyntaxErrorKind::WrongCloser => ("{} does not match the opening bracket", "write {}"),
        SyntaxErrorKind::UnexpectedCloser => ("unexpected closing bracket {}", "remove the bracket"),
        SyntaxErrorKind::UnexpectedOpener => ("unexpected opening bracket {}", "remove the bracket"),
    }
}

/// The error message of Python's reader, and so of version 1 of the AWS CLI, if it is always the same.
pub fn in_python(error: SyntaxErrorKind) -> Option<&'static str> {
    Some(match error {
        SyntaxErrorKind::Empty
        | SyntaxErrorKind::NotJson
        | SyntaxErrorKind::Yaml
        | SyntaxErrorKind::Shorthand
        | SyntaxErrorKind::TextBefore => "Expecting value",
        SyntaxErrorKind::Word => "Expecting value",
        SyntaxErrorKind::TextAfter | SyntaxErrorKind::SecondDocument | SyntaxErrorKind::MissingOpening => {
            "Extra data"
        }
        SyntaxErrorKind::MissingComma | SyntaxErrorKind::WrongComma | SyntaxErrorKind::InnerQuote => {
            "Expecting ',' delimiter"
        }
        SyntaxErrorKind::MissingColon | SyntaxErrorKind::WrongColon => "Expecting ':' delimiter",
        SyntaxErrorKind::UnquotedKey => "Expecting property name enclosed in double quotes",
        SyntaxErrorKind::ControlCharacter => "Invalid control character at",
        _ => return None,
    })
}

/// The words about errors that depend on whether the document is a file or one line of a file.
fn on_a_line(error: SyntaxErrorKind) -> Option<(&'static str, &'static str)> {
    Some(match error {
        SyntaxErrorKind::Empty => {
            ("there is no JSON on this line", "write a request; `--generate-cli-skeleton` prints one")
        }
        SyntaxErrorKind::SecondDocument => {
            ("unexpected second JSON document after the first", "put each document on its own line")
        }
        SyntaxErrorKind::OpenComment => {
            ("unclosed comment, which extends over the rest of the line", "remove the comment")
        }
        SyntaxErrorKind::Unclosed => ("{} not closed at the end of the line", "add {}"),
        _ => return None,
    })
}
