//! What happens to a document with a finding, in words: who rejects it, or that its task fails.

use crate::{
    check::Checked,
    diagnostic::{Diagnostic, RejectedBy, Severity},
    document::dialect::Dialect,
};

/// The note below a finding; `None` where nobody rejects the document.
pub(crate) fn consequence(checked: &Checked, diagnostic: &Diagnostic) -> Option<&'static str> {
    let dialect = checked.document.map_or(Dialect::Cli, |document| document.dialect);
    let (certain, possible) = match (diagnostic.rejected_by, dialect) {
        (RejectedBy::Nobody, _) => return None,
        (RejectedBy::Service, _) if diagnostic.rule == "event-target" => {
            ("EventBridge rejects the target", "EventBridge may reject the target")
        }
        (RejectedBy::Runtime, _) if diagnostic.rule == "state-expression" => {
            ("the execution fails", "the execution may fail")
        }
        (RejectedBy::Client, Dialect::StepFunctions) => {
            ("Step Functions rejects the state machine", "Step Functions may reject the state machine")
        }
        (RejectedBy::Client, Dialect::CloudFormation) => {
            ("CloudFormation rejects the template", "CloudFormation may reject the template")
        }
        (RejectedBy::Client, _) => {
            ("the AWS CLI rejects this before sending it", "the AWS CLI may reject this before sending it")
        }
        (RejectedBy::Service, dialect) if dialect.is_of_a_target() => {
            ("EventBridge or ECS rejects this", "EventBridge or ECS may reject this")
        }
        (RejectedBy::Service, _) => ("ECS rejects the request", "ECS may reject the request"),
        (RejectedBy::Runtime, dialect) if dialect.is_of_a_target() => (
            "EventBridge accepts this, but no task starts",
            "EventBridge accepts this, but the task may not start",
        ),
        (RejectedBy::Runtime, _) => {
            ("ECS accepts this, but the task fails", "ECS accepts this, but the task may fail")
        }
    };
    Some(if diagnostic.severity == Severity::Error { certain } else { possible })
}
