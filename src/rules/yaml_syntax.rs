//! The YAML of `--cli-input-yaml` cannot be read.
//!
//! Version 2 of the AWS CLI reads YAML 1.2, one document, and says `Invalid YAML received.` and no place
//! where it cannot. Two equal keys are refused too.
//!
//! Source: <https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-skeleton.html>

use crate::{command::slip::SlipKind, rule::prelude::*, text};

pub const RULE: Rule = Rule { severity: Error, rejected_by: Client, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut Cx<'_>) {
    let Fault::Command { place, slip, .. } = *fault else { return };
    let SlipKind::Yaml { why } = &slip.kind else { return };
    let why: String = why.chars().map(text::visible).take(100).collect();
    let report = cx.report(place, "the YAML cannot be read from here on");
    report.label(why).help("the AWS CLI says `Invalid YAML received.`");
}
