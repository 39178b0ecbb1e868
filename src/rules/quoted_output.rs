//! The output of `terraform output` is put between quotes of JSON, and has quotes itself.
//!
//! Since Terraform 0.14 `terraform output NAME` prints a string in double quotes, and a list or a map over
//! several lines with brackets. Between the quotes of a JSON string the first quote ends that string, and the
//! AWS CLI refuses what it gets.
//!
//! Write `terraform output -raw NAME` for a string. For a list write `terraform output -json NAME` and
//! leave out the quotes and brackets around it.
//!
//! Source: <https://developer.hashicorp.com/terraform/cli/commands/output>

use crate::{command::slip::SlipKind, rule::prelude::*};

pub const RULE: Rule = Rule { severity: Warning, rejected_by: Client, check: Faults(check) };

fn check(fault: &Fault<'_>, cx: &mut Cx<'_>) {
    let Fault::Command { place, slip, .. } = *fault else { return };
    let SlipKind::QuotedOutput = &slip.kind else { return };
    let report = cx.report(place, "`terraform output` prints quotes of its own between these quotes");
    report
        .label("prints quotes, or a list")
        .help("use `-raw` for a string; a list needs `-json` and no quotes");
}
