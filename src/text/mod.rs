//! TODO text

pub mod charset;
pub mod display;
pub mod edit;
pub mod edit_distance;
pub mod mapped_text;
pub mod placeholder;
pub mod redaction;
pub(crate) mod simd;
pub mod source;
pub mod unified_diff;
