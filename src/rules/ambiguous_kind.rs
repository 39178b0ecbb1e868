//! A request fits both RunTask and StartTask.
//!
//! Without `containerInstances`, and without a member that only RunTask has (`count`, `launchType`,
//! `capacityProviderStrategy` …), a request is a valid RunTask request and is checked as one. If it is meant
//! for StartTask, it is missing `containerInstances`, which StartTask requires, and the limit for `startedBy` is lower.
//!
//! To resolve this, pass `--kind start-task` or `--kind run-task`, set `kind` in the configuration, or use a file name
//! that contains `start-task`, `start_task` or `StartTask`.
//!
//! Source: <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html>

use crate::lint::rule::prelude::*;

pub const CONFIDENCE: Confidence = Heuristic;
pub const RULE: Rule = Rule { severity: Info, rejected_by: Nobody, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    let Fault::AmbiguousKind { root } = *fault else { return };
    let message = "checked as a RunTask request; for StartTask, `containerInstances` is missing";
    let report = cx.report(root.opening_bracket(), message).label("fits both operations");
    report.help("if it is meant for StartTask, pass `--kind start-task`, or set `kind` in the configuration");
}
