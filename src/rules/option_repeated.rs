//! An option is given twice: only the last one counts.
//!
//! The AWS CLI does not put the values together, not even those of options that take several words:
//! `--container-instances a --container-instances b` starts the task on `b` alone. What the first one says
//! is lost without a word.
//!
//! Give it once; several words stand behind one option: `--container-instances a b`.
//!
//! Source: <https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-types.html>

use crate::rule::prelude::*;

pub const RULE: Rule = Rule { severity: Warning, rejected_by: Nobody, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut Cx<'_>) {
    let Fault::Command { place, slip, also, .. } = *fault else { return };
    let option = quoted(&slip.option);
    let report = cx.report(place, format!("{option} is given again; the AWS CLI drops this one"));
    report.label("lost");
    if let Some(again) = also {
        report.also(again, "this one counts");
    }
    report.help("give the option once, with all its words behind it");
}
