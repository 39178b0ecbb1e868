//! A number in a health check is out of range.
//!
//! `interval` must be from 5 to 300 seconds, `timeout` from 2 to 60, `startPeriod` from 0 to 300, and `retries` from 1
//! to 10.
//!
//! Use a number within the range. All times are in seconds.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html>

use crate::{lint::rule::prelude::*, rules::shared::containers::check_range};

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(
        &[
            TaskDefinition("/containerDefinitions/*/healthCheck/interval"),
            TaskDefinition("/containerDefinitions/*/healthCheck/timeout"),
            TaskDefinition("/containerDefinitions/*/healthCheck/retries"),
            TaskDefinition("/containerDefinitions/*/healthCheck/startPeriod"),
        ],
        check,
    ),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    let (limit, unit) = match node.shape().get().name {
        "interval" => (&limits::HEALTH_CHECK_INTERVAL, "seconds"),
        "timeout" => (&limits::HEALTH_CHECK_TIMEOUT, "seconds"),
        "retries" => (&limits::HEALTH_CHECK_RETRIES, ""),
        _ => (&limits::HEALTH_CHECK_START_PERIOD, "seconds"),
    };
    check_range(node, limit, unit, cx);
}
