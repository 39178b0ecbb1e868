//! Faults in the values of a Step Functions state.

use crate::json::Node;
use std::ops::Range;

/// How the values of a state are computed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum QueryLanguage {
    /// `"Value.$": "$.id"`.
    JsonPath,
    /// `"Value": "{% $states.input.id %}"`.
    Jsonata,
}

/// Something of a state that is not evaluated, or cannot be.
pub struct Mistake<'t> {
    /// The key of the member, or the string.
    pub node: Node<'t>,
    /// The value of the member.
    pub value: Node<'t>,
    /// What is wrong.
    pub kind: MistakeKind,
    /// How the values of its state are computed.
    pub language: QueryLanguage,
}

/// What can be wrong with a value that is to be computed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum MistakeKind {
    /// An expression stands where nothing is evaluated.
    Literal,
    /// Of `{% … %}` a part is the string.
    Part,
    /// The value of `Value.$` is not a string.
    NotText,
    /// The value of `Value.$` is not an expression.
    Flawed(ExpressionError),
    /// `Value.$` in a state of JSONata.
    Suffix,
    /// `Value` beside `Value.$`.
    Both,
    /// `Parameters` in a state of JSONata, whether its values could be those of `Arguments`.
    Parameters { can_be_renamed: bool },
    /// `Arguments` in a state of JSONPath.
    Arguments,
}

/// What is wrong with an expression, and where in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExpressionError {
    /// The offending bytes.
    pub at: Range<usize>,
    /// What is wrong with them.
    pub kind: ExpressionErrorKind,
}

/// The ways in which an expression can be wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ExpressionErrorKind {
    /// Neither a path nor a call.
    Neither,
    /// No intrinsic function has that name.
    Unknown(String),
    /// Fewest and most arguments of a function, and how many it got.
    Count(&'static str, (usize, usize), usize),
    /// `States.Format` with a number of `{}` and a different number of values for them.
    Braces(usize, usize),
    /// A string in double quotes.
    DoubleQuotes,
    /// A string or call without an end.
    Unfinished,
    /// Something that is not an argument, or text after the call.
    Unexpected,
    /// More than ten calls nested in each other.
    Deep,
}
