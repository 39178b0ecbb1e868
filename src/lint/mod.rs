//! What a rule is, what it may see, and how it names values. Knows no rule.
//!
//! Most of a launch document is short names of letters, digits, `-` and `_`, and few strings look like a secret. So a
//! rule can declare that it has nothing to say about such strings; this is decided once for all rules of a place
//! (`prefilter`). The build script reads the declaration, and an assertion at compile time compares it with the rule. A
//! rule on a whole value should ask a cheap question first and do the rest in a function marked `#[cold]`: a check of a
//! clean file runs through about 30 KB of code, as much as the first cache of a processor holds.
//!
//! Layer 7: may import `text` to `secrets`.

pub(crate) mod describe;
pub(crate) mod from_text;
pub(crate) mod prefilter;
pub(crate) mod reference;
pub mod rule;
