//! The YAML of `--cli-input-yaml` is not valid.
//!
//! AWS CLI v2 reads one document of YAML 1.2. If it cannot, it prints `Invalid YAML received.` without a location. It also
//! rejects duplicate keys.
//!
//! Source: <https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-skeleton.html>

use crate::{diagnostic::fault::command::CommandFaultKind, lint::rule::prelude::*, text::display};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Client, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    let Fault::Command { place, mistake, .. } = *fault else { return };
    let CommandFaultKind::Yaml { why } = &mistake.kind else { return };
    let why: String = why.chars().map(display::visible).take(100).collect();
    let report = cx.report(place, "this is not valid YAML");
    report.label(why).help("the AWS CLI reports `Invalid YAML received.`");
}
