//! With the overrides applied, a container reserves more memory than its limit.
//!
//! ECS reserves `memoryReservation` for a container and kills the container if it exceeds `memory`, so
//! `memoryReservation` must be smaller. If only one of them is overridden, the other comes from the task definition.
//!
//! Override both, so that `memory` is above `memoryReservation`.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>

use crate::lint::rule::prelude::*;

pub const RULE: Rule = Rule { severity: Error, rejected_by: Service, check: Launches(check) };

fn check(launch: &Launch<'_>, cx: &mut RuleContext<'_>) {
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
        let message = format!("`memoryReservation` is {size} MiB, more than the `memory` of {most} MiB");
        let (offending, other) =
            if launch.is_defined(memory) { (reserved, memory) } else { (memory, reserved) };
        let report = cx.report(offending, message);
        report.label(format!(
            "{} MiB too {}",
            size - most,
            if offending == memory { "little" } else { "much" }
        ));
        let label = if offending == memory { "the reservation" } else { "the limit" };
        report.also(other, label).help("override both, with `memoryReservation` below `memory`");
    }
}
