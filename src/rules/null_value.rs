//! `null` stands where a value belongs.
//!
//! To the AWS CLI and the SDKs `null` is a value of a wrong type, also where the member may be left
//! out: the call is refused before it is sent. Programs that print structures of an SDK write it for
//! everything that was not set.
//!
//! Leave the member out.
//!
//! AWS says:
//! - `Override argument cannot be null`
//!
//! Source: <https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-skeleton.html>

use crate::rule::prelude::*;

pub const RULE: Rule = Rule { severity: Error, rejected_by: Client, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut Cx<'_>) {
    let Fault::NullValue { node } = *fault else { return };
    let shape = node.shape().get();
    let expected = shape.expected(cx.date());
    let optional = !shape.required_on(cx.date());
    let name = node.key().and_then(Node::as_str);
    let what = match &name {
        Some(name) => format!("{} is `null`", quoted(name)),
        None if node.parent().is_none() => "the whole document is `null`".to_owned(),
        None => "an entry of the list is `null`".to_owned(),
    };
    let report = cx.report(node, what);
    report.label(format!("expected {expected}"));
    match name {
        Some(name) if optional => {
            report.help(format!("leave the member out, or give it {expected}"));
            report.fix(Safe, format!("remove {}", quoted(&name)), vec![node.removal()]);
        }
        Some(_) => {
            report.help(format!("give it {expected}: it is required"));
        }
        None if node.parent().is_none() => {
            report.help(format!("give {expected}"));
        }
        None => {
            report.help("take it out of the list");
            report.fix(Unsafe, "remove the entry", vec![node.removal()]);
        }
    }
}
