//! An option is given more than once; only the last one takes effect.
//!
//! The AWS CLI does not merge the values, not even for options that take several values:
//! `--container-instances a --container-instances b` starts the task on `b` only. The first value is
//! dropped silently.
//!
//! Give the option once. Several values follow one option: `--container-instances a b`.
//!
//! Source: <https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-types.html>

use crate::lint::rule::prelude::*;

pub const RULE: Rule = Rule { severity: Warning, rejected_by: Nobody, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut RuleContext<'_>) {
    let Fault::Command { place, mistake, also, .. } = *fault else { return };
    let option = quoted(&mistake.option);
    let report = cx.report(place, format!("{option} is given more than once; the AWS CLI ignores this one"));
    report.label("ignored");
    if let Some(again) = also {
        report.also(again, "this one takes effect");
    }
    report.help("give the option once, followed by all its values");
}
