//! A container reserves more memory than it allows.
//!
//! `memoryReservation` is the soft limit and `memory` the hard one, both in MiB. ECS refuses a
//! reservation above the limit. The API reference says that `memory` must be greater than the
//! reservation; equal values are in wide use and taken by ECS, so they are no finding.
//!
//! Raise `memory` or lower `memoryReservation`.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>

use crate::rule::prelude::*;

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

fn check(node: Node<'_>, cx: &mut Cx<'_>) {
    // What no integer of the model holds is `value-range`'s.
    let Some(reservation) = node.as_integer().filter(|it| *it <= i64::from(i32::MAX)) else { return };
    let Some(limit) = node.parent().and_then(|it| it.get("memory")) else { return };
    // What is too little for any container is `resource-minimum`'s.
    let least = i64::from(cx.limit(&facts::CONTAINER_MEMORY));
    let Some(memory) = limit.as_integer().filter(|it| (least..reservation).contains(it)) else { return };
    above(node, limit, (reservation, memory), cx);
}

#[cold]
fn above(node: Node<'_>, limit: Node<'_>, (reservation, memory): (i64, i64), cx: &mut Cx<'_>) {
    let message = format!("`memoryReservation` of {reservation} MiB is above the `memory` of {memory} MiB");
    let report = cx.report(node, message);
    report.label(format!("{} MiB more than the limit", reservation - memory)).also(limit, "the hard limit");
    report.help("raise `memory` or lower `memoryReservation`");
}
