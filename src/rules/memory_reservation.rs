//! A container reserves more memory than its limit.
//!
//! `memoryReservation` is the soft limit and `memory` the hard limit, both in MiB. ECS rejects a reservation above the
//! hard limit. The API reference requires `memory` to be greater than the reservation; equal values are widely used
//! and accepted by ECS, so they are not reported.
//!
//! Raise `memory`, or lower `memoryReservation`.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>

use crate::lint::rule::prelude::*;

pub const RULE: Rule = Rule {
    severity: Error,
    rejected_by: Service,
    check: Nodes(
        &[
            Request("/overrides/containerOverrides/*/memoryReservation"),
            TaskDefinition("/containerDefinitions/*/memoryReservation"),
        ],
        check,
    ),
};

fn check(node: Node<'_>, cx: &mut RuleContext<'_>) {
    // `value-range` reports numbers that do not fit into the model's integers.
    let Some(reservation) = node.as_integer().filter(|it| *it <= i64::from(i32::MAX)) else { return };
    let Some(limit) = node.parent().and_then(|it| it.get("memory")) else { return };
    // `resource-minimum` reports limits that are too low for any container.
    let least = i64::from(cx.limit(&limits::CONTAINER_MEMORY));
    let Some(memory) = limit.as_integer().filter(|it| (least..reservation).contains(it)) else { return };
    above(node, limit, (reservation, memory), cx);
}

#[cold]
fn above(node: Node<'_>, limit: Node<'_>, (reservation, memory): (i64, i64), cx: &mut RuleContext<'_>) {
    let message = format!("`memoryReservation` of {reservation} MiB exceeds the `memory` of {memory} MiB");
    let report = cx.report(node, message);
    report.label(format!("{} MiB over the limit", reservation - memory)).also(limit, "the hard limit");
    report.help("raise `memory` or lower `memoryReservation`");
}
