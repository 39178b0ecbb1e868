//! Checks Amazon ECS launch requests and task definitions: bytes in, findings with exact spans out.
//!
//! The library does no I/O: no files, no network, no environment, no clock. Its modules are layers, listed here from
//! the lowest up: each imports only those above it in the list. The program is one more layer, `cli`, on top of them. See
//! ARCHITECTURE.md for the path of the data and the invariants.
//!
//! Features, all on by default:
//!
//! - `scripts`: command lines in shell scripts, makefiles, Dockerfiles and pipelines (`script`). The parser of shell text
//!   is written in C and is the only C in the library.
//! - `settings`: configurations and ignore files (`settings`, `suppress`).
//! - `cli`: the program and the human report; it needs both others.
//! - `server`: what an editor asks about a document (`editor`), and the language server; it needs all others.
//!
//! With `default-features = false` the library checks documents and command lines, and compiles no C. `examples` needs
//! `scripts` and `settings`.
//!
//! ```
//! use ecs_preflight::{Options, Source, check};
//!
//! let request = br#"{"taskDefinition": "web:12", "containerInstances": [], "startedBy": "a b"}"#;
//! let checked = check(&Source::new("request.json", request.to_vec()), &Options::default());
//! let rules: Vec<_> = checked.diagnostics.iter().map(|it| it.rule.as_ref()).collect();
//! assert!(rules.contains(&"started-by-charset"));
//! ```

pub mod text;
pub mod json;
pub mod model;
pub mod shorthand;
pub mod diagnostic;
pub mod document;
pub mod secrets;
pub mod lint;
pub mod rules;
pub mod check;
pub mod policy;
#[cfg(feature = "settings")]
pub mod settings;
pub mod suppress;
pub mod fix;
pub mod command;
#[cfg(feature = "scripts")]
pub mod script;
pub mod report;
#[cfg(all(feature = "scripts", feature = "settings"))]
pub mod examples;
#[cfg(feature = "server")]
pub mod editor;

pub use check::{
    Checked, Document, LINE_MAX, LINE_VALUES_MAX, Options, check, check_with, crowded_line, is_crowded,
    long_line,
};
pub use diagnostic::{Confidence, Diagnostic, FINDINGS_MAX, Fix, Label, RejectedBy, Severity};
pub use document::language::Language;
pub use document::task_definition::{Definition, Definitions};
#[cfg(all(feature = "scripts", feature = "settings"))]
pub use examples::{Example, check_as_named};
pub use lint::rule::RuleEntry;
pub use model::kind::{DocumentKind, Foreign, Recognized};
pub use model::revision::{Date, Requested, Revision};
pub use rules::RULES;
pub use text::edit::{Applicability, Edit};
pub use text::placeholder::{Define, Defined};
pub use text::{
    source::Source,
    span::{Position, Span},
};
