//! The mistakes in an entry of an ignore file. Each has the id of the one rule that reports it.

use crate::{model::revision::Date, text::span::Span};

/// A mistake with its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LocatedFault {
    /// The offending bytes of the ignore file.
    pub span: Span,
    /// The same place as a JSON Pointer into the data of the TOML: `/ignore/3/reason`.
    pub pointer: String,
    /// What is wrong.
    pub mistake: SuppressionFault,
}

/// What is wrong with an entry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SuppressionFault {
    /// The text is not valid TOML; the message of the parser.
    NoToml(String),
    /// The bytes are not UTF-8 without a byte-order mark.
    Encoding,
    /// An entry without required keys.
    Missing(Vec<&'static str>),
    /// A key with a value of the wrong type; what it must be.
    Wants(&'static str, &'static str),
    /// A reason that is empty or only white space.
    NoReason,
    /// A pointer, a path or a fingerprint that is not valid; which and why.
    Unusable(&'static str, String),
    /// An unknown key, the one that was probably meant, and all known keys.
    UnknownKey(String, Option<&'static str>, &'static [&'static str]),
    /// An unknown rule, and the one that was probably meant.
    UnknownRule(String, Option<&'static str>),
    /// A file that does not exist, and the one that was probably meant.
    UnknownFile(String, Option<String>),
    /// A pointer that matches nothing in a file; the step that does not exist, and those that do.
    Nowhere { path: String, step: String, near: Option<String>, others: Vec<String> },
    /// The same as an earlier entry; the place of that one.
    Duplicate(Span),
    /// It has expired.
    Expired(Date),
    /// It suppresses nothing; why.
    Stale(Stale),
}

/// Why an entry suppresses nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Stale {
    /// The rule reports nothing at this place of the file.
    Silent { rule: String, path: String },
    /// The rule does, but the value is not the one that was suppressed.
    Changed { path: String },
    /// The rule reports nothing for the command below the comment, if there is one.
    Comment { rule: String },
}

impl SuppressionFault {
    /// The id of the rule that reports it.
    pub fn rule(&self) -> &'static str {
        match self {
            SuppressionFault::NoToml(_)
            | SuppressionFault::Encoding
            | SuppressionFault::Missing(_)
            | SuppressionFault::Wants(..)
            | SuppressionFault::NoReason
            | SuppressionFault::Unusable(..) => "ignore-malformed",
            SuppressionFault::UnknownKey(..)
            | SuppressionFault::UnknownRule(..)
            | SuppressionFault::UnknownFile(..)
            | SuppressionFault::Nowhere { .. } => "ignore-unknown",
            SuppressionFault::Duplicate(_) => "ignore-duplicate",
            SuppressionFault::Expired(_) => "ignore-expired",
            SuppressionFault::Stale(_) => "ignore-stale",
        }
    }
    /// Whether the entry can be removed: it suppresses nothing, and is not a typo that should be fixed.
    pub fn is_removable(&self) -> bool {
        matches!(
            self,
            SuppressionFault::UnknownFile(..)
                | SuppressionFault::Nowhere { .. }
                | SuppressionFault::Duplicate(_)
                | SuppressionFault::Expired(_)
                | SuppressionFault::Stale(_)
        )
    }
}
