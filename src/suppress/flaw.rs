//! What can be wrong with an entry of a side-car. Each flaw bears the id of the one rule that puts it into words.

use crate::{revision::Date, source::Span};

/// A flaw in its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// The guilty bytes of the side-car.
    pub span: Span,
    /// Where that is, as a JSON Pointer into what the TOML says: `/ignore/3/reason`.
    pub pointer: String,
    /// What is wrong.
    pub flaw: Flaw,
}

/// What is wrong with an entry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Flaw {
    /// The text is no TOML; why, in the words of the parser.
    NoToml(String),
    /// The bytes are no UTF-8 without a byte-order mark.
    Encoding,
    /// An entry without keys that it must have.
    Missing(Vec<&'static str>),
    /// A key with a value of another kind; what it should be.
    Wants(&'static str, &'static str),
    /// A reason of nothing but blanks.
    NoReason,
    /// A pointer, a path or a fingerprint that cannot be one; which and why.
    Unusable(&'static str, String),
    /// A key that no entry has, the one that was probably meant, and all there are.
    UnknownKey(String, Option<&'static str>, &'static [&'static str]),
    /// A rule that there is not, and the one that was probably meant.
    UnknownRule(String, Option<&'static str>),
    /// A file that there is not, and the one that was probably meant.
    UnknownFile(String, Option<String>),
    /// A pointer that leads nowhere in a file; the step that is not there, and which are.
    Nowhere { path: String, step: String, near: Option<String>, others: Vec<String> },
    /// The same as an entry before; the place of that one.
    Duplicate(Span),
    /// Its last day is over.
    Expired(Date),
    /// There is nothing that it suppresses; why.
    Stale(Stale),
}

/// Why there is nothing to suppress.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Stale {
    /// The rule does not object to this place of the file.
    Silent { rule: String, path: String },
    /// The rule does, but the value is not the one that was accepted.
    Changed { path: String },
    /// The rule does not object to the command below the comment, if there is one.
    Comment { rule: String },
}

impl Flaw {
    /// The id of the rule that reports it.
    pub fn rule(&self) -> &'static str {
        match self {
            Flaw::NoToml(_)
            | Flaw::Encoding
            | Flaw::Missing(_)
            | Flaw::Wants(..)
            | Flaw::NoReason
            | Flaw::Unusable(..) => "ignore-malformed",
            Flaw::UnknownKey(..) | Flaw::UnknownRule(..) | Flaw::UnknownFile(..) | Flaw::Nowhere { .. } => {
                "ignore-unknown"
            }
            Flaw::Duplicate(_) => "ignore-duplicate",
            Flaw::Expired(_) => "ignore-expired",
            Flaw::Stale(_) => "ignore-stale",
        }
    }
    /// Whether the entry can go: it does nothing, and is no slip that would rather be mended.
    pub fn is_spent(&self) -> bool {
        matches!(
            self,
            Flaw::UnknownFile(..)
                | Flaw::Nowhere { .. }
                | Flaw::Duplicate(_)
                | Flaw::Expired(_)
                | Flaw::Stale(_)
        )
    }
}
