//! What a document is: its kind, its dialect, whether it is a skeleton, and the task definition that it launches.
//!
//! Layer 5: may import `text` to `diagnostic`.

pub mod dialect;
pub mod language;
pub(crate) mod misplaced;
pub mod recognize;
pub mod skeleton;
pub mod task_definition;
