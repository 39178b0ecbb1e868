//! The syntax errors of JSON, and where they are.

use crate::text::{
    edit::{Applicability, Edit},
    span::Span,
};

/// A syntax error: something that RFC 8259 does not allow.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SyntaxErrorKind {
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
    /// More bytes than [`LINE_MAX`](crate::check::LINE_MAX) on a line that is a document.
    LongLine,
    /// More values than [`LINE_VALUES_MAX`](crate::check::LINE_VALUES_MAX) on such a line.
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
    /// `{% if x %}` or the like in a document that is to be sent as it is.
    TemplateTag,
    /// `{% if x` or the like without its `%}`.
    OpenTag,
    /// `{% if x %}` or the like without its `{% endif %}`.
    OpenBlock,
    /// `{% endif %}` or the like without its `{% if x %}`.
    StrayTag,
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

/// The maximum number of syntax errors that are kept; further ones are counted.
const FAULTS_MAX: usize = 1_000;

/// A syntax error and where it is.
#[derive(Clone, Debug)]
pub struct SyntaxError {
    /// The kind of error.
    pub kind: SyntaxErrorKind,
    /// The offending bytes; empty only in an empty file.
    pub span: Span,
    /// The unclosed quote or brackets, outermost first.
    pub opened: Vec<Span>,
    /// The edits of the fix; empty if it is unclear.
    pub edits: Vec<Edit>,
    /// Whether the fix is safe.
    pub applicability: Applicability,
    /// Members may have been lost, so nothing is reported as missing.
    pub hides_members: bool,
    /// Whether a strict JSON parser stops here.
    pub first: bool,
}

impl SyntaxError {
    pub(crate) fn new(kind: SyntaxErrorKind, start: usize, end: usize) -> SyntaxError {
        SyntaxError {
            kind,
            span: Span::new(start, end),
            opened: Vec::new(),
            edits: Vec::new(),
            applicability: Applicability::Unsafe,
            hides_members: false,
            first: false,
        }
    }
    pub(super) fn put(mut self, start: usize, end: usize, text: impl Into<String>) -> SyntaxError {
        self.also_put(start, end, text);
        self
    }
    /// Keeps one edit above the limit, so that [`Faults::finish`] knows that the edits are incomplete.
    pub(super) fn also_put(&mut self, start: usize, end: usize, text: impl Into<String>) {
        if self.edits.len() <= EDITS_MAX {
            self.edits.push(Edit { span: Span::new(start, end), text: text.into() });
        }
    }
    pub(super) fn insert(self, at: usize, text: impl Into<String>) -> SyntaxError {
        self.put(at, at, text)
    }
    pub(super) fn delete(self) -> SyntaxError {
        let range = self.span.range();
        self.put(range.start, range.end, "")
    }
    pub(super) fn safe(self) -> SyntaxError {
        self.safe_if(true)
    }
    pub(super) fn safe_if(mut self, safe: bool) -> SyntaxError {
        self.applicability = if safe { Applicability::Safe } else { Applicability::Unsafe };
        self
    }
    pub(super) fn hides_members(mut self) -> SyntaxError {
        self.hides_members = true;
        self
    }
    pub(super) fn opened(mut self, opened: impl IntoIterator<Item = Span>) -> SyntaxError {
        self.opened.extend(opened);
        self
    }
}

/// A fix with more edits than this is dropped.
pub(super) const EDITS_MAX: usize = 256;

/// The syntax errors of one text: the first ones, and the number of the others.
#[derive(Default)]
pub(super) struct Faults {
    list: Vec<SyntaxError>,
    more: usize,
}

impl Faults {
    /// Keeps an error and returns its index, or only counts it.
    pub(super) fn push(&mut self, fault: SyntaxError) -> Option<usize> {
        if self.list.len() == FAULTS_MAX {
            self.more += 1;
            return None;
        }
        self.list.push(fault);
        Some(self.list.len() - 1)
    }
    pub(super) fn get(&mut self, index: Option<usize>) -> Option<&mut SyntaxError> {
        self.list.get_mut(index?)
    }
    pub(super) fn last(&mut self) -> Option<&mut SyntaxError> {
        self.list.last_mut().filter(|_| self.more == 0)
    }
    pub(super) fn forget_last(&mut self) {
        self.list.pop();
    }
    /// All errors so far are consequences of this one.
    pub(super) fn replace_all(&mut self, fault: SyntaxError) {
        *self = Faults { list: vec![fault], more: 0 };
    }

    /// In document order.
    pub(super) fn finish(mut self) -> (Vec<SyntaxError>, usize) {
        self.list.sort_by_key(|it| it.span);
        for fault in &mut self.list {
            fault.edits.sort_by_key(|it| it.span);
            if fault.edits.len() > EDITS_MAX {
                fault.edits.clear();
            }
        }
        let passes = |kind| {
            matches!(
                kind,
                SyntaxErrorKind::LoneSurrogate
                    | SyntaxErrorKind::NotFinite
                    | SyntaxErrorKind::TooDeep
                    | SyntaxErrorKind::Crowded
                    | SyntaxErrorKind::LongLine
                    | SyntaxErrorKind::CrowdedLine
            )
        };
        if let Some(first) = self.list.iter_mut().find(|it| !passes(it.kind)) {
            first.first = true;
        }
        (self.list, self.more)
    }
}
