//! What happens to a document with a finding, in words: who rejects it, or that its task fails.

use super::FileReport;
use crate::{
    diagnostic::{Diagnostic, RejectedBy, Severity},
    dialect::Dialect,
};

/// The note below a finding; `None` where nobody rejects the document.
pub(super) fn consequence(file: &FileReport<'_>, diagnostic: &Diagnostic) -> Option<&'static str> {
    let dialect = file.checked.document.map_or(Dialect::Cli, |document| document.dialect);
    let is_certain = diagnostic.severity == Severity::Error;
    match (diagnostic.rejected_by, dialect) {
        (RejectedBy::Nobody, _) => None,
        (RejectedBy::Client, Dialect::StepFunctions) => Some("Step Functions rejects the state machine"),
        (RejectedBy::Client, Dialect::CloudFormation) => Some("CloudFormation rejects the template"),
        (RejectedBy::Client, _) if is_certain => Some("the AWS CLI rejects this before sending it"),
        (RejectedBy::Client, _) => Some("the AWS CLI may reject this before sending it"),
        (RejectedBy::Service, _) if is_certain => Some("ECS rejects the request"),
        (RejectedBy::Service, _) => Some("ECS may reject the request"),
        (RejectedBy::Runtime, dialect) if dialect.is_of_a_target() && is_certain => {
            Some("EventBridge accepts this, but no task starts")
        }
        (RejectedBy::Runtime, dialect) if dialect.is_of_a_target() => {
            Some("EventBridge accepts this, but the task may not start")
        }
        (RejectedBy::Runtime, _) if is_certain => Some("ECS accepts this, but the task fails"),
        (RejectedBy::Runtime, _) => Some("ECS accepts this, but the task may fail"),
    }
}
