//! A request that may be for RunTask or for StartTask.
//!
//! Without `containerInstances`, and without a member that only RunTask has (`count`, `launchType`,
//! `capacityProviderStrategy` …), a request is a valid RunTask request. It is checked as one. If it is meant for
//! StartTask, it lacks `containerInstances`, which StartTask requires, and `startedBy` is limited to fewer characters.
//!
//! Say what the file is: with `--kind start-task` or `--kind run-task`, with `kind` in the configuration, or by a
//! file name that contains `start-task`, `start_task` or `StartTask`. Then this is not reported.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html>

use crate::rule::prelude::*;

pub const CONFIDENCE: Confidence = Heuristic;
pub const RULE: Rule = Rule { severity: Info, rejected_by: Nobody, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut Cx<'_>) {
    let Fault::AmbiguousKind { root } = *fault else { return };
    let message = "checked as a RunTask request; for StartTask it lacks `containerInstances`";
    let report = cx.report(root.opening(), message).label("fits both operations");
    report.help("if it is meant for StartTask, say `--kind start-task`, or set `kind` in the configuration");
}
