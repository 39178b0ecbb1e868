//! Faults in an EventBridge target, outside the parameters of its task.

use crate::{
    diagnostic::RejectedBy,
    json::{Location, Node},
};

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
    /// Neither is the role.
    Role,
    /// Neither is the task definition.
    Definition,
    /// A member that every such target needs; who rejects it without.
    Missing(&'static str, RejectedBy),
    /// A key that is almost the name of a member.
    Misspelled(&'static str),
    /// A path that does not start with `$`.
    Path,
}
