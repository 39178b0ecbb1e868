//! What a rule is, what it may see, and how it names values. Knows no rule.
//!
//! Layer 7: may import `text` to `secrets`.

pub(crate) mod describe;
pub(crate) mod from_text;
pub(crate) mod prefilter;
mod reference;
pub mod rule;
