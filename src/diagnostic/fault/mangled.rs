//! Words that reach the client otherwise than they are meant: a shell, YAML or a word processor changed them.

use crate::text::edit::Edit;

/// What became of words, and what to write instead.
#[derive(Clone, Debug)]
pub struct Mangled {
    /// What changes them.
    pub cause: Cause,
    /// What the client receives: the first words.
    pub receives: Vec<String>,
    /// What to write, where that is certain.
    pub edits: Vec<Edit>,
}

/// What changes words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cause {
    /// Brace expansion.
    Braces {
        /// Whether a shell runs this that certainly expands braces.
        certain: bool,
        /// How many words there are in the end.
        count: usize,
        /// Whether each of them repeats the option, of which the last one counts.
        repeats: bool,
    },
    /// A carriage return, which a shell keeps.
    CarriageReturn {
        /// Whether it stands where a backslash should continue the line.
        continued: bool,
        /// Whether the client takes the value all the same.
        harmless: bool,
        /// Whether all lines of the file end so.
        everywhere: bool,
    },
    /// A backslash before a space: an escaped space.
    Blank(Blank),
    /// A character that a word processor writes instead of an ASCII one.
    Character {
        /// What is written.
        found: char,
        /// What is meant.
        meant: Meant,
    },
}

/// Why a backslash comes before a space.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Blank {
    /// YAML turns the line break into a space.
    Folded,
    /// Spaces are between it and the end of the line, and the command should continue on the next one.
    LineEnd,
    /// A comment follows in the same line, and the command should go on in the next one.
    Comment,
    /// Spaces are between it and the end of the line, in the last line of the command.
    Last,
    /// It is written so.
    Inside,
    /// An empty line follows, and the command should continue after it.
    EmptyLine,
    /// A comment line follows, and the command should continue after it.
    CommentLine,
    /// The next line is another command.
    Joins,
}

/// What a typographic character is meant to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Meant {
    /// The two hyphens before an option.
    Dash,
    /// A hyphen in the name of an option.
    Hyphen,
    /// A quotation mark, double or single.
    Quote {
        /// Which one.
        sign: char,
        /// Whether the client takes the value as it is, and sends it.
        is_sent: bool,
    },
    /// The space between two words.
    Space,
}

impl Mangled {
    /// The id of the rule that reports it.
    pub fn rule(&self) -> &'static str {
        match self.cause {
            Cause::Braces { .. } => "brace-expansion",
            Cause::CarriageReturn { .. } => "carriage-return",
            Cause::Blank(_) => "escaped-blank",
            Cause::Character { .. } => "typographic-character",
        }
    }
    /// The same where nothing can be edited.
    pub fn without_edits(self) -> Mangled {
        Mangled { edits: Vec::new(), ..self }
    }
}
