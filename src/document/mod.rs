//! What a document is: its kind, its dialect, whether it is a skeleton, and the task definition that it launches.
//!
//! [`recognize`] decides from the members. A request that looks like a launch but has a member of another operation is
//! a request of that operation; a member that no operation has is a typo only if it is similar to a member that is
//! missing. [`language`] detects files that are not JSON.
//!
//! A launch inside another document (a Step Functions state, an EventBridge target) is read with the spelling of the
//! AWS CLI: [`dialect`] changes the case of the first letter of its keys in a copy of the text, so offsets do not
//! change. What Step Functions computes (`states`, `expression`) and what an EventBridge target says around the
//! parameters of its task (`targets`) are faults like any other.
//!
//! A launch and its task definition form a [`task_definition::Launch`]: both documents, containers by name. A node of
//! the definition knows its file, so a label there is shown by every report.
//!
//! Layer 5: may import `text` to `diagnostic`.

pub mod dialect;
pub mod language;
pub(crate) mod misplaced;
pub mod recognize;
pub mod skeleton;
pub mod task_definition;
