//! TODO document

pub mod dialect;
pub mod language;
pub(crate) mod misplaced;
pub mod recognize;
pub mod skeleton;
pub mod task_definition;
