//! Bytes and text: spans, sources with their lines and encoding, edits, redactions, words for people.
//!
//! Knows neither JSON nor ECS. Every offset is a byte offset into the bytes as they were given.
//!
//! Layer 0: imports no other layer.

pub mod charset;
pub mod display;
pub mod edit;
pub mod edit_distance;
pub mod kebab;
pub mod mapped_text;
pub mod placeholder;
pub mod redaction;
pub(crate) mod simd;
pub mod source;
pub mod span;
pub mod template;
pub mod typography;
pub mod unified_diff;
