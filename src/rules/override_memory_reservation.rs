//! With its overrides a container reserves more memory than it may use.
//!
//! `memoryReservation` is kept free for a container, `memory` is where it is killed, so the former has to be
//! smaller. An override of one of them meets the other in the task definition.
//!
//! Override both, so that `memory` is above `memoryReservation`.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>

use crate::rule::prelude::*;

pub const RULE: Rule = Rule { severity: Error, rejected_by: Service, check: Launches(check) };

fn check(launch: &Launch<'_>, cx: &mut Cx<'_>) {
    if !launch.is_meant() {
        return;
    }
    for (entry, container) in launch.pairs() {
        if cx.is_full() {
            return;
        }
        let of = |name| entry.get(name).or_else(|| container.get(name));
        let (Some(memory), Some(reserved)) = (of("memory"), of("memoryReservation")) else { continue };
        let (Some(most), Some(size)) = (memory.as_integer(), reserved.as_integer()) else { continue };
        let mixed = launch.is_defined(memory) != launch.is_defined(reserved);
        if !mixed || size <= most || !(1..=i64::from(i32::MAX)).contains(&most) || size > i64::from(i32::MAX)
        {
            continue;
        }
        let message = format!("`memoryReservation` of {size} MiB is above the `memory` of {most} MiB");
        let (guilty, other) = if launch.is_defined(memory) { (reserved, memory) } else { (memory, reserved) };
        let report = cx.report(guilty, message);
        report.label(format!("{} MiB too {}", size - most, if guilty == memory { "few" } else { "many" }));
        let label = if guilty == memory { "what is reserved" } else { "the limit" };
        report
            .also(other, label)
            .help("override both `memory` and `memoryReservation`, the latter being smaller");
    }
}
