//! A value is `null`.
//!
//! The AWS CLI and the SDKs treat `null` as a value of the wrong type, even for an optional member,
//! and reject the call before sending it. Programs that print SDK structures often write `null` for
//! every member that was not set.
//!
//! Remove the member.
//!
//! AWS says:
//! - `Override argument cannot be null`
//!
//! Source: <https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-skeleton.html>

use crate::lint::rule::prelude::*;

pub const RULE: Rule = Rule { severity: Error, rejected_by: Client, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    let Fault::NullValue { node } = *fault else { return };
    let shape = node.shape().get();
    let expected = shape.expected(cx.date());
    let optional = !shape.required_on(cx.date());
    let name = node.key().and_then(Node::as_str);
    let what = match &name {
        Some(name) => format!("{} is `null`", quoted(name)),
        None if node.parent().is_none() => "the whole document is `null`".to_owned(),
        None => "a list entry is `null`".to_owned(),
    };
    let report = cx.report(node, what);
    report.label(format!("expected {expected}"));
    match name {
        Some(name) if optional => {
            report.help(format!("remove the member, or set it to {expected}"));
            report.fix(Safe, format!("remove {}", quoted(&name)), vec![node.removal()]);
        }
        Some(_) => {
            report.help(format!("set it to {expected}; it is required"));
        }
        None if node.parent().is_none() => {
            report.help(format!("replace it with {expected}"));
        }
        None => {
            report.help(format!("remove it, or replace it with {expected}"));
            report.fix(Unsafe, "remove the entry", vec![node.removal()]);
        }
    }
}
