//! The shorthand syntax of the AWS CLI: `awsvpcConfiguration={subnets=[a,b],assignPublicIp=ENABLED}`.
//!
//! [`read`] follows the client's own parser step for step, its quirks included, and knows where
//! everything stands. What it gives is text only; [`model`] then makes lists, integers and booleans of it
//! as the client does with the help of its model. [`compose`] turns the result into JSON with origins, on
//! which all rules run, and [`say`] goes the other way.

pub mod compose;
pub mod model;
mod quoted;
pub mod read;
pub mod say;

use crate::{source::Span, trace::Traced};

/// Lists inside maps inside lists: no value of ECS needs ten.
pub const DEPTH_MAX: usize = 64;

/// Whose parser is followed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Dialect {
    /// Both version 1 and version 2 of today.
    #[default]
    Now,
    /// Of 1.14: keys without `/` and `:`, no `@=`, the last of two keys wins, `\\` inside of quotes.
    Old,
}

/// A value with its place in the text.
#[derive(Clone, Debug)]
pub struct Value {
    /// Its bytes, quotes and brackets included; empty where nothing stands.
    pub span: Span,
    /// What it is.
    pub data: Data,
}

/// What a value is.
#[derive(Clone, Debug)]
pub enum Data {
    /// A string, which is all that the parser knows of scalars.
    Text(Text),
    /// `[…]`, values between commas, or what the model made a list of.
    List(Vec<Value>),
    /// `{…}` or the whole text. The last of two keys, at the place of the first, as a Python dictionary.
    Map(Vec<Member>),
    /// JSON that the model made of a string: an integer or a boolean.
    Json(String),
    /// The text of a file, behind `@=`.
    File(Box<Traced>),
    /// The bytes of a file, behind `@=`, which no member of these requests takes.
    Bytes,
    /// Unknown: a variable, or what could not be had.
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
    /// Whether `@` stood before the `=`.
    pub file: bool,
}

/// A string, decoded, with the place of each of its runs.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// The characters.
    pub text: String,
    /// Offsets in them and the offsets in the source text from which they run letter for letter.
    pub runs: Vec<(u32, u32)>,
    /// Whether it stood in quotes.
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
    /// It wanted something else there: a character, or `<second>` and the like; it found a character, `EOF` or `<none>`.
    Expected {
        /// What it wanted.
        expected: &'static str,
        /// What it found.
        actual: String,
    },
    /// A key of the outermost level stands there again.
    Duplicate {
        /// The key.
        key: String,
        /// Where it stands again, and where it stood first.
        again: Span,
        /// Where it stood first.
        first: Span,
    },
    /// More brackets inside of each other than [`DEPTH_MAX`].
    Depth,
}

/// A value that the client drops without a word.
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
    /// Its key stands again in the same braces.
    Repeated {
        /// The key that stands again.
        again: Span,
        /// Its name.
        key: String,
    },
    /// It was read as one more value of a list until an `=` showed that it was none.
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

/// What Python takes for white space in a string.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\x1c'..='\x1f')
}
