//! What can be wrong with a text, and where it was.

use crate::{
    FINDINGS_MAX,
    diagnostic::{Applicability, Edit},
    source::Span,
};

/// What a text does that RFC 8259 does not allow.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Slip {
    /// No value at all: an empty file, or one of blanks and comments.
    Empty,
    /// Text of which nothing looks like JSON.
    NotJson,
    /// `key: value` lines.
    Yaml,
    /// `key=value`, as the AWS CLI takes it on the command line.
    Shorthand,
    /// Members that no `{` opens, at the very start.
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
    /// White space that JSON does not know as such, or a control character between values.
    OddSpace,
    /// A comma before a closing bracket.
    TrailingComma,
    /// A comma behind an opening bracket.
    LeadingComma,
    /// A comma behind a comma.
    DoubledComma,
    /// Nothing between two values or members.
    MissingComma,
    /// `;` for a comma.
    WrongComma,
    /// Nothing between a key and its value.
    MissingColon,
    /// `=`, `=>`, `:=` or the like for a colon.
    WrongColon,
    /// A colon behind a colon.
    DoubledColon,
    /// A key and a colon among the elements of a list.
    ColonInArray,
    /// `[` and members behind it.
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
    /// `"a'`: a string that ends with another quote than it began with.
    MixedQuotes,
    /// `\"a\"` or `""a""`: quotes as they are written inside of another string.
    EscapedQuotes,
    /// A key without quotes.
    UnquotedKey,
    /// Text without quotes where a value belongs.
    UnquotedString,
    /// `True`, `None`, `undefined` and others for `true`, `false` and `null`.
    Word,
    /// `NaN` or `Infinity`.
    NotFinite,
    /// `${X}`, `{{X}}` or `<X>` that nothing was put in place of.
    Placeholder,
    /// `…` or `...` for what was left out.
    Ellipsis,
    /// Text that belongs to nothing.
    StrayText,
    /// `"` inside of a string, without its backslash.
    InnerQuote,
    /// A string that does not end on its line.
    UnterminatedString,
    /// A line break, a tab or another control character in a string.
    ControlCharacter,
    /// A backslash before something that JSON does not escape.
    BadEscape,
    /// `\ud800` to `\udfff` that is no half of a pair.
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
    /// What begins like a number and is none.
    BadNumber,
    /// Brackets that are open at the end of the file.
    Unclosed,
    /// Brackets that are open where what is around them goes on.
    MissingCloser,
    /// `]` for `}` or the other way round.
    WrongCloser,
    /// A closing bracket too many.
    UnexpectedCloser,
    /// An opening bracket too many.
    UnexpectedOpener,
}

impl Slip {
    /// What is wrong, and how to mend it. `{}` stands for the guilty text, or for what is put there.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Slip::Empty => {
                ("there is no JSON in this file", "write a request: `--generate-cli-skeleton` prints one")
            }
            Slip::NotJson => ("this is no JSON", "write one JSON object"),
            Slip::Yaml => {
                ("this is YAML", "write it as JSON, or give it to `--cli-input-yaml` of AWS CLI v2")
            }
            Slip::Shorthand => ("this is the shorthand of the AWS CLI and no JSON", "write it as JSON"),
            Slip::MissingOpening => ("members without an object around them", "put `{` and `}` around them"),
            Slip::TextBefore => ("text before the JSON document", "remove the text"),
            Slip::TextAfter => ("text behind the end of the JSON document", "remove the text"),
            Slip::SecondDocument => (
                "a second document behind the first",
                "put each into a file of its own; `check --ndjson` takes one a line",
            ),
            Slip::TooDeep => {
                ("more than 128 brackets inside of each other", "nest less: what lies deeper is not checked")
            }
            Slip::TooLarge => ("a file of 4 GiB or more", "give a smaller file"),
            Slip::Crowded => (
                "more than 4,194,304 values, which no ECS document has",
                "give a smaller document: nothing of it is checked",
            ),
            Slip::LongLine => (
                "a line of more than 1 MiB, which no ECS document is",
                "give it as a file: nothing of it is checked",
            ),
            Slip::CrowdedLine => (
                "a line of more than 131,072 values, which no ECS document is",
                "give it as a file: nothing of it is checked",
            ),
            Slip::Comment => ("a comment, which JSON does not have", "remove the comment"),
            Slip::OpenComment => {
                ("a comment without an end, in which the rest of the file is lost", "remove the comment")
            }
            Slip::OddSpace => ("{} between values, which is no white space in JSON", "use plain blanks"),
            Slip::TrailingComma => ("a comma with nothing behind it", "remove the comma"),
            Slip::LeadingComma => ("a comma with nothing before it", "remove the comma"),
            Slip::DoubledComma => ("a comma too many", "remove the comma"),
            Slip::MissingComma => ("no comma between two values", "add a comma"),
            Slip::WrongComma => ("`;` in place of a comma", "write `,`"),
            Slip::MissingColon => ("no colon between a key and its value", "add a colon"),
            Slip::WrongColon => ("{} in place of a colon", "write `:`"),
            Slip::DoubledColon => ("a colon too many", "remove the colon"),
            Slip::WrongOpener => ("a list of keys and values", "write it as an object: `{…}`"),
            Slip::ColonInArray => {
                ("a key with a value in a list", "write `{…}` for members, or `,` between elements")
            }
            Slip::MissingValue => ("a key without a value", "give it a value, or remove the key"),
            Slip::MissingKey => ("a value without a key", "give it a key, or remove the value"),
            Slip::SingleQuotes => ("a string in single quotes", "use double quotes"),
            Slip::Backquotes => ("a string in backquotes", "use double quotes"),
            Slip::SmartQuotes => ("a string in typographic quotes", "use plain double quotes"),
            Slip::MixedQuotes => ("a string between two kinds of quotes", "use double quotes on both sides"),
            Slip::EscapedQuotes => {
                ("quotes that are escaped, as inside of a string", "use plain double quotes throughout")
            }
            Slip::UnquotedKey => ("the key {} has no quotes", "put it in double quotes"),
            Slip::UnquotedString => ("text without quotes in place of a value", "put it in double quotes"),
            Slip::Word => ("{} is no word of JSON", "write {}"),
            Slip::NotFinite => ("{} is no number of JSON", "write a number, or leave the member out"),
            Slip::Placeholder => {
                ("a placeholder that was not filled in", "put the value in its place, a string in quotes")
            }
            Slip::Ellipsis => ("{} for something left out", "write out what belongs here"),
            Slip::StrayText => (
                "text that belongs to nothing",
                "remove the text, or make it a part of what stands before it",
            ),
            Slip::InnerQuote => ("a double quote inside of a string", "put a backslash before it"),
            Slip::UnterminatedString => ("a string without its closing quote", "add the quote"),
            Slip::ControlCharacter => ("{} inside of a string", "write it as an escape"),
            Slip::BadEscape => {
                ("{} is no escape of JSON", "escape it as JSON does; a backslash itself is `\\\\`")
            }
            Slip::LoneSurrogate => ("{} is half a character", "write both halves, or the character itself"),
            Slip::LeadingZero => ("a number with a zero in front", "drop the zero; an id belongs in quotes"),
            Slip::PlusSign => ("a number with a plus sign", "drop the sign"),
            Slip::BarePoint => ("a decimal point without a digit on each side", "write {}"),
            Slip::OtherBase => ("{} is no decimal number", "write {}"),
            Slip::DigitSeparator => ("`_` in a number", "write {}"),
            Slip::BadNumber => {
                ("something that begins like a number and is none", "write a number, or quote it")
            }
            Slip::Unclosed => ("{} not closed at the end of the file", "add {}"),
            Slip::MissingCloser => ("{} not closed before this", "add {}"),
            Slip::WrongCloser => ("{} closes what another bracket opened", "write {}"),
            Slip::UnexpectedCloser => ("{} closes nothing", "remove the bracket"),
            Slip::UnexpectedOpener => ("{} opens nothing", "remove the bracket"),
        }
    }

    /// What Python's reader, and so version 1 of the AWS CLI, says to it, where that is always the same.
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

/// One slip and where it is.
#[derive(Clone, Debug)]
pub struct SyntaxFault {
    /// What was done.
    pub slip: Slip,
    /// The guilty bytes; empty only in an empty file.
    pub span: Span,
    /// The quote or the brackets that were opened and not closed, outermost first.
    pub opened: Vec<Span>,
    /// The mend; empty where it is unclear.
    pub edits: Vec<Edit>,
    /// How sure the mend is.
    pub applicability: Applicability,
    /// Members may have been lost: nothing is called missing on its account.
    pub loses: bool,
    /// The first at which a reader of strict JSON gives up.
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
    /// One edit too many is kept, so that [`Faults::finish`] knows that they are not all.
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

/// A mend in more places than this is none.
pub(super) const EDITS_MAX: usize = 256;

/// The faults of one text: the first ones, and the number of the others.
#[derive(Default)]
pub(super) struct Faults {
    list: Vec<SyntaxFault>,
    more: usize,
}

impl Faults {
    /// Keeps a fault and says under which index, or counts it.
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
    /// What was found so far follows from what was found now.
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
