//! One object has the same key twice.
//!
//! The AWS CLI does not complain: it takes the last one, at any depth, and what the first one
//! says is lost without a word. Two lists do not become one, and the rest of an object that stands
//! twice is gone. Most often the second one came with a copy of a few lines.
//!
//! Keep one of them, or make two names of it. The fix removes the earlier, so that what is sent stays
//! the same; whether that one was meant is for you to say.
//!
//! Source: <https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-skeleton.html>

use crate::rule::prelude::*;

pub const RULE: Rule = Rule { severity: Error, rejected_by: Nobody, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut Cx<'_>) {
    let Fault::DuplicateKey { before, again } = *fault else { return };
    let name = quoted(&again.as_str().unwrap_or_default());
    let message =
        format!("the key {name} stands here again; the AWS CLI takes the last and drops the others");
    let report = cx.report(again, message);
    report.label("again").also(before, "here before");
    report.help("keep one of them");
    report.fix(Unsafe, format!("remove the earlier {name}"), vec![before.removal()]);
}
