//! A number in a container's restart policy is out of range.
//!
//! `restartAttemptPeriod` must be between 60 and 1,800 seconds, and `ignoredExitCodes` can contain up to 50 exit codes.
//!
//! Write a number in this range, or remove exit codes.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerRestartPolicy.html>

use crate::{lint::rule::prelude::*, rules::shared::containers::check_range};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(
        &[
            TaskDefinition("/containerDefinitions/*/restartPolicy/restartAttemptPeriod"),
            TaskDefinition("/containerDefinitions/*/restartPolicy/ignoredExitCodes"),
        ],
        check,
    ),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    if node.shape().get().name == "restartAttemptPeriod" {
        return check_range(node, &limits::RESTART_ATTEMPT_PERIOD, "seconds", cx);
    }
    let most = cx.limit(&limits::IGNORED_EXIT_CODES) as usize;
    let Some(first) = node.element(most) else { return };
    let all = node.elements().count();
    cx.report(first, format!("`ignoredExitCodes` has {all} entries; the limit is {most}"))
        .label("the first entry over the limit")
        .help("remove exit codes that you do not need to ignore");
}
