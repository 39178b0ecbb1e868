//! What a rule is, what it may see, and how it names values. Knows no rule.
//!
//! Few strings of a launch document may contain a secret, so rules on secrets share one look at each string
//! (`PossibleSecrets`). The build script reads from the text of a rule where it looks, and an assertion at compile time
//! compares that with the rule.
//!
//! Layer 7: may import `text` to `secrets`.

pub(crate) mod describe;
pub(crate) mod from_text;
pub(crate) mod reference;
pub mod rule;
