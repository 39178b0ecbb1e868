//! What is found before any rule runs: by the reader, by the recognition of the document, by the schema.
//!
//! Each fault bears the id of the one rule that puts it into words.

pub mod command;
pub mod mangled;
pub mod state;
pub mod suppression;
pub mod target;

use crate::{
    diagnostic::RejectedBy,
    json::{Location, Node, SyntaxError},
    model::{
        cli_version::CliVersion,
        client_release::ClientRelease,
        kind::{DocumentKind, Recognized},
        revision::Date,
        shape::Shape,
    },
    text::{edit::Edit, source::Encoding},
};
use command::CommandFault;
use suppression::SuppressionFault;

/// A fault with its place.
pub enum Fault<'t> {
    /// The text is not JSON as RFC 8259 defines it.
    Syntax { place: Location<'t>, fault: &'t SyntaxError },
    /// The bytes are not UTF-8 without a byte-order mark. `edits` convert them, if it is known what they mean.
    Encoding { place: Location<'t>, encoding: Encoding, edits: Vec<Edit> },
    /// Two keys of one object are the same.
    DuplicateKey { before: Node<'t>, again: Node<'t> },
    /// A key that the model does not have here on that day.
    UnknownMember { key: Node<'t>, object: Node<'t> },
    /// Members of a state that are spelled as for the AWS CLI, with the right names.
    CamelCase { members: &'t [(Node<'t>, String)] },
    /// A member that the model demands.
    MissingMember { object: Node<'t>, member: &'static Shape },
    /// A value of another kind than the model's.
    WrongType { node: Node<'t> },
    /// `null`, which no client takes.
    NullValue { node: Node<'t> },
    /// A string that is none of the enumeration's.
    EnumValue { node: Node<'t> },
    /// An integer outside the model's bounds, least and most.
    ValueRange { node: Node<'t>, bounds: (i64, i64) },
    /// Another document than the one that was announced with `--kind`.
    WrongDocument { root: Node<'t>, wanted: DocumentKind, found: Recognized },
    /// A request that may be for either operation that starts tasks.
    AmbiguousKind { root: Node<'t> },
    /// A document in PascalCase that is not part of another one.
    PascalCase { root: Node<'t> },
    /// A string with placeholders in a file that should have none.
    Placeholder { node: Node<'t> },
    /// The account of an ARN is a word that somebody is to replace.
    AccountPlaceholder { place: Location<'t>, text: &'t str },
    /// A member or an enumeration value that a client does not know yet, the day it came on.
    NewerClient { node: Node<'t>, since: Date, client: ClientRelease },
    /// A value left over from a skeleton in which others were filled in.
    Leftover { node: Node<'t> },
    /// A skeleton in which nothing was filled in.
    Unfilled { root: Node<'t>, leftovers: usize },
    /// An entry of an ignore file does nothing, or not what it should.
    Ignore { place: Location<'t>, mistake: &'t SuppressionFault },
    /// A value of a state that is not evaluated, or cannot be; who rejects the text that it is.
    State { mistake: &'t state::Mistake<'t>, rejected: Option<RejectedBy> },
    /// A target of EventBridge hands on what it cannot, or is for no cluster.
    Target { mistake: &'t target::Mistake<'t> },
    /// A mistake in a command line, found before its request is checked, and a second place that explains it.
    Command { place: Location<'t>, mistake: &'t CommandFault, also: Option<Location<'t>>, client: CliVersion },
}

/// The rule whose findings are one for a whole file.
pub const ACCOUNT_PLACEHOLDER: &str = "account-placeholder";

impl Fault<'_> {
    /// The id of the rule that reports it.
    pub fn rule(&self) -> &'static str {
        match self {
            Fault::Syntax { .. } => "syntax",
            Fault::Encoding { .. } => "encoding",
            Fault::DuplicateKey { .. } => "duplicate-key",
            Fault::UnknownMember { .. } | Fault::CamelCase { .. } => "unknown-member",
            Fault::MissingMember { .. } => "missing-member",
            Fault::WrongType { .. } => "wrong-type",
            Fault::NullValue { .. } => "null-value",
            Fault::EnumValue { .. } => "enum-value",
            Fault::ValueRange { .. } => "value-range",
            Fault::WrongDocument { .. } => "wrong-document",
            Fault::AmbiguousKind { .. } => "ambiguous-kind",
            Fault::PascalCase { .. } => "pascal-case",
            Fault::NewerClient { .. } => "needs-newer-client",
            Fault::AccountPlaceholder { .. } => ACCOUNT_PLACEHOLDER,
            Fault::Placeholder { .. } => "unresolved-placeholder",
            Fault::Leftover { .. } | Fault::Unfilled { .. } => "skeleton-placeholder",
            Fault::State { mistake, .. } => match mistake.kind {
                state::MistakeKind::Literal | state::MistakeKind::Part => "state-literal-expression",
                _ => "state-expression",
            },
            Fault::Target { .. } => "event-target",
            Fault::Ignore { mistake, .. } => mistake.rule(),
            Fault::Command { mistake, .. } => mistake.rule(),
        }
    }
}

/// Whether a rule's findings say that a document could not be read, or not as what it was to be:
/// without them it would pass as clean.
pub fn is_indispensable(rule: &str) -> bool {
    matches!(rule, "syntax" | "encoding" | "wrong-document")
}
