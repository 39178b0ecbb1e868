//! What the test targets share. Each uses a part of it.
#![allow(dead_code, unused_imports)]

pub mod client_answers;
pub mod clients;
pub mod fixtures;
pub mod github;
#[cfg(feature = "cli")]
pub mod hostile;
pub mod json_mutants;
pub mod planted_secrets;
pub mod python_json;
#[cfg(feature = "cli")]
pub mod repository;
pub mod rng;
pub mod sarif;
pub mod scratch;

use std::{io::Write, path::Path};

/// The folder of the package.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Says that this machine cannot show something, past the test harness, which would keep it to itself.
pub fn skip(test: &str, why: &str) {
    let _ = writeln!(std::io::stderr(), "SKIPPED: {test}: {}", why.trim());
}
