//! Checks Amazon ECS launch requests and task definitions: bytes in, findings with exact spans out.
//!
//! The library does no I/O: no files, no network, no environment, no clock. See ARCHITECTURE.md
//! for the way of the data and the invariants.
//!
//! ```
//! use ecs_preflight::{Options, Source, check};
//!
//! let request = br#"{"taskDefinition": "web:12", "containerInstances": [], "startedBy": "a b"}"#;
//! let checked = check(&Source::new("request.json", request.to_vec()), &Options::default());
//! let rules: Vec<_> = checked.diagnostics.iter().map(|it| it.rule.as_ref()).collect();
//! assert!(rules.contains(&"started-by-charset"));
//! ```

pub mod arn;
mod blocks;
pub mod budget;
pub mod characters;
pub mod check;
pub mod cli_version;
pub mod client;
pub mod command;
pub mod conform;
pub mod definition;
mod describe;
pub mod diagnostic;
pub mod dialect;
pub mod document;
pub mod edit;
pub mod edit_distance;
pub mod editors;
pub mod examples;
pub mod explain;
pub mod facts;
pub mod fargate;
pub mod fault;
pub mod figure;
pub mod fix;
pub mod identifier;
pub mod json;
pub mod kind;
pub mod language;
mod level;
pub mod levels;
pub mod log_driver;
pub mod oracle;
pub mod patch;
pub mod platform;
pub mod policy;
mod prefilter;
pub mod redaction;
pub mod report;
pub mod revision;
pub mod rule;
pub mod rules;
pub mod schema;
pub mod script;
pub mod secret;
#[cfg(feature = "settings")]
pub mod settings;
pub mod shape;
pub mod shorthand;
pub mod skeleton;
pub mod source;
pub mod suggest;
pub mod suppress;
pub mod task_size;
pub mod template;
pub mod text;
pub mod trace;
pub mod validator;

pub use check::{
    Checked, Document, LINE_MAX, LINE_VALUES_MAX, Options, check, check_with, crowded_line, is_crowded,
    long_line,
};
pub use definition::{Definition, Definitions};
pub use diagnostic::{Confidence, Diagnostic, FINDINGS_MAX, Fix, Label, RejectedBy, Severity};
pub use edit::{Applicability, Edit};
pub use examples::{Example, check_as_named};
pub use kind::{Foreign, Kind, Recognised};
pub use language::Language;
pub use revision::{Date, Requested, Revision};
pub use rule::Registered;
pub use rules::RULES;
pub use source::{Position, Source, Span};
pub use template::{Define, Defined};
