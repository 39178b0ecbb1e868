//! Faults in an EventBridge target, outside the parameters of its task.

use crate::json::{Location, Node};

/// What is wrong with a target beside the parameters of its task.
pub struct Mistake<'t> {
    /// Where.
    pub place: Location<'t>,
    /// What.
    pub kind: MistakeKind<'t>,
}

/// What can be wrong with it.
pub enum MistakeKind<'t> {
    /// `Input` is an object where a string belongs.
    Object,
    /// Two of `Input`, `InputPath` and `InputTransformer`; the other one.
    Both(Node<'t>),
    /// A placeholder that `InputPathsMap`, where there is one, does not define.
    Undefined(String, Option<Node<'t>>),
    /// The cluster is not given as an ARN.
    Name,
}
