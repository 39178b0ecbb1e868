//! The integration tests: everything goes through the library's `check` or through the binary.

mod identifiers;
mod model;
mod rules;
