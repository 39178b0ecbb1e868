//! An integer is outside the range of the model.
//!
//! ECS stores most numbers in 32 bits and some in fewer. The AWS CLI checks only lower bounds, so a number that is too
//! large is sent and rejected by the service.
//!
//! Write a number in the range.
//!
//! AWS says:
//! - `Invalid range for parameter *`
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerOverride.html>

use crate::lint::rule::prelude::*;

pub const RULE: Rule = Rule { severity: Error, rejected_by: Service, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    let Fault::ValueRange { node, bounds: (least, most) } = *fault else { return };
    let name = node.shape().get().name;
    let below = node.raw().starts_with('-') || node.as_integer().is_some_and(|it| it < least);
    let message = match (below, i64::from(i32::MAX) == most || i64::from(i32::MIN) == least) {
        (_, true) if !below || least == i64::from(i32::MIN) => {
            format!("`{name}` is {}, which does not fit into a 32-bit integer", quoted(node.raw()))
        }
        (true, _) => format!("`{name}` must be at least {least}, not {}", quoted(node.raw())),
        (false, _) => format!("`{name}` must be at most {most}, not {}", quoted(node.raw())),
    };
    let report = cx.report(node, message);
    if below && least > i64::from(i32::MIN) {
        report.rejected_by(Client);
    }
    report.label("out of range");
    if most == i64::from(i32::MAX) && least == i64::from(i32::MIN) {
        report.help("write a number that fits into 32 bits");
    } else if most == i64::from(i32::MAX) {
        report.help(format!("write a number of at least {least}"));
    } else {
        report.help(format!("write a number from {least} to {most}"));
    }
}
