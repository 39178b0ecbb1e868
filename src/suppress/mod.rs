//! Suppressions: an ignore file that lists the suppressed findings, each with a reason.
//!
//! JSON has no comments and the AWS CLI rejects unknown members, so suppressions are in `ecs-preflight.ignore.toml`, found
//! like the configuration. An entry names a rule, a file and a pointer whose steps into lists may be names, so it does not
//! depend on order or layout. Entries that are unused or not valid are findings in the ignore file itself.
//!
//! A step of a pointer into a list can be `member=value`; `x-key` in `schemas/` says which member identifies an element
//! (it is empty for a list of strings). Suppressions are applied after the check and before the reports.
//!
//! Layer 12: may import `text` to `settings`.

#[cfg(feature = "settings")]
mod document;
#[cfg(feature = "cli")]
mod edit;
#[cfg(feature = "settings")]
mod file;
#[cfg(feature = "settings")]
mod fingerprint;
#[cfg(feature = "settings")]
mod key_pointer;
#[cfg(feature = "settings")]
mod parse;

#[cfg(feature = "server")]
pub(crate) use document::{give_shapes, legible};
#[cfg(feature = "cli")]
pub use edit::{Addition, NoToml, edit};
#[cfg(feature = "settings")]
pub use file::{IgnoreFile, Named, SiblingFiles, judge, names};

/// The name of an ignore file.
pub const FILE_NAME: &str = "ecs-preflight.ignore.toml";
