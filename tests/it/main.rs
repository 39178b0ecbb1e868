//! The integration tests: everything goes through the library's `check` or through the binary.

mod agree;
mod cost;
mod model;
mod recognise;
mod rules;
mod skeletons;
