//! Suppressions: a side-car that says which findings somebody looked at and accepts, and why.
//!
//! JSON has no comments and the AWS CLI refuses unknown members, so they stand in
//! `ecs-preflight.ignore.toml`, found like the configuration. An entry names a rule, a file and a
//! pointer whose steps into lists may be names, so that neither another order nor another layout
//! touches it. Entries that do nothing, or not what they should, are findings in the side-car itself.

#[cfg(feature = "cli")]
mod edit;
#[cfg(feature = "settings")]
mod entry;
mod flaw;
#[cfg(feature = "settings")]
mod hash;
#[cfg(feature = "settings")]
mod pointer;
#[cfg(feature = "settings")]
mod reading;
#[cfg(feature = "settings")]
mod sidecar;

#[cfg(feature = "cli")]
pub use edit::{Addition, NoToml, edit};
pub use flaw::{Flaw, Found, Stale};
#[cfg(feature = "settings")]
pub use sidecar::{Files, Named, Sidecar, judge, names};

/// The name of a side-car.
pub const FILE_NAME: &str = "ecs-preflight.ignore.toml";
