//! The integration tests: everything goes through the library's `check` or through the binary.

mod agree;
mod cases;
mod cli;
mod clients;
mod cost;
mod dialects;
mod editors;
mod formats;
mod identifiers;
mod ignores;
mod model;
mod pages;
mod policy;
mod precommit;
mod reader;
mod readme;
mod recognise;
mod reports;
mod rules;
mod settings;
mod skeletons;
mod tidy;
