//! Real clients, from package registries or of the machine, beside ours, and what is packaged, installed and used.
//!
//! `cargo test --test clients` runs them, as `.ci/run` does; plain `cargo test` does not. A client that cannot be installed
//! fails its test.

mod adoption;
mod aws_cli;
mod aws_cli_yaml;
mod book;
mod browser;
mod cfn_lint_sizes;
mod ci_action;
mod editors;
mod junit;
#[cfg(feature = "server")]
mod lsprotocol;
mod other_editors;
mod other_linters;
mod packaging;
mod pre_commit;
mod published_examples;
mod python_json;
mod report_parsers;
mod sarif_schema;
mod shells;

#[path = "../support/mod.rs"]
mod support;
