//! The shorthand syntax of the AWS CLI: `awsvpcConfiguration={subnets=[a,b],assignPublicIp=ENABLED}`.
//!
//! [`parser`] follows the AWS CLI's own parser step by step, including its quirks, and records all locations. It returns
//! only text; [`coerce`] then converts it to lists, integers and booleans with the help of the model, as the AWS CLI does.
//! [`to_json`] turns the result into JSON with origins, on which all rules run; [`from_json`] goes the other way.
//!
//! Layer 3: may import `text` to `model`.

pub mod coerce;
pub mod from_json;
pub mod parser;
mod quotes;
pub mod to_json;

use crate::text::{mapped_text::MappedText, span::Span};

/// Lists inside maps inside lists: no value of ECS needs ten.
pub const DEPTH_MAX: usize = 64;

/// Whose parser is followed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Dialect {
    /// Both version 1 and version 2 of today.
    #[default]
    Now,
    /// Of 1.14: keys without `/` and `:`, no `@=`, the last of two keys wins, `\\` inside quotes.
    Old,
}

/// A value with its place in the text.
#[derive(Clone, Debug)]
pub struct Value {
    /// Its bytes, including quotes and brackets; empty if there is nothing.
    pub span: Span,
    /// What it is.
    pub data: Data,
}

/// What a value is.
#[derive(Clone, Debug)]
pub enum Data {
    /// A string, which is all that the parser knows of scalars.
    Text(Text),
    /// `[…]`, values between commas, or a value that the model made a list.
    List(Vec<Value>),
    /// `{…}` or the whole text. The last of two keys, at the place of the first, as a Python dictionary.
    Map(Vec<Member>),
    /// JSON that the model made of a string: an integer or a boolean.
    Json(String),
    /// The text of a file, after `@=`.
    File(Box<MappedText>),
    /// The bytes of a file, after `@=`, which no member of these requests accepts.
    Bytes,
    /// Unknown: a variable, or a value that is not available.
    Hole,
}

/// A key and its value.
#[derive(Clone, Debug)]
pub struct Member {
    /// The key as written.
    pub key: String,
    /// Its bytes; empty for the empty key.
    pub at: Span,
    /// Its value.
    pub value: Value,
    /// Whether there was an `@` before the `=`.
    pub file: bool,
}

/// A string, decoded, with the place of each of its runs.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// The characters.
    pub text: String,
    /// Offsets in them and the offsets in the source text from which they run letter for letter.
    pub runs: Vec<(u32, u32)>,
    /// Whether it was in quotes.
    pub quoted: bool,
    /// Whether it is the name of a file if it starts like one (`@=`).
    pub file: bool,
}

/// Where the client stops reading.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    /// The offset in bytes at which it stops.
    pub at: usize,
    /// Why.
    pub kind: FailureKind,
}

/// Why the client stops reading.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FailureKind {
    /// It expected something else: a character, or `<second>` and the like; it found a character, `EOF` or `<none>`.
    Expected {
        /// What it expected.
        expected: &'static str,
        /// What it found.
        actual: String,
    },
    /// A duplicate key of the outermost level.
    Duplicate {
        /// The key.
        key: String,
        /// The duplicate.
        again: Span,
        /// Its first occurrence.
        first: Span,
    },
    /// Brackets are nested deeper than [`DEPTH_MAX`].
    Depth,
}

/// A value that the client silently drops.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lost {
    /// Its bytes.
    pub span: Span,
    /// Why it is dropped.
    pub why: LostWhy,
}

/// Why the client drops a value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LostWhy {
    /// Its key is duplicated in the same braces.
    Repeated {
        /// The duplicate key.
        again: Span,
        /// Its name.
        key: String,
    },
    /// It was read as one more value of a list until an `=` showed that it was not one.
    Backtracked,
}

/// A text that was read.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// A [`Data::Map`].
    pub value: Value,
    /// What was lost on the way.
    pub lost: Vec<Lost>,
}

/// White space in a string, as Python defines it.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\x1c'..='\x1f')
}
