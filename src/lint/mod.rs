//! TODO lint

pub(crate) mod describe;
pub(crate) mod prefilter;
pub mod rule;
