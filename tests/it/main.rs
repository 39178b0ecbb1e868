//! The integration tests: everything goes through the library's `check` or through the binary.

mod agree;
mod cases;
mod changed;
mod cli;
mod clients;
mod cost;
mod dialects;
mod editors;
mod fixes;
mod formats;
mod identifiers;
mod ignores;
mod model;
mod packaging;
mod pages;
mod policy;
mod precommit;
mod reader;
mod readme;
mod recognise;
mod reports;
mod rules;
mod scratch;
mod settings;
mod skeletons;
mod tidy;
