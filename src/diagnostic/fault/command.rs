//! What can be wrong with a command line before its request is looked at.

use crate::diagnostic::fault::mangled::Mangled;
use crate::{
    shorthand::{Failure, Lost, coerce::Rejected},
    text::mapped_text::SourceRange,
};

/// One fault with its place. Each bears the id of the rule that puts it into words.
#[derive(Clone, Debug)]
pub struct CommandFault {
    /// The offending bytes.
    pub at: SourceRange,
    /// The option it is about, with its hyphens; empty for the command as a whole.
    pub option: String,
    /// The JSON Pointer of what it is about.
    pub pointer: String,
    /// What is wrong.
    pub kind: CommandFaultKind,
}

/// What is wrong.
#[derive(Clone, Debug)]
pub enum CommandFaultKind {
    /// No client has this option here; a near one may.
    Unknown {
        /// The option that was probably meant.
        near: Option<String>,
        /// The other command that has it.
        of: Option<&'static str>,
    },
    /// Several options that only another command has.
    OfAnother {
        /// Their names.
        options: Vec<String>,
        /// The other command.
        of: &'static str,
    },
    /// A command that `aws ecs` does not have.
    Misspelled {
        /// The command that was probably meant.
        meant: &'static str,
    },
    /// Words that belong to no option, one after the other.
    Stray {
        /// All of them.
        words: Vec<String>,
    },
    /// Spaces around the `=` after an option.
    SpacedEquals,
    /// The beginning of several options.
    Ambiguous {
        /// All of them, in the client's order.
        matches: Vec<String>,
    },
    /// An option without its word. The next word may be one that begins with a hyphen.
    NoWord {
        /// The word that could not be taken.
        next: Option<String>,
    },
    /// A flag with `=` and a word.
    NeedlessWord,
    /// A word that is none of the option's few.
    Choice {
        /// The few.
        choices: &'static [&'static str],
    },
    /// Required options that are not there. `waiver` is the option that waives them only as a word of its own.
    Required {
        /// Their names.
        options: Vec<String>,
        /// `--cli-input-json=…`, which does not waive them.
        waiver: Option<String>,
    },
    /// `help` or `--version`: the client prints it and sends nothing.
    PrintsOnly,
    /// The option is repeated later, and only the last one counts.
    Repeated {
        /// Where it is repeated.
        again: SourceRange,
    },
    /// Both `--cli-input-json` and `--cli-input-yaml`.
    BothInputs,
    /// An option's word that its kind of value cannot be.
    Value(ValueFault),
    /// A file that could not be read.
    NoFile {
        /// Its path as written.
        path: String,
        /// Why, in Python's words.
        why: String,
        /// What was probably meant.
        near: Option<String>,
    },
    /// A file whose bytes are not text.
    NoText {
        /// Its path as written.
        path: String,
    },
    /// A word that names a file without `file://`.
    ForgottenFile {
        /// What to write.
        meant: String,
    },
    /// `http://…`, which version 1 fetches and version 2 takes for the text itself.
    Remote {
        /// Whether the client fetches it.
        fetched: bool,
    },
    /// Shorthand that the client does not read.
    Shorthand {
        /// The whole text.
        text: String,
        /// Where it stops and why.
        failure: Failure,
    },
    /// Shorthand of which a value is dropped in silence.
    Lost(Lost, Option<SourceRange>),
    /// Shorthand that cannot be converted to the member's type.
    Rejected(Rejected),
    /// A variable inside single quotes, which no shell expands.
    Unexpanded {
        /// The text as written.
        what: String,
        /// Whether it is in JSON but not inside a string, so that the JSON is broken.
        bare: bool,
    },
    /// JSON that a shell takes apart, as no quotes stand around it.
    Unquoted {
        /// The words that come of it.
        words: Vec<String>,
        /// As it is written.
        json: String,
    },
    /// The output of `terraform output` inside quotes, although it has quotes of its own.
    QuotedOutput,
    /// Words that reach the client otherwise than they are meant.
    Mangled(Box<Mangled>),
    /// YAML that the client does not read.
    Yaml {
        /// What the parser says.
        why: String,
    },
}

/// Why a word cannot be the value of its option.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ValueFault {
    /// Nothing, where the client looks at the first character.
    Empty,
    /// A JSON list where an object belongs.
    ListForObject,
    /// JSON and shorthand in one list: the first word decides.
    MixedList,
    /// `--cli-input-json` is not an object.
    NoObject,
    /// The bytes of `fileb://`, where the client reads text.
    Bytes,
    /// The same where the client takes any value and only its validation rejects these bytes.
    RawBytes,
    /// `file://` of a plain text, which becomes a list of its characters.
    Characters,
    /// Shorthand from one file for a list of objects, which becomes one object.
    ObjectForList,
    /// No integer.
    NoInteger,
    /// An address without a scheme.
    NoScheme,
    /// An Availability Zone instead of its region.
    Zone,
}

impl CommandFault {
    /// Whether it is about a word that may have been meant to be a member: then that member is not missing too.
    pub fn may_be_a_member(&self) -> bool {
        match &self.kind {
            CommandFaultKind::Unknown { near, of } => near.is_some() || of.is_none(),
            CommandFaultKind::Ambiguous { .. }
            | CommandFaultKind::NoWord { .. }
            | CommandFaultKind::Stray { .. }
            | CommandFaultKind::SpacedEquals => true,
            _ => false,
        }
    }
    /// The id of the rule that reports it.
    pub fn rule(&self) -> &'static str {
        match &self.kind {
            CommandFaultKind::Unknown { .. }
            | CommandFaultKind::OfAnother { .. }
            | CommandFaultKind::Misspelled { .. }
            | CommandFaultKind::Stray { .. }
            | CommandFaultKind::SpacedEquals
            | CommandFaultKind::Ambiguous { .. }
            | CommandFaultKind::NoWord { .. }
            | CommandFaultKind::NeedlessWord
            | CommandFaultKind::Choice { .. }
            | CommandFaultKind::Required { .. }
            | CommandFaultKind::PrintsOnly
            | CommandFaultKind::BothInputs => "command-option",
            CommandFaultKind::Repeated { .. } => "option-repeated",
            CommandFaultKind::Value(_) => "option-value",
            CommandFaultKind::NoFile { .. } | CommandFaultKind::NoText { .. } => "parameter-file",
            CommandFaultKind::ForgottenFile { .. } | CommandFaultKind::Remote { .. } => "file-prefix",
            CommandFaultKind::Shorthand { .. } => "shorthand-syntax",
            CommandFaultKind::Lost(..) => "shorthand-lost",
            CommandFaultKind::Rejected(_) => "shorthand-type",
            CommandFaultKind::Yaml { .. } => "yaml-syntax",
            CommandFaultKind::Unexpanded { .. } => "single-quoted-variable",
            CommandFaultKind::Unquoted { .. } => "unquoted-json",
            CommandFaultKind::QuotedOutput => "quoted-output",
            CommandFaultKind::Mangled(it) => it.rule(),
        }
    }
}

impl Mangled {
    /// The fault at its place.
    pub fn mistake(self, at: SourceRange, option: &str) -> CommandFault {
        CommandFault {
            at,
            option: option.to_owned(),
            pointer: String::new(),
            kind: CommandFaultKind::Mangled(Box::new(self)),
        }
    }
}
