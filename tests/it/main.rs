//! The integration tests: everything goes through the library's `check` or through the binary.

mod cli;
mod model;
mod pages;
mod reports;
mod rules;
