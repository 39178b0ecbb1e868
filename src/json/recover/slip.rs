//! The syntax errors of JSON, and where they are.

use crate::{
    FINDINGS_MAX,
    edit::{Applicability, Edit},
    source::Span,
};

/// A syntax error: something that RFC 8259 does not allow.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Slip {
    /// No value at all: an empty file, or only whitespace and comments.
    Empty,
    /// Text that does not look like JSON at all.
    NotJson,
    /// `key: value` lines.
    Yaml,
    /// `key=value`, as the AWS CLI accepts it on the command line.
    Shorthand,
    /// Members without an opening `{`, at the very start.
    MissingOpening,
    /// Text before the document.
    TextBefore,
    /// Text after the end of the document.
    TextAfter,
    /// A second document after the end of the first.
    SecondDocument,
    /// More containers inside containers than [`DEPTH_MAX`](crate::json::DEPTH_MAX).
    TooDeep,
    /// More bytes than an offset can count.
    TooLarge,
    /// More values and keys than [`VALUES_MAX`](crate::json::VALUES_MAX).
    Crowded,
    /// More bytes than [`LINE_MAX`](crate::LINE_MAX) on a line that is a document.
    LongLine,
    /// More values than [`LINE_VALUES_MAX`](crate::LINE_VALUES_MAX) on such a line.
    CrowdedLine,
    /// `// …`, `# …` or `/* … */`.
    Comment,
    /// `/*` without its `*/`.
    OpenComment,
    /// Whitespace that JSON does not accept as such, or a control character between values.
    OddSpace,
    /// A comma before a closing bracket.
    TrailingComma,
    /// A comma after an opening bracket.
    LeadingComma,
    /// A comma after a comma.
    DoubledComma,
    /// Nothing between two values or members.
    MissingComma,
    /// `;` instead of a comma.
    WrongComma,
    /// Nothing between a key and its value.
    MissingColon,
    /// `=`, `=>`, `:=` or the like instead of a colon.
    WrongColon,
    /// A colon after a colon.
    DoubledColon,
    /// A key and a colon among the elements of a list.
    ColonInArray,
    /// `[` followed by members.
    WrongOpener,
    /// A key without a value.
    MissingValue,
    /// A value without a key.
    MissingKey,
    /// `'a'`
    SingleQuotes,
    /// `` `a` ``
    Backquotes,
    /// `“a”`
    SmartQuotes,
    /// `"a'`: a string that ends with a different quote than it starts with.
    MixedQuotes,
    /// `\"a\"` or `""a""`: quotes as they are written inside another string.
    EscapedQuotes,
    /// A key without quotes.
    UnquotedKey,
    /// Text without quotes where a value is expected.
    UnquotedString,
    /// `True`, `None`, `undefined` and others instead of `true`, `false` and `null`.
    Word,
    /// `NaN` or `Infinity`.
    NotFinite,
    /// `${X}`, `{{X}}` or `<X>` that was not replaced.
    Placeholder,
    /// `…` or `...` for omitted content.
    Ellipsis,
    /// Unexpected text.
    StrayText,
    /// `"` inside a string, without its backslash.
    InnerQuote,
    /// A string that does not end on its line.
    UnterminatedString,
    /// A line break, a tab or another control character in a string.
    ControlCharacter,
    /// A backslash before something that JSON does not escape.
    BadEscape,
    /// `\ud800` to `\udfff` that is not part of a pair.
    LoneSurrogate,
    /// `007`
    LeadingZero,
    /// `+5`
    PlusSign,
    /// `.5` or `5.`
    BarePoint,
    /// `0x10`, `0o17` or `0b1`
    OtherBase,
    /// `1_000`
    DigitSeparator,
    /// Text that starts like a number and is not one.
    BadNumber,
    /// Brackets that are open at the end of the file.
    Unclosed,
    /// Brackets that are open where the surrounding container continues.
    MissingCloser,
    /// `]` instead of `}` or the other way round.
    WrongCloser,
    /// An extra closing bracket.
    UnexpectedCloser,
    /// An extra opening bracket.
    UnexpectedOpener,
}

impl Slip {
    /// What is wrong, and how to fix it. `{}` is the offending text, or its replacement.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Slip::Empty => {
                ("there is no JSON in this file", "write a request; `--generate-cli-skeleton` prints one")
            }
            Slip::NotJson => ("this is not valid JSON", "write a JSON object"),
            Slip::Yaml => (
                "this is YAML, not JSON",
                "convert it to JSON, or pass it to `--cli-input-yaml` of AWS CLI v2",
            ),
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
    pub fn in_python(self) -> Option<&'static str> {
        Some(match self {
            Slip::Empty | Slip::NotJson | Slip::Yaml | Slip::Shorthand | Slip::TextBefore => {
                "Expecting value"
            }
            Slip::Word => "Expecting value",
            Slip::TextAfter | Slip::SecondDocument | Slip::MissingOpening => "Extra data",
            Slip::MissingComma | Slip::WrongComma | Slip::InnerQuote => "Expecting ',' delimiter",
            Slip::MissingColon | Slip::WrongColon => "Expecting ':' delimiter",
            Slip::UnquotedKey => "Expecting property name enclosed in double quotes",
            Slip::ControlCharacter => "Invalid control character at",
            _ => return None,
        })
    }
}

/// A syntax error and where it is.
#[derive(Clone, Debug)]
pub struct SyntaxFault {
    /// The kind of error.
    pub slip: Slip,
    /// The offending bytes; empty only in an empty file.
    pub span: Span,
    /// The unclosed quote or brackets, outermost first.
    pub opened: Vec<Span>,
    /// The edits of the fix; empty if it is unclear.
    pub edits: Vec<Edit>,
    /// Whether the fix is safe.
    pub applicability: Applicability,
    /// Members may have been lost, so nothing is reported as missing.
    pub loses: bool,
    /// Whether a strict JSON parser stops here.
    pub first: bool,
}

impl SyntaxFault {
    pub(crate) fn new(slip: Slip, start: usize, end: usize) -> SyntaxFault {
        SyntaxFault {
            slip,
            span: Span::new(start, end),
            opened: Vec::new(),
            edits: Vec::new(),
            applicability: Applicability::Unsafe,
            loses: false,
            first: false,
        }
    }
    pub(super) fn put(mut self, start: usize, end: usize, text: impl Into<String>) -> SyntaxFault {
        self.also_put(start, end, text);
        self
    }
    /// Keeps one edit above the limit, so that [`Faults::finish`] knows that the edits are incomplete.
    pub(super) fn also_put(&mut self, start: usize, end: usize, text: impl Into<String>) {
        if self.edits.len() <= EDITS_MAX {
            self.edits.push(Edit { span: Span::new(start, end), text: text.into() });
        }
    }
    pub(super) fn insert(self, at: usize, text: impl Into<String>) -> SyntaxFault {
        self.put(at, at, text)
    }
    pub(super) fn delete(self) -> SyntaxFault {
        let range = self.span.range();
        self.put(range.start, range.end, "")
    }
    pub(super) fn safe(self) -> SyntaxFault {
        self.safe_if(true)
    }
    pub(super) fn safe_if(mut self, safe: bool) -> SyntaxFault {
        self.applicability = if safe { Applicability::Safe } else { Applicability::Unsafe };
        self
    }
    pub(super) fn loses(mut self) -> SyntaxFault {
        self.loses = true;
        self
    }
    pub(super) fn opened(mut self, opened: impl IntoIterator<Item = Span>) -> SyntaxFault {
        self.opened.extend(opened);
        self
    }
}

/// A fix with more edits than this is dropped.
pub(super) const EDITS_MAX: usize = 256;

/// The syntax errors of one text: the first ones, and the number of the others.
#[derive(Default)]
pub(super) struct Faults {
    list: Vec<SyntaxFault>,
    more: usize,
}

impl Faults {
    /// Keeps an error and returns its index, or only counts it.
    pub(super) fn push(&mut self, fault: SyntaxFault) -> Option<usize> {
        if self.list.len() == FINDINGS_MAX {
            self.more += 1;
            return None;
        }
        self.list.push(fault);
        Some(self.list.len() - 1)
    }
    pub(super) fn get(&mut self, index: Option<usize>) -> Option<&mut SyntaxFault> {
        self.list.get_mut(index?)
    }
    pub(super) fn last(&mut self) -> Option<&mut SyntaxFault> {
        self.list.last_mut().filter(|_| self.more == 0)
    }
    pub(super) fn forget_last(&mut self) {
        self.list.pop();
    }
    /// All errors so far are consequences of this one.
    pub(super) fn replace_all(&mut self, fault: SyntaxFault) {
        *self = Faults { list: vec![fault], more: 0 };
    }

    /// In document order.
    pub(super) fn finish(mut self) -> (Vec<SyntaxFault>, usize) {
        self.list.sort_by_key(|it| it.span);
        for fault in &mut self.list {
            fault.edits.sort_by_key(|it| it.span);
            if fault.edits.len() > EDITS_MAX {
                fault.edits.clear();
            }
        }
        let passes = |slip| {
            matches!(
                slip,
                Slip::LoneSurrogate
                    | Slip::NotFinite
                    | Slip::TooDeep
                    | Slip::Crowded
                    | Slip::LongLine
                    | Slip::CrowdedLine
            )
        };
        if let Some(first) = self.list.iter_mut().find(|it| !passes(it.slip)) {
            first.first = true;
        }
        (self.list, self.more)
    }
}
